// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <cstdint>
#include <functional>

namespace rf {

/// An index that can't be mixed up with an index of something else; Tag only tells the types apart.
template <class Tag>
class Id {
public:
    constexpr Id() = default;
    constexpr explicit Id(std::int32_t value) : m_value(value) {}
    constexpr std::int32_t value() const { return m_value; }
    constexpr bool isValid() const { return m_value >= 0; }
    constexpr auto operator<=>(const Id&) const = default;

private:
    std::int32_t m_value = -1;
};

}  // namespace rf

template <class Tag>
struct std::hash<rf::Id<Tag>> {
    std::size_t operator()(rf::Id<Tag> id) const noexcept { return std::hash<std::int32_t>{}(id.value()); }
};

// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/array_records.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "core/base/mapped_file.h"

namespace rf::data {

namespace {

void reverseElements(std::span<std::byte> bytes, std::size_t width) {
    for (std::size_t i = 0; i + width <= bytes.size(); i += width)
        std::reverse(bytes.begin() + static_cast<std::ptrdiff_t>(i), bytes.begin() + static_cast<std::ptrdiff_t>(i + width));
}

// So much of a mapped file stays in memory at most, beside what is in use.
constexpr std::size_t kWindow = std::size_t{32} << 20;

bool isChannelCount(std::int64_t dimension) { return dimension == 1 || dimension == 3; }

}  // namespace

Layout guessLayout(const Shape& record) {
    if (record.size() != 3) return Layout::Plain;
    if (isChannelCount(record[0])) return Layout::Chw;
    return isChannelCount(record[2]) ? Layout::Hwc : Layout::Plain;
}

Result<Tensor> ArrayRecords::read(std::int64_t index) const {
    RF_ASSERT(index >= 0 && index < m_form.count);
    const auto width = static_cast<std::size_t>(byteSize(m_form.type, 1));
    passed(static_cast<std::size_t>(byteSize(m_form.type, elementCount(m_form.shape).value_or(0))));
    const bool swapped = width > 1 && m_form.bigEndian != (std::endian::native == std::endian::big);
    if (!m_form.fortranOrder && !swapped) {
        const auto size = static_cast<std::size_t>(byteSize(m_form.type, elementCount(m_form.shape).value()));
        const auto bytes = m_file.bytes.subspan(m_form.offset + static_cast<std::size_t>(index) * m_form.stride, size);
        // A record that is not aligned for its type can't be handed out in place.
        if (reinterpret_cast<std::uintptr_t>(bytes.data()) % width == 0)
            return Tensor::shared(m_form.type, m_form.shape, m_file.owner, bytes);
    }
    return Tensor::build(m_form.type, m_form.shape, [&](std::span<std::byte> out) {
        gather(index, out);
        if (swapped) reverseElements(out, width);
    });
}

void ArrayRecords::passed(std::size_t bytes) const {
    if (m_passed.fetch_add(bytes) + bytes < kWindow) return;
    m_passed = 0;
    releaseMappedPages();
}

// Fortran order: element (i, j1, …, jr) is number i + n (j1 + d1 (j2 + d2 (…))) of the file.
void ArrayRecords::gather(std::int64_t index, std::span<std::byte> out) const {
    const std::byte* data = m_file.bytes.data() + m_form.offset;
    if (out.empty()) return;
    if (!m_form.fortranOrder) {
        std::memcpy(out.data(), data + static_cast<std::size_t>(index) * m_form.stride, out.size());
        return;
    }
    const auto width = static_cast<std::size_t>(byteSize(m_form.type, 1));
    const std::size_t rank = m_form.shape.size();
    Shape position(rank, 0), steps(rank);
    std::int64_t step = m_form.count;
    for (std::size_t axis = 0; axis < rank; ++axis) {
        steps[axis] = step;
        step *= m_form.shape[axis];
    }
    std::int64_t element = index;
    for (std::size_t at = 0; at < out.size(); at += width) {
        std::memcpy(out.data() + at, data + static_cast<std::size_t>(element) * width, width);
        for (std::size_t axis = rank; axis-- > 0;) {
            element += steps[axis];
            if (++position[axis] < m_form.shape[axis]) break;
            element -= steps[axis] * m_form.shape[axis];
            position[axis] = 0;
        }
    }
}

}  // namespace rf::data

// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/jpeg_facts.h"

#include <algorithm>
#include <array>

namespace rf::data {

namespace {

constexpr int kStartOfImage = 0xd8, kEndOfImage = 0xd9, kStartOfScan = 0xda;

/// SOF0 … SOF15 without DHT, JPG and DAC, which lie among them.
bool isFrame(int marker) { return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc; }

}  // namespace

std::optional<JpegFacts> jpegFacts(std::span<const std::byte> bytes) {
    const auto at = [&](std::size_t i) { return std::to_integer<int>(bytes[i]); };
    if (bytes.size() < 4 || at(0) != 0xff || at(1) != kStartOfImage || at(2) != 0xff) return std::nullopt;
    JpegFacts facts;
    std::size_t i = 2;
    while (i + 4 <= bytes.size() && at(i) == 0xff) {
        const int marker = at(i + 1);
        if (marker == 0xff) {  // fill byte
            ++i;
            continue;
        }
        if (marker == kStartOfScan) break;
        constexpr std::size_t kComponents = 9;  // marker, length, precision, height, width
        if (isFrame(marker) && i + kComponents < bytes.size()) facts.components = at(i + kComponents);
        i += 2 + static_cast<std::size_t>(at(i + 2) * 256 + at(i + 3));
    }
    // Entropy-coded data never holds a marker by chance: 0xff is followed by 0 there.
    constexpr std::array end{std::byte{0xff}, std::byte{kEndOfImage}};
    const auto rest = bytes.subspan(std::min(i, bytes.size()));
    facts.hasEnd = std::search(rest.begin(), rest.end(), end.begin(), end.end()) != rest.end();
    return facts;
}

}  // namespace rf::data

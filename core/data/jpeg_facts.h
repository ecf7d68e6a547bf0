// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <span>

namespace rf::data {

/// Facts from the markers of a JPEG file (ITU-T T.81, annex B) that decoders do not report.
struct JpegFacts {
    int components = 0;   ///< of the frame: 1 grey, 3 colour, 4 CMYK; 0 where there is no frame
    bool hasEnd = false;  ///< an end of image follows the first scan: the file was not cut off
};

/// Nothing when the bytes don't begin as a JPEG file does.
std::optional<JpegFacts> jpegFacts(std::span<const std::byte> bytes);

}  // namespace rf::data

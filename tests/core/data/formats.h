// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// Files of every format, byte by byte as their specifications have them.
namespace rf::test {

template <class T>
std::string rawBytes(const std::vector<T>& values) {
    return std::string(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T));
}

std::string cifarRecord(int label, int firstPixel);  ///< pixel i is (firstPixel + i) mod 256
std::string idxFile(int type, const std::vector<std::uint32_t>& dimensions, const std::string& data);
/// A header of the given version around e.g. "'<f4'", "False", "(2, 3)".
std::string npyFile(const std::string& descr, const std::string& shape, const std::string& data, const std::string& fortranOrder = "False",
                    int version = 1);
/// A ZIP archive (PKWARE's APPNOTE) of named files, deflated or stored. claimedSize: what every entry says to unpack to, where
/// it lies.
std::string zipFile(const std::vector<std::pair<std::string, std::string>>& files, bool deflate = false,
                    std::optional<std::uint32_t> claimedSize = {});
std::string gzipped(const std::string& data);

enum class PngColour { Gray = 0, Rgb = 2, Rgba = 6 };
/// Rows of samples, 8 or 16 bits each, big-endian.
std::string pngFile(int width, int height, PngColour colour, int bits, const std::string& samples);
std::string ppmFile(int width, int height, const std::string& rgb);
/// The header of a JPEG file with this many components, and nothing behind its first scan but the end.
std::string jpegHeader(int components);
/// 16 x 8 pixels, the left half 40, the right half 200, with this EXIF orientation (0: no EXIF at all).
std::string jpegFile(int orientation);

}  // namespace rf::test

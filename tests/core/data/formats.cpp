// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/data/formats.h"

#include <zlib.h>

namespace rf::test {

namespace {

std::string bigEndian(std::uint32_t value, int bytes) {
    std::string text;
    for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) text += static_cast<char>((value >> shift) & 0xff);
    return text;
}

std::string littleEndian(std::uint32_t value, int bytes) {
    std::string text;
    for (int i = 0; i < bytes; ++i) text += static_cast<char>(i < 4 ? (value >> (8 * i)) & 0xff : 0);
    return text;
}

std::string deflated(const std::string& data, int windowBits) {
    z_stream stream{};
    deflateInit2(&stream, 6, Z_DEFLATED, windowBits, 8, Z_DEFAULT_STRATEGY);
    std::string out(deflateBound(&stream, data.size()) + 32, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(data.data()));
    stream.avail_in = static_cast<uInt>(data.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

std::string pngChunk(const std::string& type, const std::string& data) {
    const std::string body = type + data;
    const auto crc = crc32(0, reinterpret_cast<const Bytef*>(body.data()), static_cast<uInt>(body.size()));
    return bigEndian(static_cast<std::uint32_t>(data.size()), 4) + body + bigEndian(static_cast<std::uint32_t>(crc), 4);
}

// A baseline JPEG of two constant 8 x 8 blocks, grey, quality 100.
constexpr unsigned char kTwoBlocks[] = {
    255, 216, 255, 224, 0, 16,  74,  70,  73,  70, 0, 1,  1,  1,   0,   100, 0,  100, 0,   0,   255, 219, 0,  67, 0, 1, 1, 1,
    1,   1,   1,   1,   1, 1,   1,   1,   1,   1,  1, 1,  1,  1,   1,   1,   1,  1,   1,   1,   1,   1,   1,  1,  1, 1, 1, 1,
    1,   1,   1,   1,   1, 1,   1,   1,   1,   1,  1, 1,  1,  1,   1,   1,   1,  1,   1,   1,   1,   1,   1,  1,  1, 1, 1, 1,
    1,   1,   1,   1,   1, 255, 192, 0,   11,  8,  0, 8,  0,  16,  1,   1,   17, 0,   255, 196, 0,   21,  0,  1,  1, 0, 0, 0,
    0,   0,   0,   0,   0, 0,   0,   0,   0,   0,  0, 10, 11, 255, 196, 0,   20, 16,  1,   0,   0,   0,   0,  0,  0, 0, 0, 0,
    0,   0,   0,   0,   0, 0,   0,   255, 218, 0,  8, 1,  1,  0,   0,   63,  0,  39,  234, 128, 63,  255, 217};

}  // namespace

std::string cifarRecord(int label, int firstPixel) {
    std::string record(1, static_cast<char>(label));
    for (int i = 0; i < 3072; ++i) record += static_cast<char>((firstPixel + i) % 256);
    return record;
}

std::string idxFile(int type, const std::vector<std::uint32_t>& dimensions, const std::string& data) {
    std::string file{'\0', '\0', static_cast<char>(type), static_cast<char>(dimensions.size())};
    for (const std::uint32_t dimension : dimensions) file += bigEndian(dimension, 4);
    return file + data;
}

std::string npyFile(const std::string& descr, const std::string& shape, const std::string& data, const std::string& fortranOrder,
                    int version) {
    std::string header = "{'descr': " + descr + ", 'fortran_order': " + fortranOrder + ", 'shape': " + shape + ", }";
    while ((header.size() + 1) % 16 != 0) header += ' ';
    header += '\n';
    std::string file("\x93NUMPY", 6);
    file += static_cast<char>(version);
    file += '\0';
    for (int i = 0; i < (version == 1 ? 2 : 4); ++i) file += static_cast<char>((header.size() >> (8 * i)) & 0xff);
    return file + header + data;
}

std::string zipFile(const std::vector<std::pair<std::string, std::string>>& files, bool deflate, std::optional<std::uint32_t> claimedSize) {
    std::string archive, directory;
    for (const auto& [name, data] : files) {
        const std::string packed = deflate ? deflated(data, -15) : data;
        const auto crc = crc32(0, reinterpret_cast<const Bytef*>(data.data()), static_cast<uInt>(data.size()));
        // Version, flags, method, time, date, checksum, packed and full size, lengths of the name and of extra fields.
        const std::string common = littleEndian(20, 2) + littleEndian(0, 2) + littleEndian(deflate ? 8 : 0, 2) + littleEndian(0, 4) +
                                   littleEndian(static_cast<std::uint32_t>(crc), 4) +
                                   littleEndian(static_cast<std::uint32_t>(packed.size()), 4) +
                                   littleEndian(claimedSize.value_or(static_cast<std::uint32_t>(data.size())), 4) +
                                   littleEndian(static_cast<std::uint32_t>(name.size()), 2) + littleEndian(0, 2);
        // Version made by; comment, disk, attributes and the place of the entry.
        directory += "PK\x01\x02" + littleEndian(20, 2) + common + littleEndian(0, 10) +
                     littleEndian(static_cast<std::uint32_t>(archive.size()), 4) + name;
        archive += "PK\x03\x04" + common + name + packed;
    }
    const auto count = static_cast<std::uint32_t>(files.size());
    return archive + directory + "PK\x05\x06" + littleEndian(0, 4) + littleEndian(count, 2) + littleEndian(count, 2) +
           littleEndian(static_cast<std::uint32_t>(directory.size()), 4) + littleEndian(static_cast<std::uint32_t>(archive.size()), 4) +
           littleEndian(0, 2);
}

std::string jpegHeader(int components) {
    // SOI, SOF0 (length, precision, 1 x 1 pixels, components of three bytes each), SOS with an empty scan, EOI.
    std::string file = "\xff\xd8\xff\xc0" + bigEndian(static_cast<std::uint32_t>(8 + 3 * components), 2) + '\x08' + bigEndian(1, 2) +
                       bigEndian(1, 2) + static_cast<char>(components);
    for (int c = 1; c <= components; ++c) file += {static_cast<char>(c), '\x11', '\0'};
    return file + "\xff\xda" + bigEndian(2, 2) + "\xff\xd9";
}

std::string gzipped(const std::string& data) { return deflated(data, 15 + 16); }

std::string pngFile(int width, int height, PngColour colour, int bits, const std::string& samples) {
    const std::size_t rowBytes = samples.size() / static_cast<std::size_t>(height);
    std::string rows;
    for (int y = 0; y < height; ++y) rows += '\0' + samples.substr(static_cast<std::size_t>(y) * rowBytes, rowBytes);
    std::string header = bigEndian(static_cast<std::uint32_t>(width), 4) + bigEndian(static_cast<std::uint32_t>(height), 4);
    header += {static_cast<char>(bits), static_cast<char>(colour), '\0', '\0', '\0'};
    return "\x89PNG\r\n\x1a\n" + pngChunk("IHDR", header) + pngChunk("IDAT", deflated(rows, 15)) + pngChunk("IEND", "");
}

std::string ppmFile(int width, int height, const std::string& rgb) {
    return "P6\n" + std::to_string(width) + " " + std::to_string(height) + "\n255\n" + rgb;
}

std::string jpegFile(int orientation) {
    std::string file(reinterpret_cast<const char*>(kTwoBlocks), sizeof kTwoBlocks);
    if (orientation == 0) return file;
    // APP1: "Exif", a big-endian TIFF header and one entry: tag 0x0112 (orientation), type short, one value.
    std::string exif("Exif\0\0MM\0*\0\0\0\x08", 14);
    exif += bigEndian(1, 2) + bigEndian(0x0112, 2) + bigEndian(3, 2) + bigEndian(1, 4) +
            bigEndian(static_cast<std::uint32_t>(orientation), 2) + bigEndian(0, 2) + bigEndian(0, 4);
    return file.insert(2, "\xff\xe1" + bigEndian(static_cast<std::uint32_t>(exif.size() + 2), 2) + exif);
}

}  // namespace rf::test

// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/onnx_writer.h"

#include <cstring>

namespace rf::test::onnx {

namespace {

constexpr std::uint64_t kFloat = 1, kExternal = 1, kIrVersion = 8, kOpset = 17;

std::string varint(std::uint64_t value) {
    std::string text;
    for (; value >= 0x80; value >>= 7) text += static_cast<char>(value | 0x80);
    return text + static_cast<char>(value);
}

std::string head(const std::string& name, const std::vector<std::int64_t>& dims) {
    std::string text;
    for (const std::int64_t dim : dims) text += number(1, static_cast<std::uint64_t>(dim));
    return text + number(2, kFloat) + bytes(8, name);
}

std::string valueInfo(const std::string& name, const std::vector<std::int64_t>& shape) {
    std::string dims;
    for (const std::int64_t dim : shape) dims += bytes(1, number(1, static_cast<std::uint64_t>(dim)));
    return bytes(1, name) + bytes(2, bytes(1, number(1, kFloat) + bytes(2, dims)));
}

}  // namespace

std::string number(std::uint32_t field, std::uint64_t value) { return varint(field << 3) + varint(value); }
std::string bytes(std::uint32_t field, const std::string& content) { return varint(field << 3 | 2) + varint(content.size()) + content; }

std::string tensor(const std::string& name, const std::vector<std::int64_t>& dims, const std::vector<float>& values) {
    std::string raw(values.size() * sizeof(float), '\0');
    std::memcpy(raw.data(), values.data(), raw.size());
    return head(name, dims) + bytes(9, raw);
}

std::string externalTensor(const std::string& name, const std::vector<std::int64_t>& dims, const std::string& location) {
    return head(name, dims) + bytes(13, bytes(1, "location") + bytes(2, location)) + number(14, kExternal);
}

Model& Model::node(const std::string& type, const std::string& name, const std::vector<std::string>& inputs,
                   const std::vector<std::string>& outputs) {
    std::string text;
    for (const std::string& input : inputs) text += bytes(1, input);
    for (const std::string& output : outputs) text += bytes(2, output);
    graph += bytes(1, text + bytes(3, name) + bytes(4, type));
    return *this;
}

Model& Model::constant(const std::string& tensor) {
    graph += bytes(5, tensor);
    return *this;
}

Model& Model::input(const std::string& name, const std::vector<std::int64_t>& shape) {
    graph += bytes(11, valueInfo(name, shape));
    return *this;
}

Model& Model::output(const std::string& name, const std::vector<std::int64_t>& shape) {
    graph += bytes(12, valueInfo(name, shape));
    return *this;
}

std::string Model::text() const {
    return number(1, kIrVersion) + bytes(8, bytes(1, "") + number(2, kOpset)) + bytes(7, bytes(2, "net") + graph);
}

}  // namespace rf::test::onnx

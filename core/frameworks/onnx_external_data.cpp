// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frameworks/onnx_external_data.h"

#include <algorithm>
#include <set>
#include <string>

#include "core/base/mapped_file.h"
#include "core/frameworks/wire_format.h"

namespace rf::frameworks {

namespace {

using Path = std::filesystem::path;

enum class Message { Model, Training, Graph, Node, Attribute, Sparse, Function, Tensor };

/// Where onnx.proto has messages that can lead to a tensor.
struct Member {
    Message in;
    std::uint32_t number;
    Message is;
};
constexpr Member kMembers[] = {
    {Message::Model, 7, Message::Graph},         {Message::Model, 20, Message::Training},   {Message::Model, 25, Message::Function},
    {Message::Training, 1, Message::Graph},      {Message::Training, 2, Message::Graph},    {Message::Graph, 1, Message::Node},
    {Message::Graph, 5, Message::Tensor},        {Message::Graph, 15, Message::Sparse},     {Message::Node, 5, Message::Attribute},
    {Message::Attribute, 5, Message::Tensor},    {Message::Attribute, 10, Message::Tensor}, {Message::Attribute, 6, Message::Graph},
    {Message::Attribute, 11, Message::Graph},    {Message::Attribute, 22, Message::Sparse}, {Message::Attribute, 23, Message::Sparse},
    {Message::Sparse, 1, Message::Tensor},       {Message::Sparse, 2, Message::Tensor},     {Message::Function, 7, Message::Node},
    {Message::Function, 11, Message::Attribute},
};
constexpr std::uint32_t kExternalDataOfTensor = 13, kKeyOfEntry = 1, kValueOfEntry = 2;

// As deep as protocol buffers are read by default.
constexpr int kDeepest = 100;

class Locations {
public:
    /// False where the message is damaged.
    bool collect(std::span<const std::byte> bytes, Message message, int depth = 0) {
        if (depth > kDeepest) return false;
        WireReader reader(bytes);
        while (const auto field = reader.next()) {
            if (!field->isBytes) continue;
            if (message == Message::Tensor && field->number == kExternalDataOfTensor) {
                if (!collectEntry(field->bytes)) return false;
                continue;
            }
            const auto* const member =
                std::ranges::find_if(kMembers, [&](const Member& m) { return m.in == message && m.number == field->number; });
            if (member != std::end(kMembers) && !collect(field->bytes, member->is, depth + 1)) return false;
        }
        return !reader.isDamaged();
    }

    const std::vector<std::string>& all() const { return m_all; }

private:
    bool collectEntry(std::span<const std::byte> bytes) {
        std::string key, value;
        WireReader reader(bytes);
        while (const auto field = reader.next()) {
            if (field->number == kKeyOfEntry) key = field->text();
            if (field->number == kValueOfEntry) value = field->text();
        }
        if (key == "location" && m_seen.insert(value).second) m_all.push_back(value);
        return !reader.isDamaged();
    }

    std::vector<std::string> m_all;
    std::set<std::string> m_seen;
};

bool isInside(const Path& file, const Path& folder) {
    return std::mismatch(folder.begin(), folder.end(), file.begin(), file.end()).first == folder.end();
}

// Programs that fetch models keep files by their checksum in one folder and hand out links to them: there, model and data are
// links into the same folder.
bool staysWith(const Path& model, const Path& file) {
    std::error_code ignored;
    const Path real = std::filesystem::weakly_canonical(file, ignored);
    const Path folder = std::filesystem::weakly_canonical(model.parent_path().empty() ? "." : model.parent_path(), ignored);
    return isInside(real, folder) || isInside(real, std::filesystem::weakly_canonical(model, ignored).parent_path());
}

bool isPlain(const std::string& location) {
    const Path path(location);
    return !location.empty() && location.find('\0') == std::string::npos && path.is_relative() &&
           std::ranges::none_of(path, [](const Path& part) { return part == ".."; });
}

}  // namespace

Result<std::vector<Path>> onnxExternalData(const Path& model) {
    RF_TRY(const auto file, MappedFile::open(model));
    Locations locations;
    if (file->bytes().empty() || !locations.collect(file->bytes(), Message::Model))
        return fail(ErrorCode::InvalidFile, RF_TEXT("core", "%1: is no ONNX model, or is damaged or incomplete"), model);
    std::vector<Path> files;
    for (const std::string& location : locations.all()) {
        const Path data = model.parent_path() / location;
        if (!isPlain(location) || !staysWith(model, data))
            return fail(ErrorCode::InvalidFile,
                        RF_TEXT("core", "%1: the model asks for the file '%2', which is outside of its folder; it is not read"), model,
                        location);
        files.push_back(data);
    }
    return files;
}

}  // namespace rf::frameworks

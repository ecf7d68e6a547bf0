// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/earlier_result.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <string_view>

#include "core/base/mapped_file.h"
#include "core/onnx/onnx.h"

namespace rf::exporting {

namespace {

// provenance.cpp writes the first; POT wrote the second (spec 01, section on metadata).
constexpr std::string_view kSections[] = {"<rangefinder>", "<quantization_parameters>"};

}  // namespace

bool isResultModel(const std::filesystem::path& xml) {
    const auto file = MappedFile::open(xml);
    if (!file) return false;
    const std::string_view text(reinterpret_cast<const char*>((*file)->bytes().data()), (*file)->bytes().size());
    // A '<' of a name or a value is escaped in XML, so that the sections are found only where they are ones.
    return std::ranges::any_of(kSections, [&](std::string_view section) { return text.find(section) != std::string_view::npos; });
}

bool isReport(const std::filesystem::path& json) {
    const auto file = MappedFile::open(json);
    if (!file) return false;
    const auto* text = reinterpret_cast<const char*>((*file)->bytes().data());
    const auto report = nlohmann::json::parse(text, text + (*file)->bytes().size(), nullptr, false);
    return report.is_object() && report.contains("source_model_sha256") && report.contains("quantizers");
}

bool hasResult(const std::filesystem::path& folder) {
    if (isReport(folder / "report.json")) return true;
    std::error_code error;
    const std::filesystem::directory_iterator files(folder, error);
    return !error && std::any_of(begin(files), end(files),
                                 [](const auto& entry) { return entry.path().extension() == ".xml" && isResultModel(entry.path()); });
}

bool isResultFile(const std::filesystem::path& file) {
    if (file.filename() == "report.json") return isReport(file);
    if (file.extension() == ".json") return isReport(file.parent_path() / "report.json");
    if (file.extension() == ".onnx") {
        const auto model = MappedFile::open(file);
        return model && onnx::isOurs((*model)->bytes());
    }
    return isResultModel(std::filesystem::path(file).replace_extension(".xml"));
}

}  // namespace rf::exporting

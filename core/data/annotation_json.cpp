// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/annotation_json.h"

#include <nlohmann/json.hpp>

#include "core/data/npy.h"

namespace rf::data {

namespace {

using Json = nlohmann::ordered_json;

Result<Json> saved(const char* key, const Tensor& tensor, const std::filesystem::path& folder) {
    const std::filesystem::path file = folder / "label.npy";
    RF_TRY_VOID(writeNpy(file, tensor));
    return Json{{key, file.string()}};
}

Json boxJson(const Box& box) {
    Json json{{"label", box.label}, {"box", {box.left, box.top, box.right, box.bottom}}};
    if (box.difficult) json["difficult"] = true;
    if (box.crowd) json["crowd"] = true;
    return json;
}

struct ToJson {
    const std::filesystem::path& folder;

    Result<Json> operator()(std::monostate) const { return Json(nullptr); }
    Result<Json> operator()(ClassIndex label) const { return Json(label); }
    Result<Json> operator()(const ClassList& list) const { return Json{{"classes", list.labels}}; }
    Result<Json> operator()(const TextLine& line) const { return Json(line.text); }
    Result<Json> operator()(const TokenIds& tokens) const { return Json{{"tokens", tokens.ids}}; }
    Result<Json> operator()(const MaskedTokens& tokens) const { return Json{{"positions", tokens.positions}, {"targets", tokens.targets}}; }
    Result<Json> operator()(const SegmentationMask& mask) const { return saved("mask", mask.classes, folder); }
    Result<Json> operator()(const TargetValues& target) const { return saved("values", target.values, folder); }
    Result<Json> operator()(const Boxes& boxes) const {
        Json json{{"width", boxes.width}, {"height", boxes.height}, {"boxes", Json::array()}};
        for (const Box& box : boxes.boxes) json["boxes"].push_back(boxJson(box));
        return json;
    }
};

Error notUnderstood(const Json& json) {
    return fail(ErrorCode::InvalidFile,
                RF_TEXT("core",
                        "the label %1 is not understood; use a whole number, a text, or an object with classes, tokens, positions and "
                        "targets, boxes, mask or values"),
                json.dump());
}

Boxes boxesFrom(const Json& json) {
    Boxes boxes{{}, json.value("width", 0.0), json.value("height", 0.0)};
    for (const Json& entry : json.at("boxes")) {
        const auto corners = entry.at("box").get<std::array<double, 4>>();
        boxes.boxes.push_back({entry.value("label", std::int64_t{0}), corners[0], corners[1], corners[2], corners[3],
                               entry.value("difficult", false), entry.value("crowd", false), 0});
    }
    return boxes;
}

// Throws what nlohmann throws at values of the wrong type.
Result<Annotation> annotationFrom(const Json& json, const std::filesystem::path& folder) {
    if (json.is_null()) return Annotation{};
    if (json.is_number_integer()) return Annotation(json.get<std::int64_t>());
    if (json.is_string()) return Annotation(TextLine{json.get<std::string>()});
    if (!json.is_object()) return notUnderstood(json);
    if (json.contains("classes")) return Annotation(ClassList{json["classes"].get<std::vector<std::int64_t>>()});
    if (json.contains("tokens")) return Annotation(TokenIds{json["tokens"].get<std::vector<std::int64_t>>()});
    if (json.contains("boxes")) return Annotation(boxesFrom(json));
    if (json.contains("positions")) {
        MaskedTokens tokens{json["positions"].get<std::vector<std::int64_t>>(), json.at("targets").get<std::vector<std::int64_t>>()};
        if (tokens.positions.size() != tokens.targets.size()) return notUnderstood(json);
        return Annotation(std::move(tokens));
    }
    if (json.contains("mask")) {
        RF_TRY(Tensor mask, readNpy(folder / json["mask"].get<std::string>()));
        return Annotation(SegmentationMask{std::move(mask)});
    }
    if (json.contains("values")) {
        RF_TRY(Tensor values, readNpy(folder / json["values"].get<std::string>()));
        return Annotation(TargetValues{std::move(values)});
    }
    return notUnderstood(json);
}

}  // namespace

Result<std::string> toJson(const Annotation& annotation, const std::filesystem::path& folder) {
    RF_TRY(const Json json, std::visit(ToJson{folder}, annotation));
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Result<Annotation> annotationFromJson(const std::string& text, const std::filesystem::path& folder) {
    const Json json = Json::parse(text, nullptr, false);
    if (json.is_discarded()) return fail(ErrorCode::InvalidFile, RF_TEXT("core", "the label %1 is no JSON"), text);
    try {
        return annotationFrom(json, folder);
    } catch (const Json::exception&) { return notUnderstood(json); }
}

}  // namespace rf::data

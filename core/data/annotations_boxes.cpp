// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cstring>
#include <stdexcept>

#include <nlohmann/json.hpp>
#include <pugixml.hpp>

#include "core/base/mapped_file.h"
#include "core/data/annotation_files.h"

namespace rf::data {

namespace {

const std::vector<std::string>& vocClasses() {
    static const std::vector<std::string> classes{"aeroplane", "bicycle",     "bird",  "boat",        "bottle", "bus",      "car",
                                                  "cat",       "chair",       "cow",   "diningtable", "dog",    "horse",    "motorbike",
                                                  "person",    "pottedplant", "sheep", "sofa",        "train",  "tvmonitor"};
    return classes;
}

Result<Boxes> readVocFile(const std::filesystem::path& path, const std::vector<std::string>& classes, int firstPixel) {
    const auto corner = [&](const pugi::xml_node& corners, const char* name) {
        return corners.child(name).text().as_double() - 1 + firstPixel;
    };
    pugi::xml_document document;
    RF_TRY(const auto file, MappedFile::open(path));
    const auto parsed = document.load_buffer(file->bytes().data(), file->bytes().size());
    const pugi::xml_node root = document.child("annotation"), size = root.child("size");
    if (!parsed || !root)
        return fail(ErrorCode::InvalidFile, RF_TEXT("core", "%1: is no annotation of PASCAL VOC: %2"), path, parsed.description());
    Boxes boxes{{}, size.child("width").text().as_double(), size.child("height").text().as_double()};
    for (const pugi::xml_node object : root.children("object")) {
        const std::string name = object.child_value("name");
        const auto found = std::find(classes.begin(), classes.end(), name);
        const pugi::xml_node corners = object.child("bndbox");
        if (found == classes.end() || !corners)
            return fail(ErrorCode::InvalidFile, RF_TEXT("core", "%1: an object is '%2', which is no class of the data set, or has no box"),
                        path, name);
        boxes.boxes.push_back({found - classes.begin() + 1, corner(corners, "xmin"), corner(corners, "ymin"), corner(corners, "xmax"),
                               corner(corners, "ymax"), object.child("difficult").text().as_int() != 0, false, 0});
    }
    return boxes;
}

using PlainJson = nlohmann::json;

struct CocoPictures {
    std::map<std::int64_t, Boxes> boxes;
    std::map<std::string, std::int64_t> ids;  ///< by file name
};

// Throws what nlohmann throws at values of the wrong type and at missing keys, and out_of_range for a category that is not listed.
CocoPictures cocoPictures(const PlainJson& json, bool byOrder) {
    CocoPictures pictures;
    std::map<std::int64_t, std::int64_t> labels;
    if (byOrder)
        for (const PlainJson& category : json.at("categories")) labels.emplace(category.at("id").get<std::int64_t>(), std::ssize(labels));
    const auto labelOf = [&](std::int64_t id) {
        if (!byOrder) return id;
        const auto found = labels.find(id);
        if (found == labels.end()) throw std::out_of_range(fmt::format("category {} is not listed", id));
        return found->second;
    };
    for (const PlainJson& image : json.at("images")) {
        const auto id = image.at("id").get<std::int64_t>();
        pictures.ids[image.at("file_name").get<std::string>()] = id;
        pictures.boxes[id] = {{}, image.value("width", 0.0), image.value("height", 0.0)};
    }
    for (const PlainJson& object : json.at("annotations")) {
        const auto corner = object.at("bbox").get<std::array<double, 4>>();
        pictures.boxes[object.at("image_id").get<std::int64_t>()].boxes.push_back(
            {labelOf(object.at("category_id").get<std::int64_t>()), corner[0], corner[1], corner[0] + corner[2], corner[1] + corner[3],
             false, object.value("iscrowd", 0) != 0, object.value("area", 0.0)});
    }
    return pictures;
}

Result<CocoPictures> readPictures(const std::filesystem::path& path, bool byOrder) {
    RF_TRY(const auto file, MappedFile::open(path));
    const char* text = reinterpret_cast<const char*>(file->bytes().data());
    const PlainJson json = PlainJson::parse(text, text + file->bytes().size(), nullptr, false);
    try {
        return cocoPictures(json, byOrder);
    } catch (const std::exception& error) {  // also of a category that isn't listed
        return fail(ErrorCode::InvalidFile, RF_TEXT("core", "%1: is no instances file of COCO: %2"), path, error.what());
    }
}

}  // namespace

Result<std::vector<std::string>> cocoFiles(const std::filesystem::path& path) {
    RF_TRY(const CocoPictures pictures, readPictures(path, false));
    std::map<std::int64_t, std::string> byId;
    for (const auto& [name, id] : pictures.ids)
        if (!pictures.boxes.at(id).boxes.empty()) byId[id] = name;
    std::vector<std::string> names;
    for (auto& [id, name] : byId) names.push_back(std::move(name));
    return names;
}

AnnotationsResult readVoc(const std::filesystem::path& folder, const std::vector<std::string>& names,
                          const std::vector<std::string>& classes, int firstPixel) {
    RF_TRY(const auto files, filesByStem(folder, {".xml"}));
    std::vector<Annotation> values;
    for (const std::string& name : names) {
        const auto* file = entryOf(files, withoutExtension(name));
        if (!file) return noAnnotation(folder, name);
        RF_TRY(Boxes boxes, readVocFile(*file, classes.empty() ? vocClasses() : classes, firstPixel));
        values.emplace_back(std::move(boxes));
    }
    return annotationList(std::move(values));
}

AnnotationsResult readCoco(const std::filesystem::path& path, const std::vector<std::string>& names, bool byOrder) {
    RF_TRY(CocoPictures pictures, readPictures(path, byOrder));
    std::vector<Annotation> values;
    for (const std::string& name : names) {
        const auto* id = entryOf(pictures.ids, name);
        if (!id) return noAnnotation(path, name);
        values.emplace_back(pictures.boxes[*id]);
    }
    return annotationList(std::move(values));
}

}  // namespace rf::data

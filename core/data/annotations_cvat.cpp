// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <pugixml.hpp>

#include "core/base/mapped_file.h"
#include "core/data/annotation_files.h"

namespace rf::data {

namespace {

struct CvatFile {
    pugi::xml_document document;
    pugi::xml_node root;
};

Result<std::unique_ptr<CvatFile>> cvatFile(const std::filesystem::path& path) {
    RF_TRY(const auto file, MappedFile::open(path));
    auto read = std::make_unique<CvatFile>();
    const auto parsed = read->document.load_buffer(file->bytes().data(), file->bytes().size());
    read->root = read->document.child("annotations");
    if (!parsed || !read->root)
        return fail(ErrorCode::InvalidFile, RF_TEXT("core", "%1: is no annotation of CVAT: %2"), path, parsed.description());
    return read;
}

/// Pictures are known by the last part of the names that CVAT has.
std::string nameOf(const pugi::xml_node& image) { return fileName(image.attribute("name").as_string()); }

std::vector<std::string> labelsOf(const pugi::xml_node& root) {
    std::vector<std::string> labels;
    for (const auto& found : root.child("meta").select_nodes(".//label/name")) labels.emplace_back(found.node().child_value());
    return labels;
}

Boxes boxesOf(const pugi::xml_node& image, const std::vector<std::string>& classes) {
    Boxes boxes{{}, image.attribute("width").as_double(), image.attribute("height").as_double()};
    for (const pugi::xml_node box : image.children()) {
        const auto found = std::find(classes.begin(), classes.end(), box.attribute("label").as_string());
        if (found == classes.end() || !box.attribute("xtl")) continue;  // objects of other classes are not asked for
        boxes.boxes.push_back({found - classes.begin() + 1, box.attribute("xtl").as_double(), box.attribute("ytl").as_double(),
                               box.attribute("xbr").as_double(), box.attribute("ybr").as_double(),
                               box.attribute("occluded").as_int() != 0});
    }
    return boxes;
}

}  // namespace

Result<std::vector<std::string>> cvatFiles(const std::filesystem::path& file) {
    RF_TRY(const auto cvat, cvatFile(file));
    std::vector<std::string> names;
    for (const pugi::xml_node image : cvat->root.children("image")) names.push_back(nameOf(image));
    return names;
}

AnnotationsResult readCvat(const std::filesystem::path& file, const std::vector<std::string>& names,
                           const std::vector<std::string>& classes) {
    RF_TRY(const auto cvat, cvatFile(file));
    const std::vector<std::string> known = classes.empty() ? labelsOf(cvat->root) : classes;
    std::map<std::string, Boxes> byName;
    for (const pugi::xml_node image : cvat->root.children("image")) byName[nameOf(image)] = boxesOf(image, known);
    std::vector<Annotation> values;
    for (const std::string& name : names) {
        const Boxes* boxes = entryOf(byName, name);
        if (!boxes) return noAnnotation(file, name);
        values.emplace_back(*boxes);
    }
    return annotationList(std::move(values));
}

}  // namespace rf::data

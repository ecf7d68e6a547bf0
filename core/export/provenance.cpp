// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCryptographicHash>

#include <pugixml.hpp>

#include <sstream>

#include "core/config/config.h"
#include "core/export/model_export.h"
#include "core/graph/edit.h"
#include "core/ir/ir.h"

namespace rf::exporting {

namespace {

// Folders of this computer do not belong into a model that is passed on.
std::string settingsWithoutFolders(config::Project project) {
    project.model = project.model.filename();
    project.weights = project.weights.filename();
    const auto strip = [](data::DataSpec& spec) {
        for (data::Source& source : spec.sources) {
            source.location = data::withPath(source.location, [](const std::filesystem::path& path) { return path.filename(); });
            source.labels = std::filesystem::path(source.labels).filename().string();
            source.files = std::filesystem::path(source.files).filename().string();
        }
    };
    strip(project.data);
    if (project.testData) strip(*project.testData);
    return config::write(project);
}

void addValue(pugi::xml_node parent, const char* name, const std::string& value) {
    parent.append_child(name).append_attribute("value").set_value(value.c_str());
}

}  // namespace

Result<std::string> modelHash(const graph::Graph& model) {
    RF_TRY(const ir::Image image, ir::serialize(model));
    QCryptographicHash hash(QCryptographicHash::Sha256);
    const auto add = [&](const char* data, std::size_t size) { hash.addData(QByteArray::fromRawData(data, static_cast<qsizetype>(size))); };
    add(image.xml.data(), image.xml.size());
    for (const auto part : image.weights) add(reinterpret_cast<const char*>(part.data()), part.size());
    return hash.result().toHex().toStdString();
}

onnx::Metadata provenance(const results::Report& report) {
    return {{"version", report.provenance.version},
            {"engine", report.provenance.engine + " " + report.provenance.engineVersion},
            {"source_model_sha256", report.provenance.modelHash},
            {"calibration_samples", std::to_string(report.provenance.samples)},
            {"configuration", settingsWithoutFolders(report.project)}};
}

graph::Graph withProvenance(graph::Graph model, const results::Report& report) {
    graph::GraphInfo info = model.info();
    pugi::xml_document document;
    document.load_string(("<net>" + info.extraXml + "</net>").c_str(), pugi::parse_full);
    pugi::xml_node net = document.child("net");
    pugi::xml_node runtimeInfo = net.child("rt_info") ? net.child("rt_info") : net.append_child("rt_info");
    while (runtimeInfo.remove_child("rangefinder")) {}
    pugi::xml_node section = runtimeInfo.append_child("rangefinder");
    for (const auto& [name, value] : provenance(report)) addValue(section, name.c_str(), value);
    std::ostringstream text;
    for (const pugi::xml_node child : net.children()) child.print(text, "\t", pugi::format_indent, pugi::encoding_utf8, 1);
    info.extraXml = text.str();
    graph::Editor(model).setInfo(std::move(info));
    return model;
}

}  // namespace rf::exporting

// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ir/ir_document.h"

#include "core/ir/xml_text.h"

namespace rf::ir {

namespace {

// Real models nest bodies two or three deep, 5 elements each. The limit keeps walks over bodies off the stack's end and
// indentation from growing with the square of the depth.
constexpr int kMaxDepth = 256;

struct DepthLimit final : pugi::xml_tree_walker {
    bool for_each(pugi::xml_node&) override { return depth() < kMaxDepth; }
};

Result<void> checkText(std::string_view text) {
    if (text.find_first_not_of(" \t\r\n") == std::string_view::npos)
        return fail(ErrorCode::InvalidFile, RF_TEXT("core", "the file is empty where an OpenVINO IR (XML) is expected"));
    if (text.find('\0') != std::string_view::npos)
        return fail(ErrorCode::InvalidFile,
                    RF_TEXT("core", "the file contains zero bytes: it is not XML in UTF-8 (was the .bin chosen instead of the .xml?)"));
    if (!isUtf8(text)) return fail(ErrorCode::InvalidFile, RF_TEXT("core", "the file is not encoded in UTF-8, as an OpenVINO IR must be"));
    return {};
}

Result<int> supportedVersion(pugi::xml_node net) {
    const auto version = integer(net.attribute("version").value());
    if (!version)
        return fail(ErrorCode::InvalidFile, RF_TEXT("core", "the net element has no version number ('%1'); expected 10 or 11"),
                    net.attribute("version").value());
    if (*version < kOldestVersion)
        return fail(ErrorCode::Unsupported,
                    RF_TEXT("core",
                            "IR version %1 is too old, versions 10 and 11 are read: convert the original model again with the Model "
                            "Optimizer of OpenVINO 2021.4 (version 10) or of 2022.1 to 2023.3 (version 11)"),
                    *version);
    if (*version > kNewestVersion)
        return fail(ErrorCode::Unsupported,
                    RF_TEXT("core",
                            "IR version %1 is newer than this program, versions 10 and 11 are read: save the model with a release of "
                            "OpenVINO that writes version 11 (2022.1 to 2026)"),
                    *version);
    return static_cast<int>(*version);
}

}  // namespace

Result<void> parse(std::string_view text, Document& document) {
    RF_TRY_VOID(checkText(text));
    const auto parsed =
        document.tree.load_buffer(text.data(), text.size(), pugi::parse_default | pugi::parse_embed_pcdata, pugi::encoding_utf8);
    if (!parsed)
        return fail(ErrorCode::InvalidFile, RF_TEXT("core", "the XML is broken near byte %1: %2"), static_cast<std::int64_t>(parsed.offset),
                    parsed.description());
    document.net = document.tree.child("net");
    if (!document.net)
        return fail(ErrorCode::InvalidFile, RF_TEXT("core", "this is not an OpenVINO IR: the outermost element is '%1' instead of 'net'"),
                    document.tree.document_element().name());
    DepthLimit limit;
    if (!document.tree.traverse(limit))
        return fail(ErrorCode::InvalidFile, RF_TEXT("core", "the XML elements are nested deeper than %1 levels, which no model needs"),
                    kMaxDepth);
    RF_TRY(document.version, supportedVersion(document.net));
    return {};
}

}  // namespace rf::ir

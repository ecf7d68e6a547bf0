// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <pugixml.hpp>
#include <string_view>

#include "core/base/result.h"

namespace rf::ir {

constexpr int kOldestVersion = 10;
constexpr int kNewestVersion = 11;
/// Version 10 names no tensors; users address them by layer names.
constexpr int kFirstVersionWithTensorNames = 11;

/// An IR's text as a tree that is safe to walk: UTF-8, of bounded depth, of a version we read.
struct Document {
    pugi::xml_document tree;
    pugi::xml_node net;
    int version = kNewestVersion;
};

/// Fills `document`. InvalidFile: the text is no IR. Unsupported: another version; the sentence says what to do. Errors do not
/// name the file.
Result<void> parse(std::string_view text, Document& document);

}  // namespace rf::ir

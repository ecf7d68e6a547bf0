// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "core/graph/attributes.h"

/// Conversions between pugixml's trees and the values of a graph.
namespace rf::ir {

/// Whether the bytes are well-formed UTF-8 (Unicode 15, table 3-7).
bool isUtf8(std::string_view text);
/// A decimal number that fits and fills the whole text.
std::optional<std::int64_t> integer(std::string_view text);
/// A layer or port id: a decimal number of at most kMaxId.
std::optional<std::int64_t> fileId(std::string_view text);
constexpr std::int64_t kMaxId = std::int64_t{1} << 53;  // leaves room to count on for new layers

graph::Attributes attributesOf(pugi::xml_node element);
void appendAttributes(pugi::xml_node element, const graph::Attributes& attributes);

/// Appends the element as text without formatting.
void appendXml(std::string& text, pugi::xml_node element);
/// Parses text made by appendXml() into children of `parent`; false when it is not XML.
bool appendChildren(pugi::xml_node parent, const std::string& text);

}  // namespace rf::ir

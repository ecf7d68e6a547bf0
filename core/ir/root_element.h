// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>

namespace rf::ir {

/// The name of the outermost element of an XML file, "net" for an OpenVINO IR, by the file's beginning. Empty where there is
/// none, so that the file is no XML.
std::string rootElement(const std::filesystem::path& path);

}  // namespace rf::ir

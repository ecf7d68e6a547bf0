// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <CLI/CLI.hpp>

#include "core/export/target.h"
#include "core/graph/graph.h"

namespace rf::cli {

/// The kind of file that a model is written as.
class FormatOption {
public:
    /// Declares --format.
    void declare(CLI::App& app);
    exporting::Format format() const { return m_word == "onnx" ? exporting::Format::Onnx : exporting::Format::Ir; }
    /// Unsupported names everything in the model that the format can't say.
    Result<void> check(const graph::Graph& model) const;

private:
    std::string m_word = "ir";
};

}  // namespace rf::cli

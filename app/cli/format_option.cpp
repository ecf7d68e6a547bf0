// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/format_option.h"

#include "core/onnx/onnx.h"

namespace rf::cli {

void FormatOption::declare(CLI::App& app) {
    app.add_option("--format", m_word,
                   "What the model is written as: ir (OpenVINO) or onnx (QuantizeLinear and DequantizeLinear); ir without it")
        ->check(CLI::IsMember({"ir", "onnx"}));
}

Result<void> FormatOption::check(const graph::Graph& model) const {
    return format() == exporting::Format::Onnx ? onnx::check(model) : Result<void>();
}

}  // namespace rf::cli

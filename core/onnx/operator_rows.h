// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string_view>

#include "core/onnx/node_writer.h"

/// Which operators can be written, and how: one row a type.
namespace rf::onnx {

/// The row of a type; null for a type that can't be written.
const OperatorRow* findRow(std::string_view type);

// The parts of the table, each in a file of its own.
std::span<const OperatorRow> activationRows();
std::span<const OperatorRow> arithmeticRows();
std::span<const OperatorRow> layerRows();
std::span<const OperatorRow> movementRows();
std::span<const OperatorRow> normalizationRows();
std::span<const OperatorRow> poolingRows();
std::span<const OperatorRow> quantizerRows();
std::span<const OperatorRow> resizeRows();
std::span<const OperatorRow> slicingRows();

}  // namespace rf::onnx

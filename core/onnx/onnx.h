// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

#include "core/graph/graph.h"
#include "core/onnx/proto.h"

/// Writes a network as an ONNX model (opset 17): a FakeQuantize becomes QuantizeLinear and DequantizeLinear, stored integers become an
/// integer constant and DequantizeLinear. What maps to what: docs/onnx.md.
namespace rf::onnx {

/// Unsupported when the network can't be written; the details name every layer with its type and the reason. Quick: no tensor is
/// copied, so that it can be asked before a long run.
Result<void> check(const graph::Graph& graph);

/// The content of a file. The tensors of the graph are part of it without a copy.
struct Image {
    Message model;
    std::vector<std::span<const std::byte>> parts() const;  ///< one after another
};

/// Whether these first bytes of a file are those of a model that this program wrote.
bool isOurs(std::span<const std::byte> bytes);

/// The content of the file that holds the network. Errors as check(); Unsupported when it exceeds the 2 GiB of a message.
Result<Image> serialize(const graph::Graph& graph, const Metadata& metadata);

}  // namespace rf::onnx

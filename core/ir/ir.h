// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "core/base/progress.h"
#include "core/graph/graph.h"

/// OpenVINO IR files ↔ Graph; no decisions about the network. Reads versions 10 and 11, writes 11.
namespace rf::ir {

/// Reads a model. `bin` empty: the .xml's sibling with the extension .bin (absent is fine when no layer needs weights). Weights
/// are mapped, not read. Values that are not aligned to their element's size are copied, because typed access to them in place
/// is undefined. Version 10 gets the tensor names that OpenVINO gives it. Errors (InvalidFile, NotFound, Unsupported, Io) name
/// the file and the layer.
Result<graph::Graph> read(const std::filesystem::path& xml, const std::filesystem::path& bin, const Progress& progress);
/// The same from memory; `weights` is an U8 tensor. `name` stands for the file in errors.
Result<graph::Graph> readMemory(const std::string& xml, const Tensor& weights, const std::string& name);

/// The content of a model's two files.
struct Image {
    std::string xml;
    /// The .bin as consecutive parts that the graph's tensors keep alive: nothing is copied.
    std::vector<std::span<const std::byte>> weights;
    std::vector<Tensor> owners;

    std::size_t weightsSize() const;
    Tensor weightsTensor() const;  ///< one U8 tensor; no copy when the image is the unchanged mapped file
};

/// The content that write() puts into the files. A graph that was read and not changed gives its original files: the same
/// layers, ids, attributes and offsets, and the same weights byte for byte. New layers stand before their first consumer under
/// fresh ids; once a constant is new or changed, the weights are laid out anew, equal ones once. Fails with InvalidArgument,
/// naming the layer, when an extraXml is not XML.
Result<Image> serialize(const graph::Graph& graph);
/// Writes both files atomically (see AtomicFiles). Io names the path.
Result<void> write(const graph::Graph& graph, const std::filesystem::path& xml, const Progress& progress);

}  // namespace rf::ir

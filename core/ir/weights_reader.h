// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>

#include "core/graph/file_hints.h"

namespace rf::ir {

/// The .bin that holds a model's constants.
class Weights {
public:
    /// `all` is of type U8.
    explicit Weights(Tensor all);
    /// No weights: their file does not exist.
    static Weights missing(std::string file);

    /// Sets the value of a Const from its hints' data element, and takes element_type, shape, offset and size out of its
    /// attributes. A view of the weights; a copy only where the bytes don't lie at a multiple of the element's size,
    /// because typed access to those is undefined. InvalidFile and NotFound name the layer.
    Result<void> readInto(graph::Node& constant, graph::FileHints& hints) const;

private:
    Tensor cut(ElementType type, Shape shape, std::size_t offset, std::size_t size) const;

    std::shared_ptr<const Tensor> m_all;  // shared: memory that no file backs is kept alive by the tensors cut from it
    std::string m_missing;
};

}  // namespace rf::ir

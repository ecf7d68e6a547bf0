// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/ir/ir.h"

namespace rf::test {

/// An IR of four layers, x -> Add(x, w) -> result, w = {1, 2}, with metadata everywhere OpenVINO puts it.
std::string smallXml();
/// Its weights: 8 bytes.
Tensor smallWeights();
/// smallXml() with the first occurrence of `from` replaced; throws when there is none, which is a bug of the test.
std::string smallXmlWith(const std::string& from, const std::string& to);

/// A Loop as OpenVINO 2026 writes it: a counter and a condition that end inside, port maps with inputs and outputs mixed,
/// and a constant at the odd offset 9 in the body.
std::string loopXml();
/// Its weights: 13 bytes.
Tensor loopWeights();

/// An U8 tensor of these bytes.
Tensor bytesFrom(const std::string& bytes);

/// The XML without formatting: elements, attributes and texts in their order.
std::string normalForm(const std::string& xml);

/// The bytes of an U8 tensor.
std::string textOf(const Tensor& bytes);

}  // namespace rf::test

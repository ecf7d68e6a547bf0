// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <functional>
#include <vector>

#include "core/base/result.h"

namespace rf::ui {

struct LayerRow;

/// What a user looks for among the layers. All parts of the text must hold:
///   conv            name, type, shape or precision contains the word
///   type:Conv       the field contains it: name, type, shape, is (is:int8, is:excluded, …)
///   err>0.1         a measured number compares so: err and alone.err (noise as a share of the signal, of the whole model or of the
///                   layer alone), sqnr and alone (dB), mse, diff; with <, <=, >, >=, and % after the number
///   /conv[0-9]+$/   the regular expression fits somewhere in the name
/// Upper and lower case are the same. A layer without the number does not match a comparison.
class LayerQuery {
public:
    /// InvalidArgument says which part can't be understood.
    static Result<LayerQuery> parse(const QString& text);

    bool isEmpty() const { return m_parts.empty(); }
    bool matches(const LayerRow& row) const;

private:
    using Part = std::function<bool(const LayerRow&)>;
    static Result<Part> partOf(const QString& word);

    std::vector<Part> m_parts;
};

}  // namespace rf::ui

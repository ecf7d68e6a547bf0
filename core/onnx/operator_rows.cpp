// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/onnx/operator_rows.h"

#include <unordered_map>

namespace rf::onnx {

const OperatorRow* findRow(std::string_view type) {
    static const auto table = [] {
        std::unordered_map<std::string_view, const OperatorRow*> rows;
        for (const auto part : {activationRows(), arithmeticRows(), layerRows(), movementRows(), normalizationRows(), poolingRows(),
                                quantizerRows(), resizeRows(), slicingRows()})
            for (const OperatorRow& row : part) rows.emplace(row.type, &row);
        return rows;
    }();
    const auto found = table.find(type);
    return found == table.end() ? nullptr : found->second;
}

}  // namespace rf::onnx

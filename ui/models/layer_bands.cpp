// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/layer_bands.h"

namespace rf::ui {

namespace {

constexpr int kDeepest = 6;
constexpr qsizetype kMostBands = 40;

/// The first `depth` parts of a name, without its last one; all of these when there are fewer.
QString leadingParts(const QString& name, int depth) {
    qsizetype end = 0;
    for (qsizetype i = 1; i + 1 < name.size() && depth > 0; ++i)
        if (name[i] == u'/' || name[i] == u'.') {
            end = i;
            --depth;
        }
    return name.left(end);
}

}  // namespace

std::vector<LayerBand> layerBands(const QStringList& names) {
    for (int depth = 1; depth <= kDeepest; ++depth) {
        std::vector<LayerBand> bands;
        int named = 0;
        for (int i = 0; i < names.size(); ++i) {
            const QString block = leadingParts(names[i], depth);
            if (bands.empty() || bands.back().block != block) {
                bands.push_back({block, i, i});
                named += !block.isEmpty();
            }
            bands.back().last = i;
        }
        if (static_cast<qsizetype>(bands.size()) > kMostBands || 2 * static_cast<qsizetype>(bands.size()) > names.size()) return {};
        if (named > 1) return bands;
    }
    return {};
}

}  // namespace rf::ui

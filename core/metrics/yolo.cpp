// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/yolo.h"

#include <cmath>

#include "core/tensor/convert.h"

namespace rf::metrics {

namespace {

/// One output: a grid of cells, each with predictions [x, y, w, h, objectness, classes …] for some anchors, channels first.
/// Box centres are relative to the cell, sizes are exponents of the anchor (Redmon & Farhadi, "YOLO9000", 2016, section 2;
/// "YOLOv3", 2018, section 2.1).
struct Grid {
    std::vector<float> values;
    std::size_t width = 0, height = 0;
    std::vector<std::size_t> anchors;  ///< numbers of its anchors
};

double sigmoid(double x) { return 1.0 / (1.0 + std::exp(-x)); }

void softmax(std::vector<double>& values) {
    const double largest = *std::max_element(values.begin(), values.end());
    double sum = 0;
    for (double& value : values) sum += value = std::exp(value - largest);
    for (double& value : values) value /= sum;
}

class GridReader {
public:
    GridReader(const YoloAdapter& adapter, const Grid& grid)
        : m_adapter(adapter), m_grid(grid), m_entries(5 + static_cast<std::size_t>(adapter.classes)) {}

    void appendTo(Detections& found) const {
        for (std::size_t a = 0; a < m_grid.anchors.size(); ++a)
            for (std::size_t y = 0; y < m_grid.height; ++y)
                for (std::size_t x = 0; x < m_grid.width; ++x)
                    if (const auto detection = at(a, y, x)) found.push_back(*detection);
    }

private:
    double value(std::size_t anchor, std::size_t entry, std::size_t y, std::size_t x) const {
        return m_grid.values[((anchor * m_entries + entry) * m_grid.height + y) * m_grid.width + x];
    }
    double activated(double raw) const { return m_adapter.raw ? sigmoid(raw) : raw; }

    std::vector<double> classScores(std::size_t a, std::size_t y, std::size_t x) const {
        std::vector<double> scores;
        for (std::size_t c = 5; c < m_entries; ++c) scores.push_back(value(a, c, y, x));
        if (m_adapter.raw && m_adapter.version == 2) softmax(scores);
        if (m_adapter.raw && m_adapter.version == 3)
            for (double& score : scores) score = sigmoid(score);
        return scores;
    }

    std::optional<Detection> at(std::size_t a, std::size_t y, std::size_t x) const {
        const double objectness = activated(value(a, 4, y, x));
        if (!(objectness > m_adapter.threshold)) return std::nullopt;
        const std::vector<double> scores = classScores(a, y, x);
        const auto best = std::max_element(scores.begin(), scores.end());
        const auto cells = [](std::size_t n) { return static_cast<double>(n); };
        const double unitX = m_adapter.version == 2 ? cells(m_grid.width) : m_adapter.inputWidth;
        const double unitY = m_adapter.version == 2 ? cells(m_grid.height) : m_adapter.inputHeight;
        const std::size_t anchor = 2 * m_grid.anchors[a];
        const double centreX = (cells(x) + activated(value(a, 0, y, x))) / cells(m_grid.width);
        const double centreY = (cells(y) + activated(value(a, 1, y, x))) / cells(m_grid.height);
        const double width = std::exp(value(a, 2, y, x)) * m_adapter.anchors[anchor] / unitX;
        const double height = std::exp(value(a, 3, y, x)) * m_adapter.anchors[anchor + 1] / unitY;
        return Detection{best - scores.begin(), objectness * *best,  centreX - width / 2,
                         centreY - height / 2,  centreX + width / 2, centreY + height / 2};
    }

    const YoloAdapter& m_adapter;
    const Grid& m_grid;
    std::size_t m_entries;
};

/// The numbers of the anchors that output `index` of `count` uses.
std::vector<std::size_t> anchorsOf(const YoloAdapter& adapter, std::size_t index, std::size_t count) {
    std::vector<std::size_t> numbers;
    if (adapter.masks.empty()) {
        const std::size_t all = adapter.anchors.size() / 2, each = all / count;
        for (std::size_t i = 0; i < each; ++i) numbers.push_back(index * each + i);
        return numbers;
    }
    const std::size_t each = adapter.masks.size() / count;
    for (std::size_t i = 0; i < each; ++i) numbers.push_back(static_cast<std::size_t>(adapter.masks[index * each + i]));
    return numbers;
}

Result<Grid> gridOf(const YoloAdapter& adapter, const Tensor& output, std::vector<std::size_t> anchors) {
    const auto channels = static_cast<std::int64_t>(anchors.size()) * (5 + adapter.classes);
    const Shape& shape = output.shape();
    Grid grid{toFloats(output.view()), static_cast<std::size_t>(adapter.cells), static_cast<std::size_t>(adapter.cells),
              std::move(anchors)};
    if (shape.size() == 4 && shape[0] == 1 && shape[1] == channels) {
        grid.height = static_cast<std::size_t>(shape[2]);
        grid.width = static_cast<std::size_t>(shape[3]);
    }
    const bool anchorsExist =
        std::all_of(grid.anchors.begin(), grid.anchors.end(), [&](std::size_t a) { return 2 * a + 1 < adapter.anchors.size(); });
    if (grid.anchors.empty() || !anchorsExist || grid.values.size() != static_cast<std::size_t>(channels) * grid.width * grid.height)
        return fail(ErrorCode::InvalidArgument,
                    RF_TEXT("core", "adapter yolo: %1 anchors of %2 classes do not fit an output of shape %3; it must be 1x%4xHxW"),
                    grid.anchors.size(), adapter.classes, text(shape), channels);
    return grid;
}

}  // namespace

Result<Detections> yoloDetections(const YoloAdapter& adapter, std::span<const Tensor> outputs) {
    const std::size_t used = adapter.version == 2 ? std::min<std::size_t>(outputs.size(), 1) : outputs.size();
    std::vector<const Tensor*> ordered;
    for (const Tensor& output : outputs.first(used)) ordered.push_back(&output);
    if (adapter.coarseFirst) std::ranges::stable_sort(ordered, {}, [](const Tensor* output) { return output->count(); });
    Detections found;
    for (std::size_t i = 0; i < used; ++i) {
        RF_TRY(const Grid grid, gridOf(adapter, *ordered[i], anchorsOf(adapter, i, used)));
        GridReader(adapter, grid).appendTo(found);
    }
    return found;
}

}  // namespace rf::metrics

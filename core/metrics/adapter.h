// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "core/base/result.h"
#include "core/data/annotation.h"
#include "core/metrics/box_steps.h"
#include "core/tensor/tensor.h"

/// Converts a network's raw outputs into detections, classes and masks for metrics. Forms and names of the adapters are those
/// of OpenVINO's Accuracy Checker.
namespace rf::metrics {

/// An object that a network has detected.
struct Detection {
    std::int64_t label = 0;
    double score = 0;
    double left = 0, top = 0, right = 0, bottom = 0;
    bool difficult = false;  ///< where it finds nothing it does not count (FilterBoxes)
};
using Detections = std::vector<Detection>;

/// DetectionOutput's rows (image, label, score, left, top, right, bottom), relative to the image, in a tensor [1, 1, N, 7]; a
/// negative image number ends the list.
struct SsdAdapter {};

/// Boxes [1, N, 4] (or 5, the score last), class numbers as integers [1, N] (absent: class 0) and scores [1, N] in outputs
/// of their own. Found by their form: the boxes have 4 or 5 columns, the labels are integers.
struct BoxesAdapter {
    bool relative = true;                 ///< to the image's size; otherwise in pixels
    std::array<double, 2> factor{1, 1};   ///< x and y of corners are multiplied by it
    std::optional<std::int64_t> label{};  ///< of all boxes, whatever labels there are; scores are those behind the corners, above 0
};

/// The RegionYolo layer's result, or its input (raw), as [1, B(5+C), H, W] or flat. Boxes are relative.
struct YoloAdapter {
    int version = 2;  ///< 2: anchors in cells; 3: in pixels of the input, one output per scale
    std::int64_t classes = 20;
    std::vector<double> anchors{};           ///< width, height of each
    std::vector<double> masks{};             ///< version 3: numbers of the anchors of each output, as many for each, in the outputs' order
    double inputWidth = 0, inputHeight = 0;  ///< version 3: of the network
    std::int64_t cells = 13;                 ///< version 2, for flat outputs: per side
    bool raw = false;                        ///< sigmoid and softmax are still to be done
    bool coarseFirst = false;                ///< version 3: the outputs are taken from the coarsest grid on, whatever their order
    double threshold = 0.001;                ///< of the box's own score
};

using DetectionAdapter = std::variant<SsdAdapter, BoxesAdapter, YoloAdapter>;

/// Which boxes suppress each other, and when.
struct Suppression {
    double overlap = 0;  ///< boxes that overlap more are one object; 0: the network suppresses duplicates itself
    bool acrossClasses = false;
    double border = 0;  ///< see areaOf()
    bool operator==(const Suppression&) const = default;
};

/// Which boxes are clipped at the edge of the image.
enum class Clip { None, Predictions, All };

/// How outputs become boxes, and what is done to these in the order of the members.
struct DetectionPlan {
    DetectionAdapter adapter;
    double leastScore = -std::numeric_limits<double>::infinity();  ///< detections with less are left out
    Suppression suppression = {};
    Clip clip = Clip::None;
    bool wholePixels = false;      ///< corners of all boxes are rounded, halves to even
    std::vector<BoxStep> steps{};  ///< instead of everything above but the adapter
};

/// The detections of the outputs, in pixels of an image of this size (0 x 0: in the outputs' own units), best score first.
/// InvalidArgument when the outputs do not have the adapter's form.
Result<Detections> detections(const DetectionPlan& plan, std::span<const Tensor> outputs, double width, double height);

/// Clips and rounds the true boxes of an image as the plan asks.
void prepareTruth(const DetectionPlan& plan, data::Boxes& truth);

/// Keeps the best of detections that overlap too much (greedy, best score first).
Detections withoutOverlaps(Detections found, const Suppression& rules);

/// The output that holds one score per class: the first one with a batch of 1 (or a single axis), if all its other axes
/// but one have length 1.
const Tensor* classScores(std::span<const Tensor> outputs);
/// The best class; of equal scores the lower index, NaN first, as NumPy's argmax.
std::int64_t bestClass(std::span<const float> scores);
std::string shapesOf(std::span<const Tensor> outputs);

/// Class indices [H, W] from an output [1, C, H, W] of scores, or [1, H, W], [1, 1, H, W] of classes. InvalidArgument when no
/// output has that form.
Result<Tensor> segmentation(std::span<const Tensor> outputs);

}  // namespace rf::metrics

// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <limits>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/base/result.h"
#include "core/data/annotation.h"
#include "core/data/preprocess.h"

/// What is done to detections and true boxes before they are compared, step by step in the order given. Names and rules are
/// those of the postprocessing of OpenVINO's Accuracy Checker.
namespace rf::metrics {

enum class Boxes { Detections, Truth, All };

/// Relative boxes become pixels of the image.
struct ScaleBoxes {};
/// Boxes become pixels of the image after it was resized (and, with `padded`, filled up at the right and the bottom): relative
/// ones to the padded image, or pixels of the resized one.
struct UnfitBoxes {
    data::Resize resize{};
    std::optional<data::PictureSize> padded{};
    bool arePixels = false;
};
/// Takes out boxes, or marks them as difficult, whose property is not in [low, high). A mark means that neither finding nor missing
/// the box counts.
struct FilterBoxes {
    enum class Property { Score, Height, Width, Aspect, AreaRatio, Empty };  ///< Aspect: height over width; AreaRatio: root of the share
    Boxes target = Boxes::Detections;
    Property property = Property::Score;
    double low = 0;
    double high = std::numeric_limits<double>::infinity();
    bool marks = false;
};
struct SuppressBoxes {
    double overlap = 0.5;
    bool acrossClasses = false;
    double border = 0;  ///< see areaOf()
};
struct ClipBoxes {
    Boxes target = Boxes::Detections;
    std::optional<data::PictureSize> size{};  ///< empty: the image's
};
struct RoundBoxes {
    enum class Policy { Nearest, ToZero, Down, Up };  ///< Nearest: halves to even
    Boxes target = Boxes::All;
    Policy policy = Policy::Nearest;
};
/// Adds to the labels of detections.
struct ShiftLabels {
    std::int64_t offset = 0;
};

using BoxStep = std::variant<ScaleBoxes, UnfitBoxes, FilterBoxes, SuppressBoxes, ClipBoxes, RoundBoxes, ShiftLabels>;

/// The form of parameters, steps with '/' between them:
/// - scale    shift:N    nms:OVERLAP:class|all:points|pixels
/// - round:detections|truth|all:nearest|zero|down|up
/// - clip:detections|truth|all[:HxW]
/// - filter:detections|truth|all:score|height|width|aspect|area_ratio|empty:LOW:HIGH|inf:remove|mark
/// - unfit:relative|pixels:HxW:ASPECT[:HxW], ASPECT as in preprocessing
/// InvalidArgument names the step that is wrong.
Result<std::vector<BoxStep>> parseBoxSteps(const std::string& text);
std::string boxStepsText(const std::vector<BoxStep>& steps);

struct Detection;
/// Does the steps, in pixels of an image of this size (0 x 0: not known).
void applySteps(const std::vector<BoxStep>& steps, std::vector<Detection>& found, double width, double height);
void applySteps(const std::vector<BoxStep>& steps, data::Boxes& truth);

}  // namespace rf::metrics

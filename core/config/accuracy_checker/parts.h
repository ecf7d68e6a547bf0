// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/accuracy_checker/kinds.h"
#include "core/metrics/box_steps.h"

/// The parts of an Accuracy Checker description during conversion. Later parts depend on those read before.
namespace rf::config::accuracy_checker {

/// The kind of values that metrics compare; adapters and converters must agree on it.
enum class Subject { Classes, Boxes, Masks, Values };

/// The result of an annotation converter: the samples and their annotations.
struct Samples {
    data::Source source = {};  ///< location empty: data_source
    Subject subject = Subject::Classes;
    std::int64_t classes = 0;                             ///< numbers that labels have, 0 …; 0: not known
    data::ChannelOrder stored = data::ChannelOrder::Bgr;  ///< channel order of our image reader; AsStored: samples are no images
};

/// The preprocessing so far, and the form of the images at this point.
struct Pictures {
    std::vector<data::PreprocessStep> steps = {};
    data::ChannelOrder order = data::ChannelOrder::Bgr;
    bool isFloat = false;                          ///< in Accuracy Checker
    bool stepsAreFloat = false;                    ///< here; set only where the difference is visible in results
    std::optional<data::PictureSize> size = {};    ///< of the last resize
    bool keptProportions = false;                  ///< the last resize
    std::optional<data::Resize> resize = {};       ///< the last one
    std::optional<data::PictureSize> padded = {};  ///< behind it, at the right and the bottom
    bool isOtherwiseShaped = false;                ///< by more than one resize and such a padding
};

/// How the network's outputs are converted for metrics.
struct Prediction {
    Subject subject = Subject::Classes;
    std::string adapter = {};
    std::map<std::string, std::string> parameters = {};  ///< of detection metrics
    bool isRelative = false;                             ///< boxes are, to the picture
    bool mayBePixels = false;                            ///< boxes are pixels where nothing scales them
    bool needsInputSize = false;
    bool isArgmax = false;  ///< masks hold classes
    bool operator==(const Prediction&) const = default;
};

/// The processing of predictions and labels before they are compared.
struct Postprocessing {
    Prediction prediction = {};
    Pictures pictures = {};
    std::vector<rf::metrics::BoxStep> boxes = {};
    std::map<std::string, std::string> masks = {};  ///< parameters of metrics
    bool scales = false;
    std::optional<std::string> resizesScores = {};  ///< where masks of predictions are resized
};

/// The metrics, each with everything above that it depends on.
struct Measures {
    Prediction prediction = {};
    Postprocessing postprocessing = {};
    Samples samples = {};
    std::optional<data::PictureSize> inputSize = {};
    bool areConsistent = true;  ///< no part has an error of its own
    std::vector<rf::metrics::MetricSpec> specs = {};
};

// converters.cpp
const std::vector<Kind<Samples>>& converters();
// preprocessing.cpp
const std::vector<Kind<Pictures>>& preprocessings();
/// The channels come in this order from the reader.
void startWith(data::ChannelOrder stored, data::ChannelOrder order, Pictures& pictures);
// readers.cpp
struct Reader {
    data::ChannelOrder order = data::ChannelOrder::Bgr;  ///< AsStored: arrays
};
const std::vector<Kind<Reader>>& readers();
// adapters.cpp
const std::vector<Kind<Prediction>>& adapters();
// postprocessing.cpp
const std::vector<Kind<Postprocessing>>& postprocessings();
// metrics.cpp
const std::vector<Kind<Measures>>& metrics();

/// An entry of `launchers`.
struct Launcher {
    std::string model = {}, weights = {};
    Prediction prediction = {};
    bool isUnderstood = true;  ///< the adapter is
    std::string input = {};    ///< that gets the samples; empty: the only one
    std::optional<data::ChannelAxis> layout = {};
    rf::Shape shape = {};                       ///< of that input; empty: its own
    std::vector<data::Source> constants = {};   ///< of other inputs, and states
    std::optional<std::string> sizeInput = {};  ///< gets height, width and 1 of the prepared picture
    bool operator==(const Launcher&) const = default;
};

/// An entry of `datasets`.
struct Dataset {
    Launcher launcher = {};
    std::string dataSource = {}, maskSource = {};
    Samples samples = {};
    Reader reader = {};
    Pictures pictures = {};
    bool isPrepared = false;
    bool isConsistent = true;  ///< nothing was wrong so far
    bool isLabelled = false;   ///< by a converter that is known
    Postprocessing postprocessing = {};
    Measures measures = {};
    std::int64_t first = 0;
    bool shuffle = true;
};

/// The calibration or test data that the entry describes.
data::DataSpec dataOf(const Dataset& dataset);

}  // namespace rf::config::accuracy_checker

namespace rf::config {
// launcher.cpp
template <>
const Table<accuracy_checker::Launcher>& tableOf();
// dataset.cpp
template <>
const Table<accuracy_checker::Dataset>& tableOf();
}  // namespace rf::config

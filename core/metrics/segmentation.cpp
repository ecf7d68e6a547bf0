// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>

#include "core/metrics/confusion.h"
#include "core/metrics/factories.h"
#include "core/tensor/convert.h"

namespace rf::metrics {

namespace {

/// The mean over the classes that occur, in the truth or in the prediction, of intersection over union.
double meanIou(const ConfusionTable& table) {
    double sum = 0, present = 0;
    for (std::int64_t label = 0; label < table.classes(); ++label) {
        const std::int64_t common = table.count(label, label), all = table.ofClass(label) + table.takenFor(label) - common;
        if (all == 0) continue;
        sum += static_cast<double>(common) / static_cast<double>(all);
        present += 1;
    }
    return present > 0 ? sum / present : 0.0;
}

double pixelAccuracy(const ConfusionTable& table) {
    const auto total = static_cast<double>(table.total());
    return total > 0 ? static_cast<double>(table.right()) / total : 0.0;
}

enum class Resized { None, Prediction, Label };

struct MaskOptions {
    std::int64_t ignored = -1;  ///< no class: nothing is ignored
    bool ignoreBoth = false;    ///< also what is taken for the ignored class
    std::int64_t classes = 0;   ///< 0: all numbers are classes
    Resized resized = Resized::None;
};

/// The mask at another size: each pixel is the one of the old mask that its centre lies in (Pillow's NEAREST).
Tensor resized(const Tensor& mask, const Shape& size) {
    const std::vector<std::int64_t> values = toInts(mask.view());
    const auto source = [](std::int64_t place, std::int64_t length, std::int64_t from) { return (2 * place + 1) * from / (2 * length); };
    std::vector<std::int64_t> result;
    for (std::int64_t y = 0; y < size[0]; ++y)
        for (std::int64_t x = 0; x < size[1]; ++x)
            result.push_back(values[static_cast<std::size_t>(source(y, size[0], mask.shape()[0]) * mask.shape()[1] +
                                                             source(x, size[1], mask.shape()[1]))]);
    return Tensor::from<std::int64_t>(size, result);
}

/// A number computed from the confusion table of all pixels.
class Segmentation final : public Metric {
public:
    using Measure = double (*)(const ConfusionTable&);
    Segmentation(std::string name, Measure measure, const MaskOptions& options)
        : Metric(std::move(name), Better::Higher, Unit::Share), m_measure(measure), m_options(options) {}

    Result<SampleScore> update(const Observation& seen) override {
        RF_TRY(const data::SegmentationMask mask, annotationAs<data::SegmentationMask>(*this, seen, "masks"));
        RF_TRY(Tensor predicted, segmentation(seen.outputs));
        Tensor truth = mask.classes;
        if (m_options.resized == Resized::Prediction && truth.count() > 0) predicted = resized(predicted, truth.shape());
        if (m_options.resized == Resized::Label && truth.count() > 0) truth = resized(truth, predicted.shape());
        if (truth.shape() != predicted.shape())
            return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "%1: the mask of sample %2 has the size %3, the network's output %4"),
                        name(), seen.sample, text(truth.shape()), text(predicted.shape()));
        ConfusionTable sample;
        RF_TRY_VOID(count(toInts(truth.view()), toInts(predicted.view()), seen, sample));
        for (std::int64_t t = 0; t < sample.classes(); ++t)
            for (std::int64_t p = 0; p < sample.classes(); ++p)
                if (const std::int64_t times = sample.count(t, p)) m_table.add(t, p, times);
        return SampleScore{m_measure(sample), {}};
    }
    double value() const override { return m_measure(m_table); }

private:
    Result<void> count(const std::vector<std::int64_t>& truth, const std::vector<std::int64_t>& predicted, const Observation& seen,
                       ConfusionTable& table) const {
        for (std::size_t i = 0; i < truth.size(); ++i) {
            if (truth[i] == m_options.ignored || (m_options.ignoreBoth && predicted[i] == m_options.ignored)) continue;
            if (isOutside(truth[i]) || isOutside(predicted[i])) continue;
            for (const std::int64_t label : {truth[i], predicted[i]})
                if (label < 0 || label >= ConfusionTable::kMostClasses)
                    return fail(ErrorCode::InvalidArgument,
                                RF_TEXT("core", "%1: a pixel of sample %2 has the class %3; classes are 0 to %4"), name(), seen.sample,
                                label, ConfusionTable::kMostClasses - 1);
            table.add(truth[i], predicted[i]);
        }
        return {};
    }

    bool isOutside(std::int64_t label) const { return m_options.classes > 0 && (label < 0 || label >= m_options.classes); }

    Measure m_measure;
    MaskOptions m_options;
    ConfusionTable m_table;
};

Created make(Parameters& parameters, Segmentation::Measure measure) {
    MaskOptions options;
    options.ignored = parameters.integer("ignore_label", -1, ConfusionTable::kMostClasses);
    options.ignoreBoth = parameters.choice("ignore", {"truth", "both"}) == 1;
    options.classes = parameters.integer("classes", 0, ConfusionTable::kMostClasses);
    options.resized =
        std::array{Resized::None, Resized::Prediction, Resized::Label}[parameters.choice("resize", {"no", "prediction", "label"})];
    RF_TRY_VOID(parameters.finish());
    return std::unique_ptr<Metric>(std::make_unique<Segmentation>(parameters.name(), measure, options));
}

}  // namespace

Created makeMeanIou(Parameters& parameters, const Context&) { return make(parameters, meanIou); }
Created makeSegmentationAccuracy(Parameters& parameters, const Context&) { return make(parameters, pixelAccuracy); }

}  // namespace rf::metrics

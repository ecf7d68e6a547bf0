// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
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

/// A number computed from the confusion table of all pixels.
class Segmentation final : public Metric {
public:
    using Measure = double (*)(const ConfusionTable&);
    Segmentation(std::string name, Measure measure, std::int64_t ignored)
        : Metric(std::move(name), Better::Higher, Unit::Share), m_measure(measure), m_ignored(ignored) {}

    Result<SampleScore> update(const Observation& seen) override {
        RF_TRY(const data::SegmentationMask mask, annotationAs<data::SegmentationMask>(*this, seen, "masks"));
        RF_TRY(const Tensor predicted, segmentation(seen.outputs));
        if (mask.classes.shape() != predicted.shape())
            return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "%1: the mask of sample %2 has the size %3, the network's output %4"),
                        name(), seen.sample, text(mask.classes.shape()), text(predicted.shape()));
        ConfusionTable sample;
        RF_TRY_VOID(count(toInts(mask.classes.view()), toInts(predicted.view()), seen, sample));
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
            if (truth[i] == m_ignored) continue;
            for (const std::int64_t label : {truth[i], predicted[i]})
                if (label < 0 || label >= ConfusionTable::kMostClasses)
                    return fail(ErrorCode::InvalidArgument,
                                RF_TEXT("core", "%1: a pixel of sample %2 has the class %3; classes are 0 to %4"), name(), seen.sample,
                                label, ConfusionTable::kMostClasses - 1);
            table.add(truth[i], predicted[i]);
        }
        return {};
    }

    Measure m_measure;
    std::int64_t m_ignored;
    ConfusionTable m_table;
};

Created make(Parameters& parameters, Segmentation::Measure measure) {
    const std::int64_t ignored = parameters.integer("ignore_label", -1, ConfusionTable::kMostClasses);
    RF_TRY_VOID(parameters.finish());
    return std::unique_ptr<Metric>(std::make_unique<Segmentation>(parameters.name(), measure, ignored));
}

}  // namespace

Created makeMeanIou(Parameters& parameters, const Context&) { return make(parameters, meanIou); }
Created makeSegmentationAccuracy(Parameters& parameters, const Context&) { return make(parameters, pixelAccuracy); }

}  // namespace rf::metrics

// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/adapter.h"
#include "core/metrics/parameters.h"

/// Private to core/metrics: the functions that the table in registry.cpp names.
namespace rf::metrics {

using Created = Result<std::unique_ptr<Metric>>;

Created makeAccuracy(Parameters&, const Context&);
Created makeAccuracyPerClass(Parameters&, const Context&);
Created makeVocPrecision(Parameters&, const Context&);
Created makeCocoPrecision(Parameters&, const Context&);
Created makeMeanIou(Parameters&, const Context&);
Created makeSegmentationAccuracy(Parameters&, const Context&);
Created makeTargetError(Parameters&, const Context&);        ///< mae, mse, rmse, by type
Created makeReferenceDistance(Parameters&, const Context&);  ///< nmse, sqnr, cosine, by type
Created makeAgreement(Parameters&, const Context&);
Created makeTextAgreement(Parameters&, const Context&);
Created makeTextLine(Parameters&, const Context&);  ///< ctc_exact, ctc_cer, by type
Created makeMaskedAccuracy(Parameters&, const Context&);
Created makeCommand(Parameters&, const Context&);

/// Reads from the parameters of a detection metric how objects are found.
Result<DetectionPlan> detectionPlan(Parameters& parameters);

/// "sample 3 of x.png: …" for an annotation of another kind than the metric needs.
template <class T>
Result<T> annotationAs(const Metric& metric, const Observation& seen, std::string_view kind) {
    if (const T* wanted = std::get_if<T>(&seen.annotation)) return *wanted;
    if (!data::isKnown(seen.annotation))
        return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "sample %1 has no label, so %2 can't be measured"), seen.sample,
                    metric.name());
    return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "%1: needs %2 as labels, but sample %3 has: %4"), metric.name(), kind,
                seen.sample, data::describe(seen.annotation));
}

}  // namespace rf::metrics

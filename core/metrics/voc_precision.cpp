// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <map>

#include "core/metrics/boxes.h"
#include "core/metrics/factories.h"

namespace rf::metrics {

namespace {

enum class Integral { Area, ElevenPoints };

struct Options {
    double overlap = 0.5;
    Integral integral = Integral::Area;
    bool ignoreDifficult = true;
    double border = 1;  ///< see areaOf()
};

/// A detection after it was held against the objects of its picture.
struct Claim {
    double score = 0;
    bool right = false;
};

struct ClassRecord {
    std::vector<Claim> claims;
    std::int64_t objects = 0;
};

/// Precision over recall: the area under the curve whose precision never rises, or the mean at recalls 0, 0.1 … 1 (PASCAL
/// VOC development kit 2010 and 2007, VOCevaldet).
double averagePrecision(std::vector<Claim> claims, std::int64_t objects, Integral integral) {
    std::stable_sort(claims.begin(), claims.end(), [](const Claim& a, const Claim& b) { return a.score > b.score; });
    std::vector<double> precision, recall;
    double right = 0;
    for (std::size_t i = 0; i < claims.size(); ++i) {
        right += claims[i].right;
        precision.push_back(right / static_cast<double>(i + 1));
        recall.push_back(right / static_cast<double>(objects));
    }
    for (std::size_t i = precision.size(); i-- > 1;) precision[i - 1] = std::max(precision[i - 1], precision[i]);
    const auto precisionFrom = [&](double wanted) {
        const auto found = std::lower_bound(recall.begin(), recall.end(), wanted);
        return found == recall.end() ? 0.0 : precision[static_cast<std::size_t>(found - recall.begin())];
    };
    double sum = 0;
    if (integral == Integral::ElevenPoints) {
        for (int i = 0; i <= 10; ++i) sum += precisionFrom(i / 10.0);
        return sum / 11;
    }
    for (std::size_t i = 0; i < precision.size(); ++i) sum += (recall[i] - (i == 0 ? 0 : recall[i - 1])) * precision[i];
    return sum;
}

/// Mean over the classes that occur of their average precision, PASCAL VOC's.
class VocPrecision final : public Metric {
public:
    VocPrecision(std::string name, DetectionPlan plan, Options options)
        : Metric(std::move(name), Better::Higher, Unit::Share), m_plan(std::move(plan)), m_options(options) {}

    Result<SampleScore> update(const Observation& seen) override {
        RF_TRY(const data::Boxes truth, annotationAs<data::Boxes>(*this, seen, "boxes"));
        RF_TRY(const Detections found, detections(m_plan, seen.outputs, truth.width, truth.height));
        for (const data::Box& box : truth.boxes)
            if (!isIgnored(box)) ++m_classes[box.label].objects;
        std::vector<bool> taken(truth.boxes.size());
        for (const Detection& detection : found) add(detection, truth, taken);
        return SampleScore{{}, fmt::format("{} objects", found.size())};
    }

    double value() const override {
        double sum = 0, present = 0;
        for (const auto& [label, record] : m_classes) {
            if (record.objects == 0) continue;
            sum += averagePrecision(record.claims, record.objects, m_options.integral);
            present += 1;
        }
        return present > 0 ? sum / present : 0.0;
    }

private:
    bool isIgnored(const data::Box& box) const { return m_options.ignoreDifficult && box.difficult; }

    // The object it overlaps most; a second detection of the same object is wrong, one of a difficult object is not counted.
    void add(const Detection& detection, const data::Boxes& truth, std::vector<bool>& taken) {
        double best = 0;
        std::size_t match = truth.boxes.size();
        for (std::size_t i = 0; i < truth.boxes.size(); ++i) {
            if (truth.boxes[i].label != detection.label) continue;
            const double overlap = intersectionOverUnion(cornersOf(detection), cornersOf(truth.boxes[i]), m_options.border);
            if (overlap > best) best = overlap, match = i;
        }
        const bool overlaps = match < truth.boxes.size() && best >= m_options.overlap;
        if (overlaps && isIgnored(truth.boxes[match])) return;
        const bool right = overlaps && !taken[match];
        if (right) taken[match] = true;
        m_classes[detection.label].claims.push_back({detection.score, right});
    }

    DetectionPlan m_plan;
    Options m_options;
    std::map<std::int64_t, ClassRecord> m_classes;
};

}  // namespace

Created makeVocPrecision(Parameters& parameters, const Context&) {
    RF_TRY(DetectionPlan plan, detectionPlan(parameters));
    Options options;
    options.overlap = parameters.number("iou", 0, 1);
    options.integral = parameters.choice("integral", {"max", "11point"}) == 0 ? Integral::Area : Integral::ElevenPoints;
    options.ignoreDifficult = parameters.flag("ignore_difficult");
    options.border = parameters.flag("include_boundaries") ? 1 : 0;
    RF_TRY_VOID(parameters.finish());
    return std::unique_ptr<Metric>(std::make_unique<VocPrecision>(parameters.name(), std::move(plan), options));
}

}  // namespace rf::metrics

// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <map>

#include "core/metrics/boxes.h"
#include "core/metrics/factories.h"

namespace rf::metrics {

namespace {

enum class Integral { Area, ElevenPoints };

struct VocOptions {
    double overlap = 0.5;
    Integral integral = Integral::Area;
    bool ignoreDifficult = true;
    double border = 1;  ///< see areaOf()
    bool accuracyChecker = false;
    bool manyPerDifficult = false;
    bool distinctScores = false;
    bool filteredFind = false;
};

/// A detection after it was held against the objects of its picture.
struct VocClaim {
    double score = 0;
    bool right = false;
};

struct VocRecord {
    std::vector<VocClaim> claims;
    std::int64_t objects = 0, detections = 0;
};

/// Precision over recall: the area under the curve whose precision never rises, or the mean at recalls 0, 0.1 … 1 (PASCAL
/// VOC development kit 2010 and 2007, VOCevaldet).
double averagePrecision(std::vector<VocClaim> claims, std::int64_t objects, const VocOptions& options) {
    if (objects == 0) return 0;
    std::stable_sort(claims.begin(), claims.end(), [](const VocClaim& a, const VocClaim& b) { return a.score > b.score; });
    std::vector<double> precision, recall;
    double right = 0;
    for (std::size_t i = 0; i < claims.size(); ++i) {
        right += claims[i].right;
        if (options.distinctScores && i + 1 < claims.size() && claims[i + 1].score == claims[i].score) continue;
        precision.push_back(right / static_cast<double>(i + 1));
        recall.push_back(right / static_cast<double>(objects));
    }
    for (std::size_t i = precision.size(); i-- > 1;) precision[i - 1] = std::max(precision[i - 1], precision[i]);
    const auto precisionFrom = [&](double wanted) {
        const auto found = std::lower_bound(recall.begin(), recall.end(), wanted);
        return found == recall.end() ? 0.0 : precision[static_cast<std::size_t>(found - recall.begin())];
    };
    double sum = 0;
    if (options.integral == Integral::ElevenPoints) {
        // Accuracy Checker's points are numpy.arange's, of which 0.3 is above three tenths.
        for (int i = 0; i <= 10; ++i) sum += precisionFrom(options.accuracyChecker ? i * 0.1 : i / 10.0);
        return sum / 11;
    }
    for (std::size_t i = 0; i < precision.size(); ++i) sum += (recall[i] - (i == 0 ? 0 : recall[i - 1])) * precision[i];
    return sum;
}

/// Mean over the classes that occur of their average precision, PASCAL VOC's.
class VocPrecision final : public Metric {
public:
    VocPrecision(std::string name, DetectionPlan plan, VocOptions options)
        : Metric(std::move(name), Better::Higher, Unit::Share), m_plan(std::move(plan)), m_options(options) {}

    Result<SampleScore> update(const Observation& seen) override {
        RF_TRY(data::Boxes truth, annotationAs<data::Boxes>(*this, seen, "boxes"));
        RF_TRY(const Detections found, detections(m_plan, seen.outputs, truth.width, truth.height));
        prepareTruth(m_plan, truth);
        for (const data::Box& box : truth.boxes)
            if (!isIgnored(box)) ++m_classes[box.label].objects;
        std::vector<bool> taken(truth.boxes.size());
        for (const Detection& detection : found) {
            ++m_classes[detection.label].detections;
            if (m_options.accuracyChecker)
                addAsAccuracyChecker(detection, truth, taken);
            else
                add(detection, truth, taken);
        }
        return SampleScore{{}, fmt::format("{} objects", found.size())};
    }

    double value() const override {
        double sum = 0, present = 0;
        for (const auto& [label, record] : m_classes) {
            // Accuracy Checker's mean is over the classes that were found, right or wrong.
            if ((m_options.accuracyChecker ? record.detections : record.objects) == 0) continue;
            sum += averagePrecision(record.claims, record.objects, m_options);
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

    // Objects that count go before difficult ones, of which each excuses one detection; where it may excuse many, what matters
    // is how much of the detection lies in it (bbox_match of Accuracy Checker's metrics/detection.py).
    void addAsAccuracyChecker(const Detection& detection, const data::Boxes& truth, std::vector<bool>& taken) {
        const bool many = m_options.ignoreDifficult && m_options.manyPerDifficult;
        double best = -1;
        std::size_t match = truth.boxes.size();
        for (const bool difficult : {false, true}) {
            if (best >= m_options.overlap) break;
            double bestOfThese = -1;
            for (std::size_t i = 0; i < truth.boxes.size(); ++i) {
                if (truth.boxes[i].label != detection.label || isIgnored(truth.boxes[i]) != difficult) continue;
                const Corners a = cornersOf(detection), b = cornersOf(truth.boxes[i]);
                const double overlap = difficult && many ? intersection(a, b, m_options.border) / areaOf(a, m_options.border)
                                                         : intersectionOverUnion(a, b, m_options.border);
                if (overlap > bestOfThese) bestOfThese = best = overlap, match = i;
            }
        }
        const bool overlaps = match < truth.boxes.size() && best >= m_options.overlap;
        const bool isMarked = m_options.ignoreDifficult && detection.difficult;
        const bool isFree = overlaps && !taken[match], isDifficult = overlaps && isIgnored(truth.boxes[match]);
        const bool right = isFree && !isDifficult && (!isMarked || m_options.filteredFind);
        // A marked detection is wrong only where the picture has no object of its class at all.
        const bool hasObjects = std::ranges::any_of(truth.boxes, [&](const data::Box& box) { return box.label == detection.label; });
        const bool excused = (isDifficult && (many || isFree)) || (isMarked && hasObjects && !right);
        if (right || isDifficult) taken[match] = true;
        if (!excused) m_classes[detection.label].claims.push_back({detection.score, right});
    }

    DetectionPlan m_plan;
    VocOptions m_options;
    std::map<std::int64_t, VocRecord> m_classes;
};

}  // namespace

Created makeVocPrecision(Parameters& parameters, const Context&) {
    RF_TRY(DetectionPlan plan, detectionPlan(parameters));
    VocOptions options;
    options.overlap = parameters.number("iou", 0, 1);
    options.integral = parameters.choice("integral", {"max", "11point"}) == 0 ? Integral::Area : Integral::ElevenPoints;
    options.distinctScores = parameters.flag("distinct_scores");
    options.filteredFind = parameters.flag("filtered_find");
    options.ignoreDifficult = parameters.flag("ignore_difficult");
    options.border = parameters.flag("include_boundaries") ? 1 : 0;
    options.accuracyChecker = parameters.choice("rules", {"voc", "accuracy_checker"}) == 1;
    options.manyPerDifficult = parameters.flag("many_per_difficult");
    RF_TRY_VOID(parameters.finish());
    return std::unique_ptr<Metric>(std::make_unique<VocPrecision>(parameters.name(), std::move(plan), options));
}

}  // namespace rf::metrics

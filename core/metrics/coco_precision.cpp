// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <limits>
#include <map>

#include "core/metrics/boxes.h"
#include "core/metrics/factories.h"

namespace rf::metrics {

namespace {

// The evaluation of the COCO detection challenge, as pycocotools' COCOeval does it for boxes and area "all".
constexpr std::size_t kOverlaps = 10;  // 0.50, 0.55 … 0.95
constexpr int kRecalls = 101;          // 0, 0.01 … 1

/// numpy.linspace(0.5, 0.95, 10) to the last bit: start + i · step.
double overlapAt(std::size_t i) { return i + 1 == kOverlaps ? 0.95 : 0.5 + static_cast<double>(i) * (0.45 / 9); }
double recallAt(int i) { return i + 1 == kRecalls ? 1.0 : i * 0.01; }

struct CocoOptions {
    std::vector<double> overlaps;
    std::size_t mostDetections = 100;  ///< of a picture and class
    bool accuracyChecker = false;
    bool areDetectionsPixels = false, areObjectsPixels = false;  ///< corners belong to the box
};

struct CocoClaim {
    double score = 0;
    std::array<bool, kOverlaps> right{}, ignored{};
};

struct CocoRecord {
    std::vector<CocoClaim> claims;
    std::int64_t objects = 0;  ///< without crowds
};

double overlapOf(const Detection& detection, const data::Box& object, const CocoOptions& options) {
    const Corners a = cornersOf(detection), b = cornersOf(object);
    const double common = intersection(a, b, 0);
    const double all = object.crowd && !options.accuracyChecker ? areaOf(a, 0) : areaOf(a, 0) + areaOf(b, 0) - common;
    return common == 0 ? 0.0 : common / all;
}

bool isIgnored(const data::Box& box, const CocoOptions& options) { return box.crowd || (options.accuracyChecker && box.difficult); }

/// One threshold of COCOeval.evaluateImg: detections by score take the free object they overlap most, of equals the later;
/// an object that counts goes before a crowd, and a crowd is never used up.
void match(const std::vector<Detection>& found, const std::vector<data::Box>& objects, std::size_t threshold, const CocoOptions& options,
           std::vector<CocoClaim>& claims) {
    std::vector<bool> taken(objects.size());
    for (std::size_t d = 0; d < found.size(); ++d) {
        double best = std::min(options.overlaps[threshold], 1 - 1e-10);
        std::optional<std::size_t> choice;
        for (std::size_t i = 0; i < objects.size(); ++i) {
            if (taken[i] && !objects[i].crowd) continue;
            if (choice && !isIgnored(objects[*choice], options) && isIgnored(objects[i], options)) break;
            const double overlap = overlapOf(found[d], objects[i], options);
            if (overlap < best) continue;
            best = overlap;
            choice = i;
        }
        if (!choice) continue;
        // Accuracy Checker notes the number of the detection as the mark, so that the first one, 0, takes nothing.
        taken[*choice] = !options.accuracyChecker || d > 0;
        claims[d].right[threshold] = true;
        claims[d].ignored[threshold] = isIgnored(objects[*choice], options);
    }
}

/// COCOeval.accumulate for one threshold: the mean of the precision at the 101 recalls.
double averagePrecision(const std::vector<CocoClaim>& sorted, std::int64_t objects, std::size_t threshold) {
    std::vector<double> precision, recall;
    double right = 0, wrong = 0;
    for (const CocoClaim& claim : sorted) {
        const bool counts = !claim.ignored[threshold];
        right += claim.right[threshold] && counts;
        wrong += !claim.right[threshold] && counts;
        recall.push_back(right / static_cast<double>(objects));
        precision.push_back(right / (wrong + right + std::numeric_limits<double>::epsilon()));
    }
    for (std::size_t i = precision.size(); i-- > 1;) precision[i - 1] = std::max(precision[i - 1], precision[i]);
    double sum = 0;
    for (int i = 0; i < kRecalls; ++i) {
        const auto found = std::lower_bound(recall.begin(), recall.end(), recallAt(i));
        if (found != recall.end()) sum += precision[static_cast<std::size_t>(found - recall.begin())];
    }
    return sum / kRecalls;
}

/// The mean average precision of COCO: over classes that occur and overlaps 0.50 … 0.95.
class CocoPrecision final : public Metric {
public:
    CocoPrecision(std::string name, DetectionPlan plan, CocoOptions options)
        : Metric(std::move(name), Better::Higher, Unit::Share), m_plan(std::move(plan)), m_options(std::move(options)) {}

    Result<SampleScore> update(const Observation& seen) override {
        RF_TRY(data::Boxes truth, annotationAs<data::Boxes>(*this, seen, "boxes"));
        RF_TRY(Detections found, detections(m_plan, seen.outputs, truth.width, truth.height));
        prepareTruth(m_plan, truth);
        if (m_options.areDetectionsPixels)
            for (Detection& detection : found) detection.right += 1, detection.bottom += 1;
        if (m_options.areObjectsPixels)
            for (data::Box& box : truth.boxes) box.right += 1, box.bottom += 1;
        const std::size_t count = found.size();
        std::map<std::int64_t, std::pair<std::vector<Detection>, std::vector<data::Box>>> byClass;
        for (const Detection& detection : found) byClass[detection.label].first.push_back(detection);
        for (const data::Box& box : truth.boxes) byClass[box.label].second.push_back(box);
        for (auto& [label, pair] : byClass) add(m_classes[label], pair.first, pair.second);
        return SampleScore{{}, fmt::format("{} objects", count)};
    }

    double value() const override {
        double sum = 0, present = 0;
        for (const auto& [label, record] : m_classes) {
            if (record.objects == 0) continue;
            std::vector<CocoClaim> sorted = record.claims;
            std::stable_sort(sorted.begin(), sorted.end(), [](const CocoClaim& a, const CocoClaim& b) { return a.score > b.score; });
            for (std::size_t i = 0; i < m_options.overlaps.size(); ++i) sum += averagePrecision(sorted, record.objects, i);
            present += static_cast<double>(m_options.overlaps.size());
        }
        return present > 0 ? sum / present : 0.0;
    }

private:
    void add(CocoRecord& record, std::vector<Detection>& found, std::vector<data::Box>& objects) const {
        const auto ignored = [this](const data::Box& box) { return isIgnored(box, m_options); };
        found.resize(std::min(found.size(), m_options.mostDetections));
        std::ranges::stable_sort(objects, {}, ignored);
        std::vector<CocoClaim> claims(found.size());
        for (std::size_t d = 0; d < found.size(); ++d) claims[d].score = found[d].score;
        for (std::size_t i = 0; i < m_options.overlaps.size(); ++i) {
            match(found, objects, i, m_options, claims);
            for (std::size_t d = 0; d < found.size(); ++d)
                claims[d].ignored[i] = claims[d].ignored[i] || (m_options.accuracyChecker && found[d].difficult);
        }
        record.claims.insert(record.claims.end(), claims.begin(), claims.end());
        record.objects += std::ranges::count(objects, false, ignored);
    }

    DetectionPlan m_plan;
    CocoOptions m_options;
    std::map<std::int64_t, CocoRecord> m_classes;
};

/// "0.5:0.95", the mean over ten overlaps, or one of them.
std::vector<double> overlaps(Parameters& parameters) {
    std::vector<double> values = parameters.numbers("iou");
    if (values == std::vector{0.5, 0.95}) {
        values.clear();
        for (std::size_t i = 0; i < kOverlaps; ++i) values.push_back(overlapAt(i));
    } else if (values.size() != 1 || !(values[0] >= 0 && values[0] <= 1)) {
        parameters.problem(fail(ErrorCode::InvalidArgument,
                                RF_TEXT("core", "metric %1: iou is '%2'; write a number from 0 to 1, or 0.5:0.95"), parameters.type().type,
                                parameters.text("iou")));
    }
    return values;
}

}  // namespace

Created makeCocoPrecision(Parameters& parameters, const Context&) {
    RF_TRY(DetectionPlan plan, detectionPlan(parameters));
    CocoOptions options{.overlaps = overlaps(parameters)};
    options.mostDetections = static_cast<std::size_t>(parameters.integer("max_detections", 1, std::numeric_limits<std::int32_t>::max()));
    options.accuracyChecker = parameters.choice("rules", {"coco", "accuracy_checker"}) == 1;
    const std::size_t corners = parameters.choice("corners", {"points", "pixels", "detection_pixels"});
    options.areDetectionsPixels = corners > 0;
    options.areObjectsPixels = corners == 1;
    RF_TRY_VOID(parameters.finish());
    return std::unique_ptr<Metric>(std::make_unique<CocoPrecision>(parameters.name(), std::move(plan), std::move(options)));
}

}  // namespace rf::metrics

// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <limits>
#include <map>

#include "core/metrics/boxes.h"
#include "core/metrics/factories.h"

namespace rf::metrics {

namespace {

// The evaluation of the COCO detection challenge, as pycocotools' COCOeval does it for boxes, area "all" and at most 100
// detections a picture and class.
constexpr std::size_t kOverlaps = 10;  // 0.50, 0.55 … 0.95
constexpr int kRecalls = 101;          // 0, 0.01 … 1
constexpr std::size_t kMostDetections = 100;

/// numpy.linspace(0.5, 0.95, 10) to the last bit: start + i · step.
double overlapAt(std::size_t i) { return i + 1 == kOverlaps ? 0.95 : 0.5 + static_cast<double>(i) * (0.45 / 9); }
double recallAt(int i) { return i + 1 == kRecalls ? 1.0 : i * 0.01; }

struct Claim {
    double score = 0;
    std::array<bool, kOverlaps> right{}, ignored{};
};

struct ClassRecord {
    std::vector<Claim> claims;
    std::int64_t objects = 0;  ///< without crowds
};

double overlapOf(const Detection& detection, const data::Box& object) {
    const Corners a = cornersOf(detection), b = cornersOf(object);
    const double common = intersection(a, b, 0);
    const double all = object.crowd ? areaOf(a, 0) : areaOf(a, 0) + areaOf(b, 0) - common;
    return common == 0 ? 0.0 : common / all;
}

/// One threshold of COCOeval.evaluateImg: detections by score take the free object they overlap most, of equals the later;
/// an object that counts goes before a crowd, and a crowd is never used up.
void match(const std::vector<Detection>& found, const std::vector<data::Box>& objects, std::size_t threshold, std::vector<Claim>& claims) {
    std::vector<bool> taken(objects.size());
    for (std::size_t d = 0; d < found.size(); ++d) {
        double best = std::min(overlapAt(threshold), 1 - 1e-10);
        std::optional<std::size_t> choice;
        for (std::size_t i = 0; i < objects.size(); ++i) {
            if (taken[i] && !objects[i].crowd) continue;
            if (choice && !objects[*choice].crowd && objects[i].crowd) break;
            const double overlap = overlapOf(found[d], objects[i]);
            if (overlap < best) continue;
            best = overlap;
            choice = i;
        }
        if (!choice) continue;
        taken[*choice] = true;
        claims[d].right[threshold] = true;
        claims[d].ignored[threshold] = objects[*choice].crowd;
    }
}

/// COCOeval.accumulate for one threshold: the mean of the precision at the 101 recalls.
double averagePrecision(const std::vector<Claim>& sorted, std::int64_t objects, std::size_t threshold) {
    std::vector<double> precision, recall;
    double right = 0, wrong = 0;
    for (const Claim& claim : sorted) {
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
    CocoPrecision(std::string name, DetectionPlan plan) : Metric(std::move(name), Better::Higher, Unit::Share), m_plan(std::move(plan)) {}

    Result<SampleScore> update(const Observation& seen) override {
        RF_TRY(const data::Boxes truth, annotationAs<data::Boxes>(*this, seen, "boxes"));
        RF_TRY(const Detections found, detections(m_plan, seen.outputs, truth.width, truth.height));
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
            std::vector<Claim> sorted = record.claims;
            std::stable_sort(sorted.begin(), sorted.end(), [](const Claim& a, const Claim& b) { return a.score > b.score; });
            for (std::size_t i = 0; i < kOverlaps; ++i) sum += averagePrecision(sorted, record.objects, i);
            present += kOverlaps;
        }
        return present > 0 ? sum / present : 0.0;
    }

private:
    static void add(ClassRecord& record, std::vector<Detection>& found, std::vector<data::Box>& objects) {
        found.resize(std::min(found.size(), kMostDetections));
        std::stable_sort(objects.begin(), objects.end(), [](const data::Box& a, const data::Box& b) { return a.crowd < b.crowd; });
        std::vector<Claim> claims(found.size());
        for (std::size_t d = 0; d < found.size(); ++d) claims[d].score = found[d].score;
        for (std::size_t i = 0; i < kOverlaps; ++i) match(found, objects, i, claims);
        record.claims.insert(record.claims.end(), claims.begin(), claims.end());
        record.objects += std::count_if(objects.begin(), objects.end(), [](const data::Box& box) { return !box.crowd; });
    }

    DetectionPlan m_plan;
    std::map<std::int64_t, ClassRecord> m_classes;
};

}  // namespace

Created makeCocoPrecision(Parameters& parameters, const Context&) {
    RF_TRY(DetectionPlan plan, detectionPlan(parameters));
    RF_TRY_VOID(parameters.finish());
    return std::unique_ptr<Metric>(std::make_unique<CocoPrecision>(parameters.name(), std::move(plan)));
}

}  // namespace rf::metrics

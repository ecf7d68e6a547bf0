// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/calibration/tensor_collector.h"

#include <algorithm>
#include <cmath>

#include "core/tensor/convert.h"

namespace rf::calibration {

namespace {

constexpr std::chrono::milliseconds kSnapshotInterval{100};

std::optional<Oddity> oddityOf(const Extremes& ends) {
    if (!std::isfinite(ends.absMax)) return Oddity::NotFinite;
    if (ends.absMax > kLargestMeasured) return Oddity::TooWide;
    return std::nullopt;
}

/// The extremes of a tensor in one way to cut it.
struct Cut {
    Blocks blocks;
    std::vector<Extremes> ends;
};

/// Those of whole rows come from those of their channels, where these are known: one look at the values less.
std::vector<Extremes> endsOf(std::span<const float> values, const Blocks& blocks, std::span<const Cut> known) {
    const auto cut = std::ranges::find_if(known, [&](const Cut& k) { return k.blocks.rows == blocks.rows; });
    if (blocks.channels > 1 || cut == known.end()) return extremesOf(values, blocks);
    std::vector<Extremes> ends(static_cast<std::size_t>(blocks.rows));
    const std::size_t channels = cut->ends.size() / ends.size();
    for (std::size_t i = 0; i < cut->ends.size(); ++i) ends[i / channels].merge(cut->ends[i]);
    return ends;
}

}  // namespace

TensorCollector::TensorCollector(std::string name, std::size_t rank, bool mustBeFinite, std::vector<StatisticRequest> requests, Run run,
                                 HistogramGrew grew)
    : m_name(std::move(name)),
      m_rank(rank),
      m_mustBeFinite(mustBeFinite),
      m_requests(std::move(requests)),
      m_run(run),
      m_samples(run.slots.size()),
      m_grew(std::move(grew)) {
    for (const auto& [index, slot] : run.slots) m_samples[slot].index = index;
    for (std::size_t i = 0; i < m_requests.size(); ++i) {
        const Granularity granularity = m_requests[i].granularity;
        const int axis = granularity == Granularity::PerChannel ? m_requests[i].channelAxis : 0;
        const auto same = [&](const View& view) { return view.granularity == granularity && view.channelAxis == axis; };
        auto view = std::find_if(m_views.begin(), m_views.end(), same);
        if (view == m_views.end()) view = m_views.insert(view, View{granularity, axis, {}});
        view->requests.push_back(i);
    }
    std::ranges::stable_partition(m_views, [](const View& view) { return view.granularity == Granularity::PerChannel; });
}

void TensorCollector::observe(std::int64_t index, TensorView tensor) {
    take(index, {tensor.shape.begin(), tensor.shape.end()}, tensor, blocksOf);
}

void TensorCollector::observeChannelsLast(std::int64_t index, TensorView tensor) {
    Shape shape(tensor.shape.begin(), tensor.shape.end());
    std::rotate(shape.begin() + 1, shape.end() - 1, shape.end());
    take(index, std::move(shape), tensor, blocksOfChannelsLast);
}

void TensorCollector::take(std::int64_t index, Shape shape, TensorView tensor, BlocksOf blocksOf) {
    const std::size_t slot = m_run.slots.at(index);
    Sample& sample = m_samples[slot];
    sample.shape = std::move(shape);
    std::vector<float> converted;
    std::span<const float> values;
    if (tensor.type == ElementType::F32)
        values = tensor.as<float>();
    else
        values = converted = toFloats(tensor);
    auto filled = fill(sample, values, blocksOf);
    if (!filled)
        m_run.failures.note(slot, m_rank, std::move(filled).error());
    else if (m_grew && !sample.odd)
        addToHistogram(values);
}

Result<void> TensorCollector::fill(Sample& sample, std::span<const float> values, BlocksOf blocksOf) const {
    if (sample.shape.empty() || values.empty()) {
        sample.odd = values.empty() ? Oddity::Empty : Oddity::Scalar;
        if (!values.empty()) sample.ends = extremes(values);
    }
    sample.answers.resize(m_requests.size());
    std::vector<Cut> cuts;
    for (const View& view : m_views) {
        if (sample.odd) break;
        auto blocks = blocksOf(sample.shape, view.granularity, view.channelAxis);
        if (!blocks) return std::move(blocks).error().during(RF_TEXT("core", "layer '%1'"), {m_name});
        cuts.push_back({*blocks, endsOf(values, *blocks, cuts)});
        const std::vector<Extremes>& ends = cuts.back().ends;
        for (const Extremes& end : ends) sample.ends.merge(end);
        sample.odd = oddityOf(sample.ends);
        if (sample.odd) break;
        std::vector<StatisticRequest> requests;
        for (const std::size_t i : view.requests) requests.push_back(m_requests[i]);
        auto answers = reduce(values, *blocks, ends, requests);
        for (std::size_t i = 0; i < requests.size(); ++i) {
            const bool isDistribution = requests[i].reduction == Reduction::Distribution;
            sample.answers[view.requests[i]] = isDistribution ? Answer{1, std::ssize(answers[i]), std::move(answers[i])}
                                                              : Answer{blocks->rows, blocks->channels, std::move(answers[i])};
        }
    }
    if (m_mustBeFinite && !std::isfinite(sample.ends.absMax))
        return fail(
            ErrorCode::InvalidFile,
            RF_TEXT("core",
                    "layer '%1': sample %2 gives a value that is not finite (infinity or NaN); check the model and the preprocessing"),
            m_name, sample.index);
    return {};
}

void TensorCollector::addToHistogram(std::span<const float> values) {
    std::shared_ptr<const Histogram> snapshot;
    {
        const std::lock_guard lock(m_mutex);
        m_histogram.add(values);
        if (const auto now = std::chrono::steady_clock::now(); now >= m_nextSnapshot) {
            m_nextSnapshot = now + kSnapshotInterval;
            snapshot = std::make_shared<const Histogram>(m_histogram);
        }
    }
    if (snapshot) m_grew(std::move(snapshot));
}

bool TensorCollector::hasSameChannels(std::span<const std::size_t> order) const {
    const Sample& first = m_samples[order.front()];
    return std::all_of(order.begin(), order.end(), [&](std::size_t slot) {
        return std::equal(first.answers.begin(), first.answers.end(), m_samples[slot].answers.begin(),
                          [](const Answer& a, const Answer& b) { return a.channels == b.channels; });
    });
}

std::optional<OddTensor> TensorCollector::odd(std::span<const std::size_t> order) const {
    Extremes ends;
    for (const std::size_t slot : order) {
        const Sample& sample = m_samples[slot];
        if (sample.odd) return OddTensor{*sample.odd, sample.index};
        ends.merge(sample.ends);
    }
    const std::int64_t first = m_samples[order.front()].index;
    if (!hasSameChannels(order)) return OddTensor{Oddity::Uneven, first};
    if (ends.min == ends.max) return OddTensor{Oddity::Constant, first, ends.min};
    return std::nullopt;
}

PerSample TensorCollector::perSample(std::size_t request, std::span<const std::size_t> order) const {
    const auto answer = [&](std::size_t slot) -> const Answer& { return m_samples[slot].answers[request]; };
    const Answer& first = answer(order.front());
    const bool sameRows = std::all_of(order.begin(), order.end(), [&](std::size_t slot) { return answer(slot).rows == first.rows; });
    PerSample result{static_cast<std::int64_t>(order.size()), sameRows ? first.rows : 1, first.channels, {}};
    for (const std::size_t slot : order) {
        const Answer& own = answer(slot);
        const PerSample one{1, own.rows, own.channels, own.values};
        const std::vector<float> values = sameRows ? own.values : withOneRow(one, m_requests[request].reduction).values;
        result.values.insert(result.values.end(), values.begin(), values.end());
    }
    return result;
}

std::vector<Shape> TensorCollector::shapes(std::span<const std::size_t> order) const {
    std::vector<Shape> shapes;
    for (const std::size_t slot : order) shapes.push_back(m_samples[slot].shape);
    return shapes;
}

std::shared_ptr<const Histogram> TensorCollector::histogram() const {
    if (!m_grew) return nullptr;
    const std::lock_guard lock(m_mutex);
    return std::make_shared<const Histogram>(m_histogram);
}

}  // namespace rf::calibration

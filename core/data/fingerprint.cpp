// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/fingerprint.h"

#include <algorithm>
#include <atomic>
#include <bit>
#include <initializer_list>
#include <numeric>

#include "core/base/parallel_for.h"

namespace rf::data {

namespace {

/// Mixes in what each kind of annotation says. A kind without a function of its own does not compile.
class AnnotationMixer {
public:
    explicit AnnotationMixer(Fingerprinter& mixer) : m_mixer(mixer) {}

    void operator()(std::monostate) const {}
    void operator()(ClassIndex label) const { m_mixer.number(label); }
    void operator()(const ClassList& list) const { m_mixer.numbers(list.labels); }
    void operator()(const Boxes& boxes) const {
        reals({boxes.width, boxes.height});
        m_mixer.number(std::ssize(boxes.boxes));
        for (const Box& box : boxes.boxes) {
            m_mixer.number(box.label);
            reals({box.left, box.top, box.right, box.bottom, box.area});
            m_mixer.number((box.difficult ? 1 : 0) + (box.crowd ? 2 : 0));
        }
    }
    void operator()(const SegmentationMask& mask) const { m_mixer.fingerprint(fingerprintOf(std::span(&mask.classes, 1))); }
    void operator()(const TargetValues& target) const { m_mixer.fingerprint(fingerprintOf(std::span(&target.values, 1))); }
    void operator()(const TextLine& line) const { m_mixer.text(line.text); }
    void operator()(const TokenIds& tokens) const { m_mixer.numbers(tokens.ids); }
    void operator()(const MaskedTokens& tokens) const {
        m_mixer.numbers(tokens.positions);
        m_mixer.numbers(tokens.targets);
    }

private:
    void reals(std::initializer_list<double> values) const {
        for (const double value : values) m_mixer.word(std::bit_cast<std::uint64_t>(value));
    }

    Fingerprinter& m_mixer;
};

}  // namespace

Fingerprint fingerprintOf(const Annotation& annotation) {
    Fingerprinter mixer;
    mixer.number(static_cast<std::int64_t>(annotation.index()));
    std::visit(AnnotationMixer(mixer), annotation);
    return mixer.take();
}

Fingerprint fingerprintOf(std::span<const Tensor> tensors) {
    Fingerprinter mixer;
    for (const Tensor& tensor : tensors) {
        mixer.number(static_cast<int>(tensor.type()));
        mixer.numbers(tensor.shape());
        mixer.bytes(tensor.bytes());
    }
    return mixer.take();
}

Result<Fingerprint> SampleFingerprints::of(std::span<const std::int64_t> samples, const Progress& progress) {
    std::vector<std::int64_t> which(samples.begin(), samples.end());
    Fingerprinter mixer;
    mixer.numbers(which);
    for (const StateLink& link : m_source->states()) {
        mixer.number(static_cast<std::int64_t>(link.input));
        mixer.text(link.output);
        mixer.number(link.length);
    }
    if (!m_source->states().empty() && !which.empty()) {
        which.resize(static_cast<std::size_t>(*std::max_element(which.begin(), which.end()) + 1));
        std::iota(which.begin(), which.end(), std::int64_t{0});
    }
    RF_TRY_VOID(compute(which, progress));
    for (const std::int64_t sample : which) mixer.fingerprint(m_known.at(sample));
    return mixer.take();
}

Result<void> SampleFingerprints::compute(std::span<const std::int64_t> samples, const Progress& progress) {
    std::vector<std::int64_t> missing;
    std::copy_if(samples.begin(), samples.end(), std::back_inserter(missing),
                 [&](std::int64_t sample) { return !m_known.contains(sample); });
    std::vector<Fingerprint> found(missing.size());
    std::atomic<std::int64_t> done = 0;
    RF_TRY_VOID(parallelFor(std::ssize(missing), m_threads, [&](std::int64_t i) -> Result<void> {
        const auto slot = static_cast<std::size_t>(i);
        RF_TRY(found[slot], m_source->fingerprint(missing[slot]));
        return progress.advance(++done, std::ssize(missing));
    }));
    for (std::size_t i = 0; i < missing.size(); ++i) m_known[missing[i]] = found[i];
    return {};
}

}  // namespace rf::data

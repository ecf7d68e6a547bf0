// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/accuracy_aware.h"

#include "core/search/accuracy_aware_loop.h"
#include "core/search/accuracy_aware_run.h"
#include "core/search/bisect.h"
#include "core/search/grid.h"
#include "core/search/sample_sets.h"

namespace rf::search {

using quantization::Mode;
using quantization::Preset;
using quantization::Settings;

namespace {

/// Whether a mixed preset would make a difference (spec 02, section 4.1).
bool isSymmetric(const Settings& settings) {
    const auto weights = settings.weights.mode, activations = settings.activations.mode;
    if (weights == Mode::Symmetric && activations == Mode::Symmetric) return true;
    return weights != Mode::Asymmetric && activations != Mode::Asymmetric && settings.preset == Preset::Performance;
}

Settings mixed(Settings settings) {
    settings.preset = Preset::Mixed;
    if (settings.activations.mode) settings.activations.mode = Mode::Asymmetric;
    if (settings.weights.mode) settings.weights.mode = Mode::Symmetric;
    return settings;
}

/// The states of spec 02, section 4.4, one function each.
class StateMachine {
public:
    StateMachine(AccuracyRun& run) : m_run(run) {}

    Result<SearchOutcome> run() {
        RF_TRY_VOID(measureFloat());
        RF_TRY(m_current, m_run.evaluate("quantized", {m_run.base, {}, {}}, {}));
        if (!isDone() && m_run.control.convertToMixedPreset && isSymmetric(m_run.base)) { RF_TRY_VOID(tryMixed()); }
        if (!isDone()) { RF_TRY_VOID(measureFloatDifferences()); }
        if (!isDone() && m_run.control.tuneHyperparameters) { RF_TRY_VOID(tune()); }
        if (m_current.accepted) return end("target");
        if (m_run.isBudgetSpent()) return end("budget");
        if (m_run.habits.greedyReverting) {
            RF_TRY(const std::string stoppedBy, revertAsPot(m_run, m_current));
            return m_run.outcome(stoppedBy);
        }
        RF_TRY(const std::string stoppedBy, revertByBisection(m_run, m_current));
        return m_run.outcome(stoppedBy);
    }

private:
    bool isDone() const { return m_current.accepted || m_run.isBudgetSpent(); }
    SearchOutcome end(const std::string& stoppedBy) {
        if (m_run.habits.lastModelCounts) m_run.settleOn(m_current);
        return m_run.outcome(stoppedBy);
    }

    Result<void> measureFloat() {
        const bool given = m_run.targets.areGiven() && !m_run.control.annotationFree;
        m_run.differences = differenceSet(m_run.control, m_run.oracle.samples(), given, m_run.base.sampling.seed);
        if (given) {
            m_run.targets.useGiven();
            return m_run.targets.check();
        }
        Question question;
        question.perSample = true;
        RF_TRY(Answer answer, m_run.ask(std::move(question)));
        m_run.targets.useMeasured(answer.values);
        RF_TRY_VOID(m_run.targets.check());
        RF_TRY_VOID(m_run.tellFloat(answer));
        m_run.floatValues = std::move(answer.perSample);
        return {};
    }
    Result<void> measureFloatDifferences() {
        if (m_run.floatValues.empty()) { RF_TRY(m_run.floatValues, m_run.valuesOf({})); }
        return {};
    }

    /// Another model instead of the present one: in POT's compatibility as `replaces` says, else where it is nearer to the limits.
    void replaceBy(Evaluated other, bool replaces) {
        const double before = m_run.targets.excess(m_current.answer.values), after = m_run.targets.excess(other.answer.values);
        if (m_run.habits.lastModelCounts ? replaces : other.accepted || after < before) m_current = std::move(other);
    }
    Result<void> tryMixed() {
        RF_TRY(Evaluated other, m_run.evaluate("mixed", {mixed(m_run.base), {}, {}}, {}));
        replaceBy(std::move(other), true);
        return {};
    }
    Result<void> tune() {
        RF_TRY(Settings settings, tunedSettings(m_run, *m_current.candidate.settings, m_current.perSample));
        if (settings == *m_current.candidate.settings) return {};
        RF_TRY(Evaluated other, m_run.evaluate("tuned", {std::move(settings), {}, {}}, {}));
        const bool isBetter = m_run.targets.meanDrop(other.answer.values) < m_run.targets.meanDrop(m_current.answer.values);
        replaceBy(std::move(other), isBetter);
        return {};
    }

    AccuracyRun& m_run;
    Evaluated m_current;
};

/// On GNA layers do not return to float but to 16 bits (spec 02, section 4.10).
Result<void> checkDevice(const std::string& device) {
    RF_TRY(const quantization::HardwareProfile profile, quantization::hardwareProfile(device));
    if (!profile.narrowAccumulators) return {};
    return fail(ErrorCode::Unsupported,
                RF_TEXT("core",
                        "AccuracyAwareQuantization can't bring layers to 16 bits yet, as device '%1' needs; quantize for it with "
                        "DefaultQuantization and the preset accuracy"),
                device);
}

}  // namespace

Result<SearchOutcome> accuracyAware(const AccuracyControl& control, const Settings& base, quantization::Compatibility compatibility,
                                    Oracle& oracle, SearchListener& listener, const Budget& budget, const Progress& progress) {
    RF_TRY_VOID(checkDevice(base.device));
    AccuracyRun run(control, base, compatibility, oracle, listener, budget, progress);
    RF_TRY(run.targets, AccuracyTargets::create(control, oracle.metrics(), run.habits));
    RF_TRY(SearchOutcome outcome, StateMachine(run).run());
    RF_TRY_VOID(progress.advance(1, 1));
    return outcome;
}

}  // namespace rf::search

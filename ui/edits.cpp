// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/edits.h"

#include <QCoreApplication>
#include <QUndoCommand>
#include <algorithm>

#include "core/quantization/placement.h"
#include "ui/project_document.h"
#include "ui/text/names.h"

namespace rf::ui {

namespace {

/// The translation context of what edits are called in the undo menu.
struct Edits {
    Q_DECLARE_TR_FUNCTIONS(rf::ui::Edits)
};

/// The whole settings before and after, by value: undoing restores them exactly and can't fail.
class SettingsEdit : public QUndoCommand {
public:
    SettingsEdit(ProjectDocument& document, const QString& text, config::Project after, EditSeries series)
        : QUndoCommand(text), m_document(document), m_before(document.project()), m_after(std::move(after)), m_series(series) {}

    void undo() override { m_document.setProject(m_before); }
    void redo() override { m_document.setProject(m_after); }
    int id() const override { return static_cast<int>(m_series); }

    /// Called with a later edit of the same series.
    bool mergeWith(const QUndoCommand* later) override {
        m_after = static_cast<const SettingsEdit*>(later)->m_after;
        setText(later->text());
        setObsolete(m_before == m_after);
        return true;
    }

private:
    ProjectDocument& m_document;
    config::Project m_before, m_after;
    EditSeries m_series;
};

// The window binds one source; models with several inputs get theirs from a configuration file.
data::Source& firstSource(config::Project& project) {
    if (project.data.sources.empty()) project.data.sources.emplace_back();
    return project.data.sources.front();
}

/// Erases the rule if it is in this list; otherwise counts it on, so that the next list can be asked.
template <class T>
bool eraseFrom(std::size_t& rule, std::vector<T>& list) {
    if (rule >= list.size()) {
        rule -= list.size();
        return false;
    }
    list.erase(list.begin() + static_cast<std::ptrdiff_t>(rule));
    return true;
}

/// In the order of quantization::ruleTexts().
void eraseRule(quantization::IgnoredScope& scope, std::size_t rule) {
    static_cast<void>(eraseFrom(rule, scope.names) || eraseFrom(rule, scope.operations) || eraseFrom(rule, scope.patterns) ||
                      eraseFrom(rule, scope.subgraphs) || eraseFrom(rule, scope.structures));
}

}  // namespace

void edit(ProjectDocument& document, const QString& text, const std::function<void(config::Project&)>& change, EditSeries series) {
    config::Project after = document.project();
    change(after);
    if (after == document.project()) return;
    document.undoStack().push(new SettingsEdit(document, text, std::move(after), series));
}

void setPreset(ProjectDocument& document, quantization::Preset preset) {
    edit(document, Edits::tr("Preset %1").arg(presetName(preset)), [&](auto& project) { project.quantization.preset = preset; });
}

void setSubset(ProjectDocument& document, std::optional<std::int64_t> samples) {
    const QString text = samples ? Edits::tr("Use %n samples", nullptr, static_cast<int>(*samples)) : Edits::tr("Use all samples");
    edit(
        document, text, [&](auto& project) { project.quantization.sampling.subsetSize = samples; }, EditSeries::Subset);
}

void setDevice(ProjectDocument& document, const std::string& device) {
    edit(document, Edits::tr("Device %1").arg(QString::fromStdString(device)),
         [&](auto& project) { project.quantization.device = device; });
}

void setEngine(ProjectDocument& document, const std::string& engine) {
    edit(document, Edits::tr("Engine %1").arg(engineName(engine)), [&](auto& project) { project.engine = engine; });
}

void setDataset(ProjectDocument& document, const std::string& location) {
    edit(document, Edits::tr("Choose data"), [&](auto& project) {
        if (location.empty()) return project.data.sources.clear();
        firstSource(project).location = location;
        firstSource(project).labels.clear();
    });
}

void setLabels(ProjectDocument& document, const std::string& labels) {
    edit(document, Edits::tr("Choose labels"), [&](auto& project) { firstSource(project).labels = labels; });
}

void setMetrics(ProjectDocument& document, const QStringList& metrics) {
    const std::string names = metrics.join(QStringLiteral(", ")).toStdString();
    edit(document, Edits::tr("Metric: %1").arg(metricName(names)), [&](auto& project) {
        project.metrics.clear();
        for (const QString& text : metrics)
            if (auto spec = rf::metrics::parseSpec(text.toStdString())) project.metrics.push_back(std::move(*spec));
    });
}

void setTestData(ProjectDocument& document, const std::string& location) {
    edit(document, Edits::tr("Choose test data"), [&](auto& project) {
        project.testData.reset();
        if (location.empty()) return;
        // The same pictures need the same preparation; only where they lie differs.
        project.testData = project.data;
        project.testData->sources = {{"", location, ""}};
    });
}

void takeSettings(ProjectDocument& document, const RunRecord& run) {
    edit(document, Edits::tr("Settings of run %1").arg(run.number), [settings = run.settings](auto& project) { project = settings; });
}

void excludeLayers(ProjectDocument& document, const QStringList& names) {
    const QString text = names.size() == 1 ? Edits::tr("Exclude %1").arg(names.front())
                                           : Edits::tr("Exclude %n layers", nullptr, static_cast<int>(names.size()));
    edit(document, text, [&](auto& project) {
        auto& ignored = project.quantization.ignored.names;
        for (const QString& name : names)
            if (std::find(ignored.begin(), ignored.end(), name.toStdString()) == ignored.end()) ignored.push_back(name.toStdString());
    });
}

void includeLayers(ProjectDocument& document, const QStringList& names) {
    const QString text = names.size() == 1 ? Edits::tr("Include %1").arg(names.front())
                                           : Edits::tr("Include %n layers", nullptr, static_cast<int>(names.size()));
    edit(document, text, [&](auto& project) {
        std::erase_if(project.quantization.ignored.names,
                      [&](const std::string& name) { return names.contains(QString::fromStdString(name)); });
    });
}

void overrideRange(ProjectDocument& document, const QString& quantizer, double low, double high) {
    edit(document, Edits::tr("Range of %1").arg(quantizer), [&](auto& project) {
        auto& overrides = project.quantization.overrides;
        const std::string name = quantizer.toStdString();
        auto found = std::find_if(overrides.begin(), overrides.end(), [&](const auto& fixed) { return fixed.quantizer == name; });
        if (found == overrides.end()) found = overrides.insert(overrides.end(), {name, {}, {}, {}});
        found->low = low;
        found->high = high;
    });
}

void removeRules(ProjectDocument& document, std::vector<std::size_t> rules) {
    const std::vector<std::string> texts = quantization::ruleTexts(document.project().quantization.ignored);
    std::sort(rules.rbegin(), rules.rend());  // from the last, so that positions stay
    rules.erase(std::unique(rules.begin(), rules.end()), rules.end());
    std::erase_if(rules, [&](std::size_t rule) { return rule >= texts.size(); });
    if (rules.empty()) return;
    const QString text = rules.size() == 1 ? Edits::tr("Include %1").arg(QString::fromStdString(texts[rules.front()]))
                                           : Edits::tr("Drop %n rules", nullptr, static_cast<int>(rules.size()));
    edit(document, text, [&](auto& project) {
        for (const std::size_t rule : rules) eraseRule(project.quantization.ignored, rule);
    });
}

}  // namespace rf::ui

// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/run_table_model.h"

#include <algorithm>

#include "ui/project_document.h"
#include "ui/text/format.h"
#include "ui/text/names.h"
#include "ui/text/score_text.h"

namespace rf::ui {

namespace {

bool isNumber(int column) {
    return column == RunTableModel::Number || column == RunTableModel::Samples || column == RunTableModel::InFloat ||
           column == RunTableModel::LowestSqnr;
}

QString columnTitle(int column) {
    switch (column) {
        case RunTableModel::Number: return RunTableModel::tr("Run");
        case RunTableModel::Preset: return RunTableModel::tr("Preset");
        case RunTableModel::Samples: return RunTableModel::tr("Samples");
        case RunTableModel::InFloat: return RunTableModel::tr("Rules for float");
        case RunTableModel::LowestSqnr: return RunTableModel::tr("Lowest SQNR dB");
        case RunTableModel::Result: return RunTableModel::tr("Accuracy");
        case RunTableModel::Settings: return RunTableModel::tr("Settings");
        default: return {};
    }
}

QString lowestSqnr(const std::vector<analysis::LayerError>& errors) {
    const auto worst = std::min_element(errors.begin(), errors.end(),
                                        [](const auto& a, const auto& b) { return a.accumulated.sqnr() < b.accumulated.sqnr(); });
    return worst == errors.end() ? QString() : decibelText(worst->accumulated.sqnr());
}

}  // namespace

RunTableModel::RunTableModel(ProjectDocument& document, QObject* parent) : QAbstractTableModel(parent), m_document(document) {
    connect(&document, &ProjectDocument::outcomeChanged, this, &RunTableModel::refresh);
    connect(&document, &ProjectDocument::projectChanged, this, &RunTableModel::refresh);
    refresh();
}

// Rows that stay are not reset, so that the selection stays; only what they say of the settings may be new.
void RunTableModel::refresh() {
    const auto& runs = m_document.runs();
    const int first = runs.empty() ? 0 : runs.front().number, rows = static_cast<int>(runs.size());
    if (first == m_first && rows == m_rows) {
        if (rows > 0) emit dataChanged(index(0, 0), index(rows - 1, ColumnCount - 1));
        return;
    }
    beginResetModel();
    m_first = first;
    m_rows = rows;
    endResetModel();
}

const RunRecord& RunTableModel::run(int row) const { return m_document.runs()[static_cast<std::size_t>(row)]; }

int RunTableModel::rowOf(const RunRecord* run) const {
    const auto& runs = m_document.runs();
    const auto found = std::find_if(runs.begin(), runs.end(), [&](const RunRecord& each) { return run && each.number == run->number; });
    return found == runs.end() ? -1 : static_cast<int>(found - runs.begin());
}

int RunTableModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : m_rows; }

int RunTableModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant RunTableModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    if (role == Qt::DisplayRole) return text(run(index.row()), index.column());
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::AlignVCenter | (isNumber(index.column()) ? Qt::AlignRight : Qt::AlignLeft));
    return {};
}

QString RunTableModel::text(const RunRecord& run, int column) const {
    const quantization::Settings& settings = run.settings.quantization;
    const results::Report& report = run.outcome->report;
    switch (column) {
        case Number: return countText(run.number);
        case Preset: return presetName(settings.preset);
        case Samples: return countText(report.provenance.samples);
        case InFloat: return countText(static_cast<std::int64_t>(quantization::ruleTexts(settings.ignored).size()));
        case LowestSqnr: return lowestSqnr(report.errors);
        case Result: return report.scores.empty() ? QString() : scoreText(report.scores.front());
        case Settings: return m_document.isCurrent(run) ? tr("as now") : tr("earlier");
        default: return {};
    }
}

QVariant RunTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::DisplayRole) return columnTitle(section);
    if (role == Qt::TextAlignmentRole) return QVariant::fromValue(Qt::AlignVCenter | (isNumber(section) ? Qt::AlignRight : Qt::AlignLeft));
    return {};
}

}  // namespace rf::ui

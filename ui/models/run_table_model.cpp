// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/run_table_model.h"

#include <algorithm>

#include "ui/project_document.h"
#include "ui/text/format.h"
#include "ui/text/names.h"
#include "ui/text/score_text.h"
#include "ui/text/settings_text.h"

namespace rf::ui {

namespace {

bool isNumber(int column) {
    return column == RunTableModel::Number || column == RunTableModel::Samples || column == RunTableModel::InFloat ||
           column == RunTableModel::LowestSqnr || column == RunTableModel::Size;
}

QString columnTitle(int column) {
    switch (column) {
        case RunTableModel::Number: return RunTableModel::tr("Run");
        case RunTableModel::Preset: return RunTableModel::tr("Preset");
        case RunTableModel::Size: return RunTableModel::tr("Size");
        case RunTableModel::Samples: return RunTableModel::tr("Samples");
        case RunTableModel::InFloat: return RunTableModel::tr("Float rules");
        case RunTableModel::LowestSqnr: return RunTableModel::tr("Worst dB");
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
    connect(&document, &ProjectDocument::runsChanged, this, &RunTableModel::refresh);
    refresh();
}

// Rows that stay are not reset, so that the selection stays; only what they say of the settings may be new.
void RunTableModel::refresh() {
    std::vector<int> numbers;
    for (const RunRecord& run : m_document.runs()) numbers.push_back(run.number);
    if (numbers == m_numbers) {
        if (!numbers.empty()) emit dataChanged(index(0, 0), index(static_cast<int>(numbers.size()) - 1, ColumnCount - 1));
        return;
    }
    beginResetModel();
    m_numbers = std::move(numbers);
    std::erase_if(m_ticked, [this](int number) { return !m_document.run(number); });
    endResetModel();
}

const RunRecord& RunTableModel::run(int row) const { return m_document.runs()[static_cast<std::size_t>(row)]; }

int RunTableModel::rowOf(const RunRecord* run) const {
    const auto& runs = m_document.runs();
    const auto found = std::find_if(runs.begin(), runs.end(), [&](const RunRecord& each) { return run && each.number == run->number; });
    return found == runs.end() ? -1 : static_cast<int>(found - runs.begin());
}

int RunTableModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_numbers.size()); }

int RunTableModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant RunTableModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    if (role == Qt::DisplayRole) return text(run(index.row()), index.column());
    if (role == Qt::ToolTipRole) return toolTip(run(index.row()));
    if (role == Qt::EditRole && index.column() == Number) return run(index.row()).name;
    if (role == Qt::CheckStateRole && index.column() == Number) {
        const bool isTicked = std::find(m_ticked.begin(), m_ticked.end(), run(index.row()).number) != m_ticked.end();
        return isTicked ? Qt::Checked : Qt::Unchecked;
    }
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::AlignVCenter | (isNumber(index.column()) ? Qt::AlignRight : Qt::AlignLeft));
    return {};
}

QString RunTableModel::text(const RunRecord& run, int column) const {
    const quantization::Settings& settings = run.settings.quantization;
    const results::Report& report = run.outcome->report;
    switch (column) {
        case Number: {
            const bool isBaseline = m_document.runs().size() > 1 && m_document.baseline() == &run;
            const QString number = run.name.isEmpty() ? countText(run.number) : tr("%1: %2").arg(run.number).arg(run.name);
            return isBaseline ? tr("%1 ◆", "the baseline").arg(number) : number;
        }
        case Preset: return presetName(settings.preset);
        case Size: return bytesText(run.bytes);
        case Samples: return countText(report.provenance.samples);
        case InFloat: return countText(static_cast<std::int64_t>(quantization::ruleTexts(settings.ignored).size()));
        case LowestSqnr: return lowestSqnr(report.errors);
        case Result: return report.scores.empty() ? QString() : scoreText(report.scores.front());
        case Settings: return m_document.isCurrent(run) ? tr("as now") : tr("earlier");
        default: return {};
    }
}

// How it differs from the baseline, in words.
QString RunTableModel::toolTip(const RunRecord& run) const {
    const RunRecord* baseline = m_document.baseline();
    if (!baseline || baseline == &run) return tr("The baseline");
    const QStringList changes = changedSettings(baseline->settings, run.settings);
    return changes.isEmpty() ? tr("The settings of run %1").arg(baseline->number)
                             : tr("Against run %1: %2").arg(baseline->number).arg(changes.join(QStringLiteral(", ")));
}

Qt::ItemFlags RunTableModel::flags(const QModelIndex& index) const {
    const Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    return index.column() == Number ? flags | Qt::ItemIsUserCheckable | Qt::ItemIsEditable : flags;
}

bool RunTableModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    if (!index.isValid() || index.column() != Number) return false;
    const int number = run(index.row()).number;
    if (role == Qt::CheckStateRole) return tick(number, value.toInt() == Qt::Checked);
    if (role != Qt::EditRole) return false;
    m_document.renameRun(number, value.toString().simplified());
    return true;
}

// A third tick takes the first one away.
bool RunTableModel::tick(int number, bool ticked) {
    std::erase(m_ticked, number);
    if (ticked) m_ticked.push_back(number);
    if (m_ticked.size() > 2) m_ticked.erase(m_ticked.begin());
    emit dataChanged(index(0, Number), index(rowCount() - 1, Number));
    std::optional<std::pair<int, int>> both;
    if (m_ticked.size() == 2) both = {std::min(m_ticked[0], m_ticked[1]), std::max(m_ticked[0], m_ticked[1])};
    m_document.compare(both);
    return true;
}

QVariant RunTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::DisplayRole) return columnTitle(section);
    if (role == Qt::TextAlignmentRole) return QVariant::fromValue(Qt::AlignVCenter | (isNumber(section) ? Qt::AlignRight : Qt::AlignLeft));
    return {};
}

}  // namespace rf::ui

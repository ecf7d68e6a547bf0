// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/layers_panel.h"

#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QScopedValueRollback>
#include <QTableView>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/models/layer_filter_model.h"
#include "ui/models/layer_table_model.h"
#include "ui/models/table_text.h"
#include "ui/panels/layer_menu.h"
#include "ui/text/format.h"
#include "ui/widgets/table_copy.h"
#include "ui/widgets/table_style.h"
#include "ui/widgets/text_styles.h"
#include "ui/workbench.h"

namespace rf::ui {

namespace {

constexpr int kTableBarMargin = 8, kLeastNameWidth = 170, kCellPadding = 14, kSortMark = 12;
constexpr int kWorstCounts[] = {5, 10, 20, 50};

}  // namespace

LayersPanel::LayersPanel(Workbench& workbench, QWidget* parent)
    : QWidget(parent),
      m_workbench(workbench),
      m_model(new LayerTableModel(this)),
      m_filtered(new LayerFilterModel(this)),
      m_worst(new QComboBox),
      m_count(new QLabel),
      m_table(new QTableView) {
    m_filtered->setSourceModel(m_model);
    m_worst->setObjectName(QStringLiteral("worstLayers"));
    m_worst->setAccessibleName(tr("Which layers"));
    m_worst->addItem(tr("All layers"));
    for (const int count : kWorstCounts) m_worst->addItem(tr("The %n worst", nullptr, count), count);
    setTextStyle(*m_count, TextStyle::Caption);

    m_table->setObjectName(QStringLiteral("layerTable"));
    m_table->setAccessibleName(tr("Layers"));
    m_table->setModel(m_filtered);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(LayerTableModel::Position, Qt::AscendingOrder);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    styleTable(*m_table);
    copiesRows(*m_table, LayerTableModel::kSortRole);

    auto* row = new QHBoxLayout;
    row->setContentsMargins(kTableBarMargin, kTableBarMargin, kTableBarMargin, kTableBarMargin);
    row->addWidget(m_worst);
    row->addWidget(m_count, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(row);
    column->addWidget(m_table, 1);

    connect(m_worst, &QComboBox::currentIndexChanged, this, &LayersPanel::showWorst);
    connect(&workbench.layers(), &LayerList::changed, this, &LayersPanel::showRows);
    connect(&workbench.search(), &LayerSearch::changed, this, &LayersPanel::showSearch);
    connect(&workbench.selection(), &Selection::changed, this, &LayersPanel::showSelection);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &LayersPanel::takeSelection);
    connect(m_table, &QWidget::customContextMenuRequested, this, [this](QPoint position) {
        if (const QStringList layers = selectedLayers(); !layers.isEmpty())
            layerMenu(m_workbench, layers, *this)->popup(m_table->viewport()->mapToGlobal(position));
    });
    showRows();
}

QString LayersPanel::csv() const { return tableText(*m_filtered, LayerTableModel::kSortRole, TableText::Csv); }

void LayersPanel::sortByError() {
    if (m_table->horizontalHeader()->sortIndicatorSection() == LayerTableModel::Position)
        m_table->sortByColumn(LayerTableModel::IsolatedSqnr, Qt::AscendingOrder);
}

void LayersPanel::showRows() {
    const bool isNarrowed = m_worst->currentIndex() > 0 || m_workbench.search().isActive();
    bool isSame = false;
    {
        const QScopedValueRollback updating(m_updating, true);
        isSame = m_model->setRows(m_workbench.layers().rows());
        if (m_worst->currentIndex() > 0) m_filtered->setWorst(m_worst->currentData().toInt());
    }
    fitColumns();
    if (!isSame || isNarrowed) showSearch();  // else the same rows are shown and selected
}

void LayersPanel::showSearch() {
    const LayerSearch& search = m_workbench.search();
    {
        const QScopedValueRollback updating(m_updating, true);
        m_filtered->setQuery(search.isFilter() ? search.query() : LayerQuery());
        m_model->setMarked(search.isFilter() ? LayerQuery() : search.query());
    }
    showCount();
    showSelection();
}

// The worst first, by what the layers cause; the order of execution again when all are shown.
void LayersPanel::showWorst() {
    const bool all = m_worst->currentIndex() == 0;
    {
        const QScopedValueRollback updating(m_updating, true);
        m_filtered->setWorst(all ? std::nullopt : std::optional(m_worst->currentData().toInt()));
    }
    m_table->sortByColumn(all ? LayerTableModel::Position : LayerTableModel::IsolatedSqnr, Qt::AscendingOrder);
    showCount();
    showSelection();
}

// Numbers are never cut; the name takes what is left.
void LayersPanel::fitColumns() {
    int left = m_table->viewport()->width();
    for (int column = 0; column < LayerTableModel::ColumnCount; ++column) {
        if (column == LayerTableModel::Layer) continue;
        const QString header = m_model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
        int width = m_table->horizontalHeader()->fontMetrics().horizontalAdvance(header) + kSortMark;
        for (const QString& text : m_model->widestTexts(column)) width = std::max(width, m_table->fontMetrics().horizontalAdvance(text));
        m_table->setColumnWidth(column, width + kCellPadding);
        left -= width + kCellPadding;
    }
    m_table->setColumnWidth(LayerTableModel::Layer, std::max(kLeastNameWidth, left));
}

void LayersPanel::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fitColumns();
}

void LayersPanel::showCount() {
    const int all = m_model->rowCount(), shown = m_filtered->rowCount();
    m_count->setText(shown == all ? tr("%n layers", nullptr, all) : tr("%1 of %n layers", nullptr, all).arg(countText(shown)));
}

void LayersPanel::showSelection() {
    if (m_updating) return;
    const QScopedValueRollback updating(m_updating, true);
    QItemSelection rows;
    QModelIndex last;
    for (const QString& name : m_workbench.selection().names()) {
        const QModelIndex index = m_filtered->mapFromSource(m_model->index(m_workbench.layers().rowOf(name), 0));
        if (!index.isValid()) continue;
        rows.select(index, index);
        last = index;
    }
    m_table->selectionModel()->select(rows, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    if (!last.isValid()) return;
    m_table->selectionModel()->setCurrentIndex(last, QItemSelectionModel::NoUpdate);
    m_table->scrollTo(last);
}

void LayersPanel::takeSelection() {
    if (m_updating) return;
    const QScopedValueRollback updating(m_updating, true);
    m_workbench.selection().select(selectedLayers());
}

QStringList LayersPanel::selectedLayers() const {
    QStringList names;
    const QString current = m_filtered->mapToSource(m_table->currentIndex()).isValid()
                                ? m_model->row(m_filtered->mapToSource(m_table->currentIndex()).row()).name
                                : QString();
    for (const QModelIndex& index : m_table->selectionModel()->selectedRows()) {
        const QString name = m_model->row(m_filtered->mapToSource(index).row()).name;
        if (name != current) names << name;
    }
    // The current row goes last: it is the one that panels show.
    if (m_table->selectionModel()->isRowSelected(m_table->currentIndex().row())) names << current;
    return names;
}

}  // namespace rf::ui

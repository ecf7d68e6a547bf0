// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/layers_panel.h"

#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QScopedValueRollback>
#include <QTableView>
#include <QVBoxLayout>

#include "ui/models/layer_filter_model.h"
#include "ui/models/layer_table_model.h"
#include "ui/panels/layer_menu.h"
#include "ui/text/format.h"
#include "ui/widgets/table_style.h"
#include "ui/widgets/text_styles.h"
#include "ui/workbench.h"

namespace rf::ui {

namespace {

constexpr int kFilterMargin = 8, kFilterWidth = 280;
constexpr int kColumnWidths[] = {48, 160, 124, 104, 78, 76, 76, 76, 66, 80};
static_assert(std::size(kColumnWidths) == LayerTableModel::ColumnCount);

}  // namespace

LayersPanel::LayersPanel(Workbench& workbench, QWidget* parent)
    : QWidget(parent),
      m_workbench(workbench),
      m_model(new LayerTableModel(this)),
      m_filtered(new LayerFilterModel(this)),
      m_filter(new QLineEdit),
      m_count(new QLabel),
      m_table(new QTableView) {
    m_filtered->setSourceModel(m_model);
    m_filter->setObjectName(QStringLiteral("layerFilter"));
    m_filter->setPlaceholderText(tr("Filter by name, type or shape"));
    m_filter->setAccessibleName(m_filter->placeholderText());
    m_filter->setClearButtonEnabled(true);
    m_filter->setFixedWidth(kFilterWidth);
    setTextStyle(*m_count, TextStyle::Caption);

    m_table->setObjectName(QStringLiteral("layerTable"));
    m_table->setAccessibleName(tr("Layers"));
    m_table->setModel(m_filtered);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(LayerTableModel::Position, Qt::AscendingOrder);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    styleTable(*m_table);
    for (int column = 0; column < LayerTableModel::ColumnCount; ++column) m_table->setColumnWidth(column, kColumnWidths[column]);

    auto* row = new QHBoxLayout;
    row->setContentsMargins(kFilterMargin, kFilterMargin, kFilterMargin, kFilterMargin);
    row->addWidget(m_filter);
    row->addWidget(m_count, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(row);
    column->addWidget(m_table, 1);

    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString& text) {
        const QScopedValueRollback updating(m_updating, true);
        m_filtered->setFilterText(text);
        showCount();
    });
    connect(&workbench, &Workbench::pictureChanged, this, &LayersPanel::showRows);
    connect(&workbench.document(), &ProjectDocument::outcomeChanged, this, &LayersPanel::showRows);
    connect(&workbench.selection(), &Selection::changed, this, &LayersPanel::showSelection);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &LayersPanel::takeSelection);
    connect(m_table, &QWidget::customContextMenuRequested, this, [this](QPoint position) {
        if (const QStringList layers = selectedLayers(); !layers.isEmpty())
            layerMenu(m_workbench, layers, *this)->popup(m_table->viewport()->mapToGlobal(position));
    });
    showRows();
}

void LayersPanel::focusFilter() {
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

void LayersPanel::showRows() {
    const auto& picture = m_workbench.picture();
    const auto& outcome = m_workbench.document().outcome();
    {
        const QScopedValueRollback updating(m_updating, true);
        m_model->setRows(picture ? layerRows(*picture->model, outcome ? outcome->report.errors : std::vector<analysis::LayerError>{})
                                 : std::vector<LayerRow>{});
    }
    showCount();
    showSelection();
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
        const QModelIndex index = m_filtered->mapFromSource(m_model->index(m_model->rowOf(name), 0));
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

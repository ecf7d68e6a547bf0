// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/layer_list.h"

#include "ui/models/run_difference.h"
#include "ui/project_document.h"
#include "ui/workbench/picture_maker.h"

namespace rf::ui {

LayerList::LayerList(ProjectDocument& document, const PictureMaker& pictures) : m_document(document), m_pictures(pictures) {
    connect(&pictures, &PictureMaker::pictureChanged, this, &LayerList::refresh);
    connect(&document, &ProjectDocument::outcomeChanged, this, &LayerList::refresh);
    connect(&document, &ProjectDocument::comparedChanged, this, &LayerList::refresh);
}

void LayerList::refresh() {
    const auto& picture = m_pictures.picture();
    const auto& outcome = m_document.outcome();
    m_rows.clear();
    if (picture && outcome)
        m_rows = layerRows(*picture->model, outcome->report.errors, outcome->report.saturation);
    else if (picture)
        m_rows = layerRows(*picture->model, {});
    m_positions.clear();
    for (std::size_t i = 0; i < m_rows.size(); ++i) m_positions.insert(m_rows[i].name, static_cast<int>(i));
    takeDifferences();
    emit changed();
}

void LayerList::takeDifferences() {
    const auto& compared = m_document.compared();
    const RunRecord* first = compared ? m_document.run(compared->first) : nullptr;
    const RunRecord* second = compared ? m_document.run(compared->second) : nullptr;
    if (!first || !second) return;
    for (const LayerDifference& difference : runDifference(first->outcome->report, second->outcome->report))
        if (const int row = rowOf(QString::fromStdString(difference.layer)); row >= 0)
            m_rows[static_cast<std::size_t>(row)].difference = difference.change();
}

}  // namespace rf::ui

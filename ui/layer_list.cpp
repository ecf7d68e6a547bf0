// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/layer_list.h"

#include "ui/project_document.h"
#include "ui/workbench/picture_maker.h"

namespace rf::ui {

LayerList::LayerList(ProjectDocument& document, const PictureMaker& pictures) : m_document(document), m_pictures(pictures) {
    connect(&pictures, &PictureMaker::pictureChanged, this, &LayerList::refresh);
    connect(&document, &ProjectDocument::outcomeChanged, this, &LayerList::refresh);
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
    emit changed();
}

}  // namespace rf::ui

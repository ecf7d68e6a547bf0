// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/layer_search.h"

#include "ui/layer_list.h"
#include "ui/selection.h"

namespace rf::ui {

LayerSearch::LayerSearch(const LayerList& layers, Selection& selection) : m_layers(layers), m_selection(selection) {
    connect(&layers, &LayerList::changed, this, [this] {
        if (isActive()) look();
    });
}

void LayerSearch::setText(const QString& text) {
    if (text == m_text) return;
    m_text = text;
    auto query = LayerQuery::parse(text);
    m_error = query ? std::nullopt : std::optional(query.error());
    m_query = query ? std::move(*query) : LayerQuery();
    look();
}

void LayerSearch::setFilter(bool filter) {
    if (filter == m_filter) return;
    m_filter = filter;
    emit changed();
}

void LayerSearch::look() {
    m_found.clear();
    if (isActive())
        for (const LayerRow& row : m_layers.rows())
            if (m_query.matches(row)) m_found << row.name;
    emit changed();
}

int LayerSearch::position() const { return static_cast<int>(m_found.indexOf(m_selection.current())); }

void LayerSearch::step(int by) {
    const auto count = static_cast<int>(m_found.size());
    if (count == 0) return;
    const int here = position();
    const int next = here < 0 ? (by > 0 ? 0 : count - 1) : (here + by + count) % count;
    m_selection.select({m_found[next]});
}

}  // namespace rf::ui

// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QStringList>
#include <optional>

#include "ui/models/layer_query.h"

namespace rf::ui {

class LayerList;
class Selection;

/// The search over graph, table and chart: a text, the layers that it finds, and the one that is selected among them.
class LayerSearch : public QObject {
    Q_OBJECT

public:
    /// Both outlive the search.
    LayerSearch(const LayerList& layers, Selection& selection);

    /// A text that can't be understood finds nothing and leaves an error.
    void setText(const QString& text);
    const QString& text() const { return m_text; }
    const std::optional<Error>& error() const { return m_error; }
    const LayerQuery& query() const { return m_query; }
    /// Whether there is something to look for that could be understood.
    bool isActive() const { return !m_query.isEmpty(); }
    /// Whether views hide what was not found; otherwise they mark what was.
    bool isFilter() const { return m_filter; }
    void setFilter(bool filter);

    /// Names in the order of execution; empty while the search is not active.
    const QStringList& found() const { return m_found; }
    /// The place of the selected layer among those found; -1: it is none of them.
    int position() const;
    /// Select the layer found after the selected one, or before; around the end.
    void selectNext() { step(1); }
    void selectPrevious() { step(-1); }

signals:
    /// Text, mode, or what is found.
    void changed();

private:
    void look();
    void step(int by);

    const LayerList& m_layers;
    Selection& m_selection;
    QString m_text;
    LayerQuery m_query;
    std::optional<Error> m_error;
    QStringList m_found;
    bool m_filter = true;
};

}  // namespace rf::ui

// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QStringList>

namespace rf::ui {

/// The selected layers, by name, shared by graph, table and charts. Names survive a new run, ids need not.
class Selection : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    const QStringList& names() const { return m_names; }
    /// The layer that panels show: the last one selected; empty when there is none.
    QString current() const { return m_names.isEmpty() ? QString() : m_names.last(); }

    void select(const QStringList& names);
    void clear() { select({}); }

signals:
    void changed();

private:
    QStringList m_names;
};

}  // namespace rf::ui

// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <functional>
#include <memory>
#include <set>
#include <vector>

#include "ui/graph_view/overlay.h"
#include "ui/models/graph_model.h"

namespace rf::ui {

/// The painted part of the legend: marks with their names, wrapped into lines, or a scale.
class LegendKeys : public QWidget {
    Q_OBJECT

public:
    explicit LegendKeys(QWidget* parent = nullptr);

    void setModel(std::shared_ptr<const GraphModel> model);
    void setScale(const OverlayScale& scale);
    QSize sizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    /// What the marks mean, in order, for tests and screen readers.
    QStringList names() const;

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    struct Key {
        QString name;
        std::function<void(QPainter&, const QRectF&, const Theme&)> paint;
    };
    std::vector<Key> keys() const;
    /// Places the keys line by line; returns the height. Calls `place` for each if it is given.
    double flow(int width, const std::function<void(const Key&, const QPointF&)>& place) const;

    std::shared_ptr<const GraphModel> m_model;
    std::set<NodeState> m_states;  // that occur in the model, which may be large
    std::set<OperatorFamily> m_families;
    OverlayScale m_scale;
};

}  // namespace rf::ui

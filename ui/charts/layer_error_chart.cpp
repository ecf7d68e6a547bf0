// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/layer_error_chart.h"

#include <QChart>
#include <QChartView>
#include <QEvent>
#include <QGraphicsLayout>
#include <QLineSeries>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <QValueAxis>
#include <algorithm>
#include <cmath>
#include <limits>

#include "ui/charts/chart_style.h"
#include "ui/models/worst_first.h"
#include "ui/number_format.h"
#include "ui/theme.h"

namespace rf::ui {

namespace {

constexpr int kLabelled = 10;
constexpr double kDot = 3;
constexpr double kLabelWidth = 150;
constexpr double kNoError = 100;  // dB at which an infinite ratio is drawn when nothing finite is higher

double decisive(const LayerErrorPoint& point) { return point.isolated.value_or(point.accumulated); }

}  // namespace

std::vector<int> worstLayers(const std::vector<LayerErrorPoint>& layers, int count) {
    std::vector<LayerHarm> harms;
    for (const LayerErrorPoint& layer : layers) harms.push_back({layer.isolated, layer.accumulated});
    return worstFirst(harms, count);
}

class LayerErrorChart::Canvas : public QChartView {
public:
    explicit Canvas(LayerErrorChart* owner) : QChartView(new QChart, owner), m_owner(owner), m_line(new QLineSeries) {
        chart()->addSeries(m_line);
        chart()->addAxis(m_x, Qt::AlignBottom);
        chart()->addAxis(m_y, Qt::AlignLeft);
        m_line->attachAxis(m_x);
        m_line->attachAxis(m_y);
        m_x->setLabelFormat(QStringLiteral("%d"));
        m_x->setTitleText(LayerErrorChart::tr("Layer, in execution order"));
        m_y->setLabelFormat(QStringLiteral("%.0f"));
        m_y->setTitleText(LayerErrorChart::tr("SQNR (dB), higher is better"));
        setFrameShape(QFrame::NoFrame);
        setFocusPolicy(Qt::NoFocus);
        setMouseTracking(true);
        setRenderHint(QPainter::Antialiasing);
        chart()->layout()->setContentsMargins(0, 0, 0, 0);
        restyle();
    }

    void restyle() {
        const Theme& theme = themeFor(parentWidget()->palette());
        styleChart(*chart(), theme);
        setBackgroundBrush(theme.background);
        m_line->setPen(QPen(theme.muted, 1.5));
        viewport()->update();
    }

    void setLayers(std::vector<LayerErrorPoint> layers) {
        m_layers = std::move(layers);
        m_worst = worstLayers(m_layers, kLabelled);
        m_selected = -1;
        double low = std::numeric_limits<double>::infinity(), high = -low;
        const auto include = [&](double value) {
            if (!std::isfinite(value)) return;
            low = std::min(low, value);
            high = std::max(high, value);
        };
        for (const LayerErrorPoint& point : m_layers) {
            include(point.accumulated);
            if (point.isolated) include(*point.isolated);
        }
        if (low > high) low = 0, high = kNoError;
        const double margin = std::max(1.0, 0.08 * (high - low));
        setNiceRange(*m_y, low - 2 * margin, high + margin, 5);
        setNiceRange(*m_x, 0, std::max(1, count()), 12);
        m_top = m_y->max();
        rebuild();
    }

    void rebuild() {
        m_line->replace(linePoints());
        viewport()->update();
    }

    int count() const { return static_cast<int>(m_layers.size()); }

    QPointF position(int layer) const {
        const LayerErrorPoint& point = m_layers[static_cast<std::size_t>(layer)];
        return place(layer, decisive(point));
    }

    void select(int layer, bool byUser) {
        m_selected = layer >= 0 && layer < count() ? layer : -1;
        viewport()->update();
        if (byUser && m_selected >= 0) emit m_owner->layerClicked(m_selected);
    }
    int selected() const { return m_selected; }

    QString m_placeholder;

protected:
    void drawForeground(QPainter* painter, const QRectF&) override {
        const Theme& theme = themeFor(parentWidget()->palette());
        painter->setRenderHint(QPainter::Antialiasing);
        if (m_layers.empty()) {
            // The chart is covered, not hidden: axes of a hidden chart are laid out without room for their labels.
            painter->fillRect(viewport()->rect(), theme.background);
            painter->setFont(textFont(TextSize::Body));
            painter->setPen(theme.muted);
            painter->drawText(QRectF(viewport()->rect()).adjusted(16, 16, -16, -16), Qt::AlignCenter | Qt::TextWordWrap, m_placeholder);
        } else {
            paintSelection(*painter, theme);
            paintDots(*painter, theme);
            paintLabels(*painter, theme);
            paintKey(*painter, theme);
        }
        if (m_owner->hasFocus()) {
            painter->setBrush(Qt::NoBrush);
            painter->setPen(QPen(theme.accent, 2));
            painter->drawRect(QRectF(viewport()->rect()).adjusted(1, 1, -1, -1));
        }
    }

    void mouseMoveEvent(QMouseEvent* event) override {
        const int layer = layerAt(event->position());
        if (layer < 0) return QToolTip::hideText();
        QToolTip::showText(event->globalPosition().toPoint(), description(layer), this);
    }

    void mousePressEvent(QMouseEvent* event) override {
        m_owner->setFocus(Qt::MouseFocusReason);
        if (event->button() != Qt::LeftButton) return;
        if (const int layer = layerAt(event->position()); layer >= 0) select(layer, true);
    }

private:
    /// At most one point per pixel: of the layers that share a pixel, the worst is kept.
    QList<QPointF> linePoints() const {
        QList<QPointF> points;
        const int pixels = mostPoints(width());
        const double perPixel = std::max(1.0, static_cast<double>(count()) / pixels);
        for (double begin = 0; begin < count(); begin += perPixel) {
            const int last = std::min(count(), static_cast<int>(begin + perPixel));
            int worst = -1;
            for (int i = static_cast<int>(begin); i < last; ++i)
                if (!std::isnan(accumulated(i)) && (worst < 0 || accumulated(i) < accumulated(worst))) worst = i;
            if (worst >= 0) points.push_back({worst + 1.0, std::min(m_top, accumulated(worst))});
        }
        return points;
    }

    double accumulated(int layer) const { return m_layers[static_cast<std::size_t>(layer)].accumulated; }

    QPointF place(int layer, double value) const {
        const QRectF plot = chart()->plotArea();
        const double y = std::isnan(value) ? m_y->min() : std::clamp(value, m_y->min(), m_top);
        return {plot.left() + (layer + 1 - m_x->min()) / (m_x->max() - m_x->min()) * plot.width(),
                plot.bottom() - (y - m_y->min()) / (m_y->max() - m_y->min()) * plot.height()};
    }

    int layerAt(const QPointF& position) const {
        const QRectF plot = chart()->plotArea();
        if (m_layers.empty() || !plot.adjusted(-6, -6, 6, 6).contains(position)) return -1;
        // The nearest dot within reach; otherwise the layer in whose column the pointer is.
        const double share = (position.x() - plot.left()) / plot.width();
        const int column = std::clamp(static_cast<int>(std::lround(share * (m_x->max() - m_x->min()) + m_x->min())) - 1, 0, count() - 1);
        const int reach = static_cast<int>(6 * count() / std::max(1.0, plot.width())) + 1;
        int best = column;
        double nearest = 64;
        for (int i = std::max(0, column - reach); i <= std::min(count() - 1, column + reach); ++i) {
            const QPointF away = this->position(i) - position;
            const double distance = QPointF::dotProduct(away, away);
            if (distance < nearest) nearest = distance, best = i;
        }
        return best;
    }

    QString description(int layer) const {
        const LayerErrorPoint& point = m_layers[static_cast<std::size_t>(layer)];
        QString text = LayerErrorChart::tr("%1 (%2)\nAccumulated: %3 dB").arg(point.layer, point.type, numberText(point.accumulated));
        if (point.isolated) text += QLatin1Char('\n') + LayerErrorChart::tr("Isolated: %1 dB").arg(numberText(*point.isolated));
        return text;
    }

    void paintDots(QPainter& painter, const Theme& theme) const {
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.accent);
        const double radius = count() > chart()->plotArea().width() ? kDot / 2 : kDot;
        for (int i = 0; i < count(); ++i) {
            const auto& isolated = m_layers[static_cast<std::size_t>(i)].isolated;
            if (isolated && !std::isnan(*isolated)) painter.drawEllipse(place(i, *isolated), radius, radius);
        }
    }

    void paintSelection(QPainter& painter, const Theme& theme) const {
        if (m_selected < 0) return;
        const QPointF at = position(m_selected);
        const QRectF plot = chart()->plotArea();
        painter.setPen(QPen(theme.accent, 1));
        painter.drawLine(QLineF(at.x(), plot.top(), at.x(), plot.bottom()));
        painter.setPen(QPen(theme.accent, 2));
        painter.setBrush(theme.background);
        painter.drawEllipse(at, kDot + 4, kDot + 4);
    }

    /// Worst first, each below its dot or at the nearest place where it covers no other label.
    void paintLabels(QPainter& painter, const Theme& theme) const {
        painter.setFont(textFont(TextSize::Caption));
        const QFontMetricsF metrics(painter.font());
        const QRectF plot = chart()->plotArea();
        std::vector<QRectF> taken;
        for (const int layer : m_worst) {
            const QString text = metrics.elidedText(m_layers[static_cast<std::size_t>(layer)].layer, Qt::ElideMiddle, kLabelWidth);
            const QPointF at = position(layer);
            const double width = metrics.horizontalAdvance(text), height = metrics.height();
            const double left = std::clamp(at.x() - width / 2, plot.left(), plot.right() - width);
            for (const double step : {0.5, -1.5, 1.5, -2.5, 2.5, -3.5, 3.5}) {
                const QRectF label(left, at.y() + step * height + (step > 0 ? 0 : -2), width, height);
                const bool free = std::none_of(taken.begin(), taken.end(), [&](const QRectF& other) { return other.intersects(label); });
                if (!free || label.top() < plot.top() || label.bottom() > plot.bottom()) continue;
                taken.push_back(label);
                QColor ground = theme.background;
                ground.setAlphaF(0.75F);
                painter.fillRect(label, ground);
                painter.setPen(theme.text);
                painter.drawText(label, Qt::AlignCenter, text);
                if (std::abs(step) > 1.5) {
                    painter.setPen(QPen(theme.muted, 1));
                    painter.drawLine(QLineF(at, {at.x(), step > 0 ? label.top() : label.bottom()}));
                }
                break;
            }
        }
    }

    void paintKey(QPainter& painter, const Theme& theme) const {
        painter.setFont(textFont(TextSize::Caption));
        const QFontMetricsF metrics(painter.font());
        const QString line = LayerErrorChart::tr("Accumulated"), dots = LayerErrorChart::tr("Isolated");
        const QRectF plot = chart()->plotArea();
        double x = plot.right() - metrics.horizontalAdvance(line) - metrics.horizontalAdvance(dots) - 54;
        const double y = plot.top() + metrics.height() / 2;
        QColor ground = theme.background;
        ground.setAlphaF(0.85F);
        painter.fillRect(QRectF(x - 4, plot.top(), plot.right() - x + 4, metrics.height()), ground);
        painter.setPen(QPen(theme.muted, 1.5));
        painter.drawLine(QLineF(x, y, x + 16, y));
        painter.setPen(theme.text);
        painter.drawText(QPointF(x + 20, plot.top() + metrics.ascent()), line);
        x += 20 + metrics.horizontalAdvance(line) + 16;
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.accent);
        painter.drawEllipse(QPointF(x, y), kDot, kDot);
        painter.setPen(theme.text);
        painter.drawText(QPointF(x + 8, plot.top() + metrics.ascent()), dots);
    }

    LayerErrorChart* m_owner;
    QLineSeries* m_line;
    QValueAxis* m_x = new QValueAxis;
    QValueAxis* m_y = new QValueAxis;
    std::vector<LayerErrorPoint> m_layers;
    std::vector<int> m_worst;
    int m_selected = -1;
    double m_top = kNoError;
};

LayerErrorChart::LayerErrorChart(QWidget* parent) : QWidget(parent), m_canvas(std::make_unique<Canvas>(this)) {
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Error by layer"));
    setPlaceholder(tr("Run to see which layers lose the most."));
}

LayerErrorChart::~LayerErrorChart() = default;

void LayerErrorChart::setLayers(std::vector<LayerErrorPoint> layers) { m_canvas->setLayers(std::move(layers)); }
void LayerErrorChart::setSelected(int layer) { m_canvas->select(layer, false); }
int LayerErrorChart::selected() const { return m_canvas->selected(); }
QPointF LayerErrorChart::positionOf(int layer) const { return m_canvas->position(layer); }

void LayerErrorChart::setPlaceholder(const QString& sentence) {
    m_canvas->m_placeholder = sentence;
    setLayers({});
}

void LayerErrorChart::resizeEvent(QResizeEvent*) {
    m_canvas->resize(size());
    m_canvas->rebuild();
}

void LayerErrorChart::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) m_canvas->restyle();
    QWidget::changeEvent(event);
}

void LayerErrorChart::keyPressEvent(QKeyEvent* event) {
    const int step = event->key() == Qt::Key_Right ? 1 : event->key() == Qt::Key_Left ? -1 : 0;
    if (step == 0 || m_canvas->count() == 0) return QWidget::keyPressEvent(event);
    m_canvas->select(std::clamp(m_canvas->selected() + step, 0, m_canvas->count() - 1), true);
}

void LayerErrorChart::focusInEvent(QFocusEvent* event) {
    m_canvas->viewport()->update();
    QWidget::focusInEvent(event);
}

void LayerErrorChart::focusOutEvent(QFocusEvent* event) {
    m_canvas->viewport()->update();
    QWidget::focusOutEvent(event);
}

}  // namespace rf::ui

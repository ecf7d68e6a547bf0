// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/histogram_chart.h"

#include <QChart>
#include <QChartView>
#include <QEvent>
#include <QGraphicsLayout>
#include <QLineSeries>
#include <QLogValueAxis>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <QValueAxis>
#include <algorithm>
#include <cmath>

#include "ui/charts/chart_style.h"
#include "ui/number_format.h"
#include "ui/theme.h"

namespace rf::ui {

namespace {

constexpr double kGridFrom = 3;  // pixels between ticks of the quantization grid
constexpr int kTickWidth = 64;   // pixels that a number below the axis may need
constexpr double kHandle = 5;
constexpr double kHeadroom = 1.08;  // of the axis above the highest bin

}  // namespace

class HistogramChart::Canvas : public QChartView {
public:
    explicit Canvas(HistogramChart* owner) : QChartView(new QChart, owner), m_series(new QLineSeries) {
        chart()->addSeries(m_series);
        chart()->addAxis(m_x, Qt::AlignBottom);
        chart()->addAxis(m_linear, Qt::AlignLeft);
        chart()->addAxis(m_log, Qt::AlignLeft);
        m_series->attachAxis(m_x);
        m_series->attachAxis(m_linear);
        m_log->setVisible(false);
        m_x->setLabelFormat(QStringLiteral("%.3g"));
        m_linear->setLabelFormat(QStringLiteral("%.3g"));
        m_log->setLabelFormat(QStringLiteral("%.0e"));
        m_linear->setTitleText(HistogramChart::tr("Share of values"));
        m_log->setTitleText(HistogramChart::tr("Share of values"));
        setFrameShape(QFrame::NoFrame);
        setRenderHint(QPainter::Antialiasing, false);
        setFocusPolicy(Qt::NoFocus);
        setMouseTracking(true);
        chart()->layout()->setContentsMargins(0, 0, 0, 0);
        restyle();
    }

    void restyle() {
        const Theme& theme = themeFor(parentWidget()->palette());
        styleChart(*chart(), theme);
        setBackgroundBrush(theme.background);
        m_series->setPen(QPen(theme.text, 1));
        viewport()->update();
    }

    void rebuild() {
        if (isEmpty()) return viewport()->update();
        const HistogramData drawn = m_data.merged(mostPoints(width()) / 2);
        const double floor = m_logarithmic ? drawn.leastShare() / 2 : 0;
        double low = m_data.low, high = m_data.high;
        if (m_range) {
            low = std::min(low, m_range->low);
            high = std::max(high, m_range->high);
        }
        setNiceRange(*m_x, low, high, std::clamp(width() / kTickWidth, 2, 10));
        if (m_logarithmic)
            m_log->setRange(floor, drawn.greatestShare() * 2);
        else
            setNiceRange(*m_linear, 0, drawn.greatestShare() * kHeadroom, 4);
        const auto corners = drawn.outline(floor);
        m_series->replace(QList<QPointF>(corners.begin(), corners.end()));
        viewport()->update();
    }

    void setLogarithmic(bool logarithmic) {
        if (m_logarithmic == logarithmic) return;
        m_logarithmic = logarithmic;
        m_series->clear();  // shares of 0 have no place on a logarithmic axis
        m_series->detachAxis(logarithmic ? static_cast<QAbstractAxis*>(m_linear) : m_log);
        m_series->attachAxis(logarithmic ? static_cast<QAbstractAxis*>(m_log) : m_linear);
        m_linear->setVisible(!logarithmic);
        m_log->setVisible(logarithmic);
        restyle();
        rebuild();
    }

    HistogramData m_data;
    std::optional<QuantizationRange> m_range;
    QString m_placeholder;
    QValueAxis* m_x = new QValueAxis;

protected:
    void drawForeground(QPainter* painter, const QRectF&) override {
        const Theme& theme = themeFor(parentWidget()->palette());
        if (isEmpty()) {
            // The chart is covered, not hidden: axes of a hidden chart are laid out without room for their labels.
            painter->fillRect(viewport()->rect(), theme.background);
            painter->setFont(textFont(TextSize::Body));
            painter->setPen(theme.muted);
            painter->drawText(QRectF(viewport()->rect()).adjusted(16, 16, -16, -16), Qt::AlignCenter | Qt::TextWordWrap, m_placeholder);
            return;
        }
        const QRectF plot = chart()->plotArea();
        if (m_x->min() < 0 && m_x->max() > 0) {
            painter->setPen(QPen(theme.muted, 1, Qt::DotLine));
            painter->drawLine(QLineF(xOf(0), plot.top(), xOf(0), plot.bottom()));
        }
        if (m_range) paintRange(*painter, plot, theme);
    }

    void mouseMoveEvent(QMouseEvent* event) override {
        const QRectF plot = chart()->plotArea();
        if (isEmpty() || !plot.contains(event->position())) return QToolTip::hideText();
        const double value = m_x->min() + (event->position().x() - plot.left()) / plot.width() * (m_x->max() - m_x->min());
        const QString text = HistogramChart::tr("%1: %2 of the values are below, %3 above.")
                                 .arg(numberText(value), percentText(m_data.shareBelow(value)), percentText(m_data.shareAbove(value)));
        QToolTip::showText(event->globalPosition().toPoint(), text, this);
    }

private:
    bool isEmpty() const { return m_data.isEmpty() || m_data.size() <= 0; }

    double xOf(double value) const {
        const QRectF plot = chart()->plotArea();
        return std::floor(plot.left() + (value - m_x->min()) / (m_x->max() - m_x->min()) * plot.width()) + 0.5;
    }

    void paintRange(QPainter& painter, const QRectF& plot, const Theme& theme) const {
        const double left = xOf(m_range->low), right = xOf(m_range->high);
        paintTail(painter, QRectF(QPointF(plot.left(), plot.top()), QPointF(left, plot.bottom())), m_data.shareBelow(m_range->low), theme);
        paintTail(painter, QRectF(QPointF(right, plot.top()), QPointF(plot.right(), plot.bottom())), m_data.shareAbove(m_range->high),
                  theme);
        painter.setPen(QPen(theme.accent, 1));
        const double step = (right - left) / std::max(1, m_range->levels - 1);
        if (step >= kGridFrom)
            for (int level = 0; level < m_range->levels; ++level) {
                const double x = std::floor(left + level * step) + 0.5;
                painter.drawLine(QLineF(x, plot.bottom() - 4, x, plot.bottom()));
            }
        painter.setBrush(theme.accent);
        for (const double x : {left, right}) {
            painter.setPen(QPen(theme.accent, 2));
            painter.drawLine(QLineF(x, plot.top(), x, plot.bottom()));
            painter.setPen(Qt::NoPen);
            painter.drawPolygon(QPolygonF(
                {QPointF(x - kHandle, plot.top() - 1), QPointF(x + kHandle, plot.top() - 1), QPointF(x, plot.top() + kHandle * 1.4)}));
        }
    }

    void paintTail(QPainter& painter, const QRectF& tail, double share, const Theme& theme) const {
        if (share <= 0) return;
        QColor shade = theme.accent;
        shade.setAlphaF(0.14F);
        painter.fillRect(tail, shade);
        painter.setFont(textFont(TextSize::Caption));
        const QString text = percentText(share);
        const double width = painter.fontMetrics().horizontalAdvance(text) + 4;
        const QRectF plot = chart()->plotArea();
        const double x = std::clamp(tail.center().x() - width / 2, plot.left(), plot.right() - width);
        const QRectF label(x, plot.top() + 10, width, painter.fontMetrics().height());
        QColor ground = theme.background;
        ground.setAlphaF(0.85F);
        painter.fillRect(label, ground);
        painter.setPen(theme.text);
        painter.drawText(label, Qt::AlignCenter, text);
    }

    QLineSeries* m_series;
    QValueAxis* m_linear = new QValueAxis;
    QLogValueAxis* m_log = new QLogValueAxis;
    bool m_logarithmic = false;
};

HistogramChart::HistogramChart(QWidget* parent) : QWidget(parent), m_canvas(std::make_unique<Canvas>(this)) {
    setAccessibleName(tr("Distribution of values"));
    setPlaceholder(tr("Run to see how the values are distributed."));
}

HistogramChart::~HistogramChart() = default;

void HistogramChart::setAxisTitle(const QString& title) { m_canvas->m_x->setTitleText(title); }

void HistogramChart::setDistribution(HistogramData distribution) {
    m_canvas->m_data = std::move(distribution);
    m_canvas->rebuild();
}

void HistogramChart::setRange(std::optional<QuantizationRange> range) {
    m_canvas->m_range = range;
    m_canvas->rebuild();
}

void HistogramChart::setLogarithmic(bool logarithmic) { m_canvas->setLogarithmic(logarithmic); }

void HistogramChart::setPlaceholder(const QString& sentence) {
    m_canvas->m_placeholder = sentence;
    setDistribution({});
}

void HistogramChart::resizeEvent(QResizeEvent*) {
    m_canvas->resize(size());
    m_canvas->rebuild();
}

void HistogramChart::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) m_canvas->restyle();
    QWidget::changeEvent(event);
}

}  // namespace rf::ui

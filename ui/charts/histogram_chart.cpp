// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/histogram_chart.h"

#include <QChart>
#include <QChartView>
#include <QEvent>
#include <QGraphicsLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineSeries>
#include <QLogValueAxis>
#include <QMouseEvent>
#include <QPainter>
#include <QValueAxis>
#include <algorithm>
#include <array>
#include <cmath>

#include "ui/charts/chart_style.h"
#include "ui/text/format.h"
#include "ui/theme.h"
#include "ui/widgets/text_styles.h"

namespace rf::ui {

namespace {

constexpr double kGridFrom = 3;  // pixels between ticks of the quantization grid
constexpr int kTickWidth = 64;   // pixels that a number below the axis may need
constexpr double kHandle = 5;
constexpr double kGrip = 6;            // pixels around a marker that take hold of it
constexpr double kLeastRange = 0.002;  // of the axis, between the ends of a range
constexpr double kHeadroom = 1.08;     // of the axis above the highest bin
constexpr double kRangeMargin = 0.12;  // of the range, on both sides of it
constexpr double kAxisMargin = 0.02;   // of the axis, so that no marker stands on its end
constexpr float kFill = 0.22F;

}  // namespace

class HistogramChart::Canvas : public QChartView {
    enum class Marker { None, Low, High };

public:
    explicit Canvas(HistogramChart* owner)
        : QChartView(new QChart, owner), m_owner(owner), m_series(new QLineSeries), m_int8(new QLineSeries) {
        for (QLineSeries* series : drawn()) chart()->addSeries(series);
        chart()->addAxis(m_x, Qt::AlignBottom);
        chart()->addAxis(m_linear, Qt::AlignLeft);
        chart()->addAxis(m_log, Qt::AlignLeft);
        for (QLineSeries* series : drawn()) {
            series->attachAxis(m_x);
            series->attachAxis(m_linear);
        }
        m_log->setVisible(false);
        m_log->setLabelFormat(QStringLiteral("%.0e"));
        m_linear->setTitleText(HistogramChart::tr("Share of values"));
        m_log->setTitleText(HistogramChart::tr("Share of values"));
        setFrameShape(QFrame::NoFrame);
        setRenderHint(QPainter::Antialiasing, false);
        setFocusPolicy(Qt::NoFocus);
        setMouseTracking(true);
        // What is painted in the foreground lies outside of the items that the scene knows to have changed.
        setViewportUpdateMode(FullViewportUpdate);
        connect(chart(), &QChart::plotAreaChanged, viewport(), qOverload<>(&QWidget::update));
        chart()->layout()->setContentsMargins(0, 0, 0, 0);
        restyle();
    }

    void restyle() {
        const Theme& theme = themeFor(parentWidget()->palette());
        styleChart(*chart(), theme);
        setBackgroundBrush(theme.background);
        m_series->setPen(QPen(theme.text, 1));
        m_int8->setPen(QPen(theme.accent, 1));
        viewport()->update();
    }

    void rebuild() {
        m_owner->m_readout->setText(keyText());
        if (isEmpty()) return viewport()->update();
        const auto [low, high] = shownValues();
        const HistogramData drawn = m_data.cropped(low, high).merged(mostPoints(width()) / 2);
        const double floor = m_logarithmic ? drawn.leastShare() / 2 : 0;
        const double margin = kAxisMargin * (high - low);
        setNiceRange(*m_x, low - margin, high + margin, std::clamp(width() / kTickWidth, 2, 10));
        const auto corners = drawn.outline(floor);
        m_series->replace(QList<QPointF>(corners.begin(), corners.end()));
        const auto outline = quantizedOutline(drawn.binWidth(), floor);
        m_int8->replace(QList<QPointF>(outline.begin(), outline.end()));
        double greatest = drawn.greatestShare();
        for (const QPointF& corner : outline) greatest = std::max(greatest, corner.y());
        if (m_logarithmic)
            m_log->setRange(floor, greatest * 2);
        else
            setNiceRange(*m_linear, 0, greatest * kHeadroom, 4);
        viewport()->update();
    }

    void setLogarithmic(bool logarithmic) {
        if (m_logarithmic == logarithmic) return;
        m_logarithmic = logarithmic;
        m_series->clear();  // shares of 0 have no place on a logarithmic axis
        m_int8->clear();
        for (QLineSeries* series : drawn()) {
            series->detachAxis(logarithmic ? static_cast<QAbstractAxis*>(m_linear) : m_log);
            series->attachAxis(logarithmic ? static_cast<QAbstractAxis*>(m_log) : m_linear);
        }
        m_linear->setVisible(!logarithmic);
        m_log->setVisible(logarithmic);
        restyle();
        rebuild();
    }

    void setWhole(bool whole) {
        m_whole = whole;
        rebuild();
    }

    void setRange(std::optional<QuantizationRange> range) {
        m_range = m_given = range;
        m_dragged = Marker::None;
        rebuild();
    }
    bool isTrial() const { return m_range && m_given && (m_range->low != m_given->low || m_range->high != m_given->high); }
    void forgetTrial() { setRange(m_given); }
    const QuantizationRange& range() const { return *m_range; }
    double markerX(bool high) const { return m_range ? xOf(high ? m_range->high : m_range->low) : 0; }

    HistogramData m_data;
    bool m_editable = false;
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
        paintFilling(*painter, plot, theme);
        if (m_x->min() < 0 && m_x->max() > 0) {
            painter->setPen(QPen(theme.muted, 1, Qt::DotLine));
            painter->drawLine(QLineF(xOf(0), plot.top(), xOf(0), plot.bottom()));
        }
        if (m_range) paintRange(*painter, plot, theme);
    }

    void mousePressEvent(QMouseEvent* event) override {
        m_owner->setFocus(Qt::MouseFocusReason);
        if (event->button() == Qt::LeftButton) m_dragged = markerAt(event->position());
    }

    void mouseReleaseEvent(QMouseEvent*) override {
        if (m_dragged == Marker::None) return;
        m_dragged = Marker::None;
        rebuild();  // the axis follows the range
    }

    void mouseMoveEvent(QMouseEvent* event) override {
        const QRectF plot = chart()->plotArea();
        if (m_dragged != Marker::None) return drag(event->position().x());
        setCursor(markerAt(event->position()) != Marker::None ? Qt::SizeHorCursor : Qt::ArrowCursor);
        if (isTrial()) return;  // what it would bring stays to be read
        if (isEmpty() || !plot.contains(event->position())) return m_owner->m_readout->setText(keyText());
        const double value = m_x->min() + (event->position().x() - plot.left()) / plot.width() * (m_x->max() - m_x->min());
        m_owner->m_readout->setText(
            HistogramChart::tr("%1: %2 of the values are below, %3 above.")
                .arg(numberText(value), percentText(m_data.shareBelow(value)), percentText(m_data.shareAbove(value))));
    }

    void leaveEvent(QEvent* event) override {
        if (isTrial()) return QChartView::leaveEvent(event);
        m_owner->m_readout->setText(keyText());
        QChartView::leaveEvent(event);
    }

private:
    bool isEmpty() const { return m_data.isEmpty() || m_data.size() <= 0; }

    std::array<QLineSeries*, 2> drawn() const { return {m_series, m_int8}; }

    Marker markerAt(const QPointF& position) const {
        if (!m_editable || !m_range || isEmpty() || !chart()->plotArea().adjusted(-kGrip, -kGrip, kGrip, kGrip).contains(position))
            return Marker::None;
        const double low = std::abs(position.x() - xOf(m_range->low)), high = std::abs(position.x() - xOf(m_range->high));
        if (std::min(low, high) > kGrip) return Marker::None;
        return low < high ? Marker::Low : Marker::High;
    }

    // The axis stays while the marker moves, and the ends keep apart.
    void drag(double x) {
        const QRectF plot = chart()->plotArea();
        const double share = std::clamp((x - plot.left()) / plot.width(), 0.0, 1.0);
        const double value = m_x->min() + share * (m_x->max() - m_x->min()), least = kLeastRange * (m_x->max() - m_x->min());
        if (m_dragged == Marker::Low)
            m_range->low = std::min(value, m_range->high - least);
        else
            m_range->high = std::max(value, m_range->low + least);
        m_owner->m_readout->setText(keyText());
        viewport()->update();
    }

    QString trialText() const {
        const auto text = [&](const QuantizationRange& range) {
            const auto sqnr = m_data.sqnr(range);
            return sqnr ? decibelText(*sqnr) : QStringLiteral("–");
        };
        return HistogramChart::tr("%1 … %2: SQNR %3 dB, was %4. Enter keeps it, Esc goes back.")
            .arg(numberText(m_range->low), numberText(m_range->high), text(*m_range), text(*m_given));
    }

    QString keyText() const {
        if (isEmpty()) return {};
        if (isTrial()) return trialText();
        return m_range ? HistogramChart::tr("Filled: float. Line: after quantization.") : HistogramChart::tr("Filled: float.");
    }

    /// The values between the ends of the axis.
    std::pair<double, double> shownValues() const {
        if (!m_range || m_range->high <= m_range->low) return {m_data.low, m_data.high};
        if (m_whole) return {std::min(m_data.low, m_range->low), std::max(m_data.high, m_range->high)};
        const double margin = kRangeMargin * (m_range->high - m_range->low);
        return {std::clamp(m_data.low, m_range->low - margin, m_range->low),
                std::clamp(m_data.high, m_range->high, m_range->high + margin)};
    }

    /// Shares of bins as wide as those drawn, so that filling and outline can be compared.
    std::vector<QPointF> quantizedOutline(double binWidth, double floor) const {
        if (!m_range || m_range->levels < 2 || m_range->high <= m_range->low) return {};
        const double step = (m_range->high - m_range->low) / (m_range->levels - 1);
        const auto together = std::max(1, static_cast<int>(std::ceil(binWidth / step)));
        HistogramData levels = m_data.quantized(*m_range, together);
        for (double& count : levels.counts) count *= binWidth / levels.binWidth();
        return levels.outline(floor);
    }

    double xOf(double value) const {
        const QRectF plot = chart()->plotArea();
        return std::floor(plot.left() + (value - m_x->min()) / (m_x->max() - m_x->min()) * plot.width()) + 0.5;
    }

    // Not a QAreaSeries: it crashes when its axis is exchanged (Qt 6.4).
    void paintFilling(QPainter& painter, const QRectF& plot, const Theme& theme) const {
        QPolygonF corners;
        for (const QPointF& point : m_series->points()) corners << chart()->mapToPosition(point, m_series);
        if (corners.isEmpty()) return;
        corners << QPointF(corners.last().x(), plot.bottom()) << QPointF(corners.first().x(), plot.bottom());
        QColor fill = theme.text;
        fill.setAlphaF(kFill);
        painter.save();
        painter.setClipRect(plot);
        painter.setPen(Qt::NoPen);
        painter.setBrush(fill);
        painter.drawPolygon(corners);
        painter.restore();
    }

    void paintRange(QPainter& painter, const QRectF& plot, const Theme& theme) const {
        const double left = xOf(m_range->low), right = xOf(m_range->high);
        const QRectF below(plot.topLeft(), QPointF(left, plot.bottom())), above(QPointF(right, plot.top()), plot.bottomRight());
        QColor shade = theme.accent;
        shade.setAlphaF(0.14F);
        if (m_data.shareBelow(m_range->low) > 0) painter.fillRect(below, shade);
        if (m_data.shareAbove(m_range->high) > 0) painter.fillRect(above, shade);
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
        // Labels last: no line crosses them.
        paintShare(painter, below, m_data.shareBelow(m_range->low), theme);
        paintShare(painter, above, m_data.shareAbove(m_range->high), theme);
    }

    /// The share of values in a clipped tail, beside the marker if the tail has no room for it.
    void paintShare(QPainter& painter, const QRectF& tail, double share, const Theme& theme) const {
        if (share <= 0) return;
        painter.setFont(textFont(TextSize::Caption));
        const QString text = percentText(share);
        const double width = painter.fontMetrics().horizontalAdvance(text) + 4;
        const QRectF plot = chart()->plotArea();
        const double x = std::clamp(tail.center().x() - width / 2, plot.left() + 1, plot.right() - width - 1);
        const QRectF label(x, plot.top() + 2 * kHandle, width, painter.fontMetrics().height());
        painter.fillRect(label, theme.background);
        painter.setPen(theme.text);
        painter.drawText(label, Qt::AlignCenter, text);
    }

    HistogramChart* m_owner;
    std::optional<QuantizationRange> m_range, m_given;  // as drawn, and before it was dragged
    Marker m_dragged = Marker::None;
    QLineSeries* m_series;
    QLineSeries* m_int8;
    QValueAxis* m_linear = new QValueAxis;
    QLogValueAxis* m_log = new QLogValueAxis;
    bool m_logarithmic = false, m_whole = false;
};

HistogramChart::HistogramChart(QWidget* parent) : QWidget(parent), m_readout(new QLabel(this)) {
    setTextStyle(*m_readout, TextStyle::Caption);
    m_readout->setObjectName(QStringLiteral("histogramReadout"));
    m_readout->setAutoFillBackground(true);
    m_readout->setBackgroundRole(QPalette::Base);
    m_readout->setForegroundRole(QPalette::WindowText);  // else it is that of the background, without the style's colour
    m_canvas = std::make_unique<Canvas>(this);
    setFocusPolicy(Qt::ClickFocus);
    setAccessibleName(tr("Distribution of values"));
    setPlaceholder(tr("Run to see how the values are distributed."));
}

HistogramChart::~HistogramChart() = default;

void HistogramChart::setAxisTitle(const QString& title) { m_canvas->m_x->setTitleText(title); }

void HistogramChart::setDistribution(HistogramData distribution) {
    m_canvas->m_data = std::move(distribution);
    m_canvas->rebuild();
}

void HistogramChart::setRange(std::optional<QuantizationRange> range) { m_canvas->setRange(range); }

void HistogramChart::setEditable(bool editable) { m_canvas->m_editable = editable; }

QPointF HistogramChart::markerPosition(bool high) const {
    return m_canvas->mapTo(this, QPoint(static_cast<int>(m_canvas->markerX(high)), m_canvas->height() / 2));
}

bool HistogramChart::event(QEvent* event) {
    // While a range is tried, Esc and Enter belong to it.
    if (event->type() == QEvent::ShortcutOverride && m_canvas->isTrial()) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Escape || key == Qt::Key_Return || key == Qt::Key_Enter) {
            event->accept();
            return true;
        }
    }
    return QWidget::event(event);
}

void HistogramChart::keyPressEvent(QKeyEvent* event) {
    const bool keeps = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (!m_canvas->isTrial() || (!keeps && event->key() != Qt::Key_Escape)) return QWidget::keyPressEvent(event);
    if (!keeps) return m_canvas->forgetTrial();
    const QuantizationRange chosen = m_canvas->range();
    emit rangeChosen(chosen.low, chosen.high);
}

void HistogramChart::setLogarithmic(bool logarithmic) { m_canvas->setLogarithmic(logarithmic); }
void HistogramChart::setWhole(bool whole) { m_canvas->setWhole(whole); }
QString HistogramChart::readout() const { return m_readout->text(); }

void HistogramChart::setPlaceholder(const QString& sentence) {
    m_canvas->m_placeholder = sentence;
    setDistribution({});
}

void HistogramChart::placeParts() {
    const int line = m_readout->sizeHint().height();
    m_readout->setGeometry(0, height() - line, width(), line);
    m_canvas->resize(width(), height() - line);
    m_canvas->rebuild();
}

void HistogramChart::resizeEvent(QResizeEvent*) { placeParts(); }

void HistogramChart::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange) m_canvas->restyle();
    if (event->type() == QEvent::FontChange) {
        m_canvas->restyle();
        placeParts();
    }
    QWidget::changeEvent(event);
}

}  // namespace rf::ui

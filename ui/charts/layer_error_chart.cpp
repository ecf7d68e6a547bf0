// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/layer_error_chart.h"

#include <QChart>
#include <QChartView>
#include <QEvent>
#include <QGraphicsLayout>
#include <QLabel>
#include <QLineSeries>
#include <QListWidget>
#include <QMouseEvent>
#include <QPainter>
#include <QValueAxis>
#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "ui/charts/chart_style.h"
#include "ui/models/layer_bands.h"
#include "ui/models/worst_first.h"
#include "ui/text/format.h"
#include "ui/theme.h"
#include "ui/widgets/text_styles.h"

namespace rf::ui {

namespace {

constexpr int kRanked = 20;
constexpr int kRankingWidth = 240, kRankingFrom = 520;  // pixels; narrower charts have no list beside them
constexpr int kBandLine = 18;                           // pixels above the plot for the names of blocks
constexpr double kDot = 3;
constexpr double kMargin = 0.04;  // of the values, above and below
constexpr double kLeastZoom = 8;  // pixels of a drag that zooms
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
        setViewportUpdateMode(FullViewportUpdate);
        chart()->layout()->setContentsMargins(0, 0, 0, 0);
        restyle();
    }

    void restyle() {
        const Theme& theme = themeFor(parentWidget()->palette());
        styleChart(*chart(), theme);
        chart()->setMargins(QMargins(4, kBandLine, 8, 4));
        chart()->setBackgroundVisible(false);  // the bands lie below
        setBackgroundBrush(theme.background);
        m_line->setPen(QPen(theme.muted, 1.5));
        viewport()->update();
    }

    void setLayers(std::vector<LayerErrorPoint> layers) {
        m_layers = std::move(layers);
        QStringList names;
        for (const LayerErrorPoint& point : m_layers) names << point.layer;
        m_bands = layerBands(names);
        m_found.reset();
        m_selected = m_hovered = -1;
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
        const double margin = std::max(0.5, kMargin * (high - low));
        setNiceRange(*m_y, low - margin, high + margin, 5);
        m_top = m_y->max();
        showAll();
    }

    void showAll() { showRange(0.5, std::max(1, count()) + 0.5); }
    /// In numbers of layers from 1.
    void showRange(double from, double to) {
        setNiceRange(*m_x, from, to, 12);
        m_x->setLabelFormat(QStringLiteral("%d"));
        rebuild();
    }

    void rebuild() {
        m_line->replace(linePoints());
        viewport()->update();
    }

    int count() const { return static_cast<int>(m_layers.size()); }
    const LayerErrorPoint& layer(int index) const { return m_layers[static_cast<std::size_t>(index)]; }
    std::vector<int> worst(int most) const { return worstLayers(m_layers, most); }
    std::pair<int, int> shown() const {
        return {std::max(0, static_cast<int>(std::ceil(m_x->min())) - 1), std::min(count(), static_cast<int>(std::floor(m_x->max()))) - 1};
    }
    QPointF position(int layer) const { return place(layer, decisive(this->layer(layer))); }

    void select(int layer, bool byUser) {
        m_selected = layer >= 0 && layer < count() ? layer : -1;
        viewport()->update();
        if (byUser && m_selected >= 0) emit m_owner->layerClicked(m_selected);
    }
    int selected() const { return m_selected; }
    void setHovered(int layer) {
        if (m_hovered == layer) return;
        m_hovered = layer;
        viewport()->update();
    }
    void setFound(std::optional<std::unordered_set<int>> layers) {
        m_found = std::move(layers);
        viewport()->update();
    }

    QString description(int layer) const {
        const LayerErrorPoint& point = this->layer(layer);
        QString text = LayerErrorChart::tr("%1 (%2): %3 dB accumulated").arg(point.layer, point.type, decibelText(point.accumulated));
        if (point.isolated) text += LayerErrorChart::tr(", %1 dB isolated").arg(decibelText(*point.isolated));
        return text;
    }

    QString m_placeholder;

protected:
    void drawBackground(QPainter* painter, const QRectF& area) override {
        QChartView::drawBackground(painter, area);
        if (!m_layers.empty()) paintBands(*painter, themeFor(parentWidget()->palette()));
    }

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
            painter->save();
            painter->setClipRect(chart()->plotArea().adjusted(-kDot, -kDot, kDot, kDot));
            paintRing(*painter, theme, m_selected, theme.accent);
            if (m_hovered != m_selected) paintRing(*painter, theme, m_hovered, theme.muted);
            paintDots(*painter, theme);
            painter->restore();
            if (m_dragTo) paintZoom(*painter, theme);
        }
        if (m_owner->hasFocus()) {
            painter->setBrush(Qt::NoBrush);
            painter->setPen(QPen(theme.accent, 2));
            painter->drawRect(QRectF(viewport()->rect()).adjusted(1, 1, -1, -1));
        }
    }

    void mouseMoveEvent(QMouseEvent* event) override {
        if (m_pressedAt && (m_dragTo || std::abs(event->position().x() - m_pressedAt->x()) >= kLeastZoom)) {
            m_dragTo = event->position();
            viewport()->update();
            return;
        }
        m_owner->setHovered(layerAt(event->position()));
    }

    void mousePressEvent(QMouseEvent* event) override {
        m_owner->setFocus(Qt::MouseFocusReason);
        if (event->button() == Qt::LeftButton && !m_layers.empty()) m_pressedAt = event->position();
    }

    void mouseReleaseEvent(QMouseEvent* event) override {
        if (event->button() != Qt::LeftButton || !m_pressedAt) return;
        const QPointF from = *std::exchange(m_pressedAt, std::nullopt);
        if (const auto to = std::exchange(m_dragTo, std::nullopt)) {
            const double a = numberAt(from.x()), b = numberAt(to->x());
            if (std::abs(a - b) >= 1) return showRange(std::max(0.5, std::min(a, b)), std::min(count() + 0.5, std::max(a, b)));
            return viewport()->update();
        }
        if (const int layer = layerAt(from); layer >= 0) select(layer, true);
    }

    void mouseDoubleClickEvent(QMouseEvent*) override { showAll(); }
    void leaveEvent(QEvent*) override { m_owner->setHovered(-1); }

private:
    /// At most one point per pixel: of the layers that share a pixel, the worst is kept.
    QList<QPointF> linePoints() const {
        QList<QPointF> points;
        if (m_layers.empty()) return points;
        // One layer beyond either end, so that the line reaches the edge.
        const int begin = std::max(0, shown().first - 1), end = std::min(count(), shown().second + 2);
        const double perPixel = std::max(1.0, static_cast<double>(end - begin) / mostPoints(width()));
        for (double at = begin; at < end; at += perPixel) {
            const int last = std::min(end, static_cast<int>(at + perPixel));
            int worst = -1;
            for (int i = static_cast<int>(at); i < last; ++i)
                if (!std::isnan(accumulated(i)) && (worst < 0 || accumulated(i) < accumulated(worst))) worst = i;
            if (worst >= 0) points.push_back({worst + 1.0, std::min(m_top, accumulated(worst))});
        }
        return points;
    }

    double accumulated(int layer) const { return this->layer(layer).accumulated; }

    double xOf(double number) const {
        const QRectF plot = chart()->plotArea();
        return plot.left() + (number - m_x->min()) / (m_x->max() - m_x->min()) * plot.width();
    }
    double numberAt(double x) const {
        const QRectF plot = chart()->plotArea();
        return m_x->min() + (x - plot.left()) / std::max(1.0, plot.width()) * (m_x->max() - m_x->min());
    }

    QPointF place(int layer, double value) const {
        const QRectF plot = chart()->plotArea();
        const double y = std::isnan(value) ? m_y->min() : std::clamp(value, m_y->min(), m_top);
        return {xOf(layer + 1), plot.bottom() - (y - m_y->min()) / (m_y->max() - m_y->min()) * plot.height()};
    }

    int layerAt(const QPointF& position) const {
        const QRectF plot = chart()->plotArea();
        if (m_layers.empty() || !plot.adjusted(-6, -6, 6, 6).contains(position)) return -1;
        // The nearest dot within reach; otherwise the layer in whose column the pointer is.
        const int column = std::clamp(static_cast<int>(std::lround(numberAt(position.x()))) - 1, 0, count() - 1);
        const int reach = static_cast<int>(6 * (m_x->max() - m_x->min()) / std::max(1.0, plot.width())) + 1;
        int best = column;
        double nearest = 64;
        for (int i = std::max(0, column - reach); i <= std::min(count() - 1, column + reach); ++i) {
            const QPointF away = this->position(i) - position;
            const double distance = QPointF::dotProduct(away, away);
            if (distance < nearest) nearest = distance, best = i;
        }
        return best;
    }

    /// Every second block on a faint ground, named at the top where the name has room and no data is.
    void paintBands(QPainter& painter, const Theme& theme) const {
        const QRectF plot = chart()->plotArea();
        painter.save();
        painter.setClipRect(plot);
        for (std::size_t i = 1; i < m_bands.size(); i += 2) {
            const double left = xOf(m_bands[i].first + 0.5), right = xOf(m_bands[i].last + 1.5);
            painter.fillRect(QRectF(left, plot.top(), right - left, plot.height()), mixed(theme.background, theme.line, 0.35));
        }
        painter.restore();
        painter.setFont(textFont(TextSize::Caption));
        painter.setPen(theme.muted);
        const QFontMetricsF metrics(painter.font());
        for (const LayerBand& band : m_bands) {
            const double left = std::max(plot.left(), xOf(band.first + 0.5)), right = std::min(plot.right(), xOf(band.last + 1.5));
            const QString name = metrics.elidedText(band.block, Qt::ElideLeft, right - left - 4);
            if (name.size() < 3) continue;  // no room for anything that can be read
            painter.drawText(QRectF(left, plot.top() - metrics.height(), right - left, metrics.height()), Qt::AlignCenter, name);
        }
    }

    void paintDots(QPainter& painter, const Theme& theme) const {
        painter.setPen(Qt::NoPen);
        const auto [from, to] = shown();
        const double radius = to - from > chart()->plotArea().width() ? kDot / 2 : kDot;
        for (int i = from; i <= to; ++i) {
            const auto& isolated = layer(i).isolated;
            const bool faint = m_found && !m_found->contains(i);
            painter.setBrush(faint ? mixed(theme.background, theme.accent, 0.25) : theme.accent);
            if (isolated && !std::isnan(*isolated)) painter.drawEllipse(place(i, *isolated), radius, radius);
            if (m_found && !faint && !isolated) painter.drawEllipse(place(i, accumulated(i)), radius, radius);
        }
    }

    void paintRing(QPainter& painter, const Theme& theme, int layer, const QColor& color) const {
        if (layer < 0) return;
        const QPointF at = position(layer);
        const QRectF plot = chart()->plotArea();
        painter.setPen(QPen(color, 1));
        painter.drawLine(QLineF(at.x(), plot.top(), at.x(), plot.bottom()));
        painter.setPen(QPen(color, 2));
        painter.setBrush(theme.background);
        painter.drawEllipse(at, kDot + 4, kDot + 4);
    }

    void paintZoom(QPainter& painter, const Theme& theme) const {
        const QRectF plot = chart()->plotArea();
        QColor fill = theme.accent;
        fill.setAlphaF(0.15F);
        const QRectF area(QPointF(m_pressedAt->x(), plot.top()), QPointF(m_dragTo->x(), plot.bottom()));
        painter.setPen(QPen(theme.accent, 1));
        painter.setBrush(fill);
        painter.drawRect(area.normalized() & plot);
    }

    LayerErrorChart* m_owner;
    QLineSeries* m_line;
    QValueAxis* m_x = new QValueAxis;
    QValueAxis* m_y = new QValueAxis;
    std::vector<LayerErrorPoint> m_layers;
    std::vector<LayerBand> m_bands;
    std::optional<std::unordered_set<int>> m_found;
    int m_selected = -1, m_hovered = -1;
    std::optional<QPointF> m_pressedAt, m_dragTo;
    double m_top = kNoError;
};

LayerErrorChart::LayerErrorChart(QWidget* parent) : QWidget(parent), m_ranking(new QListWidget(this)), m_readout(new QLabel(this)) {
    m_ranking->setObjectName(QStringLiteral("rankedLayers"));
    m_ranking->setAccessibleName(tr("The worst layers"));
    m_ranking->setFrameShape(QFrame::NoFrame);
    m_ranking->setTextElideMode(Qt::ElideMiddle);
    m_ranking->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_ranking->setMouseTracking(true);
    m_ranking->setUniformItemSizes(true);
    setTextStyle(*m_readout, TextStyle::Caption);
    m_readout->setObjectName(QStringLiteral("errorReadout"));
    m_readout->setAutoFillBackground(true);
    m_readout->setBackgroundRole(QPalette::Base);
    m_readout->setForegroundRole(QPalette::WindowText);
    m_canvas = std::make_unique<Canvas>(this);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Error by layer"));
    connect(m_ranking, &QListWidget::itemEntered, this, [this](QListWidgetItem* item) { setHovered(item->data(Qt::UserRole).toInt()); });
    connect(m_ranking, &QListWidget::itemClicked, this,
            [this](QListWidgetItem* item) { m_canvas->select(item->data(Qt::UserRole).toInt(), true); });
    setPlaceholder(tr("Run to see which layers lose the most."));
}

LayerErrorChart::~LayerErrorChart() = default;

void LayerErrorChart::setLayers(std::vector<LayerErrorPoint> layers) {
    m_canvas->setLayers(std::move(layers));
    fillRanking();
    placeParts();
    setHovered(-1);
}

void LayerErrorChart::setFound(std::optional<std::unordered_set<int>> layers) { m_canvas->setFound(std::move(layers)); }

void LayerErrorChart::setSelected(int layer) {
    m_canvas->select(layer, false);
    setHovered(-1);
}

int LayerErrorChart::selected() const { return m_canvas->selected(); }
QPointF LayerErrorChart::positionOf(int layer) const { return m_canvas->position(layer); }
std::pair<int, int> LayerErrorChart::shownLayers() const { return m_canvas->shown(); }
QString LayerErrorChart::readout() const { return m_readout->text(); }

void LayerErrorChart::setPlaceholder(const QString& sentence) {
    m_canvas->m_placeholder = sentence;
    setLayers({});
}

void LayerErrorChart::fillRanking() {
    m_ranking->clear();
    for (const int layer : m_canvas->worst(kRanked)) {
        const LayerErrorPoint& point = m_canvas->layer(layer);
        auto* item = new QListWidgetItem(tr("%1 dB  %2").arg(decibelText(decisive(point)), point.layer), m_ranking);
        item->setData(Qt::UserRole, layer);
        item->setToolTip(point.layer);
    }
}

// Marks the layer in plot and list, and tells about it below; without one about the selected layer, or what is drawn how.
void LayerErrorChart::setHovered(int layer) {
    m_canvas->setHovered(layer);
    const int told = layer >= 0 ? layer : selected();
    QListWidgetItem* ranked = nullptr;
    for (int row = 0; row < m_ranking->count(); ++row)
        if (m_ranking->item(row)->data(Qt::UserRole).toInt() == told) ranked = m_ranking->item(row);
    m_ranking->setCurrentItem(ranked);
    if (m_canvas->count() == 0)
        m_readout->clear();
    else
        m_readout->setText(told >= 0 ? m_canvas->description(told)
                                     : tr("Line: accumulated. Dots: isolated. Drag to zoom, double click for all."));
}

void LayerErrorChart::placeParts() {
    const bool hasRanking = m_ranking->count() > 0 && width() >= kRankingFrom;
    const int line = m_readout->sizeHint().height(), ranking = hasRanking ? kRankingWidth : 0;
    m_ranking->setVisible(hasRanking);
    m_ranking->setGeometry(width() - ranking, 0, ranking, height() - line);
    m_readout->setGeometry(0, height() - line, width(), line);
    m_canvas->resize(width() - ranking, height() - line);
    m_canvas->rebuild();
}

bool LayerErrorChart::event(QEvent* event) {
    // Esc shows all layers again before it means anything else.
    if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        const auto [first, last] = m_canvas->shown();
        if (last - first + 1 < m_canvas->count()) {
            event->accept();
            return true;
        }
    }
    return QWidget::event(event);
}

void LayerErrorChart::resizeEvent(QResizeEvent*) { placeParts(); }

void LayerErrorChart::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
        m_canvas->restyle();
        placeParts();
    }
    QWidget::changeEvent(event);
}

void LayerErrorChart::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_0 || event->key() == Qt::Key_Escape) return m_canvas->showAll();
    const int step = event->key() == Qt::Key_Right ? 1 : event->key() == Qt::Key_Left ? -1 : 0;
    if (step == 0 || m_canvas->count() == 0) return QWidget::keyPressEvent(event);
    m_canvas->select(std::clamp(m_canvas->selected() + step, 0, m_canvas->count() - 1), true);
    setHovered(-1);
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

// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/channel_strip.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <cmath>

#include "ui/text/format.h"
#include "ui/theme.h"

namespace rf::ui {

namespace {
constexpr int kStripHeight = 84;
constexpr double kStripFrame = 2;  // pixels around the picture, for the focus
}  // namespace

ChannelStrip::ChannelStrip(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("channelStrip"));
    setAccessibleName(tr("Channels"));
    setToolTip(tr("One line for each channel, darker where more values are. Click a channel to see it alone, again for all."));
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    hide();
}

QSize ChannelStrip::sizeHint() const { return {200, kStripHeight}; }

void ChannelStrip::setChannels(ChannelHistograms channels) {
    m_channels = std::move(channels);
    m_chosen = -1;
    setVisible(!m_channels.empty());
    setAccessibleDescription(tr("All channels; click one to see it alone"));
    draw();
}

// A channel is as dark at its highest bin as any other: seldom values can be seen too, so the scale is that of square roots.
void ChannelStrip::draw() {
    m_picture = {};
    if (m_channels.empty()) return;
    const Theme& theme = themeFor(palette());
    const auto bins = static_cast<int>(m_channels.front().counts.size());
    m_picture = QImage(bins, count(), QImage::Format_RGB32);
    for (int channel = 0; channel < count(); ++channel) {
        const HistogramData& counted = m_channels[static_cast<std::size_t>(channel)];
        const double most = std::max(1.0, *std::max_element(counted.counts.begin(), counted.counts.end()));
        for (int bin = 0; bin < bins; ++bin)
            m_picture.setPixelColor(bin, channel,
                                    mixed(theme.background, theme.text, std::sqrt(counted.counts[static_cast<std::size_t>(bin)] / most)));
    }
    update();
}

int ChannelStrip::channelAt(double y) const {
    const double share = (y - kStripFrame) / std::max(1.0, height() - 2 * kStripFrame);
    return std::clamp(static_cast<int>(share * count()), 0, count() - 1);
}

void ChannelStrip::choose(int channel) {
    if (channel == m_chosen) return;
    m_chosen = channel;
    setAccessibleDescription(channel < 0 ? tr("All channels; click one to see it alone")
                                         : tr("Channel %1 of %2").arg(countText(channel + 1), countText(count())));
    update();
    emit channelChosen(channel);
}

void ChannelStrip::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Theme& theme = themeFor(palette());
    const QRectF area = QRectF(rect()).adjusted(kStripFrame, kStripFrame, -kStripFrame, -kStripFrame);
    painter.drawImage(area, m_picture);
    painter.setPen(QPen(hasFocus() ? theme.accent : theme.line, hasFocus() ? 2 : 1));
    painter.drawRect(QRectF(rect()).adjusted(1, 1, -1, -1));
    if (m_chosen < 0) return;
    const double line = area.height() / count();
    painter.setPen(QPen(theme.accent, 2));
    painter.drawRect(QRectF(area.left(), area.top() + line * m_chosen, area.width(), std::max(2.0, line)));
}

bool ChannelStrip::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip && count() > 0) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const QString channel = tr("Channel %1 of %2").arg(countText(channelAt(help->pos().y()) + 1), countText(count()));
        QToolTip::showText(help->globalPos(), channel + u'\n' + toolTip(), this);
        return true;
    }
    return QWidget::event(event);
}

void ChannelStrip::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton || m_channels.empty()) return;
    const int channel = channelAt(event->position().y());
    choose(channel == m_chosen ? -1 : channel);
}

void ChannelStrip::keyPressEvent(QKeyEvent* event) {
    const int step = event->key() == Qt::Key_Down ? 1 : event->key() == Qt::Key_Up ? -1 : 0;
    if (step == 0 || m_channels.empty()) return QWidget::keyPressEvent(event);
    choose(std::clamp(m_chosen + step, -1, count() - 1));
}

void ChannelStrip::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange) draw();
    QWidget::changeEvent(event);
}

}  // namespace rf::ui

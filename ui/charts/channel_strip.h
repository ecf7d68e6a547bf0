// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QWidget>

#include "ui/models/channel_histograms.h"

namespace rf::ui {

/// The distributions of all channels as a picture: a line for each channel, darker where more of its values are (brighter on a
/// dark theme). A click or the arrow keys choose a channel; a second click chooses all again.
class ChannelStrip : public QWidget {
    Q_OBJECT

public:
    explicit ChannelStrip(QWidget* parent = nullptr);

    /// Chooses all channels, without a signal. Hidden when there are none.
    void setChannels(ChannelHistograms channels);
    const ChannelHistograms& channels() const { return m_channels; }
    int chosen() const { return m_chosen; }  ///< -1: all
    QSize sizeHint() const override;

signals:
    void channelChosen(int channel);

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void draw();
    void choose(int channel);
    int count() const { return static_cast<int>(m_channels.size()); }
    int channelAt(double y) const;

    ChannelHistograms m_channels;
    QImage m_picture;
    int m_chosen = -1;
};

}  // namespace rf::ui

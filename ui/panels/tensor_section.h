// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/channel_histograms.h"
#include "ui/models/layer_facts.h"
#include "ui/widgets/section.h"

class QCheckBox;
class QComboBox;

namespace rf::ui {

class ChannelStrip;
class HistogramChart;

/// The distributions of a layer's tensors, one at a time, with the quantization range.
class TensorSection : public Section {
    Q_OBJECT

public:
    TensorSection(const QString& title, QWidget* parent = nullptr);

    /// Shows the tensors; the choice stays if the labels are the same. Hidden without tensors.
    void setTensors(std::vector<TensorFacts> tensors);
    /// Null when there is none.
    const TensorFacts* current() const;
    void setDistribution(const HistogramData& distribution);
    /// With a line for each channel above the chart; choosing one shows it alone.
    void setDistribution(const HistogramData& distribution, ChannelHistograms channels);
    void setPlaceholder(const QString& sentence);
    /// A sentence below the facts; empty: none.
    void setNote(const QString& sentence);
    HistogramChart& chart() { return *m_chart; }
    const HistogramData& distribution() const { return m_distribution; }

signals:
    /// Another tensor is shown and wants its distribution.
    void currentChanged();
    /// The user has dragged the range of a quantizer and keeps it.
    void rangeChosen(const QString& quantizer, double low, double high);

private:
    void showCurrent();
    void showChannel(int channel);

    std::vector<TensorFacts> m_tensors;
    HistogramData m_distribution;
    QComboBox* m_choice;
    HistogramChart* m_chart;
    QCheckBox* m_logarithmic;  ///< checked by itself for a spike, until the user has clicked it
    QCheckBox* m_whole;
    bool m_scaleChosen = false;
    QLabel* m_facts;
    QLabel* m_note;
    ChannelStrip* m_strip;
};

}  // namespace rf::ui

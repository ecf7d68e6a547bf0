// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/tensor_section.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QSignalBlocker>
#include <QStringList>
#include <algorithm>
#include <cmath>

#include "ui/charts/channel_strip.h"
#include "ui/charts/histogram_chart.h"
#include "ui/text/format.h"
#include "ui/text/names.h"

namespace rf::ui {

namespace {

constexpr int kChartHeight = 190;

// Spec of FakeQuantize: a real x stands for the integer round((x - low) / scale) + levelLow.
QStringList rangeLines(const QuantizerFacts& facts) {
    const QuantizationRange range = facts.range();
    const double scale = (range.high - range.low) / (range.levels - 1);
    QStringList lines;
    if (facts.low.size() > 1) {
        lines << TensorSection::tr("range %1 … %2 over %n channels", nullptr, static_cast<int>(facts.low.size()))
                     .arg(numberText(range.low), numberText(range.high));
        double least = HUGE_VAL, greatest = 0;
        for (std::size_t i = 0; i < facts.low.size(); ++i) {
            const double step = static_cast<double>(facts.high[i % facts.high.size()] - facts.low[i]) / (range.levels - 1);
            least = std::min(least, step);
            greatest = std::max(greatest, step);
        }
        lines << TensorSection::tr("scale %1 … %2").arg(numberText(least), numberText(greatest));
        return lines;
    }
    lines << TensorSection::tr("range %1 … %2").arg(numberText(range.low), numberText(range.high));
    const auto zero = static_cast<std::int64_t>(std::llround(-range.low / scale)) + facts.levelLow;
    lines << TensorSection::tr("scale %1, zero point %2").arg(numberText(scale), QString::number(zero));
    return lines;
}

QString factsText(const TensorFacts& tensor) {
    QStringList lines{tensor.shape};
    if (!tensor.quantizer) {
        lines << TensorSection::tr("not quantized here");
        return lines.join(u'\n');
    }
    if (tensor.quantizer->scheme) lines << schemeText(*tensor.quantizer->scheme);
    if (tensor.quantizer->hasRange)
        lines << rangeLines(*tensor.quantizer);
    else
        lines << TensorSection::tr("the range is found by the run");
    return lines.join(u'\n');
}

}  // namespace

TensorSection::TensorSection(const QString& title, QWidget* parent)
    : Section(title, parent),
      m_choice(new QComboBox),
      m_chart(new HistogramChart),
      m_logarithmic(new QCheckBox(tr("Log scale"))),
      m_whole(new QCheckBox(tr("All values"))),
      m_strip(new ChannelStrip) {
    m_choice->setAccessibleName(title);
    m_choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_chart->setMinimumHeight(kChartHeight);
    m_chart->setAccessibleName(title);
    m_chart->setAxisTitle(tr("Value"));
    auto* row = new QHBoxLayout;
    row->addWidget(m_whole);
    row->addWidget(m_logarithmic);
    row->addStretch(1);
    body().addWidget(m_choice);
    body().addLayout(row);
    body().addWidget(m_strip);
    body().addWidget(m_chart);
    m_facts = addCaption(body());
    m_note = addCaption(body());
    m_note->setObjectName(QStringLiteral("tensorNote"));
    m_note->hide();
    connect(m_strip, &ChannelStrip::channelChosen, this, &TensorSection::showChannel);
    m_facts->setTextInteractionFlags(Qt::TextSelectableByMouse);
    connect(m_choice, &QComboBox::currentIndexChanged, this, [this] {
        showCurrent();
        emit currentChanged();
    });
    m_whole->setToolTip(tr("Show the values far outside of the range too"));
    connect(m_whole, &QCheckBox::toggled, m_chart, &HistogramChart::setWhole);
    connect(m_logarithmic, &QCheckBox::toggled, m_chart, &HistogramChart::setLogarithmic);
    connect(m_chart, &HistogramChart::rangeChosen, this, [this](double low, double high) {
        if (const TensorFacts* tensor = current(); tensor && tensor->quantizer) emit rangeChosen(tensor->quantizer->name, low, high);
    });
    connect(m_logarithmic, &QCheckBox::clicked, this, [this] { m_scaleChosen = true; });
    hide();
}

void TensorSection::setTensors(std::vector<TensorFacts> tensors) {
    QStringList labels, before;
    for (const TensorFacts& tensor : tensors) labels << tensor.label;
    for (const TensorFacts& tensor : m_tensors) before << tensor.label;
    m_tensors = std::move(tensors);
    if (labels != before) {
        const QSignalBlocker blocker(m_choice);
        m_choice->clear();
        m_choice->addItems(labels);
        const auto quantized =
            std::find_if(m_tensors.begin(), m_tensors.end(), [](const auto& tensor) { return tensor.quantizer.has_value(); });
        m_choice->setCurrentIndex(quantized == m_tensors.end() ? 0 : static_cast<int>(quantized - m_tensors.begin()));
    }
    setVisible(!m_tensors.empty());
    showCurrent();
    emit currentChanged();
}

const TensorFacts* TensorSection::current() const {
    const auto index = static_cast<std::size_t>(m_choice->currentIndex());
    return index < m_tensors.size() ? &m_tensors[index] : nullptr;
}

void TensorSection::showCurrent() {
    const TensorFacts* tensor = current();
    if (!tensor) return;
    m_facts->setText(factsText(*tensor));
    const bool hasRange = tensor->quantizer && tensor->quantizer->hasRange;
    // One range can be dragged; those of many channels are the weights' own.
    m_chart->setEditable(hasRange && tensor->quantizer->low.size() == 1);
    m_chart->setRange(hasRange ? std::optional(tensor->quantizer->range()) : std::nullopt);
}

void TensorSection::setDistribution(const HistogramData& distribution) {
    // One bin: all values are equal, and a chart would show a wall.
    if (distribution.counts.size() == 1) {
        setPlaceholder(tr("All values are %1.").arg(numberText((distribution.low + distribution.high) / 2)));
    } else {
        if (!m_scaleChosen) m_logarithmic->setChecked(distribution.isSpike());
        m_chart->setDistribution(distribution);
    }
    m_distribution = distribution;
    m_strip->setChannels({});
}

void TensorSection::setDistribution(const HistogramData& distribution, ChannelHistograms channels) {
    setDistribution(distribution);
    m_strip->setChannels(std::move(channels));
}

void TensorSection::setNote(const QString& sentence) {
    m_note->setText(sentence);
    m_note->setVisible(!sentence.isEmpty());
}

// One channel with its own range, or all with the widest.
void TensorSection::showChannel(int channel) {
    const TensorFacts* tensor = current();
    if (!tensor) return;
    const bool hasRange = tensor->quantizer && tensor->quantizer->hasRange;
    const auto index = static_cast<std::size_t>(std::max(0, channel));
    m_chart->setDistribution(channel < 0 ? m_distribution : m_strip->channels()[index]);
    if (hasRange) m_chart->setRange(channel < 0 ? tensor->quantizer->range() : tensor->quantizer->range(index));
}

void TensorSection::setPlaceholder(const QString& sentence) {
    m_distribution = {};
    m_strip->setChannels({});
    m_chart->setPlaceholder(sentence);
}

}  // namespace rf::ui

// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/layer_panel.h"

#include <QLabel>
#include <QPointer>
#include <QVBoxLayout>

#include "ui/edits.h"
#include "ui/panels/tensor_section.h"
#include "ui/text/format.h"
#include "ui/text/names.h"
#include "ui/text/state_words.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/section.h"
#include "ui/widgets/text_styles.h"
#include "ui/workbench.h"

namespace rf::ui {

namespace {

constexpr int kFactsMargin = 12, kFactsGap = 4, kFactsBelow = 12, kFactsWidth = 360;
// Counting this many values takes about a frame; more is counted in the job thread.
constexpr int kChannelBins = 96;
constexpr std::int64_t kCountedAtOnce = 1 << 19;

}  // namespace

LayerPanel::LayerPanel(Workbench& workbench, QWidget* parent)
    : QScrollArea(parent),
      m_workbench(workbench),
      m_name(new ElidedLabel),
      m_type(new QLabel),
      m_state(new QLabel),
      m_activations(new TensorSection(tr("Activations"))),
      m_weights(new TensorSection(tr("Weights"))) {
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(kFactsMargin, kFactsMargin, kFactsMargin, kFactsMargin);
    column->setSpacing(kFactsGap);
    setTextStyle(*m_name, TextStyle::Title);
    setTextStyle(*m_state, TextStyle::Body);
    column->addWidget(m_name);
    column->addWidget(m_type);
    column->addWidget(m_state);
    m_reason = addCaption(*column);
    m_errors = addCaption(*column);
    column->addSpacing(kFactsBelow);
    column->addWidget(m_activations);
    column->addWidget(m_weights);
    column->addStretch(1);
    setWidget(content);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);

    connect(&workbench.selection(), &Selection::changed, this, &LayerPanel::showLayer);
    connect(&workbench.document(), &ProjectDocument::projectChanged, this, &LayerPanel::showLayer);
    connect(&workbench, &Workbench::pictureChanged, this, &LayerPanel::showLayer);
    connect(&workbench.document(), &ProjectDocument::outcomeChanged, this, &LayerPanel::showLayer);
    connect(&workbench, &Workbench::activityChanged, this, &LayerPanel::showActivations);
    connect(&workbench, &Workbench::histogramGrew, this, [this](graph::Output tensor) {
        if (const TensorFacts* shown = m_activations->current(); shown && shown->tensor == tensor) showActivations();
    });
    connect(m_activations, &TensorSection::rangeChosen, this,
            [&document = workbench.document()](const QString& quantizer, double low, double high) {
                overrideRange(document, quantizer, low, high);
            });
    connect(m_activations, &TensorSection::currentChanged, this, &LayerPanel::showActivations);
    connect(m_weights, &TensorSection::currentChanged, this, &LayerPanel::showWeights);
    showLayer();
}

QSize LayerPanel::sizeHint() const { return {kFactsWidth, QScrollArea::sizeHint().height()}; }

void LayerPanel::showLayer() {
    const QString layer = m_workbench.selection().current();
    const auto& picture = m_workbench.picture();
    const auto facts =
        picture && !layer.isEmpty() ? layerFacts(*picture->graph, m_workbench.document().placement().get(), layer) : std::nullopt;
    for (QWidget* widget : std::initializer_list<QWidget*>{m_type, m_state}) widget->setVisible(facts.has_value());
    if (!facts) {
        m_name->setFullText(tr("No layer is selected"));
        m_reason->setText(tr("Click a layer in the graph, the table or the chart to see what it holds."));
        m_errors->hide();
        m_activations->setTensors({});
        m_weights->setTensors({});
        return;
    }
    m_name->setFullText(facts->name);
    m_type->setText(facts->type);
    m_state->setText(state(layer));
    m_reason->setText(facts->decision ? reasonText(*facts->decision) : QString());
    m_reason->setVisible(facts->decision.has_value());
    showErrors(layer);
    std::vector<TensorFacts> activations = facts->activations;
    takeOverrides(activations, m_workbench.document().project().quantization.overrides);
    m_activations->setTensors(std::move(activations));
    m_weights->setTensors(facts->weights);
}

// The same word as in graph and table.
QString LayerPanel::state(const QString& layer) const {
    const int row = m_workbench.layers().rowOf(layer);
    return row < 0 ? QString() : stateWord(m_workbench.layers().rows()[static_cast<std::size_t>(row)].state);
}

void LayerPanel::showErrors(const QString& layer) {
    const auto& outcome = m_workbench.document().outcome();
    m_errors->hide();
    if (!outcome) return;
    for (const analysis::LayerError& error : outcome->report.errors) {
        if (QString::fromStdString(error.layer) != layer) continue;
        QString text = tr("SQNR %1 dB, accumulated").arg(decibelText(error.accumulated.sqnr()));
        if (error.isolated) text += u'\n' + tr("SQNR %1 dB, isolated").arg(decibelText(error.isolated->sqnr()));
        if (m_workbench.document().isOutOfDate()) text += u'\n' + tr("For earlier settings");
        m_errors->setText(text);
        m_errors->show();
    }
}

void LayerPanel::showActivations() {
    const TensorFacts* tensor = m_activations->current();
    if (!tensor) return;
    m_activations->setNote({});
    if (const auto histogram = m_workbench.histogram(tensor->tensor)) {
        m_activations->setDistribution(histogramData(*histogram));
        if (m_workbench.isRunning()) showConvergence(tensor->tensor, *histogram);
    } else if (m_workbench.isRunning())
        m_activations->setPlaceholder(tr("No values have been seen yet."));
    else if (m_workbench.document().outcome())
        m_activations->setPlaceholder(tr("This tensor is not quantized, so the run did not look at it."));
    else
        m_activations->setPlaceholder(tr("Press Run (F5) to see which values flow here."));
}

// The range of values, not that of the quantizer, which an estimator makes of it: what does not widen changes no estimate much.
void LayerPanel::showConvergence(graph::Output tensor, const calibration::Histogram& histogram) {
    const bool isOther = !(m_widened.tensor == tensor) || histogram.total() < m_widened.values;
    if (isOther || histogram.min() < m_widened.low || histogram.max() > m_widened.high)
        m_widened = {tensor, histogram.min(), histogram.max(), histogram.total()};
    const bool hasConverged = m_widened.values > 0 && histogram.total() >= 2 * m_widened.values;
    m_activations->setNote(hasConverged ? tr("The range has converged: the last half of the values has not widened it.")
                                        : tr("The range still grows."));
}

void LayerPanel::showWeights() {
    const TensorFacts* tensor = m_weights->current();
    const auto& picture = m_workbench.picture();
    if (!tensor || !picture || !picture->graph->contains(tensor->constant)) return;
    const Tensor value = picture->graph->node(tensor->constant).value;
    const int axis = tensor->quantizer ? tensor->quantizer->channelAxis : -1;
    if (value.count() <= kCountedAtOnce)
        return m_weights->setDistribution(constantHistogram(value), channelHistograms(value, axis, kChannelBins));
    m_weights->setPlaceholder(tr("Counting %1 values…").arg(countText(value.count())));
    using Counted = std::pair<HistogramData, ChannelHistograms>;
    m_workbench.jobs().start<Counted>(
        Lane::Quick, QStringLiteral("weights"),
        [value, axis](const Progress&) {
            return Result<Counted>(Counted(constantHistogram(value), channelHistograms(value, axis, kChannelBins)));
        },
        [this, panel = QPointer<LayerPanel>(this), constant = tensor->constant](Result<Counted> answer) {
            if (!panel || !answer) return;
            const TensorFacts* shown = m_weights->current();
            if (shown && shown->constant == constant) m_weights->setDistribution(answer->first, std::move(answer->second));
        });
}

}  // namespace rf::ui

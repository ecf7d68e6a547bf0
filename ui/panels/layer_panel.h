// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScrollArea>

#include "ui/models/layer_facts.h"

class QLabel;

namespace rf::ui {

class ElidedLabel;
class TensorSection;
class Workbench;

/// Everything about the selected layer: its type, why it is or is not quantized, and the distributions of its tensors. The
/// distributions grow while a run collects them.
class LayerPanel : public QScrollArea {
    Q_OBJECT

public:
    explicit LayerPanel(Workbench& workbench, QWidget* parent = nullptr);
    QSize sizeHint() const override;
    TensorSection& activations() { return *m_activations; }
    TensorSection& weights() { return *m_weights; }

private:
    void showLayer();
    void showActivations();
    void showWeights();
    QString state(const QString& layer) const;
    void showErrors(const QString& layer);
    void showConvergence(graph::Output tensor, const calibration::Histogram& histogram);

    Workbench& m_workbench;
    ElidedLabel* m_name;
    QLabel* m_type;
    QLabel* m_state;
    QLabel* m_reason;
    QLabel* m_errors;
    TensorSection* m_activations;
    TensorSection* m_weights;
    struct {
        graph::Output tensor;
        float low = 0, high = 0;
        std::int64_t values = 0;  ///< that had been seen when the range last grew
    } m_widened;                  // of the tensor that is shown during a run
};

}  // namespace rf::ui

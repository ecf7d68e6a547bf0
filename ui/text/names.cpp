// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/names.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace rf::ui {

namespace {

/// The translation context of this file.
struct Names {
    Q_DECLARE_TR_FUNCTIONS(rf::ui::Names)
};

}  // namespace

QString presetName(quantization::Preset preset) {
    switch (preset) {
        case quantization::Preset::Performance: return Names::tr("Performance");
        case quantization::Preset::Mixed: return Names::tr("Mixed");
        case quantization::Preset::Accuracy: return Names::tr("Accuracy");
        case quantization::Preset::Automatic: return Names::tr("Automatic");
    }
    return {};
}

QString presetDescription(quantization::Preset preset) {
    switch (preset) {
        case quantization::Preset::Performance: return Names::tr("Symmetric weights and activations: the fastest");
        case quantization::Preset::Mixed: return Names::tr("Symmetric weights, asymmetric activations");
        case quantization::Preset::Accuracy: return Names::tr("Asymmetric where the device allows it: the closest to float");
        case quantization::Preset::Automatic: return Names::tr("What does best of several settings; takes longer");
    }
    return {};
}

QString stageName(pipeline::Stage stage) {
    switch (stage) {
        case pipeline::Stage::Prepare: return Names::tr("Preparing the model");
        case pipeline::Stage::Calibrate: return Names::tr("Collecting statistics");
        case pipeline::Stage::Quantize: return Names::tr("Quantizing");
        case pipeline::Stage::Compare: return Names::tr("Comparing layers");
        case pipeline::Stage::Evaluate: return Names::tr("Measuring accuracy");
    }
    return {};
}

QString metricName(const std::string& metric) {
    if (metric.empty()) return Names::tr("Not measured");
    constexpr std::string_view kAccuracy = "accuracy@";
    if (metric.starts_with(kAccuracy)) return Names::tr("Accuracy, top %1").arg(QString::fromStdString(metric.substr(kAccuracy.size())));
    return QString::fromStdString(metric);
}

QString engineName(const std::string& engine) {
    if (engine == "reference") return Names::tr("Reference");
    constexpr std::string_view kOpenVino = "openvino:";
    if (engine.starts_with(kOpenVino)) return QStringLiteral("OpenVINO ") + QString::fromStdString(engine.substr(kOpenVino.size()));
    return QString::fromStdString(engine);
}

QString schemeText(const quantization::Scheme& scheme) {
    const bool symmetric = scheme.mode == quantization::Mode::Symmetric;
    const bool perChannel = scheme.granularity == calibration::Granularity::PerChannel;
    if (symmetric && perChannel) return Names::tr("%n bits, symmetric, per channel", nullptr, scheme.bits);
    if (symmetric) return Names::tr("%n bits, symmetric, per tensor", nullptr, scheme.bits);
    if (perChannel) return Names::tr("%n bits, asymmetric, per channel", nullptr, scheme.bits);
    return Names::tr("%n bits, asymmetric, per tensor", nullptr, scheme.bits);
}

QString reasonText(const quantization::Decision& decision) {
    using Reason = quantization::Decision::Reason;
    const QString detail = QString::fromStdString(decision.detail);
    switch (decision.reason) {
        case Reason::Quantized: return Names::tr("The device has an int8 kernel for it, so its inputs are quantized.");
        case Reason::Agnostic: return Names::tr("It only moves values, so it works in the precision of what it reads.");
        case Reason::NotInHardwareTable: return Names::tr("The device has no int8 kernel for this operation.");
        case Reason::IgnoredPattern:
            return detail.isEmpty() ? Names::tr("It is part of a pattern that loses too much in int8.")
                                    : Names::tr("It is part of the pattern “%1”, which loses too much in int8.").arg(detail);
        case Reason::UserName: return Names::tr("You excluded this layer. Include it again with a right-click.");
        case Reason::UserType: return Names::tr("You excluded every layer of type %1.").arg(detail);
        case Reason::UserPattern: return Names::tr("You excluded every layer whose name fits %1.").arg(detail);
        case Reason::UserSubgraph: return Names::tr("You excluded everything on the way %1.").arg(detail);
        case Reason::UserStructure: return Names::tr("You excluded every chain of layers %1.").arg(detail);
        case Reason::ShapeSubgraph: return Names::tr("It computes shapes, which must stay exact.");
        case Reason::NoFloatInput: return Names::tr("None of its inputs is a float tensor.");
        case Reason::OddValues:
            return Names::tr("The values of “%1”, which it reads or gives, have no range that could be quantized.").arg(detail);
        case Reason::Propagation: return Names::tr("Quantizing it would need a neighbour in int8 that stays float.");
    }
    return {};
}

QString dataKind(const QString& location) {
    if (location.startsWith(QStringLiteral("synthetic:"))) return Names::tr("Synthetic noise");
    const QFileInfo info(location);
    if (info.isDir()) return Names::tr("Folder of images");
    const QString name = info.fileName().toLower();
    if (name.endsWith(QStringLiteral(".npy"))) return Names::tr("NumPy array");
    if (name.contains(QStringLiteral("idx"))) return Names::tr("IDX file");
    if (name.endsWith(QStringLiteral(".bin"))) return Names::tr("CIFAR-10 file");
    return Names::tr("Data file");
}

}  // namespace rf::ui

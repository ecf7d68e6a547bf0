// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/model_section.h"

#include <QLabel>
#include <QStringList>

#include "ui/text/format.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/text_styles.h"
#include "ui/workbench.h"

namespace rf::ui {

namespace {

struct Counts {
    int operations = 0;
    std::int64_t parameters = 0, bytes = 0;
};

Counts countsOf(const graph::Graph& graph) {
    Counts counts;
    for (const graph::NodeId id : graph.nodes()) {
        const graph::Node& node = graph.node(id);
        if (node.isConstant()) {
            counts.bytes += static_cast<std::int64_t>(node.value.bytes().size());
            if (isFloat(node.value.type())) counts.parameters += node.value.count();
        } else if (!node.isParameter() && !node.isResult()) {
            ++counts.operations;
        }
    }
    return counts;
}

QString inputLine(const graph::Node& node) {
    return QStringLiteral("%1  %2 %3")
        .arg(shortened(QString::fromStdString(node.name), 24), QString::fromUtf8(name(node.outputs[0].type).data()),
             shapeText(node.outputs[0].shape));
}

}  // namespace

ModelSection::ModelSection(Workbench& workbench, QWidget* parent)
    : Section(tr("Model"), parent), m_workbench(workbench), m_name(new ElidedLabel) {
    setTextStyle(*m_name, TextStyle::Title);
    body().addWidget(m_name);
    m_facts = addCaption(body());
    connect(&workbench.document(), &ProjectDocument::modelChanged, this, &ModelSection::showModel);
    showModel();
}

void ModelSection::showModel() {
    const auto& model = m_workbench.document().model();
    if (!model) {
        m_name->setFullText(tr("No model is open"));
        m_facts->setText(tr("Open an OpenVINO model (.xml) with Ctrl+O, or drop it here."));
        return;
    }
    const std::string stem = m_workbench.document().project().model.stem().string();
    m_name->setFullText(QString::fromStdString(stem.empty() ? model->info().name : stem));
    const Counts counts = countsOf(*model);
    QStringList lines{tr("%n operations", nullptr, counts.operations),
                      tr("%1 parameters, %2 of constants").arg(countText(counts.parameters), bytesText(counts.bytes))};
    for (const graph::NodeId id : model->parameters()) lines << inputLine(model->node(id));
    m_facts->setText(lines.join(u'\n'));
}

}  // namespace rf::ui

// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/graph_model.h"

#include <QTest>

#include "tests/support/graph_text.h"
#include "tests/ui/ui_support.h"
#include "ui/models/graph_layout.h"

using namespace rf;
using ui::GraphModel;
using ui::GraphNode;
using ui::NodeState;

class GraphModelTest : public QObject {
    Q_OBJECT

    static QStringList names(const GraphModel& model) {
        QStringList names;
        for (const GraphNode& node : model.nodes()) names << node.name;
        return names;
    }
    static QStringList arrows(const GraphModel& model) {
        QStringList arrows;
        for (const auto& edge : model.edges())
            arrows << model.nodes()[static_cast<std::size_t>(edge.from)].name + " " +
                          model.nodes()[static_cast<std::size_t>(edge.to)].name +
                          (edge.quantizer ? QString(" %1").arg(edge.quantizer->bits) : QString());
        arrows.sort();
        return arrows;
    }
    static const GraphNode& node(const GraphModel& model, const graph::Graph& graph, const char* name) {
        return model.nodes()[static_cast<std::size_t>(model.boxOf(*graph.find(name)))];
    }

private slots:
    void foldsConstantsAndQuantizers() {
        const GraphModel model(test::smallNetwork());
        QCOMPARE(names(model),
                 QStringList({"image", "conv1", "relu1", "conv2", "relu2", "sum", "shape", "flat", "probabilities", "result"}));
        QCOMPARE(arrows(model), QStringList({"conv1 relu1", "conv2 relu2", "flat probabilities", "image conv1 8", "probabilities result",
                                             "relu1 conv2 4", "relu1 sum 4", "relu2 sum", "shape flat", "sum flat", "sum shape"}));
    }

    void tellsTheStateOfEveryNode() {
        const graph::Graph graph = test::smallNetwork();
        const GraphModel model(graph);
        QCOMPARE(node(model, graph, "conv1").state, NodeState::Quantized);
        QCOMPARE(node(model, graph, "sum").state, NodeState::Quantized);
        QCOMPARE(node(model, graph, "relu1").state, NodeState::Float);
        QCOMPARE(node(model, graph, "image").state, NodeState::NotQuantizable);
        QCOMPARE(node(model, graph, "shape").state, NodeState::NotQuantizable);  // integers
    }

    void decisionsOverruleTheGraph() {
        const graph::Graph graph = test::smallNetwork();
        const GraphModel model(graph, {false, {{*graph.find("relu1"), NodeState::Ignored}}});
        QCOMPARE(node(model, graph, "relu1").state, NodeState::Ignored);
    }

    void keepsTheRangeOfQuantizers() {
        const graph::Graph graph = test::smallNetwork();
        const GraphModel model(graph);
        const auto& weights = node(model, graph, "conv1").weights;
        QVERIFY(weights.has_value());
        QCOMPARE(weights->channels, 16);
        QCOMPARE(weights->levels, 255);
        QCOMPARE(weights->low, -0.25F);
        QCOMPARE(weights->high, 0.25F);
        QVERIFY(!node(model, graph, "relu1").holdsConstants);
    }

    void findsTheBoxOfWhatIsFolded() {
        const graph::Graph graph = test::smallNetwork();
        const GraphModel model(graph);
        QCOMPARE(model.boxOf(*graph.find("fq_image")), model.boxOf(*graph.find("image")));
        QVERIFY(model.boxOf(*graph.find("w1")) >= 0);
        QCOMPARE(model.boxOf(*graph.find("w1")), model.boxOf(*graph.find("w1_fq")));
        QCOMPARE(model.boxOf(graph::NodeId{}), -1);
    }

    void showsConstantsOnRequest() {
        const GraphModel model(test::smallNetwork(), {true, {}});
        QVERIFY(names(model).contains("w1"));
        QVERIFY(names(model).contains("w1_wide"));
        QVERIFY(!names(model).contains("fq_image"));  // still on its arrow
        QVERIFY(!names(model).contains("lo"));        // the range of what is on an arrow
    }

    void secondQuantizerInARowIsABox() {
        const graph::Graph graph = test::graphFrom(R"(
            in = Parameter : f32 1
            r = Const : f32 1
            a = FakeQuantize(in, r, r, r, r) {levels: 256} : f32 1
            b = FakeQuantize(a, r, r, r, r) {levels: 256} : f32 1
            out = Result(b) : f32 1)");
        QCOMPARE(arrows(GraphModel(graph)), QStringList({"b out", "in b 8"}));
    }

    void computedRangesKeepTheQuantizerABox() {
        const graph::Graph graph = test::graphFrom(R"(
            in = Parameter : f32 1
            r = Const : f32 1
            h = ReLU(in) : f32 1
            q = FakeQuantize(in, r, h, r, h) {levels: 256} : f32 1
            out = Result(q) : f32 1)");
        QCOMPARE(names(GraphModel(graph)), QStringList({"in", "h", "q", "out"}));
    }

    void aTensorShowsItsShapeOnce() {
        int shown = 0;
        const GraphModel model(test::smallNetwork());
        for (const auto& edge : model.edges())
            shown += edge.showsShape && model.nodes()[static_cast<std::size_t>(edge.from)].name == "relu1";
        QCOMPARE(shown, 1);
    }

    void longNamesAreShortenedInTheMiddle() {
        GraphNode node;
        node.name = QString(2000, 'x') + "end";
        const QString label = ui::boxLabel(node);
        QVERIFY(label.size() < 40);
        QVERIFY(label.endsWith("end"));
        QVERIFY(label.contains(QChar(0x2026)));
    }
};

QTEST_APPLESS_MAIN(GraphModelTest)
#include "graph_model_test.moc"

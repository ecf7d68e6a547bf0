// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/layer_query.h"

#include <QTest>

#include "ui/models/layer_rows.h"
#include "ui/text/error_text.h"

using namespace rf;
using namespace rf::ui;

namespace {

metrics::Distance ratio(double signal, double noise) {
    metrics::Distance distance;
    distance.signal = signal;
    distance.noise = noise;
    distance.count = 4;
    distance.maxAbs = 0.5;
    return distance;
}

/// SQNR 20 dB (noise a tenth of the signal) and 30 dB alone; 10 dB; nothing measured.
const std::vector<LayerRow>& layers() {
    static const std::vector<LayerRow> layers{
        {graph::NodeId(0), "block1/conv1", "Convolution", "1×16×8×8", NodeState::Quantized, ratio(100, 1), ratio(1000, 1), 0, {}},
        {graph::NodeId(1), "block1/relu1", "ReLU", "1×16×8×8", NodeState::Float, ratio(10, 1), {}, 0, {}},
        {graph::NodeId(2), "/layer2/conv12", "GroupConvolution", "1×160", NodeState::Ignored, {}, {}, 0, {}}};
    return layers;
}

/// The numbers of the layers that match.
QList<int> found(const QString& text) {
    const auto query = LayerQuery::parse(text);
    if (!query) return {-1};
    QList<int> found;
    for (std::size_t i = 0; i < layers().size(); ++i)
        if (query->matches(layers()[i])) found << static_cast<int>(i);
    return found;
}

}  // namespace

class LayerQueryTest : public QObject {
    Q_OBJECT

private slots:
    void finds_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QList<int>>("expected");
        const auto row = [](const char* text, const QList<int>& expected) { QTest::newRow(text) << text << expected; };
        row("", {0, 1, 2});
        row("conv", {0, 2});
        row("CONV block1", {0});
        row("1x16x8", {0, 1});
        row("1×16×8", {0, 1});
        row("type:conv", {0, 2});
        row("type:Group", {2});
        row("name:conv shape:8", {0});
        row("shape:1x16x", {0, 1});
        row("is:float", {1});
        row("is:excluded", {2});
        row("int8", {0});
        row("err>0.1", {1});  // 10 dB are 0.316 of the signal, 20 dB exactly 0.1
        row("err>=9.9%", {0, 1});
        row("sqnr<20", {1});
        row("sqnr<=20.001", {0, 1});
        row("alone>29", {0});
        row("alone.err<0.1", {0});  // 30 dB: 0.0316
        row("mse>0", {0, 1});
        row("err>0.2 conv", {});
        row("/conv[0-9]$/", {0});
        row("/conv[0-9]{2}$/", {2});
        row("/CONV1/ block1", {0});
        row("/layer2/conv12", {2});      // a name, no expression: nothing closes it
        row("/block1.*(relu| )/", {1});  // a space within an expression
        row("what:ever", {});            // an unknown field is a word, names may have colons
    }
    void finds() {
        QFETCH(QString, text);
        QFETCH(QList<int>, expected);
        QCOMPARE(found(text), expected);
    }

    void whatCannotBeUnderstoodIsSaid() {
        const auto expression = LayerQuery::parse("conv /a(b/");
        QVERIFY(!expression);
        QVERIFY2(errorText(expression.error()).contains("/a(b/"), qPrintable(errorText(expression.error())));
        const auto number = LayerQuery::parse("err>much");
        QVERIFY(!number);
        QVERIFY(errorText(number.error()).contains("err>much"));
        QVERIFY(!LayerQuery::parse("sqnr<"));
    }
};

QTEST_MAIN(LayerQueryTest)
#include "layer_query_test.moc"

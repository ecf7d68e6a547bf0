// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/layer_table_model.h"

#include <QAbstractItemModelTester>
#include <QFont>
#include <QLocale>
#include <QSignalSpy>
#include <QTest>

#include "tests/ui/ui_support.h"
#include "ui/models/layer_filter_model.h"
#include "ui/models/table_text.h"

using namespace rf;
using namespace rf::ui;

namespace {

metrics::Distance distance(double signal, double noise) {
    metrics::Distance distance;
    distance.signal = signal;
    distance.noise = noise;
    distance.count = 4;
    distance.maxAbs = 0.5;
    return distance;
}

/// 10 log10(100) = 20 dB accumulated; 30 dB isolated; the second layer has no isolated error, the third none at all.
std::vector<LayerRow> rows() {
    return {{graph::NodeId(0), "conv1", "Convolution", "1×16×8×8", NodeState::Quantized, distance(100, 1), distance(1000, 1), 0, {}},
            {graph::NodeId(1), "relu1", "ReLU", "1×16×8×8", NodeState::Float, distance(10, 1), {}, 0, {}},
            {graph::NodeId(2), "result", "Result", "1×10", NodeState::NotQuantizable, {}, {}, 0, {}}};
}

QStringList names(const QAbstractItemModel& model) {
    QStringList names;
    for (int row = 0; row < model.rowCount(); ++row) names << model.index(row, LayerTableModel::Layer).data().toString();
    return names;
}

}  // namespace

class LayerTableTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English)); }

    void isAModelByQtsRules() {
        LayerTableModel model;
        LayerFilterModel filtered;
        filtered.setSourceModel(&model);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const QAbstractItemModelTester filterTester(&filtered, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setRows(rows());
        filtered.setQuery(LayerQuery::parse("conv").value());
        filtered.sort(LayerTableModel::IsolatedSqnr, Qt::DescendingOrder);
        model.setRows({});
        QCOMPARE(model.rowCount(), 0);
    }

    void formatsNumbersAndLeavesMissingOnesEmpty() {
        LayerTableModel model;
        model.setRows(rows());
        const auto text = [&](int row, int column) { return model.index(row, column).data().toString(); };
        QCOMPARE(text(0, LayerTableModel::Position), "1");
        QCOMPARE(text(0, LayerTableModel::AccumulatedSqnr), "20.0");
        QCOMPARE(text(0, LayerTableModel::IsolatedSqnr), "30.0");
        QCOMPARE(text(0, LayerTableModel::MeanSquare), "0.25");
        QCOMPARE(text(1, LayerTableModel::IsolatedSqnr), "");
        QCOMPARE(text(2, LayerTableModel::AccumulatedSqnr), "");
        const auto alignment = [&](int column) { return model.index(0, column).data(Qt::TextAlignmentRole).value<Qt::Alignment>(); };
        QVERIFY(alignment(LayerTableModel::Cosine).testFlag(Qt::AlignRight));
        QVERIFY(alignment(LayerTableModel::Layer).testFlag(Qt::AlignLeft));
    }

    void keepsItsRowsWhenOnlyNumbersChange() {
        LayerTableModel model;
        model.setRows(rows());
        const QPersistentModelIndex kept = model.index(1, 0);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        auto changed = rows();
        changed[1].accumulated = distance(1000, 1);
        model.setRows(changed);
        QCOMPARE(reset.count(), 0);
        QVERIFY(kept.isValid());
        QCOMPARE(kept.sibling(1, LayerTableModel::AccumulatedSqnr).data().toString(), "30.0");
    }

    void sortsByNumberWithMissingOnesLastBothWays() {
        LayerTableModel model;
        LayerFilterModel filtered;
        filtered.setSourceModel(&model);
        model.setRows(rows());
        filtered.sort(LayerTableModel::AccumulatedSqnr, Qt::AscendingOrder);
        QCOMPARE(names(filtered), (QStringList{"relu1", "conv1", "result"}));
        filtered.sort(LayerTableModel::AccumulatedSqnr, Qt::DescendingOrder);
        QCOMPARE(names(filtered), (QStringList{"conv1", "relu1", "result"}));
    }

    void showsLayersThatMatchAQuery() {
        LayerTableModel model;
        LayerFilterModel filtered;
        filtered.setSourceModel(&model);
        model.setRows(rows());
        filtered.setQuery(LayerQuery::parse("int8").value());
        QCOMPARE(names(filtered), QStringList{"conv1"});
        filtered.setQuery({});
        QCOMPARE(filtered.rowCount(), 3);
    }

    void theWorstAreThoseThatCauseTheError() {
        LayerTableModel model;
        LayerFilterModel filtered;
        filtered.setSourceModel(&model);
        model.setRows(rows());
        filtered.setWorst(1);
        QCOMPARE(names(filtered), QStringList{"conv1"});  // the only one with an isolated error, although relu1 has 10 dB
        filtered.setWorst(2);
        QCOMPARE(names(filtered), (QStringList{"conv1", "relu1"}));
        filtered.setWorst(std::nullopt);
        QCOMPARE(filtered.rowCount(), 3);
    }

    void copiesHaveAHeaderAndFullNumbers() {
        LayerTableModel model;
        auto some = rows();
        some[0].name = "a,\"b\"";
        model.setRows(some);
        const QStringList lines = tableText(model, LayerTableModel::kSortRole, TableText::Csv).split("\r\n");
        QCOMPARE(lines.size(), 5);  // header, three layers, and what is after the last line
        QVERIFY(lines[0].startsWith("#,Layer,Type,Output shape,Precision,SQNR dB"));
        // noise 1 and signal 100 of 4 values: 20 dB, a mean square of 1 / 4
        QVERIFY2(lines[1].startsWith("1,\"a,\"\"b\"\"\",Convolution,1×16×8×8,int8,20,30,0.25,"), qPrintable(lines[1]));
        const QStringList tabs = tableText(model, {1}, LayerTableModel::kSortRole, TableText::Tabs).split("\n");
        QCOMPARE(tabs.size(), 3);
        QVERIFY(tabs[1].startsWith("2\trelu1\tReLU\t"));
    }

    void foundLayersAreMarked() {
        LayerTableModel model;
        model.setRows(rows());
        model.setMarked(LayerQuery::parse("type:ReLU").value());
        QVERIFY(model.index(1, 1).data(Qt::FontRole).value<QFont>().bold());
        QVERIFY(!model.index(0, 1).data(Qt::FontRole).isValid());
    }

    void rowsComeFromTheDrawingAndErrorsByName() {
        const graph::Graph graph = test::smallNetwork();
        const GraphModel model(graph);
        analysis::LayerError error;
        error.layer = "conv2";
        error.accumulated = distance(100, 1);
        const auto found = layerRows(model, {error});
        QCOMPARE(found.size(), model.nodes().size());
        for (const LayerRow& row : found) QCOMPARE(row.accumulated.has_value(), row.name == "conv2");
    }
};

QTEST_MAIN(LayerTableTest)
#include "layer_table_test.moc"

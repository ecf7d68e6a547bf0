// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/graph_blocks.h"

#include <QSignalSpy>
#include <QTest>

#include "tests/support/graph_text.h"
#include "tests/ui/ui_support.h"
#include "ui/graph_view/graph_view.h"
#include "ui/models/graph_layout.h"
#include "ui/theme.h"

using namespace rf;
using namespace rf::ui;

class GraphBlocksTest : public QObject {
    Q_OBJECT

    static QStringList labels(const GraphModel& model) {
        QStringList labels;
        for (const GraphNode& node : model.nodes()) labels << (node.label.isEmpty() ? node.name : node.label);
        return labels;
    }
    /// Every arrow leads to a box further on, so there is no cycle.
    static bool isOrdered(const GraphModel& model) { return layoutOf(model, Progress()).has_value(); }
    static const GraphNode& box(const GraphModel& model, const QString& name) {
        for (const GraphNode& node : model.nodes())
            if (node.name == name) return node;
        qFatal("no box %s", qPrintable(name));
    }

private slots:
    void init() {
        test::disableAnimations();
        test::useTheme(lightTheme());
    }

    void largeNetworksHaveClosedBlocks() {
        const GraphModel all(test::largeNetwork(2000));
        QVERIFY(all.nodes().size() > kBlocksFrom);
        const GraphModel closed = withBlocks(all, {});
        QVERIFY2(closed.nodes().size() < all.nodes().size() / 4, qPrintable(QString::number(closed.nodes().size())));
        QVERIFY(isOrdered(closed));
        std::size_t members = 0;
        for (const GraphNode& node : closed.nodes()) members += std::max<std::size_t>(1, node.members.size());
        QCOMPARE(members, all.nodes().size());
        for (const GraphNode& node : all.nodes()) QVERIFY(closed.boxOf(node.id) >= 0);
    }

    void smallNetworksAreDrawnWhole() {
        const GraphModel all(test::largeNetwork(100));
        QCOMPARE(withBlocks(all, {}).nodes().size(), all.nodes().size());
    }

    void openingABlockShowsWhatIsInIt() {
        const GraphModel all(test::largeNetwork(2000));
        const GraphModel closed = withBlocks(all, {});
        QString path;
        for (const GraphNode& node : closed.nodes())
            if (path.isEmpty() && !node.block.isEmpty()) path = node.block;
        OpenBlocks open;
        open.paths.insert(path);
        const GraphModel opened = withBlocks(all, open);
        QVERIFY(opened.nodes().size() > closed.nodes().size());
        QVERIFY(isOrdered(opened));
        // All others are as they were.
        const QStringList before = labels(closed), after = labels(opened);
        for (const GraphNode& node : closed.nodes())
            if (node.block != path) QVERIFY(after.contains(node.label.isEmpty() ? node.name : node.label));
        open.all = true;
        QCOMPARE(withBlocks(all, open).nodes().size(), all.nodes().size());
    }

    void boxesSayTheRestOfTheirNameBelowTheHeadingOfTheBlock() {
        const GraphModel all(test::largeNetwork(60));
        const GraphModel shown = withBlocks(all, {});
        QCOMPARE(box(shown, "stage0/block0/conv1").label, QString("conv1"));
        QCOMPARE(box(shown, "stage0/block3/add").label, QString("add"));
        QStringList headings;
        for (const GraphNode& node : shown.nodes())
            if (!node.heading.isEmpty()) headings << node.heading;
        QCOMPARE(headings.count("stage0/block0"), 1);
        QCOMPARE(headings.size(), 10);  // of 60 boxes in blocks of 6
    }

    void aBlockThatIsLeftAndEnteredAgainIsSeveralBoxes() {
        // a/1 → b/1 → a/2 → b/2 and so on: as two boxes they would form a cycle.
        std::string text = "image = Parameter : f32 1\n";
        std::string last = "image";
        for (int i = 0; i < 400; ++i) {
            const std::string name = std::string(i % 2 ? "b" : "a") + "/n" + std::to_string(i);
            text += name + " = ReLU(" + last + ") : f32 1\n";
            last = name;
        }
        text += "result = Result(" + last + ") : f32 1\n";
        const GraphModel all(test::graphFrom(text));
        QVERIFY(isOrdered(withBlocks(all, {})));
    }

    void namesThatSayNothingGiveStretches() {
        std::string text = "image = Parameter : f32 1\n", last = "image";
        for (int i = 0; i < 200; ++i) {
            const std::string n = std::to_string(i);
            text += "left" + n + " = ReLU(" + last + ") : f32 1\n";
            text += "join" + n + " = Add(left" + n + ", " + last + ") : f32 1\n";
            last = "join" + n;
        }
        text += "result = Result(" + last + ") : f32 1\n";
        const GraphModel all(test::graphFrom(text));
        const GraphModel closed = withBlocks(all, {});
        QVERIFY2(closed.nodes().size() <= 110, qPrintable(QString::number(closed.nodes().size())));
        QVERIFY(isOrdered(closed));
        // No stretch cuts a branch: every one but the first begins with a layer that reads the join before it.
        OpenBlocks open;
        for (const GraphNode& node : closed.nodes())
            if (!node.block.isEmpty()) open.paths.insert(node.block);
        QCOMPARE(withBlocks(all, open).nodes().size(), all.nodes().size());
    }

    void doubleClickOpensAndTheHeadingCloses() {
        const GraphModel all(test::largeNetwork(2000));
        const auto closed = std::make_shared<const GraphModel>(withBlocks(all, {}));
        GraphView view;
        view.resize(900, 700);
        view.show();
        const layout::Drawing drawing = layoutOf(*closed, Progress()).value();
        view.setGraph(closed, drawing);
        QSignalSpy activated(&view, &GraphView::blockActivated);
        const auto found =
            std::find_if(closed->nodes().begin(), closed->nodes().end(), [](const GraphNode& node) { return !node.block.isEmpty(); });
        view.centerOn(found->id);
        const auto position = view.positionOf(found->id);
        QTest::mouseDClick(&view, Qt::LeftButton, {}, (*position + QPointF(0, 6)).toPoint());
        QCOMPARE(activated.count(), 1);
        QCOMPARE(activated.first().first().toString(), found->block);
        QVERIFY(test::coloursOf(view, "graph_closed_blocks") > 20);

        OpenBlocks open;
        open.paths.insert(found->block);
        const auto opened = std::make_shared<const GraphModel>(withBlocks(all, open));
        view.setGraph(opened, layoutOf(*opened, Progress()).value());
        view.keepAt(found->id, *position);
        QVERIFY(QLineF(*view.positionOf(found->id), *position).length() < 1e-6);
        test::coloursOf(view, "graph_open_block");
    }
};

QTEST_MAIN(GraphBlocksTest)
#include "graph_blocks_test.moc"

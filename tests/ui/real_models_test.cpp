// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QApplication>
#include <QTest>

#include "core/ir/ir.h"
#include "tests/support/shared_data.h"
#include "tests/ui/ui_support.h"
#include "ui/graph_view/graph_view.h"
#include "ui/models/graph_blocks.h"
#include "ui/models/graph_layout.h"
#include "ui/theme.h"

using namespace rf;

class RealModelsTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        if (!test::sharedDir().empty()) return;
        if (qEnvironmentVariable("CI") == "true") QFAIL("shared test data is absent");
        QSKIP("shared test data is absent");
    }
    void init() {
        test::disableAnimations();
        test::useTheme(ui::lightTheme());
    }

    void resNet8FitsAndShowsItsNames() {
        const auto graph = ir::read(test::sharedDir() / "data/resnet8_cifar10/mlperf_tiny_resnet8_cifar10.xml", {}, Progress());
        QVERIFY(graph);
        for (const ui::Theme& theme : {ui::lightTheme(), ui::darkTheme()}) {
            test::useTheme(theme);
            ui::GraphView view;
            view.resize(1280, 800);
            view.show();
            const auto model = test::show(view, *graph);
            ui::Overlay overlay{"Accumulated error", "SQNR, dB", {}, false, false};
            for (std::size_t i = 0; i < model->nodes().size(); i += 2)
                overlay.values[model->nodes()[i].id] = 10.0 + 0.7 * static_cast<double>(i);
            QVERIFY(test::coloursOf(view, QString("resnet8_%1").arg(theme.dark ? "dark" : "light")) > 50);
            view.setOverlay(overlay);
            QVERIFY(test::showsColour(view, ui::cividis(theme.dark ? 1 : 0)));
            test::coloursOf(view, QString("resnet8_overlay_%1").arg(theme.dark ? "dark" : "light"));
        }
    }

    /// Every arrow comes from above, whatever columns it has passed, for everything that people draw; with blocks closed too.
    void everyModelCanBeLaidOut() {
        int drawn = 0;
        for (const auto& path : test::sharedIrs("data")) {
            const auto graph = ir::read(path, {}, Progress());
            if (!graph) continue;  // refusals are the reader's business, and tested there
            const ui::GraphModel model(*graph);
            const auto drawing = ui::layoutOf(model, Progress());
            QVERIFY2(drawing, path.c_str());
            for (const auto& line : drawing->edges) QVERIFY2(line.back().y > line[line.size() - 2].y, path.c_str());
            const ui::GraphModel closed = ui::withBlocks(model, {});
            QVERIFY2(ui::layoutOf(closed, Progress()), path.c_str());
            for (const graph::NodeId id : graph->nodes())
                if (!graph->node(id).isConstant()) QVERIFY2(model.boxOf(id) >= 0, graph->node(id).name.c_str());
            ++drawn;
        }
        QVERIFY(drawn > 5);
    }
};

QTEST_MAIN(RealModelsTest)
#include "real_models_test.moc"

// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph_view/graph_view.h"

#include <QApplication>
#include <QCheckBox>
#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QSignalSpy>
#include <QSvgRenderer>
#include <QTest>
#include <QToolTip>
#include <QWheelEvent>

#include "tests/support/temp_dir.h"
#include "tests/ui/ui_support.h"
#include "ui/graph_view/graph_legend.h"
#include "ui/graph_view/graph_minimap.h"
#include "ui/graph_view/graph_scene.h"
#include "ui/graph_view/legend_keys.h"
#include "ui/models/graph_layout.h"
#include "ui/theme.h"

using namespace rf;
using graph::NodeId;

Q_DECLARE_METATYPE(rf::graph::NodeId)

class GraphViewTest : public QObject {
    Q_OBJECT

    struct Shown {
        graph::Graph graph;
        std::unique_ptr<ui::GraphView> view = std::make_unique<ui::GraphView>();
        std::shared_ptr<const ui::GraphModel> model;
        layout::Drawing drawing;

        explicit Shown(graph::Graph shown, QSize size = {900, 700}) : graph(std::move(shown)) {
            view->resize(size);
            view->show();
            model = test::show(*view, graph);
            drawing = ui::layoutOf(*model, Progress()).value();
        }
        NodeId id(const char* name) const { return *graph.find(name); }
        QPoint position(const char* name) const {
            const layout::Rect& box = drawing.nodes[static_cast<std::size_t>(model->boxOf(id(name)))];
            return view->transform().toView(QPointF(box.x + box.width / 2, box.y + box.height / 2)).toPoint();
        }
        void click(const char* name) const { QTest::mouseClick(view.get(), Qt::LeftButton, {}, position(name)); }
    };

    static void wheel(QWidget& widget, QPointF position, int notches) {
        QWheelEvent event(position, widget.mapToGlobal(position), {}, {0, 120 * notches}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase,
                          false);
        QApplication::sendEvent(&widget, &event);
    }
    /// What the strip of the overview leaves.
    static QSize canvasOf(const ui::GraphView& view) {
        const auto* minimap = view.findChild<ui::GraphMinimap*>();
        return {minimap->isVisible() ? minimap->x() - 12 : view.width(), view.height()};
    }
    static bool near(QPointF a, QPointF b) { return QLineF(a, b).length() < 1e-6; }

private slots:
    void init() {
        test::disableAnimations();
        test::useTheme(ui::lightTheme());
    }

    void clickSelectsANode() {
        const Shown shown(test::smallNetwork());
        QSignalSpy selected(shown.view.get(), &ui::GraphView::nodeSelected);
        shown.click("conv2");
        QCOMPARE(selected.count(), 1);
        QVERIFY(selected.first().first().value<NodeId>() == shown.id("conv2"));
        QVERIFY(shown.view->accessibleDescription().contains("conv2"));
        QTest::mouseClick(shown.view.get(), Qt::LeftButton, {}, QPoint(8, 600));
        QVERIFY(!selected.last().first().value<NodeId>().isValid());
    }

    void selectionHasAnAccentRing() {
        const Shown shown(test::smallNetwork());
        const QRect around = QRect(shown.position("relu2") - QPoint(60, 20), QSize(120, 40));
        QVERIFY(!test::showsColour(*shown.view, ui::lightTheme().accent, around));
        shown.view->select(shown.id("relu2"));
        QVERIFY(test::showsColour(*shown.view, ui::lightTheme().accent, around));
    }

    void selectingFromOutsideIsSilentAndFindsFoldedNodes() {
        const Shown shown(test::smallNetwork());
        QSignalSpy selected(shown.view.get(), &ui::GraphView::nodeSelected);
        shown.view->select(shown.id("fq_relu1"));
        QVERIFY(shown.view->selected() == shown.id("relu1"));
        QCOMPARE(selected.count(), 0);
        shown.view->select(NodeId(9999));
        QVERIFY(!shown.view->selected().isValid());
    }

    void wheelZoomsAtThePointer() {
        const Shown shown(test::smallNetwork());
        const QPointF pointer(300, 200);
        const QPointF under = shown.view->transform().toScene(pointer);
        const double before = shown.view->transform().scale;
        wheel(*shown.view, pointer, 2);
        QVERIFY(shown.view->transform().scale > before);
        QVERIFY(near(shown.view->transform().toScene(pointer), under));
        wheel(*shown.view, pointer, 100);
        QVERIFY(shown.view->transform().scale <= 4);
    }

    void draggingPans() {
        const Shown shown(test::smallNetwork());
        const QPointF before = shown.view->transform().offset;
        QSignalSpy selected(shown.view.get(), &ui::GraphView::nodeSelected);
        QTest::mousePress(shown.view.get(), Qt::LeftButton, {}, {400, 300});
        QTest::mouseMove(shown.view.get(), {430, 320});
        QTest::mouseMove(shown.view.get(), {460, 340});
        QTest::mouseRelease(shown.view.get(), Qt::LeftButton, {}, {460, 340});
        QVERIFY(near(shown.view->transform().offset, before + QPointF(60, 40)));
        QCOMPARE(selected.count(), 0);
    }

    void spaceFits() {
        const Shown shown(test::largeNetwork(300));
        wheel(*shown.view, {100, 100}, 5);
        QTest::keyClick(shown.view.get(), Qt::Key_Space);
        const auto& bounds = shown.drawing.bounds;
        const QRectF all = shown.view->transform().toView(QRectF(bounds.x, bounds.y, bounds.width, bounds.height));
        QVERIFY(QRectF(shown.view->rect()).contains(all));
        // And fills the pane, the strip of the overview apart.
        QVERIFY2(all.height() > 500 || all.width() > 550, qPrintable(QString("%1 x %2").arg(all.width()).arg(all.height())));
    }

    void arrowKeysWalkAlongEdges() {
        const Shown shown(test::smallNetwork());
        shown.click("relu1");
        QTest::keyClick(shown.view.get(), Qt::Key_Down);
        QVERIFY(shown.view->selected() == shown.id("conv2"));  // nearer than sum
        QTest::keyClick(shown.view.get(), Qt::Key_Down);
        QTest::keyClick(shown.view.get(), Qt::Key_Down);
        QVERIFY(shown.view->selected() == shown.id("sum"));
        QTest::keyClick(shown.view.get(), Qt::Key_Up);
        QVERIFY(shown.view->selected() == shown.id("relu2"));
    }

    void sidewaysKeysStayInTheLayer() {
        const Shown shown(test::largeNetwork(6));
        shown.click("stage0/block0/conv2");
        QTest::keyClick(shown.view.get(), Qt::Key_Left);
        const NodeId left = shown.view->selected();
        QTest::keyClick(shown.view.get(), Qt::Key_Right);
        QTest::keyClick(shown.view.get(), Qt::Key_Right);
        const NodeId right = shown.view->selected();
        QVERIFY(left == shown.id("stage0/block0/pool") || right == shown.id("stage0/block0/pool"));
    }

    void walkingKeepsTheSelectionInView() {
        const Shown shown(test::largeNetwork(600));
        for (int i = 0; i < 60; ++i) QTest::keyClick(shown.view.get(), Qt::Key_Down);
        const NodeId id = shown.view->selected();
        QVERIFY(id.isValid());
        QVERIFY(shown.view->rect().contains(shown.position(shown.graph.node(id).name.c_str())));
    }

    void contextMenuNamesTheNodeUnderThePointer() {
        const Shown shown(test::smallNetwork());
        QSignalSpy requested(shown.view.get(), &ui::GraphView::contextMenuRequested);
        const QPoint at = shown.position("conv1");
        QContextMenuEvent event(QContextMenuEvent::Mouse, at, shown.view->mapToGlobal(at));
        QApplication::sendEvent(shown.view.get(), &event);
        QCOMPARE(requested.count(), 1);
        QVERIFY(requested.first().first().value<NodeId>() == shown.id("conv1"));
        QCOMPARE(requested.first().last().toPoint(), shown.view->mapToGlobal(at));
        QVERIFY(shown.view->selected() == shown.id("conv1"));
    }

    void contextMenuKeyUsesTheSelection() {
        const Shown shown(test::smallNetwork());
        shown.view->select(shown.id("relu2"));
        QSignalSpy requested(shown.view.get(), &ui::GraphView::contextMenuRequested);
        QContextMenuEvent event(QContextMenuEvent::Keyboard, {0, 0}, {0, 0});
        QApplication::sendEvent(shown.view.get(), &event);
        QVERIFY(requested.first().first().value<NodeId>() == shown.id("relu2"));
    }

    void returnAndDoubleClickActivate() {
        const Shown shown(test::smallNetwork());
        QSignalSpy activated(shown.view.get(), &ui::GraphView::nodeActivated);
        shown.view->select(shown.id("relu2"));
        QTest::keyClick(shown.view.get(), Qt::Key_Return);
        QTest::mouseDClick(shown.view.get(), Qt::LeftButton, {}, shown.position("conv1"));
        QCOMPARE(activated.count(), 2);
        QVERIFY(activated.last().first().value<NodeId>() == shown.id("conv1"));
    }

    void tooltipTellsNameTypeShapesAndRanges() {
        const Shown shown(test::smallNetwork());
        const QPoint at = shown.position("conv1");
        QHelpEvent event(QEvent::ToolTip, at, shown.view->mapToGlobal(at));
        QApplication::sendEvent(shown.view.get(), &event);
        for (const char* part : {"conv1", "Convolution", "1x3x32x32", "1x16x32x32", "0.25", "16 channel"})
            QVERIFY2(QToolTip::text().contains(part), part);
    }

    void tooltipOfALozengeTellsTheRangeOfTheQuantizer() {
        const Shown shown(test::smallNetwork());
        const QPoint at = shown.view->transform().toView(ui::GraphScene(shown.model, shown.drawing).lozenge(0)).toPoint();
        QHelpEvent event(QEvent::ToolTip, at, shown.view->mapToGlobal(at));
        QApplication::sendEvent(shown.view.get(), &event);
        for (const char* part : {"fq_image", "256", "1.5", "2"}) QVERIFY2(QToolTip::text().contains(part), part);
    }

    void overlayColoursNodes() {
        const Shown shown(test::smallNetwork());
        ui::Overlay overlay{"Error", "dB", {{shown.id("conv1"), 1.0}, {shown.id("conv2"), 9.0}}, false, true};
        shown.view->setOverlay(overlay);
        const QPoint inside(0, 8);
        const auto worst = shown.view->overlay().color(shown.id("conv2"), ui::lightTheme());
        QVERIFY(test::showsColour(*shown.view, *worst, QRect(shown.position("conv2") + inside, QSize(20, 3))));
        shown.view->setOverlay({});
        QVERIFY(!test::showsColour(*shown.view, *worst));
    }

    void whatASearchDidNotFindIsFaint() {
        const Shown shown(test::smallNetwork());
        const auto picture = [&](const char* name) {
            return shown.view->grab(QRect(shown.position(name) - QPoint(30, 12), QSize(60, 24))).toImage();
        };
        const QImage found = picture("conv1"), other = picture("conv2");
        shown.view->setFound(std::unordered_set<NodeId>{shown.id("conv1")});
        QCOMPARE(picture("conv1"), found);
        QVERIFY(picture("conv2") != other);
        shown.view->setFound(std::nullopt);
        QCOMPARE(picture("conv2"), other);
    }

    void theLegendNamesWhatOccurs() {
        const Shown shown(test::smallNetwork());
        ui::GraphLegend legend;
        legend.resize(700, 60);
        legend.setModel(shown.model);
        legend.show();
        const auto names = [&] { return legend.findChild<ui::LegendKeys*>()->names(); };
        for (const char* name : {"int8", "float, by rule", "not quantizable", "Convolution", "Activation"})
            QVERIFY2(names().contains(name), name);
        QVERIFY(!names().contains("excluded, by you"));
        QVERIFY(!legend.findChild<QCheckBox*>("overlayLog")->isVisible());
        for (const ui::Theme& theme : {ui::lightTheme(), ui::darkTheme()}) {
            test::useTheme(theme);
            QVERIFY(test::coloursOf(legend, QString("legend_families_%1").arg(theme.dark ? "dark" : "light")) > 10);
            const ui::OverlayScale scale({"Mean squared error", "", {{shown.id("conv1"), 1.0}, {shown.id("conv2"), 900.0}}, true, true});
            legend.setScale(scale, true, false);
            QVERIFY(legend.findChild<QCheckBox*>("overlayLog")->isVisible());
            QVERIFY(test::showsColour(legend, *scale.color(shown.id("conv2"), theme)));
            test::coloursOf(legend, QString("legend_scale_%1").arg(theme.dark ? "dark" : "light"));
            legend.setScale({}, false, false);
        }
    }

    void excludedNodesLookDifferent() {
        const Shown shown(test::smallNetwork());
        const QRect box(shown.position("conv2") - QPoint(30, 12), QSize(60, 24));
        const QImage before = shown.view->grab(box).toImage();
        shown.view->setExcluded({shown.id("conv2")});
        QVERIFY(shown.view->grab(box).toImage() != before);
        shown.view->setExcluded({});
        QCOMPARE(shown.view->grab(box).toImage(), before);
    }

    void aLargeGraphLooksTheSameAfterItWasMoved() {
        const Shown moved(test::largeNetwork(9000)), fresh(test::largeNetwork(9000));
        for (const Shown* shown : {&moved, &fresh}) {
            shown->view->clearFocus();  // no frame that would differ
            shown->view->setFocusPolicy(Qt::NoFocus);
        }
        // Rounding may move a line by a pixel.
        const auto differing = [&] {
            const QImage a = moved.view->grab().toImage(), b = fresh.view->grab().toImage();
            int count = 0;
            for (int y = 0; y < a.height(); ++y)
                for (int x = 0; x < a.width(); ++x) count += a.pixel(x, y) != b.pixel(x, y);
            return count;
        };
        const int few = moved.view->width() * moved.view->height() / 500;
        moved.view->fit();
        QCOMPARE(moved.view->grab().isNull(), false);  // a picture is kept
        ui::ViewTransform away = moved.view->transform();
        away.offset += QPointF(37, -21);
        moved.view->setTransform(away);
        fresh.view->setTransform(away);
        QVERIFY2(differing() < few, qPrintable(QString::number(differing())));
        // What is new is seen at once.
        moved.view->setExcluded({moved.model->nodes()[4000].id});
        fresh.view->setExcluded({fresh.model->nodes()[4000].id});
        moved.view->select(moved.model->nodes()[5000].id);
        fresh.view->select(fresh.model->nodes()[5000].id);
        moved.view->setTransform(away);
        fresh.view->setTransform(away);
        QVERIFY2(differing() < few, qPrintable(QString::number(differing())));
    }

    void altDimsWhatIsNotSelected() {
        const Shown shown(test::smallNetwork());
        shown.view->select(shown.id("conv1"));
        const QImage before = shown.view->grab().toImage();
        QTest::keyPress(shown.view.get(), Qt::Key_Alt);
        QVERIFY(shown.view->grab().toImage() != before);
        QTest::keyRelease(shown.view.get(), Qt::Key_Alt);
        QCOMPARE(shown.view->grab().toImage(), before);
    }

    void theKeyMHidesTheMinimap() {
        const Shown shown(test::largeNetwork(300));
        auto* minimap = shown.view->findChild<ui::GraphMinimap*>();
        QVERIFY(minimap->isVisible());
        QTest::keyClick(shown.view.get(), Qt::Key_M);
        QVERIFY(!minimap->isVisible());
        QTest::keyClick(shown.view.get(), Qt::Key_M);
        QVERIFY(minimap->isVisible());
    }

    void theMinimapIsBesideTheGraph() {
        const Shown shown(test::largeNetwork(300));
        QTest::keyClick(shown.view.get(), Qt::Key_Space);
        const auto& bounds = shown.drawing.bounds;
        const QRectF all = shown.view->transform().toView(QRectF(bounds.x, bounds.y, bounds.width, bounds.height));
        QVERIFY(!all.intersects(QRectF(shown.view->findChild<ui::GraphMinimap*>()->geometry())));
    }

    void anArrowLeadsBackWhenNothingIsInView() {
        const Shown shown(test::smallNetwork());
        QVERIFY(shown.view->showsAnything());
        ui::ViewTransform away = shown.view->transform();
        away.offset += QPointF(5000, 0);
        shown.view->setTransform(away);
        QVERIFY(!shown.view->showsAnything());
        QVERIFY(test::coloursOf(*shown.view, "graph_way_back") > 5);
        const QSize canvas = canvasOf(*shown.view);
        QTest::mouseClick(shown.view.get(), Qt::LeftButton, {}, QPoint(canvas.width() / 2, canvas.height() / 2));
        QVERIFY(shown.view->showsAnything());
    }

    void clickingTheMinimapGoesThere() {
        const Shown shown(test::largeNetwork(300));
        auto* minimap = shown.view->findChild<ui::GraphMinimap*>();
        QTest::mouseClick(minimap, Qt::LeftButton, {}, QPoint(minimap->width() / 2, minimap->height() - 6));
        const double centre = shown.view->transform().toScene(QPointF(shown.view->rect().center())).y();
        QVERIFY(centre > 0.9 * shown.drawing.bounds.height);
    }

    void animatedFitEndsWhereTheDirectOneDoes() {
        QApplication::setStyle("fusion");
        const Shown shown(test::smallNetwork());
        wheel(*shown.view, {10, 10}, 6);
        shown.view->fit();
        const auto expected =
            ui::ViewTransform::fitting(QRectF(0, 0, shown.drawing.bounds.width, shown.drawing.bounds.height), canvasOf(*shown.view));
        QTRY_COMPARE(shown.view->transform().scale, expected.scale);
        QTRY_VERIFY(near(shown.view->transform().offset, expected.offset));
    }

    void emptyViewSaysWhatToDo() {
        ui::GraphView view;
        view.setFocusPolicy(Qt::NoFocus);
        view.resize(600, 400);
        view.show();
        view.setEmptyText("");
        QCOMPARE(test::coloursOf(view, "graph_blank"), 1);
        view.setEmptyText("Open a model to see its graph.");
        QVERIFY(test::coloursOf(view, "graph_empty") > 2);
        for (const int key : {Qt::Key_Space, Qt::Key_Down, Qt::Key_Plus, Qt::Key_M}) QTest::keyClick(&view, static_cast<Qt::Key>(key));
        wheel(view, {10, 10}, 1);
        QTest::mouseClick(&view, Qt::LeftButton, {}, {10, 10});
        QVERIFY(!view.exportSvg("nowhere.svg"));
    }

    void focusCanBeSeen() {
        const Shown shown(test::smallNetwork());
        const QRect corner(0, 0, 3, 3);
        shown.view->clearFocus();
        QVERIFY(!test::showsColour(*shown.view, ui::lightTheme().accent, corner));
        shown.view->activateWindow();
        shown.view->setFocus();
        QTRY_VERIFY(shown.view->hasFocus());
        QVERIFY(test::showsColour(*shown.view, ui::lightTheme().accent, corner));
    }

    void exportsTheWholeGraph() {
        const Shown shown(test::smallNetwork());
        const test::TempDir dir;
        QVERIFY(shown.view->exportSvg(dir / "graph.svg"));
        const QSvgRenderer renderer(QString::fromStdString((dir / "graph.svg").string()));
        QVERIFY(renderer.isValid());
        QVERIFY(renderer.defaultSize().height() >= shown.drawing.bounds.height);
        QVERIFY(test::readFile(dir / "graph.svg").find("probabilities") != std::string::npos);
        QVERIFY(test::readFile(dir / "graph.svg").find("not quantizable") != std::string::npos);  // the legend
        QVERIFY(shown.view->exportPng(dir / "graph.png", 2));
        const QImage image(QString::fromStdString((dir / "graph.png").string()));
        QVERIFY(image.height() >= 2 * shown.drawing.bounds.height);
        QVERIFY(!shown.view->exportSvg(dir / "no such folder" / "graph.svg"));
    }

    void looksRightInBothThemes() {
        for (const ui::Theme& theme : {ui::lightTheme(), ui::darkTheme()}) {
            test::useTheme(theme);
            const QString suffix = theme.dark ? "dark" : "light";
            const Shown small(test::smallNetwork());
            small.view->setExcluded({small.id("relu2")});
            small.view->select(small.id("conv2"));
            QVERIFY(test::coloursOf(*small.view, "graph_small_" + suffix) > 50);
            QVERIFY(test::showsColour(*small.view, theme.background));
            const Shown large(test::largeNetwork(3000));
            QVERIFY(test::coloursOf(*large.view, "graph_large_" + suffix) > 50);
            large.view->setTransform(large.view->transform().zoomed(0.2, {450, 30}));
            QVERIFY(test::coloursOf(*large.view, "graph_blocks_" + suffix) > 5);
        }
    }
};

int main(int argc, char** argv) {
    qRegisterMetaType<rf::graph::NodeId>("rf::graph::NodeId");
    QApplication application(argc, argv);
    GraphViewTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "graph_view_test.moc"

// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QDockWidget>
#include <QFile>
#include <QHeaderView>
#include <QHelpEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QRadioButton>
#include <QSet>
#include <QSortFilterProxyModel>
#include <QTableView>
#include <QTest>
#include <QToolTip>

#include "tests/ui/demo_bench.h"
#include "tests/ui/ui_support.h"
#include "ui/actions/action_table.h"
#include "ui/application.h"
#include "ui/charts/layer_error_chart.h"
#include "ui/demo.h"
#include "ui/docks.h"
#include "ui/edits.h"
#include "ui/languages.h"
#include "ui/models/layer_table_model.h"
#include "ui/models/overlay_rows.h"
#include "ui/panels/error_panel.h"
#include "ui/panels/layer_panel.h"
#include "ui/panels/layers_panel.h"
#include "ui/panels/message_bar.h"
#include "ui/panels/tensor_section.h"

using namespace rf;
using namespace rf::ui;
using rf::test::DemoBench;
using rf::test::kLayer;
using rf::test::kPatience;

class MainWindowTest : public QObject {
    Q_OBJECT

private slots:
    void init() { test::disableAnimations(); }

    void startsWithTheDemoAndSaysWhatToDo() {
        DemoBench bench;
        bench.openDemo();
        QVERIFY(bench.window().windowTitle().startsWith("glyphs.xml"));
        QCOMPARE(bench.workbench().dataFacts()->samples, 300);
        QVERIFY(bench.window().action("run").isEnabled());
        QVERIFY(!bench.window().action("export").isEnabled());
        QVERIFY(bench.node(kLayer).state == NodeState::Quantized);
        QVERIFY(bench.window().panel<LayersPanel>().model().rowCount() > 0);
    }

    void onlyQuantizationSettingsChangeThePicture() {
        DemoBench bench;
        bench.openDemo();
        bench.shorten();
        bench.run();
        const auto& view = bench.window().panel<LayerPanel>().activations();
        bench.workbench().selection().select({kLayer});
        QTRY_VERIFY_WITH_TIMEOUT(view.current() && view.current()->quantizer && view.current()->quantizer->hasRange, kPatience);
        const auto before = bench.workbench().picture();
        QTest::keyClick(bench.window().findChild<QWidget*>("metric"), Qt::Key_End);
        QVERIFY(bench.document().isOutOfDate());
        // A picture that had been asked for would be ready before this job.
        bool done = false;
        bench.workbench().jobs().start<int>(
            Lane::Quick, "after", [](const Progress&) { return Result<int>(0); }, [&](const Result<int>&) { done = true; });
        QTRY_VERIFY_WITH_TIMEOUT(done, kPatience);
        QCOMPARE(bench.workbench().picture(), before);
        QVERIFY(view.current()->quantizer->hasRange);
        QTest::mouseClick(bench.window().findChild<QRadioButton*>("preset.accuracy"), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(bench.workbench().picture() != before, kPatience);
    }

    void everySettingIsTakenBackAndBroughtBackWithKeys() {
        DemoBench bench;
        bench.openDemo();
        auto& window = bench.window();
        const auto press = [&](const char* name, Qt::Key key) {
            auto* control = window.findChild<QWidget*>(QLatin1String(name));
            QVERIFY2(control, name);
            for (int i = 0; i < 3; ++i) QTest::keyClick(control, key);
        };
        const std::pair<const char*, std::function<void()>> settings[] = {
            {"preset", [&] { QTest::mouseClick(window.findChild<QRadioButton*>("preset.mixed"), Qt::LeftButton); }},
            {"subset", [&] { press("subset", Qt::Key_Up); }},
            {"device", [&] { press("device", Qt::Key_End); }},
            {"metric", [&] { press("metric", Qt::Key_Home); }},
            {"layer", [&] {
                 QMenu* menu = bench.menuAt(kLayer);
                 menu->findChild<QAction*>("exclude")->trigger();
                 menu->close();
             }}};
        for (const auto& [name, change] : settings) {
            const config::Project before = bench.document().project();
            change();
            const config::Project after = bench.document().project();
            QVERIFY2(!(after == before), name);
            QTest::keyClick(&window, Qt::Key_Z, Qt::ControlModifier);
            QVERIFY2(bench.document().project() == before, name);
            QTest::keyClick(&window, Qt::Key_Y, Qt::ControlModifier);
            QVERIFY2(bench.document().project() == after, name);
        }
        QCOMPARE(bench.document().undoStack().count(), static_cast<int>(std::size(settings)));
    }

    void excludingByRightClickRemovesQuantizersAndUndoBringsThemBack() {
        DemoBench bench;
        bench.openDemo();
        const int before = bench.quantizers();
        QMenu* menu = bench.menuAt(kLayer);
        QVERIFY(menu);
        menu->findChild<QAction*>("exclude")->trigger();
        menu->close();
        QVERIFY(bench.workbench().isExcluded(kLayer));
        QTRY_VERIFY_WITH_TIMEOUT(bench.document().placement() && bench.node(kLayer).state == NodeState::Ignored, kPatience);
        QVERIFY(bench.quantizers() < before);
        bench.window().action("undo").trigger();
        QTRY_VERIFY_WITH_TIMEOUT(bench.node(kLayer).state == NodeState::Quantized, kPatience);
        QCOMPARE(bench.quantizers(), before);
    }

    void selectionIsTheSameInGraphTableAndChart() {
        DemoBench bench;
        bench.openDemo();
        bench.shorten();
        bench.run();
        auto& view = bench.window().graph().view();
        auto& table = bench.window().panel<LayersPanel>().table();
        auto& chart = bench.window().panel<ErrorPanel>().chart();
        const auto& errors = bench.document().outcome()->report.errors;
        const auto chartLayer = [&] {
            return chart.selected() < 0 ? QString() : QString::fromStdString(errors[static_cast<std::size_t>(chart.selected())].layer);
        };
        const auto tableLayer = [&] { return table.currentIndex().siblingAtColumn(LayerTableModel::Layer).data().toString(); };

        QTest::mouseClick(&view, Qt::LeftButton, {}, bench.positionOf(kLayer));
        QCOMPARE(bench.workbench().selection().current(), kLayer);
        QCOMPARE(tableLayer(), kLayer);
        QCOMPARE(chartLayer(), kLayer);

        const int row = bench.window().panel<LayersPanel>().model().rowOf("block1/pointwise");
        const QModelIndex index =
            static_cast<QSortFilterProxyModel*>(table.model())->mapFromSource(bench.window().panel<LayersPanel>().model().index(row, 1));
        table.scrollTo(index);
        QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, table.visualRect(index).center());
        QCOMPARE(view.selected(), bench.node("block1/pointwise").id);
        QCOMPARE(chartLayer(), "block1/pointwise");

        emit chart.layerClicked(0);
        QCOMPARE(bench.workbench().selection().current(), QString::fromStdString(errors[0].layer));
        QCOMPARE(tableLayer(), QString::fromStdString(errors[0].layer));
    }

    void ctrlFFiltersTheTable() {
        DemoBench bench;
        bench.openDemo();
        auto* filter = bench.window().findChild<QLineEdit*>("layerFilter");
        bench.window().action("find").trigger();
        QTest::keyClicks(filter, "depthwise type:GroupConv");
        const auto& shown = *bench.window().panel<LayersPanel>().table().model();
        QVERIFY(shown.rowCount() > 0 && shown.rowCount() < bench.window().panel<LayersPanel>().model().rowCount());
        for (int row = 0; row < shown.rowCount(); ++row)
            QVERIFY(shown.index(row, LayerTableModel::Layer).data().toString().contains("depthwise"));
    }

    void droppingAModelOpensItAndDroppingDataUsesIt() {
        DemoBench bench;
        bench.window().show();
        const auto demo = demoProject();
        QVERIFY(demo);
        bench.drop(demo->model);
        QTRY_VERIFY_WITH_TIMEOUT(bench.document().model(), kPatience);
        QVERIFY(bench.document().project().data.sources.empty());
        QVERIFY(!bench.window().action("run").isEnabled());
        bench.drop(demo->data.sources.front().location);
        QTRY_VERIFY_WITH_TIMEOUT(bench.workbench().dataFacts(), kPatience);
        QCOMPARE(bench.workbench().dataFacts()->samples, 300);
        QVERIFY(bench.window().action("run").isEnabled());
        bench.window().action("undo").trigger();
        QVERIFY(bench.document().project().data.sources.empty());
    }

    void aBrokenFileGivesASentenceAndKeepsTheModel() {
        DemoBench bench;
        bench.openDemo();
        const auto model = bench.document().model();
        bench.workbench().open(bench.folder.write("broken.xml", "<net"));
        QTRY_VERIFY_WITH_TIMEOUT(bench.window().messages().isVisible(), kPatience);
        QVERIFY(bench.window().messages().text().contains("broken.xml"));
        QCOMPARE(bench.document().model(), model);
        QVERIFY(!QApplication::activeModalWidget());
    }

    void everyActionOfTheTableIsInAMenuAndItsKeysAreInTheSheet() {
        DemoBench bench;
        bench.window().show();
        QVERIFY(QTest::qWaitForWindowActive(&bench.window()));
        QTest::keyClick(&bench.window(), Qt::Key_F1);
        auto* sheet = bench.window().findChild<QDialog*>("shortcutSheet");
        QVERIFY(sheet && sheet->isVisible());
        QStringList shown, lines;  // a text is followed by its keys
        for (const QLabel* label : sheet->findChildren<QLabel*>()) {
            if (!shown.isEmpty()) lines << shown.last() + QStringLiteral("  ") + label->text();
            shown << label->text();
        }
        QVERIFY(actionRows().size() > 10);
        for (const ActionRow& row : actionRows()) {
            const QAction& action = bench.window().action(row.id);
            const auto menus = action.associatedObjects();
            QVERIFY2(std::any_of(menus.begin(), menus.end(), [](QObject* object) { return qobject_cast<QMenu*>(object); }), row.id);
            if (row.keys.isEmpty()) continue;
            QStringList line{withoutMnemonic(actionText(row))};
            for (const QKeySequence& key : row.keys) line << key.toString(QKeySequence::NativeText);
            QVERIFY2(lines.contains(line.join(QStringLiteral("  "))), row.id);
        }
        for (const CanvasKeyRow& row : canvasKeyRows()) QVERIFY2(shown.contains(canvasKeyText(row.text)), row.text);
        QTest::keyClick(sheet, Qt::Key_Escape);
        QTRY_VERIFY(!bench.window().findChild<QDialog*>("shortcutSheet"));
        bench.window().activateWindow();  // without a window manager nobody else does
        QVERIFY(QTest::qWaitForWindowActive(&bench.window()));
        QTest::keyClick(&bench.window(), Qt::Key_Question);
        QVERIFY(bench.window().findChild<QDialog*>("shortcutSheet"));
    }

    void noTwoActionsShareAKeyOrAnId() {
        QSet<QString> ids, keys;
        for (const ActionRow& row : actionRows()) {
            QVERIFY2(!ids.contains(row.id), row.id);
            ids << row.id;
            for (const QKeySequence& key : row.keys) {
                QVERIFY2(!keys.contains(key.toString()), row.id);
                keys << key.toString();
            }
        }
        for (const char* id : toolBarIds()) QVERIFY(!id || ids.contains(id));
    }

    void closedDocksComeBackWithResetLayout() {
        DemoBench bench;
        bench.window().show();
        QVERIFY(dockRows().size() > 3);
        for (const DockRow& row : dockRows()) {
            QDockWidget& dock = bench.window().dock(row);
            QVERIFY2(dock.toggleViewAction()->isChecked(), row.id);
            dock.toggleViewAction()->trigger();
            QVERIFY2(dock.isHidden(), row.id);
        }
        bench.window().action("resetLayout").trigger();
        for (const DockRow& row : dockRows()) {
            QVERIFY2(!bench.window().dock(row).isHidden(), row.id);
            QVERIFY2(bench.window().dockWidgetArea(&bench.window().dock(row)) == row.area, row.id);
        }
    }

    void everyLanguageHasACatalogueAndAMenuEntry() {
        DemoBench bench;
        for (const LanguageRow& row : kLanguages) {
            QVERIFY2(QFile::exists(QStringLiteral(":/translations/rangefinder_%1.qm").arg(row.code)), row.code);
            bench.window().action(QStringLiteral("language.") + row.code).trigger();
            QCOMPARE(bench.settings.language(), row.code);
            QVERIFY(bench.window().action(QStringLiteral("language.") + row.code).isChecked());
        }
    }

    void theGraphIsPaintedWithEveryOverlay() {
        DemoBench bench;
        bench.openDemo();
        bench.shorten();
        bench.run();
        auto* overlays = bench.window().findChild<QComboBox*>("overlay");
        QVERIFY(overlays);
        QCOMPARE(overlays->count(), static_cast<int>(overlayRows().size()));
        QCOMPARE(overlays->currentData().toString(), "sqnr.isolated");  // a run is painted at once
        overlays->setCurrentIndex(0);
        overlays->setFocus();
        auto& view = bench.window().graph().view();
        const QImage operators = view.grab().toImage();
        for (int row = 1; row < overlays->count(); ++row) {
            QTest::keyClick(overlays, Qt::Key_Down);
            QCOMPARE(overlays->currentText(), overlayTitle(overlayRows()[static_cast<std::size_t>(row)]));
            QVERIFY2(view.grab().toImage() != operators, overlayRows()[static_cast<std::size_t>(row)].id);
        }
    }

    void theThemeChangesWithoutARestart() {
        DemoBench bench;
        bench.openDemo();
        bench.window().action("theme.dark").trigger();
        QVERIFY(QApplication::palette().color(QPalette::Window) == darkTheme().surface);
        QVERIFY(test::showsColour(bench.window().graph().view(), darkTheme().background));
        bench.window().action("theme.light").trigger();
        QVERIFY(test::showsColour(bench.window().graph().view(), lightTheme().background));
        QVERIFY(bench.settings.theme() == ThemeChoice::Light);
    }

    void aWarningStaysOneInAnotherTheme() {
        DemoBench bench;
        bench.openDemo();
        bench.window().action("theme.light").trigger();
        auto* header = bench.window().findChild<QLabel*>("runHeader");
        QVERIFY(header);
        QVERIFY(header->palette().color(QPalette::WindowText) == lightTheme().muted);
        QVERIFY(bench.document().addRun(bench.document().snapshot(), std::make_shared<const pipeline::Outcome>(), {}));
        QTest::mouseClick(bench.window().findChild<QRadioButton*>("preset.accuracy"), Qt::LeftButton);
        const int size = header->font().pixelSize();
        for (const auto& [action, theme] : {std::pair("theme.dark", &darkTheme()), std::pair("theme.light", &lightTheme())}) {
            bench.window().action(QLatin1String(action)).trigger();
            QVERIFY2(header->palette().color(QPalette::WindowText) == theme->warn, action);
            QCOMPARE(header->font().pixelSize(), size);
        }
    }

    void settingsExplainThemselvesUnderTheMouse() {
        DemoBench bench;
        bench.openDemo();
        const std::pair<const char*, std::pair<QString, QString>> settings[] = {
            {"calibrationData", {"Samples to calibrate with.", "data"}},
            {"preset.mixed", {"", "compression.algorithms.params.preset"}},
            {"subset", {"at most what the data has", "compression.algorithms.params.stat_subset_size"}},
            {"device", {"", "compression.target_device"}},
            {"engine", {"What runs the network", "runtime"}},
            {"metric", {"Metric of the float and the quantized model", "metric"}},
            {"testData", {"Samples to measure metrics on.", "test_data"}},
            {"ignoredRules", {"Layers that stay in floating point.", "compression.algorithms.params.ignored"}},
        };
        const auto shown = [&](const char* name) {
            auto* control = bench.window().findChild<QWidget*>(QLatin1String(name));
            if (!control) return QString();
            QHelpEvent event(QEvent::ToolTip, control->rect().center(), control->mapToGlobal(control->rect().center()));
            QApplication::sendEvent(control, &event);
            return QToolTip::text();
        };
        for (const auto& [name, expected] : settings) {
            const QString text = shown(name);
            QVERIFY2(text.contains(expected.first), name);
            QVERIFY2(text.contains("<code>" + expected.second + "</code>"), name);
            QVERIFY2(!text.startsWith(QLatin1String("<p></p>")), name);
        }
        bench.window().action("language.zh_CN").trigger();
        QVERIFY(shown("engine").contains("runtime"));
        QVERIFY2(!shown("engine").contains("What runs the network"), qPrintable(shown("engine")));
        bench.window().action("language.en").trigger();
    }

    void rulesTellWhatTheyDidAndAreTakenBack() {
        DemoBench bench;
        bench.openDemo();
        const int before = bench.quantizers();
        config::Project project = bench.document().project();
        project.quantization.ignored.patterns = {{"stem/*"}, {"no such layer*"}};
        bench.document().setProject(project);
        auto* rules = bench.window().findChild<QListWidget*>(QStringLiteral("ignoredRules"));
        QVERIFY(rules);
        QTRY_VERIFY_WITH_TIMEOUT(rules->count() == 2 && rules->item(1)->text().contains("has no effect"), kPatience);
        const int fewer = before - bench.quantizers();
        QVERIFY(fewer > 0);
        QVERIFY2(rules->item(0)->text().contains(QStringLiteral("%1 quantizer").arg(fewer)), qPrintable(rules->item(0)->text()));

        rules->setFocus();
        rules->setCurrentRow(0);
        const auto buttons = rules->parentWidget()->findChildren<QPushButton*>();
        const auto remove = std::find_if(buttons.begin(), buttons.end(), [](auto* button) { return button->text() == "Include again"; });
        QVERIFY(remove != buttons.end() && (*remove)->isEnabled());
        QTest::mouseClick(*remove, Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(bench.document().placement() && bench.quantizers() == before, kPatience);
        QCOMPARE(rules->count(), 1);
    }
};

QTEST_MAIN(MainWindowTest)
#include "main_window_test.moc"

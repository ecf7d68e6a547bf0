// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QApplication>
#include <QDragEnterEvent>
#include <QMimeData>
#include <QStatusBar>
#include <QTest>
#include <filesystem>

#include "tests/support/temp_dir.h"
#include "tests/ui/ui_support.h"
#include "ui/application.h"
#include "ui/demo.h"
#include "ui/main_window.h"
#include "ui/panels/message_bar.h"

using namespace rf;
using namespace rf::ui;

namespace {

constexpr int kPatience = 60'000;  // milliseconds; a limit for a machine under load, not a measurement

struct DropBench {
    test::TempDir folder;
    Settings settings{QString::fromStdString((folder / "settings.ini").string())};
    Application application{settings, QStringLiteral("en")};
    QString announced;  ///< while something is over the window

    Workbench& workbench() { return application.workbench(); }
    ProjectDocument& document() { return workbench().document(); }
    MainWindow& window() { return application.window(); }

    void drop(const std::filesystem::path& path) {
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(QString::fromStdString(path.string()))});
        QDragEnterEvent enter({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, {});
        QApplication::sendEvent(&window(), &enter);
        announced = window().statusBar()->currentMessage();
        QDropEvent event({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, {});
        QApplication::sendEvent(&window(), &event);
    }
    /// A model of the user's own, without data.
    void openModel() {
        const auto demo = demoProject();
        QVERIFY(demo);
        for (const char* name : {"glyphs.xml", "glyphs.bin"}) std::filesystem::copy(demo->model.parent_path() / name, folder / name);
        window().show();
        drop(folder / "glyphs.xml");
        QCOMPARE(announced, QStringLiteral("Drop to open"));
        QTRY_VERIFY_WITH_TIMEOUT(document().model() && !workbench().isBusy(), kPatience);
        QVERIFY(document().project().data.sources.empty());
    }
    QString message() { return window().messages().isVisible() ? window().messages().text() : QString(); }
};

}  // namespace

class DropTest : public QObject {
    Q_OBJECT

private slots:
    void init() { test::disableAnimations(); }

    void whatIsNoDataDoesNotBecomeData_data() {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("keras") << "net.keras" << QByteArray() << "is a model of Keras, which is not read";
        QTest::newRow("lone bin") << "other.bin" << QByteArray("12345") << "is nothing that can be opened";
        QTest::newRow("annotations") << "instances.json" << QByteArray(R"({"images": [], "annotations": []})") << "holds annotations";
    }
    void whatIsNoDataDoesNotBecomeData() {
        QFETCH(QString, file);
        QFETCH(QByteArray, content);
        QFETCH(QString, sentence);
        DropBench bench;
        bench.openModel();
        const auto model = bench.document().model();
        bench.drop(bench.folder.write(file.toStdString(), content.toStdString()));
        QVERIFY2(bench.announced.contains(sentence), qPrintable(bench.announced));
        QVERIFY2(bench.message().contains(sentence), qPrintable(bench.message()));
        QVERIFY(bench.document().project().data.sources.empty());
        QCOMPARE(bench.document().model(), model);
    }

    void aPotConfigurationInYamlIsOpened() {
        DropBench bench;
        bench.openModel();
        bench.drop(bench.folder.write("pot.yml",
                                      "model:\n  model: glyphs.xml\n  model_name: mine\nengine:\n  type: data_free\n"
                                      "compression:\n  algorithms:\n    - name: DefaultQuantization\n      params: {preset: mixed}\n"));
        QCOMPARE(bench.announced, QStringLiteral("Drop to open"));
        QTRY_VERIFY_WITH_TIMEOUT(bench.document().project().modelName == "mine" && !bench.workbench().isBusy(), kPatience);
        QVERIFY(bench.document().project().quantization.preset == quantization::Preset::Mixed);
    }

    void anAccuracyCheckerDescriptionGivesDataAndMetrics() {
        DropBench bench;
        bench.openModel();
        const auto model = bench.document().model();
        bench.folder.write("pictures/a.png", "");
        bench.folder.write("val.txt", "a.png 0\n");
        bench.drop(
            bench.folder.write("ac.yml",
                               "models:\n  - name: glyphs\n    launchers: [{framework: dlsdk, adapter: classification}]\n    datasets:\n"
                               "      - name: set\n        data_source: pictures\n        annotation_conversion: {converter: imagenet, "
                               "annotation_file: val.txt}\n        metrics: [{type: accuracy, top_k: 5}]\n"));
        QVERIFY2(bench.message().isEmpty(), qPrintable(bench.message()));
        QCOMPARE(bench.announced, QStringLiteral("Drop to use its data and metrics"));
        QCOMPARE(bench.document().model(), model);
        const config::Project& project = bench.document().project();
        QCOMPARE(project.data.sources.size(), std::size_t{1});
        QVERIFY(QString::fromStdString(project.data.sources[0].location).contains(QStringLiteral("pictures")));
        QCOMPARE(project.metrics.size(), std::size_t{1});
        QTest::keyClick(&bench.window(), Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(bench.document().project().data.sources.empty());
        QVERIFY(bench.document().project().metrics.empty());
    }

    void weightsOpenTheirModel() {
        DropBench bench;
        bench.openModel();
        const auto before = bench.document().model();
        bench.drop(bench.folder / "glyphs.bin");
        QCOMPARE(bench.announced, QStringLiteral("Drop to open"));
        QTRY_VERIFY_WITH_TIMEOUT(bench.document().model() != before && !bench.workbench().isBusy(), kPatience);
        QVERIFY(bench.document().project().data.sources.empty());
    }
};

QTEST_MAIN(DropTest)
#include "drop_test.moc"

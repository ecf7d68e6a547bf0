// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAction>
#include <QApplication>
#include <QDialog>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QTest>
#include <QTimer>
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>

#include "tests/support/temp_dir.h"
#include "tests/ui/ui_support.h"
#include "ui/application.h"
#include "ui/demo.h"
#include "ui/edits.h"
#include "ui/main_window.h"
#include "ui/panels/message_bar.h"

using namespace rf;
using namespace rf::ui;

namespace {

constexpr int kPatience = 60'000;  // milliseconds; a limit for a machine under load, not a measurement

/// The program with a model of the user's own, quantized, as it stands before an export.
struct ExportBench {
    test::TempDir folder;
    Settings settings{QString::fromStdString((folder / "settings.ini").string())};
    Application application{settings, QStringLiteral("en")};
    std::map<std::string, std::string> before;

    Workbench& workbench() { return application.workbench(); }
    MainWindow& window() { return application.window(); }

    void quantize() {
        const auto demo = demoProject();
        QVERIFY(demo);
        std::filesystem::create_directory(folder / "mine");
        for (const char* name : {"glyphs.xml", "glyphs.bin"})
            std::filesystem::copy(demo->model.parent_path() / name, folder / "mine" / name);
        before = contents();
        config::Project project;
        project.model = folder / "mine/glyphs.xml";
        project.data.sources = {{"", "synthetic:2", ""}};
        project.errorSamples = 0;
        window().show();
        workbench().openProject(project);
        QTRY_VERIFY_WITH_TIMEOUT(workbench().canRun(), kPatience);
        QTest::keyClick(&window(), Qt::Key_F5);
        QTRY_VERIFY_WITH_TIMEOUT(!workbench().isRunning() && workbench().document().outcome(), kPatience);
        QVERIFY(window().action("export").isEnabled());
    }
    std::map<std::string, std::string> contents() {
        std::map<std::string, std::string> files;
        for (const auto& entry : std::filesystem::directory_iterator(folder / "mine"))
            if (entry.is_regular_file()) files[entry.path().string()] = test::readFile(entry.path());
        return files;
    }
    QDialog* openDialog() {
        window().activateWindow();
        if (!QTest::qWaitForWindowActive(&window())) return nullptr;
        QTest::keyClick(&window(), Qt::Key_E, Qt::ControlModifier);
        return window().findChild<QDialog*>(QStringLiteral("exportDialog"));
    }
    static QLineEdit& path(QDialog& dialog) { return *dialog.findChild<QLineEdit*>(QStringLiteral("exportFolder")); }
    /// Exports into the folder, with `answer` given where the window asks.
    void exportInto(const std::filesystem::path& target, const std::function<void(QMessageBox&)>& answer = {}) {
        QDialog* dialog = openDialog();
        QVERIFY(dialog);
        path(*dialog).setText(QString::fromStdString(target.string()));
        bool asked = false;
        QTimer watch;
        QObject::connect(&watch, &QTimer::timeout, &watch, [&] {
            auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
            if (!box || !answer) return;
            watch.stop();
            asked = true;
            answer(*box);
        });
        watch.start(0);
        QTest::keyClick(&path(*dialog), Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(!workbench().isBusy() && asked == (answer != nullptr), kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(!workbench().isBusy(), kPatience);
    }
    bool hasResult(const std::string& name) { return std::filesystem::exists(folder / name / "report.json"); }
};

QPushButton* button(QMessageBox& box, const QString& text) {
    for (auto* one : box.buttons())
        if (one->text() == text) return qobject_cast<QPushButton*>(one);
    return nullptr;
}

/// A picture of a dialog where RF_PICTURES names a folder; it must show something in any case.
void picture(QWidget& dialog, const QString& name) { QVERIFY(test::coloursOf(dialog, name) > 3); }

}  // namespace

class ExportTest : public QObject {
    Q_OBJECT

private slots:
    void init() { test::disableAnimations(); }

    void enterCreatesAFolderBesideTheModelAndKeepsTheModel() {
        ExportBench bench;
        bench.quantize();
        QDialog* dialog = bench.openDialog();
        QVERIFY(dialog);
        QCOMPARE(ExportBench::path(*dialog).text().toStdString(), (bench.folder / "mine/glyphs-int8").string());
        picture(*dialog, QStringLiteral("export-dialog"));
        QTest::keyClick(dialog, Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(bench.hasResult("mine/glyphs-int8") && !bench.workbench().isBusy(), kPatience);
        for (const char* file : {"glyphs.xml", "glyphs.bin", "config.json"})
            QVERIFY2(std::filesystem::exists(bench.folder / "mine/glyphs-int8" / file), file);
        QVERIFY(bench.contents() == bench.before);
        // The next export has another folder.
        dialog = bench.openDialog();
        QVERIFY(dialog);
        QCOMPARE(ExportBench::path(*dialog).text().toStdString(), (bench.folder / "mine/glyphs-int8-2").string());
        QTest::keyClick(dialog, Qt::Key_Escape);
        QVERIFY(!bench.workbench().isBusy());
        QVERIFY(!bench.hasResult("mine/glyphs-int8-2"));
    }

    void theModelsOwnFolderIsNotWrittenOver() {
        ExportBench bench;
        bench.quantize();
        QString text;
        bool mayReplace = true;
        bench.exportInto(bench.folder / "mine", [&](QMessageBox& box) {
            text = box.informativeText();
            mayReplace = button(box, QStringLiteral("Replace"));
            picture(box, QStringLiteral("export-over-model"));
            QTest::keyClick(&box, Qt::Key_Escape);
        });
        QVERIFY(!mayReplace);
        QVERIFY2(text.contains(QStringLiteral("glyphs.bin, glyphs.xml")), qPrintable(text));
        QVERIFY(bench.contents() == bench.before);
        QVERIFY(!bench.hasResult("mine/glyphs-int8"));

        bench.exportInto(bench.folder / "mine", [&](QMessageBox& box) { QTest::keyClick(&box, Qt::Key_Return); });
        QVERIFY(bench.hasResult("mine/glyphs-int8"));
        QVERIFY(bench.contents() == bench.before);
    }

    void anEarlierResultIsReplacedKeptOrLeft() {
        ExportBench bench;
        bench.quantize();
        const std::filesystem::path target = bench.folder / "mine/glyphs-int8";
        bench.exportInto(target);
        QVERIFY(bench.hasResult("mine/glyphs-int8"));
        const std::filesystem::path mark = target / "glyphs.bin";
        const auto spoil = [&] { std::ofstream(mark, std::ios::app) << "older"; };
        const auto isSpoilt = [&] { return test::readFile(mark).ends_with("older"); };

        spoil();
        bench.exportInto(target, [](QMessageBox& box) { QTest::keyClick(&box, Qt::Key_Escape); });
        QVERIFY(isSpoilt());
        QVERIFY(!bench.hasResult("mine/glyphs-int8-2"));

        bench.exportInto(target, [](QMessageBox& box) {
            picture(box, QStringLiteral("export-question"));
            QTest::mouseClick(button(box, QStringLiteral("Keep both")), Qt::LeftButton);
        });
        QVERIFY(isSpoilt());
        QVERIFY(bench.hasResult("mine/glyphs-int8-2"));

        bench.exportInto(target, [](QMessageBox& box) { QTest::mouseClick(button(box, QStringLiteral("Replace")), Qt::LeftButton); });
        QVERIFY(!isSpoilt());
        QVERIFY(!bench.hasResult("mine/glyphs-int8-3"));
    }

    void filesThatAreNoResultAreKept() {
        ExportBench bench;
        bench.quantize();
        const auto config = bench.folder.write("mine/notes/config.json", "{}");
        bool mayReplace = true;
        bench.exportInto(config.parent_path(), [&](QMessageBox& box) {
            mayReplace = button(box, QStringLiteral("Replace"));
            QTest::mouseClick(button(box, QStringLiteral("Export there")), Qt::LeftButton);
        });
        QVERIFY(!mayReplace);
        QCOMPARE(test::readFile(config), std::string("{}"));
        QVERIFY(bench.hasResult("mine/notes/glyphs-int8"));
    }

    void aRunForEarlierSettingsIsExportedAsItWas() {
        ExportBench bench;
        bench.quantize();
        bench.exportInto(bench.folder / "mine/now");
        setPreset(bench.workbench().document(), quantization::Preset::Accuracy);
        QVERIFY(bench.workbench().document().isOutOfDate());
        QDialog* dialog = bench.openDialog();
        QVERIFY(dialog);
        const auto labels = dialog->findChildren<QLabel*>();
        QVERIFY(std::any_of(labels.begin(), labels.end(), [](auto* label) { return label->text().startsWith("This is run 1"); }));
        picture(*dialog, QStringLiteral("export-earlier"));
        QTest::keyClick(dialog, Qt::Key_Escape);
        bench.exportInto(bench.folder / "mine/later");
        for (const char* file : {"glyphs.xml", "glyphs.bin", "report.json", "config.json"})
            QVERIFY2(test::readFile(bench.folder / "mine/now" / file) == test::readFile(bench.folder / "mine/later" / file), file);
    }

    void anotherRunThatEndsDuringTheQuestionIsNotTheOneWritten() {
        ExportBench bench;
        bench.quantize();
        auto& document = bench.workbench().document();
        const auto target = bench.folder / "mine/glyphs-int8";
        bench.exportInto(target);
        const std::string model = test::readFile(target / "glyphs.bin");
        bench.exportInto(target, [&](QMessageBox& box) {
            QVERIFY(document.addRun(document.snapshot(), std::make_shared<const pipeline::Outcome>(), {}));
            QTest::mouseClick(button(box, QStringLiteral("Replace")), Qt::LeftButton);
        });
        QCOMPARE(document.shownRun()->number, 2);
        QVERIFY(!model.empty() && test::readFile(target / "glyphs.bin") == model);
    }

    void aFolderWithoutASlashIsMeantBesideTheModel() {
        ExportBench bench;
        bench.quantize();
        bench.exportInto("elsewhere");
        QVERIFY(bench.hasResult("mine/elsewhere"));
    }

    void theDialogsSpeakChineseAndKnowTheDark() {
        ExportBench bench;
        bench.quantize();
        bench.window().action("language.zh_CN").trigger();
        bench.window().action("theme.dark").trigger();
        QDialog* dialog = bench.openDialog();
        QVERIFY(dialog);
        QVERIFY2(dialog->windowTitle().contains(QStringLiteral("导出")), qPrintable(dialog->windowTitle()));
        picture(*dialog, QStringLiteral("export-dialog-zh-dark"));
        QTest::keyClick(dialog, Qt::Key_Escape);
        bench.exportInto(bench.folder / "mine", [](QMessageBox& box) {
            picture(box, QStringLiteral("export-over-model-zh-dark"));
            QTest::keyClick(&box, Qt::Key_Escape);
        });
        QVERIFY(bench.contents() == bench.before);
        bench.window().action("theme.light").trigger();
        bench.window().action("language.en").trigger();
    }
};

QTEST_MAIN(ExportTest)
#include "export_test.moc"

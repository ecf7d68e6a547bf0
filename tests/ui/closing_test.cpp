// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QApplication>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QTest>
#include <QTimer>
#include <latch>

#include "core/base/abandoned_work.h"
#include "tests/support/slow_model.h"
#include "tests/support/temp_dir.h"
#include "ui/application.h"
#include "ui/main_window.h"

using namespace rf;
using namespace rf::ui;

namespace {

constexpr int kPatience = 60'000;  // milliseconds; a limit for a machine under load, not a measurement

/// The program with a model that OpenVINO compiles for longer than this test may last.
struct SlowBench {
    test::TempDir folder;
    Settings settings{QString::fromStdString((folder / "settings.ini").string())};
    Application application{settings, QStringLiteral("en")};

    Workbench& workbench() { return application.workbench(); }
    MainWindow& window() { return application.window(); }

    void open() {
        test::writeSlowModel(folder / "slow.xml");
        config::Project project;
        project.model = folder / "slow.xml";
        project.data.sources.push_back({.location = "synthetic:2"});
        window().show();
        workbench().openProject(project);
        QTRY_VERIFY_WITH_TIMEOUT(workbench().picture() && workbench().dataFacts(), kPatience);
    }

    /// Presses Run, waits for the statistics, and clicks on Cancel.
    void runAndCancel() {
        bool collects = false;
        const auto watch = QObject::connect(&workbench(), &Workbench::progressed, [&](const RunProgress& progress) {
            collects = collects || progress.stage == pipeline::Stage::Calibrate;
        });
        QTest::keyClick(&window(), Qt::Key_F5);
        QTRY_VERIFY_WITH_TIMEOUT(collects, kPatience);
        QObject::disconnect(watch);
        QTest::mouseClick(window().findChild<QPushButton*>("cancelButton"), Qt::LeftButton);
        QVERIFY(!workbench().isRunning());
        QVERIFY(window().action("run").isEnabled());
    }
};

}  // namespace

class ClosingTest : public QObject {
    Q_OBJECT

private slots:
    void endsAlthoughWorkDoesNotStop() {
        const auto release = std::make_shared<std::latch>(1);
        {
            const test::TempDir folder;
            Settings settings(QString::fromStdString((folder / "settings.ini").string()));
            Application application(settings, QStringLiteral("en"));
            application.window().show();
            std::latch begun(1);
            application.workbench().jobs().start<int>(
                Lane::Engine, "stuck",
                [release, &begun](const Progress&) {
                    begun.count_down();
                    release->wait();
                    return Result<int>(0);
                },
                [](Result<int>) {});
            begun.wait();
            application.window().close();
        }
        QCOMPARE(AbandonedWork::count(), 1);
        release->count_down();
        AbandonedWork::waitForAll();
    }

    // The last test: the compile goes on, and main() leaves without it.
    void cancelAndCloseDoNotWaitForOpenVino() {
        {
            SlowBench bench;
            bench.open();
            for (int attempt = 0; attempt < 20 && AbandonedWork::count() == 0; ++attempt) {  // until Cancel came amid a compile
                bench.runAndCancel();
                QTest::qWait(1);
            }
            QCOMPARE(AbandonedWork::count(), 1);

            // What is quick goes on meanwhile.
            const auto before = bench.workbench().picture();
            QTest::mouseClick(bench.window().findChild<QRadioButton*>("preset.accuracy"), Qt::LeftButton);
            QTRY_VERIFY_WITH_TIMEOUT(bench.workbench().picture() != before, kPatience);

            // The next run says what it waits for, and can be cancelled and closed, too.
            QTest::keyClick(&bench.window(), Qt::Key_F5);
            const auto* details = bench.window().findChild<QLabel*>("runDetails");
            QTRY_VERIFY_WITH_TIMEOUT(details->text().startsWith("Waiting for OpenVINO"), kPatience);
            QTimer::singleShot(0, &bench.window(), [] {
                QTest::mouseClick(QApplication::activeModalWidget()->findChild<QPushButton*>("discard"), Qt::LeftButton);
            });
            bench.window().close();
        }
        QCOMPARE(AbandonedWork::count(), 1);
    }
};

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    ClosingTest test;
    return leave(QTest::qExec(&test, argc, argv));
}
#include "closing_test.moc"

// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QComboBox>
#include <QTest>

#include "tests/support/temp_dir.h"
#include "tests/ui/ui_support.h"
#include "ui/application.h"
#include "ui/main_window.h"
#include "ui/panels/stage_strip.h"

using namespace rf;
using namespace rf::ui;

/// A list of metrics, as configurations have it, in the window.
class MetricsTest : public QObject {
    Q_OBJECT

    test::TempDir m_folder;
    Settings m_settings{QString::fromStdString((m_folder / "settings.ini").string())};
    Application m_application{m_settings, QStringLiteral("en")};

    ProjectDocument& document() { return m_application.workbench().document(); }
    QString stages() { return m_application.window().findChild<StageStrip*>()->accessibleName(); }
    QComboBox& combo() { return *m_application.window().findChild<QComboBox*>(QStringLiteral("metric")); }
    void set(const std::vector<std::string>& texts) {
        config::Project project = document().project();
        project.metrics.clear();
        for (const std::string& text : texts) project.metrics.push_back(metrics::parseSpec(text).value());
        document().setProject(project);
    }

private slots:
    void initTestCase() {
        test::disableAnimations();
        m_application.window().show();
    }

    void aListAloneIsMeasuredAndShown() {
        set({});
        QVERIFY(!stages().contains(QStringLiteral("Evaluate")));
        QCOMPARE(combo().currentText(), QStringLiteral("Not measured"));
        set({"accuracy@5", "sqnr:limit=20"});
        QVERIFY2(stages().contains(QStringLiteral("Evaluate")), qPrintable(stages()));
        QCOMPARE(combo().currentText(), QStringLiteral("Accuracy, top 5, sqnr:limit=20"));
    }

    void choosingTheListAgainKeepsItAndAnotherReplacesIt() {
        set({"accuracy@5", "sqnr:limit=20"});
        const config::Project before = document().project();
        combo().setFocus();
        emit combo().activated(combo().currentIndex());
        QVERIFY(document().project() == before);
        combo().setCurrentIndex(0);
        QTest::keyClick(&combo(), Qt::Key_Down);
        QCOMPARE(document().project().metrics.size(), std::size_t{1});
        QCOMPARE(metrics::toText(document().project().metrics[0]), std::string("accuracy@1"));
        document().undoStack().undo();
        QVERIFY(document().project() == before);
    }
};

QTEST_MAIN(MetricsTest)
#include "metrics_test.moc"

// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QApplication>
#include <QElapsedTimer>
#include <QTest>
#include <ctime>

#include "tests/ui/demo_bench.h"
#include "tests/ui/ui_support.h"
#include "ui/edits.h"
#include "ui/panels/layers_panel.h"

using namespace rf;
using namespace rf::ui;
using rf::test::DemoBench;
using rf::test::kPatience;

namespace {

/// Measures how long the thread of the window is busy with one event.
class WatchedApplication : public QApplication {
public:
    using QApplication::QApplication;
    bool notify(QObject* receiver, QEvent* event) override {
        const bool outermost = m_depth++ == 0;
        if (outermost) {
            m_timer.start();
            m_begun = busyNs();
        }
        const bool done = QApplication::notify(receiver, event);
        if (outermost && m_timer.nsecsElapsed() > m_longest) {
            m_longest = m_timer.nsecsElapsed();
            m_busy = busyNs() - m_begun;
            m_what = QString("%1, event %2").arg(receiver->metaObject()->className()).arg(event->type());
        }
        --m_depth;
        return done;
    }
    void forget() {
        m_longest = m_busy = 0;
        m_what.clear();
    }
    double longestMs() const { return static_cast<double>(m_longest) / 1e6; }
    double busyMs() const { return static_cast<double>(m_busy) / 1e6; }  ///< of these, that this thread had a processor
    QString what() const { return m_what; }

private:
    static qint64 busyNs() {
        timespec time{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return static_cast<qint64>(time.tv_sec) * 1'000'000'000 + time.tv_nsec;
    }

    int m_depth = 0;
    qint64 m_longest = 0, m_busy = 0, m_begun = 0;
    QString m_what;
    QElapsedTimer m_timer;
};

WatchedApplication& watched() { return *static_cast<WatchedApplication*>(qApp); }

}  // namespace

/// What large networks cost the thread of the window. The figures are printed, not judged: machines differ.
class WindowThreadTest : public QObject {
    Q_OBJECT

    static void report(const char* what) {
        qInfo("%s: the window was busy for at most %.1f ms at once, %.1f ms of them on a processor (%s)", what, watched().longestMs(),
              watched().busyMs(), qPrintable(watched().what()));
    }

private slots:
    void init() { test::disableAnimations(); }

    void excludingManyLayersOfALargeNetworkAndTakingItBack() {
        DemoBench bench;
        bench.window().show();
        config::Project project;
        project.model = "large.xml";
        bench.document().open(project, std::make_shared<const graph::Graph>(test::largeNetwork(10000)));
        QTRY_VERIFY_WITH_TIMEOUT(bench.workbench().picture() && bench.document().placement(), kPatience);
        QTest::qWait(0);
        const int before = bench.quantizers();
        QStringList names;
        for (const GraphNode& node : bench.workbench().picture()->model->nodes())
            if (node.type == "Convolution" && names.size() < 168) names << node.name;
        QCOMPARE(names.size(), 168);
        bench.workbench().selection().select(names);
        QCoreApplication::processEvents();

        // As an event of its own, so that it is measured too.
        watched().forget();
        QMetaObject::invokeMethod(
            &bench.window(), [&] { excludeLayers(bench.document(), names); }, Qt::QueuedConnection);
        QTRY_VERIFY_WITH_TIMEOUT(bench.document().placement() && bench.quantizers() < before, kPatience);
        QCoreApplication::processEvents();
        report("168 of 10 000 layers excluded");
        watched().forget();
        QMetaObject::invokeMethod(
            &bench.window(), [&] { bench.window().action("undo").trigger(); }, Qt::QueuedConnection);
        QTRY_VERIFY_WITH_TIMEOUT(bench.document().placement() && bench.quantizers() == before, kPatience);
        QCoreApplication::processEvents();
        report("and taken back");
        QVERIFY(bench.document().project().quantization.ignored.names.empty());
    }
};

int main(int argc, char** argv) {
    WatchedApplication application(argc, argv);
    WindowThreadTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "window_thread_test.moc"

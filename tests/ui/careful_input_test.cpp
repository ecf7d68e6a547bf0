// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/careful_input.h"

#include <QtTest/qtestspontaneevent.h>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QMainWindow>
#include <QMenuBar>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSpinBox>
#include <QTest>
#include <QVBoxLayout>
#include <QWheelEvent>

#include "tests/ui/ui_support.h"
#include "ui/graph_view/graph_view.h"

using namespace rf::ui;

namespace {

/// A window with a form that scrolls, an Undo action and a job that Esc stops.
struct Form {
    QMainWindow window;
    QScrollArea* area = new QScrollArea;
    QSpinBox* spin = new QSpinBox;
    QComboBox* combo = new QComboBox;
    QLineEdit* search = new QLineEdit;
    QPushButton* ofJob = new QPushButton;
    QAction* undo = new QAction(&window);
    QAction* stop = new QAction(&window);
    qint64 now = 0;
    int undone = 0, stopped = 0, asked = 0;
    bool busy = true, message = false;

    Form() {
        auto* content = new QWidget;
        auto* column = new QVBoxLayout(content);
        for (QWidget* widget : std::initializer_list<QWidget*>{spin, combo, search, ofJob}) column->addWidget(widget);
        content->setMinimumHeight(4000);
        area->setWidget(content);
        window.setCentralWidget(area);
        combo->addItems({"a", "b", "c"});
        combo->setCurrentIndex(1);
        spin->setValue(5);
        search->setClearButtonEnabled(true);
        undo->setShortcut(QKeySequence::Undo);
        stop->setShortcut(Qt::Key_Escape);
        window.addActions({undo, stop});
        QObject::connect(undo, &QAction::triggered, [this] { ++undone; });
        QObject::connect(stop, &QAction::triggered, [this] { ++stopped; });
        new CarefulInput(window,
                         {[this] { return std::exchange(message, false); }, [this] { return busy; },
                          [this](const QWidget* widget) { return widget == ofJob; }, [this] { ++asked; }},
                         [this] { return now; });
        window.resize(300, 300);
        window.show();
        QApplication::setActiveWindow(&window);
    }

    void wheel(QWidget& over) {
        const QPointF at = over.rect().center();
        QWheelEvent event(at, over.mapToGlobal(at), {0, -120}, {0, -120}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
        QSpontaneKeyEvent::setSpontaneous(&event);  // only what comes from the system goes on to the parent
        qApp->notify(&over, &event);
    }
    void press(QWidget& focused, Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
        focused.setFocus();
        QTest::keyClick(&focused, key, modifiers);
    }
};

}  // namespace

class CarefulInputTest : public QObject {
    Q_OBJECT

private slots:
    void theWheelScrollsPastFieldsWithoutFocus() {
        Form form;
        form.search->setFocus();
        form.wheel(*form.spin);
        form.wheel(*form.combo);
        QCOMPARE(form.spin->value(), 5);
        QCOMPARE(form.combo->currentIndex(), 1);
        QVERIFY(form.area->verticalScrollBar()->value() > 0);
        QCOMPARE(form.spin->focusPolicy(), Qt::StrongFocus);
        QCOMPARE(form.combo->focusPolicy(), Qt::StrongFocus);
    }

    void theWheelChangesAFieldWithFocus() {
        Form form;
        form.spin->setFocus();
        form.wheel(*form.spin);
        QCOMPARE(form.spin->value(), 4);
        form.combo->setFocus();
        form.wheel(*form.combo);
        QCOMPARE(form.combo->currentIndex(), 2);
    }

    void aSpinBoxLeavesUndoToTheWindow() {
        Form form;
        form.spin->setMaximum(99);
        form.spin->setFocus();
        form.spin->selectAll();
        QTest::keyClicks(form.spin, "7");
        form.press(*form.spin, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(form.undone, 1);
        QCOMPARE(form.spin->value(), 7);
    }

    void aLineOfTextUndoesItsTyping() {
        Form form;
        form.search->setFocus();
        QTest::keyClicks(form.search, "x");
        form.press(*form.search, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(form.undone, 0);
        QCOMPARE(form.search->text(), QString());
    }

    void escapeStopsAJobOnlyWhenPressedTwice() {
        Form form;
        form.press(*form.spin, Qt::Key_Escape);
        QCOMPARE(form.stopped, 0);
        QCOMPARE(form.asked, 1);
        form.now = 2000;
        form.press(*form.spin, Qt::Key_Escape);
        QCOMPARE(form.stopped, 1);
    }

    void theSecondEscapeMustFollowSoon() {
        Form form;
        form.press(*form.spin, Qt::Key_Escape);
        form.now = 2001;
        form.press(*form.spin, Qt::Key_Escape);
        QCOMPARE(form.stopped, 0);
        QCOMPARE(form.asked, 2);
    }

    void escapeOnTheJobItselfStopsIt() {
        Form form;
        form.press(*form.ofJob, Qt::Key_Escape);
        QCOMPARE(form.stopped, 1);
        QCOMPARE(form.asked, 0);
    }

    void escapeFirstClearsTheSearchThenClosesTheMessage() {
        Form form;
        form.search->setText("conv");
        form.message = true;
        form.press(*form.search, Qt::Key_Escape);
        QCOMPARE(form.search->text(), QString());
        QVERIFY(form.message);
        form.press(*form.search, Qt::Key_Escape);
        QVERIFY(!form.message);
        QCOMPARE(form.asked, 0);
        form.press(*form.search, Qt::Key_Escape);
        QCOMPARE(form.asked, 1);
        QCOMPARE(form.stopped, 0);
    }

    void altOnTheGraphDimsAndLeavesTheMenuAlone() {
        QMainWindow window;
        auto* view = new GraphView;
        window.setCentralWidget(view);
        window.menuBar()->addMenu("&File")->addAction("Open");
        window.show();
        QApplication::setActiveWindow(&window);
        rf::test::show(*view, rf::test::smallNetwork());
        view->setFocus();
        QTest::keyPress(view, Qt::Key_Alt, Qt::AltModifier);
        QTest::keyRelease(view, Qt::Key_Alt);
        QCOMPARE(QApplication::focusWidget(), view);
        QVERIFY(!window.menuBar()->activeAction());
    }
};

QTEST_MAIN(CarefulInputTest)
#include "careful_input_test.moc"

// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme.h"

#include <QPalette>
#include <QTest>

#include "ui/graph_view/overlay.h"
#include "ui/number_format.h"

using namespace rf;

class ThemeTest : public QObject {
    Q_OBJECT

private slots:
    void textCanBeReadInBothThemes() {
        for (const ui::Theme& theme : {ui::lightTheme(), ui::darkTheme()}) {
            for (const QColor& ground : {theme.background, theme.surface}) {
                QVERIFY(ui::contrast(theme.text, ground) >= 4.5);
                QVERIFY(ui::contrast(theme.muted, ground) >= 4.5);
            }
        }
    }

    void contrastIsThatOfTheStandard() {
        QCOMPARE(ui::contrast(Qt::black, Qt::white), 21.0);  // WCAG 2: the greatest there is
        QCOMPARE(ui::contrast(Qt::red, Qt::red), 1.0);
    }

    void paletteTellsTheTheme() {
        QVERIFY(ui::themeFor(ui::paletteFor(ui::darkTheme())).dark);
        QVERIFY(!ui::themeFor(ui::paletteFor(ui::lightTheme())).dark);
    }

    void cividisGetsBrighterAllTheWay() {
        for (int i = 1; i <= 100; ++i) {
            const QColor before = ui::cividis((i - 1) / 100.0), here = ui::cividis(i / 100.0);
            QVERIFY(ui::contrast(here, Qt::black) > ui::contrast(before, Qt::black));
        }
    }

    void theWorstEndIsTheStrongestMark() {
        const graph::NodeId good(0), bad(1), unknown(2);
        for (const ui::Theme& theme : {ui::lightTheme(), ui::darkTheme()}) {
            const ui::OverlayScale error({"Error", "%", {{good, 10}, {bad, 20}}, false, true});
            const ui::OverlayScale quality({"SQNR", "dB", {{good, 40}, {bad, 5}}, false, false});
            for (const ui::OverlayScale* scale : {&error, &quality}) {
                const auto worst = scale->color(bad, theme), best = scale->color(good, theme);
                QVERIFY(ui::contrast(*worst, theme.background) > 7);
                QVERIFY(ui::contrast(*worst, theme.background) > 3 * ui::contrast(*best, theme.background));
            }
            QVERIFY(!error.color(unknown, theme));
        }
    }

    void aGivenRangeStays() {
        const graph::NodeId low(0), high(1), beyond(2);
        const ui::Theme& theme = ui::lightTheme();
        ui::Overlay overlay{"Error", "%", {{low, 10}, {high, 20}, {beyond, 90}}, false, true};
        overlay.range = std::pair(10.0, 20.0);
        const ui::OverlayScale scale(overlay);
        QCOMPARE(scale.ticks()[4], 20.0);
        QCOMPARE(*scale.color(beyond, theme), *scale.color(high, theme));
        QVERIFY(*scale.color(low, theme) != *scale.color(high, theme));
    }

    void classesHaveColoursOfTheirOwn() {
        ui::Overlay overlay{"Precision", "", {{graph::NodeId(0), 0}, {graph::NodeId(1), 1}, {graph::NodeId(2), 2}}, false, true};
        overlay.classes = QStringList{"int8", "float", "not quantizable"};
        const ui::OverlayScale scale(overlay);
        const auto colour = [&](int id) { return *scale.color(graph::NodeId(id), ui::darkTheme()); };
        QVERIFY(colour(0) != colour(1) && colour(1) != colour(2));
        QCOMPARE(colour(2), ui::darkTheme().line);
    }

    void overlayTicksAreEvenOnTheirScale() {
        const auto linear = ui::OverlayScale({"t", "ms", {{graph::NodeId(0), 2}, {graph::NodeId(1), 10}}, false, true}).ticks();
        QCOMPARE(linear[1], 4.0);
        QCOMPARE(linear[4], 10.0);
        const auto logarithmic = ui::OverlayScale({"t", "ms", {{graph::NodeId(0), 1}, {graph::NodeId(1), 10000}}, true, true}).ticks();
        QCOMPARE(logarithmic[1], 10.0);
        QCOMPARE(logarithmic[3], 1000.0);
    }

    void logarithmicOverlayLeavesOutWhatHasNoLogarithm() {
        const ui::OverlayScale scale({"t", "ms", {{graph::NodeId(0), 0}, {graph::NodeId(1), 5}, {graph::NodeId(2), qInf()}}, true, true});
        QVERIFY(!scale.color(graph::NodeId(0), ui::lightTheme()));
        QVERIFY(scale.color(graph::NodeId(1), ui::lightTheme()));
        QVERIFY(!scale.color(graph::NodeId(2), ui::lightTheme()));
    }

    void numbersAreShort() {
        QLocale::setDefault(QLocale::c());
        QCOMPARE(ui::numberText(1.23456), "1.235");
        QCOMPARE(ui::numberText(-0.5), "−0.5");
        QCOMPARE(ui::percentText(0.00013), "0.013 %");
        QCOMPARE(ui::percentText(0.5), "50 %");
    }
};

QTEST_GUILESS_MAIN(ThemeTest)
#include "theme_test.moc"

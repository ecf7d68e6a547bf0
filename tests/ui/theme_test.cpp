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

    void overlayPaintsWorseBrighter() {
        const graph::NodeId good(0), bad(1), unknown(2);
        ui::OverlayScale error({"Error", "dB", {{good, 10}, {bad, 20}}, false, true});
        QCOMPARE(*error.color(bad), ui::cividis(1));
        QVERIFY(!error.color(unknown));
        ui::OverlayScale quality({"SQNR", "dB", {{good, 40}, {bad, 5}}, false, false});
        QCOMPARE(*quality.color(bad), ui::cividis(1));
        QCOMPARE(*quality.color(good), ui::cividis(0));
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
        QVERIFY(!scale.color(graph::NodeId(0)));
        QVERIFY(scale.color(graph::NodeId(1)));
        QVERIFY(!scale.color(graph::NodeId(2)));
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

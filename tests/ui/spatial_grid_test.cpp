// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph_view/spatial_grid.h"

#include <QTest>
#include <algorithm>

#include "core/base/random.h"

using namespace rf;

class SpatialGridTest : public QObject {
    Q_OBJECT

private slots:
    void findsEverythingNearExactlyOnce() {
        Random random(5);
        std::vector<QRectF> items;
        for (int i = 0; i < 500; ++i) {
            const double x = random.uniform() * 9000, y = random.uniform() * 30000;
            const bool line = i % 5 == 0;  // lines have no width and may be long
            items.emplace_back(x, y, line ? 0 : random.uniform() * 200, line ? random.uniform() * 20000 : 24);
        }
        const ui::SpatialGrid grid(items);
        for (int round = 0; round < 50; ++round) {
            const QRectF area(random.uniform() * 9000, random.uniform() * 30000, random.uniform() * 2000, random.uniform() * 2000);
            std::vector<int> found;
            grid.query(area, found);
            std::sort(found.begin(), found.end());
            QVERIFY(std::adjacent_find(found.begin(), found.end()) == found.end());
            for (std::size_t i = 0; i < items.size(); ++i) {
                const bool touches = items[i].left() <= area.right() && area.left() <= items[i].right() &&
                                     items[i].top() <= area.bottom() && area.top() <= items[i].bottom();
                if (touches) QVERIFY(std::binary_search(found.begin(), found.end(), static_cast<int>(i)));
            }
        }
    }

    void looksOnlyAtCellsThatAreAskedFor() {
        std::vector<QRectF> items;
        for (int i = 0; i < 1000; ++i) items.emplace_back(0, 600.0 * i, 100, 24);
        std::vector<int> found;
        ui::SpatialGrid(items).query({0, 6000, 100, 1200}, found);
        QVERIFY(found.size() <= 5);
        QVERIFY(found.size() >= 3);
    }

    void emptyGridFindsNothing() {
        std::vector<int> found;
        ui::SpatialGrid(std::vector<QRectF>{}).query({0, 0, 10, 10}, found);
        QVERIFY(found.empty());
    }
};

QTEST_APPLESS_MAIN(SpatialGridTest)
#include "spatial_grid_test.moc"

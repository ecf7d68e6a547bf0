// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QApplication>
#include <QContextMenuEvent>
#include <QDragEnterEvent>
#include <QLabel>
#include <QMenu>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QTest>
#include <QTimer>
#include <QUrl>
#include <algorithm>
#include <filesystem>

#include "tests/support/temp_dir.h"
#include "ui/application.h"
#include "ui/graph_view/graph_view.h"
#include "ui/main_window.h"
#include "ui/models/graph_model.h"
#include "ui/panels/graph_panel.h"
#include "ui/workbench.h"

namespace rf::test {

using namespace ui;

constexpr int kPatience = 180'000;  ///< milliseconds; a limit for a machine under load, not a measurement

/// The program as it starts, with settings of its own, and the demo open.
struct DemoBench {
    TempDir folder;
    Settings settings{QString::fromStdString((folder / "settings.ini").string())};
    Application application;

    /// Without a store unless one is named: tests keep nothing among the user's runs.
    explicit DemoBench(StoreChoice store = {}) : application(settings, QStringLiteral("en"), std::move(store)) {}

    Workbench& workbench() { return application.workbench(); }
    ProjectDocument& document() { return workbench().document(); }
    MainWindow& window() { return application.window(); }

    void openDemo() {
        window().show();
        application.open({});
        QTRY_VERIFY_WITH_TIMEOUT(workbench().picture() && workbench().canRun() && document().placement(), kPatience);
    }
    /// A short run of the demo: few samples, no accuracy.
    void shorten() {
        config::Project project = document().project();
        project.quantization.sampling.subsetSize = 20;
        project.errorSamples = 4;
        project.metrics.clear();
        project.testData.reset();
        document().setProject(project);
    }
    void run() {
        QTRY_VERIFY_WITH_TIMEOUT(workbench().canRun(), kPatience);
        QTest::keyClick(&window(), Qt::Key_F5);
        QVERIFY(workbench().isRunning());
        QTRY_VERIFY_WITH_TIMEOUT(!workbench().isRunning() && document().outcome(), kPatience);
    }
    /// An outcome as a run could have it, with the drawn network; a test fills in its report.
    std::shared_ptr<pipeline::Outcome> inventedOutcome() {
        auto outcome = std::make_shared<pipeline::Outcome>();
        outcome->placement = *document().placement();
        outcome->floatModel = outcome->quantized = outcome->exported = outcome->placement.graph;
        return outcome;
    }
    const GraphNode& node(const QString& name) {
        const auto& nodes = workbench().picture()->model->nodes();
        return *std::find_if(nodes.begin(), nodes.end(), [&](const GraphNode& node) { return node.name == name; });
    }
    int quantizers() { return static_cast<int>(document().placement()->quantizers.size()); }
    QPoint positionOf(const QString& name) {
        const auto& picture = *workbench().picture();
        const layout::Rect& box = picture.drawing.nodes[static_cast<std::size_t>(picture.shown->boxOf(node(name).id))];
        return window().graph().view().transform().toView(QPointF(box.x + box.width / 2, box.y + box.height / 2)).toPoint();
    }
    QString label(const char* name) {
        const auto* found = window().findChild<QLabel*>(QLatin1String(name));
        return found ? found->text() : QString();
    }
    QMenu* menuAt(const QString& name) {
        auto& view = window().graph().view();
        QContextMenuEvent event(QContextMenuEvent::Mouse, positionOf(name), view.mapToGlobal(positionOf(name)));
        QApplication::sendEvent(&view, &event);
        return window().graph().findChild<QMenu*>(QStringLiteral("layerMenu"));
    }
    /// Presses a button of the next question (its object name), "" stands for Escape.
    void answer(const char* button) {
        QTimer::singleShot(0, &window(), [button] {
            auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
            QVERIFY(box);
            if (*button == 0)
                QTest::keyClick(box, Qt::Key_Escape);
            else
                QTest::mouseClick(box->findChild<QPushButton*>(QLatin1String(button)), Qt::LeftButton);
        });
    }
    void drop(const std::filesystem::path& path) {
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(QString::fromStdString(path.string()))});
        QDragEnterEvent enter({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, {});
        QApplication::sendEvent(&window(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent event({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, {});
        QApplication::sendEvent(&window(), &event);
    }
};

const QString kLayer = QStringLiteral("stem/conv");  ///< one of its layers

}  // namespace rf::test

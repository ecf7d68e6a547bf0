// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/screenshots.h"

#include <QAction>
#include <QApplication>
#include <QEventLoop>
#include <QPixmap>
#include <QTimer>
#include <algorithm>

#include "core/base/assert.h"
#include "ui/application.h"
#include "ui/edits.h"
#include "ui/main_window.h"
#include "ui/models/graph_model.h"
#include "ui/panels/graph_panel.h"
#include "ui/panels/layer_panel.h"
#include "ui/panels/layers_panel.h"
#include "ui/panels/runs_panel.h"
#include "ui/panels/tensor_section.h"

namespace rf::ui {

namespace {

constexpr QSize kSize{1440, 900};
constexpr std::chrono::milliseconds kSettling{400};  // layouts, and the motion of the graph

/// The first layer whose activations a run will look at.
QString firstQuantizedLayer(const GraphModel& model) {
    const auto found =
        std::find_if(model.nodes().begin(), model.nodes().end(), [](const GraphNode& node) { return node.state == NodeState::Quantized; });
    return found == model.nodes().end() ? QString() : found->name;
}

QString mostDamagedLayer(const std::vector<analysis::LayerError>& errors) {
    const analysis::LayerError* worst = nullptr;
    for (const analysis::LayerError& error : errors)
        if (error.isolated && (!worst || error.isolated->sqnr() < worst->isolated->sqnr())) worst = &error;
    return worst ? QString::fromStdString(worst->layer) : QString();
}

}  // namespace

Screenshots::Screenshots(Application& application, std::filesystem::path folder) : m_application(application), m_folder(std::move(folder)) {
    connect(&application.workbench(), &Workbench::failed, this, [this](const QString&, const Error& error) { m_error = error; });
}

Result<void> Screenshots::take() {
    std::error_code failure;
    std::filesystem::create_directories(m_folder, failure);
    if (failure) return fail(ErrorCode::Io, RF_TEXT("core", "%1: the folder can't be created: %2"), m_folder, failure.message());
    MainWindow& window = m_application.window();
    window.resize(kSize);
    window.show();
    window.graph().setFocus();
    Workbench& workbench = m_application.workbench();
    RF_TRY_VOID(waitUntil([&] { return workbench.picture() && workbench.canRun(); }));
    settle();
    RF_TRY_VOID(saveInBothThemes(QStringLiteral("before")));
    RF_TRY_VOID(takeDuring());
    return takeAfter();
}

Result<void> Screenshots::takeDuring() {
    Workbench& workbench = m_application.workbench();
    workbench.selection().select({firstQuantizedLayer(*workbench.picture()->model)});
    QAction& run = m_application.window().action(QStringLiteral("run"));
    if (!run.isEnabled())
        return fail(ErrorCode::InvalidArgument,
                    RF_TEXT("core", "there is no calibration data, so the run can't be shown; name a configuration with data"));
    settle();
    run.trigger();
    // Drawn from the signal itself: in the next turn of the event loop a small model may have been calibrated already.
    const TensorSection& activations = m_application.window().panel<LayerPanel>().activations();
    std::optional<Result<void>> saved;
    const auto watching = connect(&workbench, &Workbench::histogramGrew, this, [&] {
        if (!saved && !activations.distribution().isEmpty()) saved = saveInBothThemes(QStringLiteral("during"));
    });
    const auto ended = waitUntil([&] { return saved || !workbench.isRunning(); });
    disconnect(watching);
    RF_TRY_VOID(ended);
    return saved ? *saved : saveInBothThemes(QStringLiteral("during"));
}

Result<void> Screenshots::takeAfter() {
    Workbench& workbench = m_application.workbench();
    const auto& document = workbench.document();
    RF_TRY_VOID(waitUntil([&] { return !workbench.isRunning(); }));
    RF_TRY_VOID(waitUntil(
        [&] { return document.outcome() && document.placement() && workbench.picture() && document.placement()->graph.size() > 0; }));
    workbench.selection().select({mostDamagedLayer(document.outcome()->report.errors)});
    m_application.window().graph().setOverlay(QStringLiteral("sqnr.isolated"));
    settle();
    RF_TRY_VOID(saveInBothThemes(QStringLiteral("after")));
    RF_TRY_VOID(takeEdited());
    m_application.setLanguage(QStringLiteral("zh_CN"));
    m_application.window().graph().setOverlay(QStringLiteral("sqnr.isolated"));
    settle();
    return save(QStringLiteral("after-zh_CN"));
}

// The results of settings that are no longer those of the window; and the keys.
Result<void> Screenshots::takeEdited() {
    Workbench& workbench = m_application.workbench();
    MainWindow& window = m_application.window();
    setPreset(workbench.document(), quantization::Preset::Accuracy);
    window.panel<RunsPanel>().parentWidget()->raise();
    settle();
    RF_TRY_VOID(saveInBothThemes(QStringLiteral("edited")));
    workbench.document().undoStack().undo();
    window.panel<LayersPanel>().parentWidget()->raise();
    window.action(QStringLiteral("shortcuts")).trigger();
    auto* sheet = window.findChild<QWidget*>(QStringLiteral("shortcutSheet"));
    RF_ASSERT(sheet);
    settle();
    RF_TRY_VOID(saveInBothThemes(QStringLiteral("shortcuts"), sheet));
    sheet->close();
    return {};
}

Result<void> Screenshots::waitUntil(const std::function<bool()>& done) {
    while (!done() && !m_error) QApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
    if (m_error) return *m_error;
    return {};
}

void Screenshots::settle() {
    QEventLoop loop;
    QTimer::singleShot(kSettling, &loop, &QEventLoop::quit);
    loop.exec();
}

Result<void> Screenshots::saveInBothThemes(const QString& name, QWidget* widget) {
    m_application.setTheme(ThemeChoice::Light);
    RF_TRY_VOID(save(name, widget));
    m_application.setTheme(ThemeChoice::Dark);
    RF_TRY_VOID(save(name + QStringLiteral("-dark"), widget));
    m_application.setTheme(ThemeChoice::Light);
    return {};
}

Result<void> Screenshots::save(const QString& name, QWidget* widget) {
    const std::filesystem::path path = m_folder / (name + QStringLiteral(".png")).toStdString();
    if (!(widget ? widget : &m_application.window())->grab().save(QString::fromStdString(path.string()), "PNG"))
        return fail(ErrorCode::Io, RF_TEXT("core", "%1: the picture can't be written"), path);
    return {};
}

}  // namespace rf::ui

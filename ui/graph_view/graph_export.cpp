// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph_view/graph_export.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QImage>
#include <QPainter>
#include <QSvgGenerator>
#include <algorithm>

#include "core/base/atomic_file.h"
#include "ui/graph_view/graph_painter.h"
#include "ui/graph_view/legend_keys.h"
#include "ui/theme.h"

namespace rf::ui {

namespace {

constexpr double kPictureMargin = 24, kLeastWidth = 480, kLongestSide = 16384;

/// The legend as it is below the graph in the window, for a page.
struct PageLegend {
    LegendKeys keys;
    double space = 0;

    PageLegend(const GraphScene& scene, const GraphPicture& picture, double width) {
        keys.setAttribute(Qt::WA_NoSystemBackground);
        keys.setModel(scene.sharedModel());
        if (picture.overlay) keys.setScale(*picture.overlay);
        const auto inner = static_cast<int>(width - 2 * kPictureMargin);
        keys.resize(inner, keys.heightForWidth(inner));
        space = keys.height() + kPictureMargin;
    }
};

double pageWidth(const GraphScene& scene) { return std::max(kLeastWidth, scene.bounds().width() + 2 * kPictureMargin); }

QSizeF pageSize(const GraphScene& scene, const GraphPicture& picture) {
    const double width = pageWidth(scene);
    return {width, scene.bounds().height() + 2 * kPictureMargin + PageLegend(scene, picture, width).space};
}

void paintPage(QPainter& painter, const GraphScene& scene, GraphPicture picture, const QSizeF& page) {
    picture.selected = picture.hovered = -1;
    picture.dimOthers = false;
    picture.found = nullptr;
    PageLegend legend(scene, picture, page.width());
    picture.transform = {1, QPointF(kPictureMargin, kPictureMargin + legend.space) - scene.bounds().topLeft()};
    painter.fillRect(QRectF({}, page), picture.theme->background);
    GraphPainter().paint(painter, scene, picture, QRectF({}, page));
    legend.keys.render(&painter, QPoint(static_cast<int>(kPictureMargin), static_cast<int>(kPictureMargin)), {}, QWidget::DrawChildren);
}

Result<void> writeFile(const std::filesystem::path& path, const QByteArray& bytes) {
    AtomicFiles files;
    RF_TRY_VOID(files.add(path, std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size()))));
    return files.commit();
}

}  // namespace

Result<void> exportSvg(const GraphScene& scene, const GraphPicture& picture, const std::filesystem::path& path) {
    const QSizeF page = pageSize(scene, picture);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setTitle(QCoreApplication::translate("GraphExport", "Network graph"));
    generator.setSize(page.toSize());
    generator.setViewBox(QRectF({}, page));
    QPainter painter(&generator);
    paintPage(painter, scene, picture, page);
    painter.end();
    return writeFile(path, bytes);
}

Result<void> exportPng(const GraphScene& scene, const GraphPicture& picture, double scale, const std::filesystem::path& path) {
    const QSizeF page = pageSize(scene, picture);
    const double possible = std::min(scale, kLongestSide / std::max(page.width(), page.height()));
    QImage image((page * possible).toSize().expandedTo({1, 1}), QImage::Format_RGB32);
    if (image.isNull())
        return fail(ErrorCode::Io, RF_TEXT("core", "%1: the picture is too large for the memory; choose a smaller scale"), path);
    QPainter painter(&image);
    painter.scale(possible, possible);
    paintPage(painter, scene, picture, page);
    painter.end();
    QByteArray bytes;
    QBuffer buffer(&bytes);
    if (!buffer.open(QIODevice::WriteOnly) || !image.save(&buffer, "PNG"))
        return fail(ErrorCode::Io, RF_TEXT("core", "%1: the picture could not be encoded as PNG"), path);
    return writeFile(path, bytes);
}

}  // namespace rf::ui

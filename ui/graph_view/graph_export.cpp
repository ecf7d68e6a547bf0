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
#include "ui/theme.h"

namespace rf::ui {

namespace {

constexpr double kPictureMargin = 24, kLegendSpace = 90, kLongestSide = 16384;

bool hasLegend(const GraphPicture& picture) { return picture.overlay && !picture.overlay->isEmpty(); }

QSizeF pageSize(const GraphScene& scene, const GraphPicture& picture) {
    const QSizeF size = scene.bounds().size() + QSizeF(2 * kPictureMargin, 2 * kPictureMargin + (hasLegend(picture) ? kLegendSpace : 0));
    return size.expandedTo({hasLegend(picture) ? 300.0 : 1.0, 1.0});
}

void paintPage(QPainter& painter, const GraphScene& scene, GraphPicture picture, const QSizeF& page) {
    picture.selected = picture.hovered = -1;
    picture.dimOthers = false;
    const double top = kPictureMargin + (hasLegend(picture) ? kLegendSpace : 0);
    picture.transform = {1, QPointF(kPictureMargin, top) - scene.bounds().topLeft()};
    painter.fillRect(QRectF({}, page), picture.theme->background);
    GraphPainter().paint(painter, scene, picture, QRectF({}, page));
    if (hasLegend(picture)) picture.overlay->paintLegend(painter, {kPictureMargin, kPictureMargin}, *picture.theme);
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

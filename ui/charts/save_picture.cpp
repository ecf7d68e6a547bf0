// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/save_picture.h"

#include <QBuffer>
#include <QImage>
#include <QPainter>
#include <QSvgGenerator>
#include <QWidget>

#include "core/base/atomic_file.h"

namespace rf::ui {

namespace {
constexpr double kPngScale = 2;
}

Result<void> savePicture(QWidget& widget, const std::filesystem::path& path) {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    if (path.extension() == ".png") {
        QImage image((QSizeF(widget.size()) * kPngScale).toSize(), QImage::Format_RGB32);
        image.setDevicePixelRatio(kPngScale);
        widget.render(&image);
        if (!buffer.open(QIODevice::WriteOnly) || !image.save(&buffer, "PNG"))
            return fail(ErrorCode::Io, RF_TEXT("core", "%1: the picture could not be encoded as PNG"), path);
    } else {
        QSvgGenerator generator;
        generator.setOutputDevice(&buffer);
        generator.setTitle(widget.accessibleName());
        generator.setSize(widget.size());
        generator.setViewBox(widget.rect());
        QPainter painter(&generator);
        widget.render(&painter);
    }
    AtomicFiles files;
    RF_TRY_VOID(files.add(path, std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size()))));
    return files.commit();
}

}  // namespace rf::ui

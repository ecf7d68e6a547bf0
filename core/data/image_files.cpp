// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QBuffer>
#include <QImage>
#include <QImageReader>

#include <cstring>

#include "core/data/jpeg_facts.h"
#include "core/data/records.h"

namespace rf::data {

namespace {

// Only QImage and QImageReader are used, which need no QGuiApplication; the plugins for JPEG and others are found
// through QLibraryInfo, without a QCoreApplication too.

/// Rows of RGB32, ARGB32 or RGB888 to dense RGB; alpha is dropped without blending, as cv::imread does for POT.
Tensor densePixels(const QImage& image) {
    const int width = image.width();
    return Tensor::build(ElementType::U8, {image.height(), width, 3}, [&](std::span<std::byte> out) {
        std::byte* to = out.data();
        for (int y = 0; y < image.height(); ++y, to += std::ptrdiff_t{3} * width) {
            if (image.depth() == 24) {
                std::memcpy(to, image.constScanLine(y), 3 * static_cast<std::size_t>(width));
                continue;
            }
            const auto* from = reinterpret_cast<const QRgb*>(image.constScanLine(y));
            for (int x = 0; x < width; ++x) {
                to[3 * x] = static_cast<std::byte>(qRed(from[x]));
                to[3 * x + 1] = static_cast<std::byte>(qGreen(from[x]));
                to[3 * x + 2] = static_cast<std::byte>(qBlue(from[x]));
            }
        }
    });
}

/// As densePixels() takes it. What JPEG and PNG files are decoded to stays as it is: QImage converts with threads of its own,
/// which only take turns with those that load other pictures and run the network.
QImage plain(const QImage& image) {
    const QImage::Format format = image.format();
    if (format == QImage::Format_RGB32 || format == QImage::Format_ARGB32) return image;
    return image.convertToFormat(image.hasAlphaChannel() ? QImage::Format_ARGB32 : QImage::Format_RGB888);
}

/// What Qt would decode without a word although it is not what was photographed.
Result<void> checkJpeg(const std::string& path, std::span<const std::byte> bytes) {
    const auto facts = jpegFacts(bytes);
    if (!facts) return {};
    if (facts->components == 4)
        return fail(ErrorCode::InvalidFile, RF_TEXT("core", "%1: is a CMYK picture, which networks are not trained on; convert it to RGB"),
                    path);
    if (!facts->hasEnd) return fail(ErrorCode::InvalidFile, RF_TEXT("core", "%1: the picture ends too early"), path);
    return {};
}

class ImageFiles final : public Records {
public:
    explicit ImageFiles(FileList files) : m_files(std::move(files)) {}

    std::int64_t size() const override { return static_cast<std::int64_t>(m_files.names.size()); }
    ElementType type() const override { return ElementType::U8; }
    Layout layout() const override { return Layout::Hwc; }
    Shape shape() const override { return {kDynamic, kDynamic, 3}; }
    bool areImageFiles() const override { return true; }
    bool isEachAFile() const override { return true; }
    std::string place(std::int64_t index) const override {
        return (m_files.folder / m_files.names[static_cast<std::size_t>(index)]).string();
    }
    std::string labelName(std::int64_t index) const override { return m_files.names[static_cast<std::size_t>(index)]; }
    std::string whole() const override { return m_files.place; }

    /// RGB, upright (EXIF orientation applied), 8 bits: 16-bit pictures are scaled down, grey ones get three equal
    /// channels.
    Result<Tensor> read(std::int64_t index) const override {
        // Through bytes and not through the name: names need not be text of any encoding.
        const std::string path = place(index);
        RF_TRY(const auto file, MappedFile::open(path));
        RF_TRY_VOID(checkJpeg(path, file->bytes()));
        QByteArray bytes =
            QByteArray::fromRawData(reinterpret_cast<const char*>(file->bytes().data()), static_cast<qsizetype>(file->bytes().size()));
        QBuffer buffer(&bytes);
        QImageReader reader(&buffer);
        reader.setAutoTransform(true);
        const QImage image = reader.read();
        if (image.isNull())
            return fail(ErrorCode::InvalidFile, RF_TEXT("core", "%1: can't be decoded as a picture: %2"), path,
                        reader.errorString().toStdString());
        const QImage pixels = plain(image);
        if (pixels.isNull()) return fail(ErrorCode::Io, RF_TEXT("core", "%1: there is not enough memory for the decoded picture"), path);
        return densePixels(pixels);
    }

    Result<Fingerprint> fingerprint(std::int64_t index) const override {
        RF_TRY(const auto file, MappedFile::open(place(index)));
        Fingerprinter mixer;
        mixer.bytes(file->bytes());
        return mixer.take();
    }

private:
    FileList m_files;
};

}  // namespace

std::shared_ptr<const Records> imageRecords(FileList files) { return std::make_shared<ImageFiles>(std::move(files)); }

}  // namespace rf::data

// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QImage>
#include <QImageReader>

#include <algorithm>
#include <cstring>
#include <set>

#include "core/data/records.h"

namespace rf::data {

namespace {

// Only QImage and QImageReader are used, which need no QGuiApplication; the plugins for JPEG and others are found
// through QLibraryInfo, without a QCoreApplication too.

/// Rows of RGB888 or RGBA8888 to dense RGB; alpha is dropped without blending, as cv::imread does for POT.
Tensor densePixels(const QImage& image) {
    const int channels = image.depth() / 8;
    return Tensor::build(ElementType::U8, {image.height(), image.width(), 3}, [&](std::span<std::byte> out) {
        std::byte* to = out.data();
        for (int y = 0; y < image.height(); ++y) {
            const uchar* from = image.constScanLine(y);
            for (int x = 0; x < image.width(); ++x, from += channels, to += 3) std::memcpy(to, from, 3);
        }
    });
}

class ImageFiles final : public Records {
public:
    ImageFiles(std::filesystem::path folder, std::vector<std::string> names) : m_folder(std::move(folder)), m_names(std::move(names)) {}

    std::int64_t size() const override { return static_cast<std::int64_t>(m_names.size()); }
    ElementType type() const override { return ElementType::U8; }
    Layout layout() const override { return Layout::Hwc; }
    Shape shape() const override { return {kDynamic, kDynamic, 3}; }
    bool areImageFiles() const override { return true; }
    std::string place(std::int64_t index) const override { return (m_folder / m_names[static_cast<std::size_t>(index)]).string(); }
    std::string whole() const override { return m_folder.string(); }

    /// RGB, upright (EXIF orientation applied), 8 bits: 16-bit pictures are scaled down, grey ones get three equal
    /// channels, CMYK is converted by the decoder.
    Result<Tensor> read(std::int64_t index) const override {
        const std::string path = place(index);
        QImageReader reader(QString::fromStdString(path));
        reader.setDecideFormatFromContent(true);
        reader.setAutoTransform(true);
        const QImage image = reader.read();
        if (image.isNull()) {
            const ErrorCode code = reader.error() == QImageReader::FileNotFoundError ? ErrorCode::NotFound : ErrorCode::InvalidFile;
            return fail(code, RF_TEXT("core", "%1: can't be decoded as a picture: %2"), path, reader.errorString().toStdString());
        }
        const QImage plain = image.convertToFormat(image.hasAlphaChannel() ? QImage::Format_RGBA8888 : QImage::Format_RGB888);
        if (plain.isNull()) return fail(ErrorCode::Io, RF_TEXT("core", "%1: there is not enough memory for the decoded picture"), path);
        return densePixels(plain);
    }

private:
    std::filesystem::path m_folder;
    std::vector<std::string> m_names;
};

/// Names below the folder with '/', sorted as bytes. Hidden files and folders (thumbnails, editor backups) are left out.
Result<std::vector<std::string>> imagesBelow(const std::filesystem::path& folder) {
    std::vector<std::string> names;
    std::error_code error, ignored;  // what can't be told about one entry (a dangling link) makes it no picture
    std::filesystem::recursive_directory_iterator entry(folder, error), end;
    for (; !error && entry != end; entry.increment(error)) {
        const bool isHidden = entry->path().filename().string().starts_with('.');
        if (isHidden && entry->is_directory(ignored)) entry.disable_recursion_pending();
        if (isHidden || !looksLikeImage(entry->path()) || !entry->is_regular_file(ignored)) continue;
        names.push_back(entry->path().lexically_relative(folder).generic_string());
    }
    if (error) return fail(ErrorCode::Io, RF_TEXT("core", "%1: the folder can't be read: %2"), folder, error.message());
    if (names.empty())
        return fail(ErrorCode::NotFound, RF_TEXT("core", "%1: the folder holds no pictures (bmp, gif, jpg, png, ppm, tif, webp)"), folder);
    std::sort(names.begin(), names.end());
    return names;
}

}  // namespace

bool looksLikeImage(const std::filesystem::path& path) {
    static const std::set<std::string, std::less<>> extensions{".bmp", ".gif", ".jpeg", ".jpg",  ".pbm", ".pgm",
                                                               ".png", ".ppm", ".tif",  ".tiff", ".webp"};
    std::string extension = path.extension().string();
    for (char& letter : extension)
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
    return extensions.contains(extension);
}

Result<OpenedSource> openImages(const std::filesystem::path& path, const std::string& labels) {
    std::error_code error;
    const bool isFolder = std::filesystem::is_directory(path, error);
    const std::filesystem::path folder = isFolder ? path : path.parent_path();
    std::vector<std::string> names{path.filename().string()};
    if (isFolder) { RF_TRY(names, imagesBelow(path)); }
    OpenedSource source;
    if (!labels.empty()) { RF_TRY(source.labels, readNamedLabels(labels, names)); }
    source.records = std::make_shared<ImageFiles>(folder, std::move(names));
    // One picture is decoded now, so that a missing decoder is told before a long run and not in the middle.
    RF_TRY_VOID([&]() -> Result<void> {
        RF_TRY([[maybe_unused]] const Tensor first, source.records->read(0));
        return {};
    }());
    return source;
}

}  // namespace rf::data

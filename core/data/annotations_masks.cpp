// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QImage>
#include <QImageReader>

#include "core/data/annotation_files.h"
#include "core/data/text_lines.h"

namespace rf::data {

namespace {

/// Palette indices, or grey values of pictures without a palette.
Result<Tensor> readMask(const std::filesystem::path& path) {
    QImageReader reader(QString::fromStdString(path.string()));
    reader.setDecideFormatFromContent(true);
    QImage image = reader.read();
    if (image.isNull())
        return fail(ErrorCode::InvalidFile, RF_TEXT("core", "%1: can't be decoded as a picture: %2"), path,
                    reader.errorString().toStdString());
    if (image.format() == QImage::Format_Mono || image.format() == QImage::Format_MonoLSB)
        image = image.convertToFormat(QImage::Format_Indexed8);
    if (image.format() != QImage::Format_Indexed8 && image.format() != QImage::Format_Grayscale8) {
        if (!image.isGrayscale())
            return fail(ErrorCode::InvalidFile,
                        RF_TEXT("core", "%1: is a colour picture; a mask needs grey values or a palette whose numbers are the classes"),
                        path);
        image = image.convertToFormat(QImage::Format_Grayscale8);
    }
    std::vector<std::uint8_t> classes;
    for (int y = 0; y < image.height(); ++y) classes.insert(classes.end(), image.constScanLine(y), image.constScanLine(y) + image.width());
    return Tensor::from<std::uint8_t>({image.height(), image.width()}, classes);
}

class MaskFiles final : public Annotations {
public:
    explicit MaskFiles(std::vector<std::filesystem::path> files) : m_files(std::move(files)) {}
    std::int64_t size() const override { return static_cast<std::int64_t>(m_files.size()); }
    Result<Annotation> at(std::int64_t index) const override {
        RF_TRY(Tensor mask, readMask(m_files[static_cast<std::size_t>(index)]));
        return Annotation(SegmentationMask{std::move(mask)});
    }

private:
    std::vector<std::filesystem::path> m_files;
};

AnnotationsResult readListedMasks(const std::filesystem::path& list, const std::vector<std::string>& names,
                                  const std::filesystem::path& data) {
    RF_TRY(const auto lines, nonBlankLines(list));
    std::map<std::string, std::filesystem::path> files;
    for (const auto& [number, line] : lines) {
        const auto split = line.find_last_of(" \t");
        const auto picture =
            split == std::string::npos ? std::nullopt : listedFile(data, line.substr(0, line.find_last_not_of(" \t", split) + 1));
        const auto mask = split == std::string::npos ? std::nullopt : listedFile(data, line.substr(split + 1));
        if (!picture || !mask)
            return fail(ErrorCode::InvalidFile, RF_TEXT("core", "%1: line %2 must name a picture and its mask, both below %3"), list,
                        number, data);
        files[*picture] = data / *mask;
    }
    std::vector<std::filesystem::path> found;
    for (const std::string& name : names) {
        const auto* file = entryOf(files, name);
        if (!file) return noAnnotation(list, name);
        found.push_back(*file);
    }
    return std::shared_ptr<const Annotations>(std::make_shared<MaskFiles>(std::move(found)));
}

}  // namespace

AnnotationsResult readMasks(const std::filesystem::path& folder, const std::vector<std::string>& names, const std::filesystem::path& data) {
    std::error_code ignored;
    if (std::filesystem::is_regular_file(folder, ignored)) return readListedMasks(folder, names, data);
    RF_TRY(const auto files, filesByStem(folder, {".png", ".bmp", ".gif", ".pgm", ".tif", ".tiff"}));
    std::vector<std::filesystem::path> found;
    for (const std::string& name : names) {
        const auto* file = entryOf(files, withoutExtension(name));
        if (!file) return noAnnotation(folder, name);
        found.push_back(*file);
    }
    return std::shared_ptr<const Annotations>(std::make_shared<MaskFiles>(std::move(found)));
}

}  // namespace rf::data

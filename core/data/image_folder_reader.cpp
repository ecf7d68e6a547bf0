// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QImageReader>

#include <opencv2/imgproc.hpp>

#include <cstring>
#include <set>

#include "core/data/record_reader.h"

namespace rf::data {

namespace {

int opencvInterpolation(Interpolation interpolation) {
    switch (interpolation) {
        case Interpolation::Nearest: return cv::INTER_NEAREST;
        case Interpolation::Linear: return cv::INTER_LINEAR;
        case Interpolation::Cubic: return cv::INTER_CUBIC;
        case Interpolation::Area: return cv::INTER_AREA;
    }
    return cv::INTER_LINEAR;
}

// Which axes are height, width and channels, guessed as POT's simplified mode does (spec 02, section 7.5).
struct PictureLayout {
    std::int64_t height = kDynamic, width = kDynamic, channels = 3;
};

Result<PictureLayout> pictureLayout(const InputInfo& input) {
    Shape shape = input.shape;
    if (shape.size() == 4) shape.erase(shape.begin());
    const auto few = [](std::int64_t channels) { return channels == 1 || channels == 3; };
    if (shape.size() == 3 && few(shape[0])) return PictureLayout{shape[1], shape[2], shape[0]};
    if (shape.size() == 3 && few(shape[2])) return PictureLayout{shape[0], shape[1], shape[2]};
    return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "input '%1' takes %2; a folder of images feeds inputs of 1 or 3 channels, height and width"),
                input.name, text(input.shape));
}

std::vector<std::filesystem::path> imagesBelow(const std::filesystem::path& folder) {
    std::set<std::string> suffixes;
    for (const QByteArray& format : QImageReader::supportedImageFormats()) suffixes.insert("." + format.toLower().toStdString());
    std::vector<std::filesystem::path> images;
    std::error_code ignored;
    for (auto entry = std::filesystem::recursive_directory_iterator(folder, std::filesystem::directory_options::skip_permission_denied, ignored);
         entry != std::filesystem::recursive_directory_iterator(); entry.increment(ignored)) {
        const std::string suffix = QByteArray::fromStdString(entry->path().extension().string()).toLower().toStdString();
        if (entry->is_regular_file(ignored) && suffixes.contains(suffix)) images.push_back(entry->path());
    }
    std::sort(images.begin(), images.end());
    return images;
}

class ImageFolderReader : public RecordReader {
public:
    ImageFolderReader(std::vector<std::filesystem::path> images, std::vector<std::int64_t> labels, PictureLayout layout, Interpolation interpolation)
        : m_images(std::move(images)), m_labels(std::move(labels)), m_layout(layout), m_interpolation(interpolation) {}
    std::int64_t size() const override { return std::ssize(m_images); }
    Shape shape() const override { return {m_layout.channels, m_layout.height, m_layout.width}; }
    bool hasLabels() const override { return !m_labels.empty(); }

    Result<Record> record(std::int64_t index) const override {
        const auto& path = m_images[static_cast<std::size_t>(index)];
        // Decoding needs no QGuiApplication: QImage is a plain in-memory picture.
        QImageReader reader(QString::fromStdString(path.string()));
        reader.setAutoTransform(true);  // EXIF orientation
        QImage image = reader.read();
        if (image.isNull())
            return fail(ErrorCode::InvalidFile, RF_TEXT("core", "%1: can't be decoded: %2"), path, reader.errorString().toStdString());
        image = image.convertToFormat(QImage::Format_BGR888);
        const cv::Mat bgr(image.height(), image.width(), CV_8UC3, image.bits(), static_cast<std::size_t>(image.bytesPerLine()));
        Record record{channelsFirst(resized(bgr)), std::nullopt};
        if (hasLabels()) record.label = m_labels[static_cast<std::size_t>(index)];
        return record;
    }

private:
    cv::Mat resized(cv::Mat picture) const {
        if (m_layout.channels == 1) cv::cvtColor(picture.clone(), picture, cv::COLOR_BGR2GRAY);
        if (m_layout.height < 0 || m_layout.width < 0) return picture;
        cv::Mat result;
        cv::resize(picture, result, cv::Size(static_cast<int>(m_layout.width), static_cast<int>(m_layout.height)), 0, 0, opencvInterpolation(m_interpolation));
        return result;
    }

    static Tensor channelsFirst(const cv::Mat& picture) {
        const int channels = picture.channels();
        return Tensor::build(ElementType::U8, {channels, picture.rows, picture.cols}, [&](std::span<std::byte> out) {
            for (int row = 0; row < picture.rows; ++row)
                for (int column = 0; column < picture.cols; ++column)
                    for (int channel = 0; channel < channels; ++channel)
                        out[static_cast<std::size_t>((channel * picture.rows + row) * picture.cols + column)] = std::byte(picture.ptr(row)[column * channels + channel]);
        });
    }

    std::vector<std::filesystem::path> m_images;
    std::vector<std::int64_t> m_labels;
    PictureLayout m_layout;
    Interpolation m_interpolation;
};

}  // namespace

Result<Reader> openImageFolder(const std::filesystem::path& path, const std::filesystem::path& labels, const InputInfo& input,
                               const Preprocess& preprocess) {
    RF_TRY(PictureLayout layout, pictureLayout(input));
    if (preprocess.size) std::tie(layout.height, layout.width) = std::pair((*preprocess.size)[0], (*preprocess.size)[1]);
    auto images = imagesBelow(path);
    if (images.empty()) return fail(ErrorCode::NotFound, RF_TEXT("core", "%1: has no images that can be read (PNG, JPEG, BMP, …)"), path);
    std::vector<std::string> names;
    for (const auto& image : images) names.push_back(image.lexically_relative(path).string());
    RF_TRY(auto numbers, readLabels(labels, std::ssize(images), names));
    return Reader(std::make_unique<ImageFolderReader>(std::move(images), std::move(numbers), layout, preprocess.interpolation));
}

}  // namespace rf::data

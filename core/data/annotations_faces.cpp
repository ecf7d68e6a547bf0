// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QImageReader>

#include <charconv>
#include <sstream>

#include "core/data/annotation_files.h"

namespace rf::data {

namespace {

constexpr std::int64_t kFace = 1;

bool isWholeNumber(const std::string& text) { return !text.empty() && text.find_first_not_of("0123456789") == std::string::npos; }

/// A picture and its boxes: the lines "name", "count", then one line "left top width height …" for each box.
using Pictures = std::vector<std::pair<std::string, std::vector<Box>>>;

Error broken(const std::filesystem::path& file, const NumberedLine& line) {
    return fail(ErrorCode::InvalidFile,
                RF_TEXT("core",
                        "%1: line %2: '%3' is not of WIDER FACE, whose pictures have a line with the name, a line with the number of "
                        "faces, and a line for each"),
                file, line.number, line.text);
}

Result<Pictures> picturesOf(const std::filesystem::path& file, const std::vector<NumberedLine>& lines) {
    Pictures pictures;
    for (std::size_t i = 0; i < lines.size();) {
        std::size_t count = 0;
        if (lines[i].text.find(".jpg") == std::string::npos || i + 1 >= lines.size() || !isWholeNumber(lines[i + 1].text))
            return broken(file, lines[i]);
        const std::string& number = lines[i + 1].text;
        const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), count);
        if (error != std::errc{} || count > lines.size() - i - 2) return broken(file, lines[i + 1]);
        auto& [name, boxes] = pictures.emplace_back(lines[i].text, std::vector<Box>{});
        for (i += 2; boxes.size() < count; ++i) {
            std::istringstream words(lines[i].text);
            double left = 0, top = 0, width = 0, height = 0;
            if (!(words >> left >> top >> width >> height)) return broken(file, lines[i]);
            boxes.push_back({kFace, left, top, left + width, top + height});
        }
        // A picture without faces has a line of zeros.
        while (i < lines.size() && lines[i].text.find(".jpg") == std::string::npos) ++i;
    }
    return pictures;
}

/// The size of a picture is in no file but its own.
class Faces final : public Annotations {
public:
    Faces(std::filesystem::path folder, std::vector<std::pair<std::string, std::vector<Box>>> pictures)
        : m_folder(std::move(folder)), m_pictures(std::move(pictures)) {}

    std::int64_t size() const override { return std::ssize(m_pictures); }
    Result<Annotation> at(std::int64_t index) const override {
        const auto& [name, boxes] = m_pictures[static_cast<std::size_t>(index)];
        const std::filesystem::path path = m_folder / name;
        QImageReader reader(QString::fromStdString(path.string()));
        QSize size = reader.size();
        if (!size.isValid())
            return fail(ErrorCode::InvalidFile, RF_TEXT("core", "%1: can't be decoded as a picture: %2"), path,
                        reader.errorString().toStdString());
        if (reader.transformation() & QImageIOHandler::TransformationRotate90) size.transpose();
        return Annotation(Boxes{boxes, static_cast<double>(size.width()), static_cast<double>(size.height())});
    }

private:
    std::filesystem::path m_folder;
    Pictures m_pictures;
};

}  // namespace

bool looksLikeWider(const std::vector<NumberedLine>& lines) {
    return lines.size() > 1 && lines[0].text.ends_with(".jpg") && isWholeNumber(lines[1].text);
}

Result<std::vector<std::string>> widerFiles(const std::filesystem::path& file) {
    RF_TRY(const auto lines, nonBlankLines(file));
    RF_TRY(const Pictures pictures, picturesOf(file, lines));
    std::vector<std::string> names;
    for (const auto& [name, boxes] : pictures) names.push_back(name);
    return names;
}

AnnotationsResult readWider(const std::filesystem::path& file, const std::vector<std::string>& names, const std::filesystem::path& data) {
    RF_TRY(const auto lines, nonBlankLines(file));
    RF_TRY(Pictures pictures, picturesOf(file, lines));
    std::map<std::string, std::vector<Box>> byName;
    for (auto& [name, boxes] : pictures) byName[name] = std::move(boxes);
    Pictures wanted;
    for (const std::string& name : names) {
        const auto* boxes = entryOf(byName, name);
        if (!boxes) return noAnnotation(file, name);
        wanted.emplace_back(name, *boxes);
    }
    return std::shared_ptr<const Annotations>(std::make_shared<Faces>(data, std::move(wanted)));
}

}  // namespace rf::data

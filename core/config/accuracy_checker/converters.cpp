// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <optional>

#include "core/config/accuracy_checker/parts.h"
#include "core/config/json_text.h"

// What each converter of annotations means; ground truth is theirs (Open Model Zoo, annotation_converters/).
namespace rf::config::accuracy_checker {

namespace {

using data::AnnotationFormat;

struct ImagenetKeys {
    std::string annotationFile, imagesDir, meta;
    bool hasBackground = false;
};
struct CifarKeys {
    std::string batchFile;
    bool hasBackground = false;
    std::int64_t classes = 10;
};
struct MnistKeys {
    std::string imagesFile, labelsFile;
};
struct VocKeys {
    std::string imagesetFile, annotationsDir, imagesDir, meta;
    bool hasBackground = true;
};
struct CocoKeys {
    std::string annotationFile, imagesDir, meta;
    bool hasBackground = false, fullLabelMap = false;
};
struct WiderKeys {
    std::string annotationFile, imagesDir;
    std::int64_t firstLabel = 1;
};
struct CvatKeys {
    std::string annotationFile, imagesDir, labelsFile;
    bool hasBackground = true;
};
struct CamvidKeys {
    std::string annotationFile, meta;
};
struct SegmentationKeys {
    std::string imagesDir, masksDir, imagePrefix, maskPrefix, imagePostfix = ".png", maskPostfix = ".png", meta;
};
struct RegressionKeys {
    std::string inputDir, referenceDir, inputSuffix = ".txt", referenceSuffix = ".txt";
};

std::string dataPath(const std::string& path, const Reading& reading) { return located(path, reading.folders().data, reading); }

/// What a file of `dataset_meta_file` says of the classes.
struct LabelMap {
    std::vector<std::string> names = {};
    std::int64_t first = 0;   ///< number of the first one
    bool isNumbered = false;  ///< label_map, not labels
};

std::optional<LabelMap> numbered(const nlohmann::json& map) {
    std::map<std::int64_t, std::string> byNumber;
    for (const auto& [key, name] : map.items()) {
        const nlohmann::json number = nlohmann::json::parse(key, nullptr, false);
        if (!number.is_number_integer() || !name.is_string()) return std::nullopt;
        byNumber[number.get<std::int64_t>()] = name.get<std::string>();
    }
    if (byNumber.empty() || byNumber.rbegin()->first - byNumber.begin()->first + 1 != std::ssize(byNumber)) return std::nullopt;
    LabelMap labels{.first = byNumber.begin()->first, .isNumbered = true};
    for (auto& [number, name] : byNumber) labels.names.push_back(std::move(name));
    return labels;
}

Result<nlohmann::json> jsonFile(const std::filesystem::path& path, Reading& reading) {
    RF_TRY(const std::string text, reading.textOf(path));
    return parseJson(text, path.string());
}

/// Nothing, perhaps with a problem, where there is no such file or it does not say.
std::optional<LabelMap> labelMap(const std::string& meta, const Place& place, Reading& reading) {
    if (meta.empty()) return std::nullopt;
    const std::string path = dataPath(meta, reading);
    const auto json = jsonFile(path, reading);
    if (!json) {
        reading.problem(json.error());
        return std::nullopt;
    }
    if (json->is_object() && json->contains("label_map") && (*json)["label_map"].is_object()) {
        if (auto labels = numbered((*json)["label_map"])) return labels;
    } else if (json->is_object() && json->contains("labels") && (*json)["labels"].is_array() &&
               std::ranges::all_of((*json)["labels"], &nlohmann::json::is_string)) {
        return LabelMap{.names = (*json)["labels"].get<std::vector<std::string>>()};
    }
    reading.problem(fail(ErrorCode::InvalidFile,
                         RF_TEXT("core", "'%1': %2 must have labels, a list of names, or label_map, names by consecutive whole numbers"),
                         place.pathOf("dataset_meta_file"), path));
    return std::nullopt;
}

std::int64_t classesOf(const std::optional<LabelMap>& labels) { return labels ? std::ssize(labels->names) : 0; }

void refusePickle(const std::string& path, const std::string& wanted, const Place& place, Reading& reading) {
    reading.problem(fail(ErrorCode::InvalidArgument,
                         RF_TEXT("core", "'%1': %2 is no %3; Python's pickles are never opened, as they can run programs"), place.path,
                         path, wanted));
}

void applyImagenet(const ImagenetKeys& keys, Samples& samples, const Place& place, Reading& reading) {
    const auto labels = labelMap(keys.meta, place, reading);
    samples.source.location = dataPath(keys.imagesDir, reading);
    samples.source.files = samples.source.labels = dataPath(keys.annotationFile, reading);
    samples.source.labelOffset = keys.hasBackground ? 1 : 0;
    samples.classes = classesOf(labels) + (labels && !labels->isNumbered && keys.hasBackground ? 1 : 0);
}

void applyCifar(const CifarKeys& keys, Samples& samples, const Place& place, Reading& reading) {
    if (!keys.batchFile.ends_with(".bin"))
        return refusePickle(keys.batchFile, "binary of CIFAR-10 (.bin)", place.member("data_batch_file"), reading);
    samples.source.location = dataPath(keys.batchFile, reading);
    samples.source.labelOffset = keys.hasBackground ? 1 : 0;
    samples.classes = keys.classes;
    samples.stored = data::ChannelOrder::Rgb;
}

void applyMnist(const MnistKeys& keys, Samples& samples, const Place&, Reading& reading) {
    samples.source.location = dataPath(keys.imagesFile, reading);
    samples.source.labels = dataPath(keys.labelsFile, reading);
    samples.classes = 10;
    samples.stored = data::ChannelOrder::Rgb;
}

void applyVoc(const VocKeys& keys, Samples& samples, const Place& place, Reading& reading) {
    samples.subject = Subject::Boxes;
    samples.source.location = dataPath(keys.imagesDir, reading);
    samples.source.files = dataPath(keys.imagesetFile, reading);
    samples.source.labels = dataPath(keys.annotationsDir, reading);
    samples.source.labelsFormat = AnnotationFormat::VocFromZero;
    samples.source.labelOffset = keys.hasBackground ? 0 : -1;  // ours are counted from 1
    if (const auto labels = labelMap(keys.meta, place, reading)) {
        samples.source.classes = labels->names;
        if (labels->isNumbered) samples.source.labelOffset = labels->first - 1;
    }
}

void applyCoco(const CocoKeys& keys, Samples& samples, const Place& place, Reading& reading) {
    const auto labels = labelMap(keys.meta, place, reading);
    samples.subject = Subject::Boxes;
    samples.source.location = dataPath(keys.imagesDir, reading);
    samples.source.files = samples.source.labels = dataPath(keys.annotationFile, reading);
    const bool ids = keys.fullLabelMap || labels.has_value();
    samples.source.labelsFormat = ids ? AnnotationFormat::Coco : AnnotationFormat::CocoOrder;
    samples.source.labelOffset = !ids && keys.hasBackground ? 1 : 0;
}

void applyWider(const WiderKeys& keys, Samples& samples, const Place&, Reading& reading) {
    samples.subject = Subject::Boxes;
    samples.source.location = dataPath(keys.imagesDir, reading);
    samples.source.files = samples.source.labels = dataPath(keys.annotationFile, reading);
    samples.source.labelsFormat = AnnotationFormat::Wider;
    samples.source.labelOffset = keys.firstLabel - 1;  // ours is 1
}

/// The names of {"labels": {name: number}}, whose numbers follow one another.
std::optional<LabelMap> numbersByName(const std::string& file, const Place& place, Reading& reading) {
    const std::string path = dataPath(file, reading);
    const auto json = jsonFile(path, reading);
    if (!json) {
        reading.problem(json.error());
        return std::nullopt;
    }
    nlohmann::json names = nlohmann::json::object();
    if (json->is_object() && json->contains("labels") && (*json)["labels"].is_object())
        for (const auto& [name, number] : (*json)["labels"].items())
            if (number.is_number_integer()) names[number.dump()] = name;
    if (auto labels = numbered(names)) return labels;
    reading.problem(fail(ErrorCode::InvalidFile, RF_TEXT("core", "'%1': %2 must have labels, consecutive whole numbers by names"),
                         place.pathOf("labels_file"), path));
    return std::nullopt;
}

void applyCvat(const CvatKeys& keys, Samples& samples, const Place& place, Reading& reading) {
    samples.subject = Subject::Boxes;
    samples.source.location = dataPath(keys.imagesDir, reading);
    samples.source.files = samples.source.labels = dataPath(keys.annotationFile, reading);
    samples.source.labelsFormat = AnnotationFormat::Cvat;
    samples.source.labelOffset = keys.hasBackground ? 0 : -1;  // ours are counted from 1
    if (keys.labelsFile.empty()) return;
    if (auto labels = numbersByName(keys.labelsFile, place, reading)) {
        samples.source.classes = std::move(labels->names);
        samples.source.labelOffset = labels->first - 1;
    }
}

void applyCamvid(const CamvidKeys& keys, Samples& samples, const Place& place, Reading& reading) {
    const auto labels = labelMap(keys.meta, place, reading);
    samples.subject = Subject::Masks;
    samples.source.files = samples.source.labels = dataPath(keys.annotationFile, reading);
    samples.source.labelsFormat = AnnotationFormat::Masks;
    samples.classes = labels ? classesOf(labels) : 12;
}

// Masks are found by the names of their pictures.
void applySegmentation(const SegmentationKeys& keys, Samples& samples, const Place& place, Reading& reading) {
    const auto stem = [](const std::string& postfix) { return postfix.substr(0, postfix.rfind('.')); };
    if (keys.imagePrefix != keys.maskPrefix || stem(keys.imagePostfix) != stem(keys.maskPostfix))
        reading.problem(
            fail(ErrorCode::InvalidArgument,
                 RF_TEXT("core", "'%1': masks must be named as their pictures but for the ending; the prefixes or postfixes differ"),
                 place.path));
    const auto labels = labelMap(keys.meta, place, reading);
    samples.subject = Subject::Masks;
    samples.source.location =
        (std::filesystem::path(dataPath(keys.imagesDir, reading)) / (keys.imagePrefix + "*" + keys.imagePostfix)).string();
    samples.source.labels = dataPath(keys.masksDir, reading);
    samples.source.labelsFormat = AnnotationFormat::Masks;
    samples.classes = classesOf(labels);
}

void applyRegression(const RegressionKeys& keys, Samples& samples, const Place& place, Reading& reading) {
    if (keys.inputSuffix != ".npy" || keys.referenceSuffix != ".txt")
        reading.problem(fail(
            ErrorCode::InvalidArgument,
            RF_TEXT("core",
                    "'%1': inputs must be .npy files (input_suffix) and references text files of the same name (reference_suffix .txt)"),
            place.path));
    samples.subject = Subject::Values;
    samples.source.location = (std::filesystem::path(dataPath(keys.inputDir, reading)) / ("*" + keys.inputSuffix)).string();
    samples.source.labels = dataPath(keys.referenceDir, reading);
    samples.source.labelsFormat = AnnotationFormat::Values;
    samples.stored = data::ChannelOrder::AsStored;
}

}  // namespace
}  // namespace rf::config::accuracy_checker

namespace rf::config {

using namespace accuracy_checker;

namespace {

constexpr const char* kFile = RF_TEXT("core", "A path; relative ones start in DATA_DIR, or beside the description.");
constexpr const char* kBackground = RF_TEXT("core", "Whether class 0 is the background, so that classes are counted from 1.");
constexpr const char* kMeta = RF_TEXT("core", "JSON file with labels, the names of the classes in order, or label_map, names by numbers.");
constexpr KeyOptions kRequired{.required = true};
constexpr KeyOptions kNone{.otherwise = "none"};
constexpr KeyOptions kDataSource{.otherwise = "data_source"};

// What several converters have, and this program needs none of.
template <class Keys>
Table<Keys>&& withConversionOfImages(Table<Keys>&& table) {
    return std::move(table)
        .template unused<bool>("convert_images", kUnused)
        .template unused<std::string>("converted_images_dir", kUnused)
        .template unused<std::string>("dataset_meta_file", kUnused);
}

}  // namespace

template <>
const Table<ImagenetKeys>& tableOf() {
    static const auto table = Table<ImagenetKeys>("ac_imagenet", RF_TEXT("core", "A text file with a name and a class number a line."))
                                  .chosenBy("converter", {"imagenet"}, kWhich)
                                  .key<NonEmptyText>("annotation_file", &ImagenetKeys::annotationFile, kFile, kRequired)
                                  .key("images_dir", &ImagenetKeys::imagesDir, kFile, kDataSource)
                                  .key("has_background", &ImagenetKeys::hasBackground, kBackground)
                                  .key("dataset_meta_file", &ImagenetKeys::meta, kMeta, kNone)
                                  .unused<std::string>("labels_file", kUnused);
    return table;
}

template <>
const Table<CifarKeys>& tableOf() {
    static const auto table = withConversionOfImages(Table<CifarKeys>("ac_cifar", RF_TEXT("core", "CIFAR-10 in its binary form (.bin)."))
                                                         .chosenBy("converter", {"cifar", "cifar10"}, kWhich))
                                  .key<NonEmptyText>("data_batch_file", &CifarKeys::batchFile, kFile, kRequired)
                                  .key("has_background", &CifarKeys::hasBackground, kBackground)
                                  .only("num_classes", 10, kOnly)
                                  .unused<std::string>("batch_meta_file", kUnused);
    return table;
}

template <>
const Table<MnistKeys>& tableOf() {
    static const auto table =
        withConversionOfImages(
            Table<MnistKeys>("ac_mnist", RF_TEXT("core", "MNIST's IDX files, gzipped or not.")).chosenBy("converter", {"mnist"}, kWhich))
            .key<NonEmptyText>("images_file", &MnistKeys::imagesFile, kFile, kRequired)
            .key<NonEmptyText>("labels_file", &MnistKeys::labelsFile, kFile, kRequired);
    return table;
}

template <>
const Table<VocKeys>& tableOf() {
    static const auto table =
        Table<VocKeys>("ac_voc_detection", RF_TEXT("core", "PASCAL VOC's XML files, for the pictures that a text file names."))
            .chosenBy("converter", {"voc_detection", "voc", "voc07"}, kWhich)
            .key<NonEmptyText>("imageset_file", &VocKeys::imagesetFile, kFile, kRequired)
            .key<NonEmptyText>("annotations_dir", &VocKeys::annotationsDir, kFile, kRequired)
            .key("images_dir", &VocKeys::imagesDir, kFile, kDataSource)
            .key("has_background", &VocKeys::hasBackground, kBackground)
            .key("dataset_meta_file", &VocKeys::meta, kMeta, {.otherwise = "PASCAL VOC's classes"});
    return table;
}

template <>
const Table<CocoKeys>& tableOf() {
    static const auto table =
        Table<CocoKeys>("ac_mscoco_detection", RF_TEXT("core", "COCO's instances file; pictures without objects are no samples."))
            .chosenBy("converter", {"mscoco_detection"}, kWhich)
            .key<NonEmptyText>("annotation_file", &CocoKeys::annotationFile, kFile, kRequired)
            .key("images_dir", &CocoKeys::imagesDir, kFile, kDataSource)
            .key("has_background", &CocoKeys::hasBackground, kBackground)
            .key("use_full_label_map", &CocoKeys::fullLabelMap,
                 RF_TEXT("core", "Whether classes are COCO's ids, up to 90, instead of the places of the categories in the file."))
            .key("dataset_meta_file", &CocoKeys::meta, kMeta, kNone)
            .only("sort_annotations", true, kOnly)
            .only("sort_key", "image_id", kOnly)
            .only("convert_COCO_to_VOC_labels", false, kOnly);
    return table;
}

template <>
const Table<WiderKeys>& tableOf() {
    static const auto table =
        Table<WiderKeys>("ac_wider", RF_TEXT("core", "WIDER FACE's text file of faces."))
            .chosenBy("converter", {"wider"}, kWhich)
            .key<NonEmptyText>("annotation_file", &WiderKeys::annotationFile, kFile, kRequired)
            .key("images_dir", &WiderKeys::imagesDir, kFile, kDataSource)
            .key("label_start", &WiderKeys::firstLabel, RF_TEXT("core", "The class of faces."), {.low = 0, .high = 100000})
            .refused("dataset_meta_file", kRefused);
    return table;
}

template <>
const Table<CvatKeys>& tableOf() {
    static const auto table =
        Table<CvatKeys>("ac_cvat_object_detection", RF_TEXT("core", "CVAT's XML file of pictures; occluded objects are difficult."))
            .chosenBy("converter", {"cvat_object_detection"}, kWhich)
            .key<NonEmptyText>("annotation_file", &CvatKeys::annotationFile, kFile, kRequired)
            .key("images_dir", &CvatKeys::imagesDir, kFile, kDataSource)
            .key("has_background", &CvatKeys::hasBackground, kBackground)
            .key("labels_file", &CvatKeys::labelsFile, RF_TEXT("core", "JSON file with labels, class numbers by names."),
                 {.otherwise = "the labels of the XML file"})
            .refused("dataset_meta_file", kRefused);
    return table;
}

template <>
const Table<CamvidKeys>& tableOf() {
    static const auto table = Table<CamvidKeys>("ac_camvid", RF_TEXT("core", "A text file with a picture and its mask a line."))
                                  .chosenBy("converter", {"camvid"}, kWhich)
                                  .key<NonEmptyText>("annotation_file", &CamvidKeys::annotationFile, kFile, kRequired)
                                  .key("dataset_meta_file", &CamvidKeys::meta, kMeta, {.otherwise = "CamVid's 12 classes"});
    return table;
}

template <>
const Table<SegmentationKeys>& tableOf() {
    static const auto table = Table<SegmentationKeys>("ac_common_semantic_segmentation",
                                                      RF_TEXT("core", "A folder of pictures and one of masks with the same names."))
                                  .chosenBy("converter", {"common_semantic_segmentation"}, kWhich)
                                  .key<NonEmptyText>("images_dir", &SegmentationKeys::imagesDir, kFile, kRequired)
                                  .key<NonEmptyText>("masks_dir", &SegmentationKeys::masksDir, kFile, kRequired)
                                  .key("image_prefix", &SegmentationKeys::imagePrefix, RF_TEXT("core", "How the names of pictures begin."))
                                  .key("mask_prefix", &SegmentationKeys::maskPrefix, RF_TEXT("core", "How the names of masks begin."))
                                  .key("image_postfix", &SegmentationKeys::imagePostfix, RF_TEXT("core", "How the names of pictures end."))
                                  .key("mask_postfix", &SegmentationKeys::maskPostfix, RF_TEXT("core", "How the names of masks end."))
                                  .key("dataset_meta_file", &SegmentationKeys::meta, kMeta, kNone)
                                  .unused<std::string>("dataset_meta", kUnused)
                                  .only("mask_loader", "pillow", kOnly);
    return table;
}

template <>
const Table<RegressionKeys>& tableOf() {
    static const auto table =
        Table<RegressionKeys>("ac_feature_regression",
                              RF_TEXT("core", "A folder of inputs and one of the numbers that the network should give."))
            .chosenBy("converter", {"feature_regression"}, kWhich)
            .key<NonEmptyText>("input_dir", &RegressionKeys::inputDir, kFile, kRequired)
            .key<NonEmptyText>("reference_dir", &RegressionKeys::referenceDir, kFile, kRequired)
            .key("input_suffix", &RegressionKeys::inputSuffix, RF_TEXT("core", "How the names of inputs end; .npy is supported."))
            .key("reference_suffix", &RegressionKeys::referenceSuffix,
                 RF_TEXT("core", "How the names of references end; .txt is supported."))
            .only("use_bin_data", false, kOnly)
            .only("bin_data_dtype", "float32", kOnly);
    return table;
}

}  // namespace rf::config

namespace rf::config::accuracy_checker {

const std::vector<Kind<Samples>>& converters() {
    static const std::vector<Kind<Samples>> kinds{
        kind<applyImagenet>("imagenet"),
        kind<applyCifar>("cifar"),
        kind<applyCifar>("cifar10"),
        kind<applyMnist>("mnist"),
        kind<applyVoc>("voc_detection"),
        kind<applyVoc>("voc"),
        kind<applyVoc>("voc07"),
        kind<applyCoco>("mscoco_detection"),
        kind<applyWider>("wider"),
        kind<applyCvat>("cvat_object_detection"),
        kind<applyCamvid>("camvid"),
        kind<applySegmentation>("common_semantic_segmentation"),
        kind<applyRegression>("feature_regression"),
    };
    return kinds;
}

}  // namespace rf::config::accuracy_checker

// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/accuracy_checker/parts.h"

namespace rf::config::accuracy_checker {

namespace {

constexpr auto kNothing = [](const Dataset&, Form) { return Json(); };

/// Later parts are not held against one that was wrong.
template <class Read>
void guarded(Dataset& dataset, Reading& reading, Read read) {
    const std::size_t before = reading.problemCount();
    read();
    if (reading.problemCount() > before) dataset.isConsistent = false;
}

bool isForeign(const Place& place) {
    if (!place.json.is_object() || !place.json.contains("converter") || !place.json["converter"].is_string()) return false;
    const std::vector<std::string> words = wordsOf(converters());
    return std::ranges::find(words, place.json["converter"].get<std::string>()) == words.end();
}

// Labels are for measuring; without them all pictures of the folder are samples.
void readConversion(Dataset& dataset, const Place& place, Reading& reading) {
    const auto read = [&] { guarded(dataset, reading, [&] { readKind(converters(), "converter", dataset.samples, place, reading); }); };
    dataset.isLabelled = !isForeign(place);
    if (dataset.isLabelled) return read();
    reading.forMeasuring(read);
    for (const char* key : {"images_dir", "data_dir"})
        if (dataset.samples.source.location.empty() && place.json.contains(key) && place.json[key].is_string())
            dataset.samples.source.location = located(place.json[key].get<std::string>(), reading.folders().data, reading);
}

void readReader(Dataset& dataset, const Place& place, Reading& reading) {
    guarded(dataset, reading, [&] { readKind(readers(), "type", dataset.reader, place, reading); });
}

// Where the data set has pictures they begin as its reader gives them.
void prepare(Dataset& dataset) {
    if (dataset.isPrepared) return;
    const bool arePictures = dataset.samples.stored != data::ChannelOrder::AsStored && dataset.reader.order != data::ChannelOrder::AsStored;
    startWith(arePictures ? dataset.samples.stored : data::ChannelOrder::AsStored, dataset.reader.order, dataset.pictures);
    dataset.isPrepared = true;
}

void readPreprocessing(Dataset& dataset, const Place& place, Reading& reading) {
    prepare(dataset);
    guarded(dataset, reading, [&] { readKinds(preprocessings(), dataset.pictures, place, reading); });
}

void readPostprocessing(Dataset& dataset, const Place& place, Reading& reading) {
    dataset.postprocessing.pictures = dataset.pictures;
    reading.forMeasuring([&] { guarded(dataset, reading, [&] { readKinds(postprocessings(), dataset.postprocessing, place, reading); }); });
}

void readMetrics(Dataset& dataset, const Place& place, Reading& reading) {
    dataset.measures = {dataset.launcher.prediction,
                        dataset.postprocessing,
                        dataset.samples,
                        dataset.pictures.size,
                        dataset.isConsistent && dataset.isLabelled && place.json.is_array(),
                        {}};
    reading.forMeasuring([&] { readKinds(accuracy_checker::metrics(), dataset.measures, place, reading); });
}

/// Where the converter gave no place, or one for its own checks only, the samples are below data_source.
std::string locationOf(const Dataset& dataset) {
    const data::Source& source = dataset.samples.source;
    return !dataset.dataSource.empty() && (source.location.empty() || !source.files.empty()) ? dataset.dataSource : source.location;
}

void checkLocation(const Dataset& dataset, const Place& place, Reading& reading) {
    if (locationOf(dataset).empty())
        reading.problem(fail(ErrorCode::InvalidArgument, RF_TEXT("core", "'%1' is missing; it must be the folder of the pictures"),
                             place.pathOf("data_source")));
}

void checkReader(const Dataset& dataset, const Place& place, Reading& reading) {
    const bool readsArrays = dataset.reader.order == data::ChannelOrder::AsStored,
               areArrays = dataset.samples.stored == data::ChannelOrder::AsStored;
    if (areArrays && !readsArrays)
        reading.problem(
            fail(ErrorCode::InvalidArgument, RF_TEXT("core", "'%1' must be numpy_reader for this converter"), place.pathOf("reader")));
}

void checkMasks(const Dataset& dataset, const Place& place, Reading& reading) {
    const data::Source& source = dataset.samples.source;
    const bool areListed = dataset.samples.subject == Subject::Masks && source.labels == source.files;
    if (areListed && !dataset.maskSource.empty() && dataset.maskSource != dataset.dataSource)
        reading.problem(fail(ErrorCode::InvalidArgument, RF_TEXT("core", "'%1' must be data_source for this converter, or be left out"),
                             place.pathOf("segmentation_masks_source")));
}

void checkSubset(const Dataset& dataset, const Place& place, Reading& reading) {
    if (dataset.first > 0 && dataset.shuffle)
        reading.problem(fail(
            ErrorCode::InvalidArgument,
            RF_TEXT("core", "'%1' draws samples at random as NumPy does, which is not supported; set shuffle: false for the first ones"),
            place.pathOf("subsample_size")));
}

void checkSizeInput(const Dataset& dataset, const Place& place, Reading& reading) {
    if (dataset.launcher.sizeInput && (!dataset.pictures.size || dataset.pictures.keptProportions))
        reading.problem(fail(ErrorCode::InvalidArgument,
                             RF_TEXT("core", "'%1' must resize to one size for all pictures, as the input '%2' is told this size"),
                             place.pathOf("preprocessing"), *dataset.launcher.sizeInput));
}

void checkSteps(const Dataset& dataset, const Place& place, Reading& reading) {
    if (auto valid = data::validate(dataOf(dataset).preprocess); !valid)
        reading.problem(std::move(valid).error().during("'%1'", {place.pathOf("preprocessing")}));
}

void checkTogether(const Dataset& dataset, const Place& place, Reading& reading) {
    checkLocation(dataset, place, reading);
    checkReader(dataset, place, reading);
    checkMasks(dataset, place, reading);
    checkSubset(dataset, place, reading);
    checkSizeInput(dataset, place, reading);
    checkSteps(dataset, place, reading);
}

}  // namespace

data::DataSpec dataOf(const Dataset& dataset) {
    Dataset read = dataset;
    prepare(read);
    data::DataSpec spec;
    data::Source source = read.samples.source;
    source.location = locationOf(read);
    source.input = read.launcher.input;
    source.shape = read.launcher.shape;
    spec.sources = {std::move(source)};
    spec.sources.insert(spec.sources.end(), read.launcher.constants.begin(), read.launcher.constants.end());
    if (read.launcher.sizeInput && read.pictures.size)
        spec.sources.push_back({.input = *read.launcher.sizeInput,
                                .location = fmt::format("const:{}:{}:1", (*read.pictures.size)[0], (*read.pictures.size)[1])});
    spec.preprocess.steps = read.pictures.steps;
    if (read.launcher.layout) spec.preprocess.steps.emplace_back(data::Arrange{*read.launcher.layout});
    spec.first = read.first;
    return spec;
}

}  // namespace rf::config::accuracy_checker

namespace rf::config {

using namespace accuracy_checker;

namespace {

template <auto folder>
struct PathIn {
    static Shape shape(const KeyOptions& options) { return NonEmptyText::shape(options); }
    static void read(std::string& value, const Place& place, const Shape& shape, Reading& reading) {
        NonEmptyText::read(value, place, shape, reading);
        value = located(value, reading.folders().*folder, reading);
    }
    static Json write(const std::string& value, Form) { return value; }
};
using DataPath = PathIn<&AccuracyCheckerFolders::data>;

Error missingConversion(const Place& place) {
    if (place.json.contains("annotation"))
        return fail(ErrorCode::InvalidArgument,
                    RF_TEXT("core",
                            "'%1': prepared annotations are Python's pickles, which are never opened, as they can run programs; "
                            "use annotation_conversion"),
                    place.pathOf("annotation"));
    return fail(ErrorCode::InvalidArgument,
                RF_TEXT("core",
                        "'%1' has no annotation_conversion; give it, or name the file of definitions that has it "
                        "(global_definitions, DEFINITIONS_FILE)"),
                place.path);
}

}  // namespace

// The rows are in the order in which the parts depend on one another.
template <>
const Table<Dataset>& tableOf() {
    static const auto table =
        Table<Dataset>("ac_dataset", RF_TEXT("core", "Samples, what is known of them, and what is measured."))
            .unused<std::string>("name",
                                 RF_TEXT("core", "Name of the data set; keys that are not here come from the definition of this name."))
            .key<DataPath>("data_source", &Dataset::dataSource,
                           RF_TEXT("core", "Folder of the pictures; relative paths start in DATA_DIR, or beside the description."),
                           {.otherwise = "the converter's"})
            .custom("annotation_conversion", shapeOf(converters()), readConversion, kNothing, RF_TEXT("core", "Where labels come from."))
            .custom("reader", shapeOf(readers()), readReader, kNothing,
                    RF_TEXT("core", "How samples are read: a word, or an object with type; opencv_imread where it is absent."))
            .custom("preprocessing", listShapeOf(preprocessings()), readPreprocessing, kNothing,
                    RF_TEXT("core", "How pictures become tensors, in this order."))
            .custom("postprocessing", listShapeOf(postprocessings()), readPostprocessing, kNothing,
                    RF_TEXT("core", "What is done to predictions and labels, in this order."))
            .custom("metrics", listShapeOf(accuracy_checker::metrics()), readMetrics, kNothing, RF_TEXT("core", "What is measured."))
            .key("subsample_size", &Dataset::first, RF_TEXT("core", "Only this many samples, the first ones; needs shuffle: false."),
                 {.low = 1, .otherwise = "all"})
            .key("shuffle", &Dataset::shuffle, RF_TEXT("core", "Whether subsample_size draws at random, which is not supported."))
            .unused<std::string>("annotation", kUnused)
            .unused<std::string>("dataset_meta", kUnused)
            .unused<std::int64_t>("subsample_seed", kUnused)
            .unused<bool>("analyze_dataset", kUnused)
            .unused<std::int64_t>("batch", kUnused)
            .key<DataPath>("segmentation_masks_source", &Dataset::maskSource,
                           RF_TEXT("core", "Folder of the masks, where it is not the converter's."), {.otherwise = "the converter's"})
            .unused<std::string>("additional_data_source", kUnused)
            .refused("subset_file", kRefused)
            .refused("subset", kRefused)
            .refused("store_subset", kRefused)
            .refused("subset_metrics", kRefused)
            .refused("sub_evaluation", kRefused)
            .check([](const Dataset& dataset, const Place& place, Reading& reading) {
                // Without metrics nothing asks for labels.
                if (!place.json.contains("annotation_conversion") && place.json.contains("metrics"))
                    reading.unmeasured(missingConversion(place));
                checkTogether(dataset, place, reading);
            });
    return table;
}

}  // namespace rf::config

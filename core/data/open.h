// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>

#include "core/data/dataset.h"
#include "core/data/preprocess.h"
#include "core/process/process.h"

namespace rf::data {

/// Where one input's data comes from. docs/data.md has every form with an example; in short, `location` is
/// - a folder, one file, or a glob pattern of image files, or of .npy files that hold one sample each; a .txt list of such
///   files ("file" or "file label" a line, paths relative to the list);
/// - a CIFAR-10 binary (.bin; labels are in it), an IDX file, gzipped or not (labels are found beside …images… as …labels…);
/// - a .npy file or FILE.npz#ARRAY, first axis the samples;
/// - raw:FILE?shape=3x32x32&dtype=f32[&offset=BYTES][&stride=BYTES][&order=big]: records of equal size;
/// - tokens:FILE[?length=N][&pad=ID][&give=ids|mask]: a line of whole numbers a sample, cut or filled up to `length`;
/// - command:["program", "argument", …], a program of the user's own that gives the tensors of every input, see
///   docs/commands.md;
/// - synthetic:N, seeded: pixels 0…255 for pictures and U8, else normal(0, 1), or {0, 1} for integers. With an empty
///   `input` it feeds every input of the model;
/// - const:V[:V…]: the same values for every sample;
/// - state:OUTPUT[,start=V][,length=N]: what the network gave at OUTPUT for the sample before; V (0) at the start of each
///   sequence of N samples (without N all are one).
/// A sample fits an input of its shape, or of its shape with a batch axis of 1 in front; dynamic axes take anything. An
/// input with a static batch of N > 1 gets N samples at a time; see SampleSource::records() for the last ones.
struct Source {
    std::string input = {};     ///< name of the model input; empty when the model has one
    std::string location = {};  ///< a path or one of the forms above
    std::string labels = {};    ///< labels file (IDX or text, one per line); empty: found beside the data where the format says so
    AnnotationFormat labelsFormat = AnnotationFormat::Automatic;
    Shape shape = {};        ///< what dynamic axes of the input become; empty: the input's own shape
    std::string files = {};  ///< which files of the folder `location` are samples, in which order: a text file, a name a line, or
                             ///< COCO's instances file: its pictures with objects, by their ids; empty: all files
    std::vector<std::string> classes = {};  ///< of labels that are names; empty: the format's own
    std::int64_t labelOffset = 0;           ///< added to every class
    bool operator==(const Source&) const = default;
};

/// The location with the path in it replaced by change(path); as it is where the form names no file.
std::string withPath(const std::string& location, const std::function<std::filesystem::path(const std::filesystem::path&)>& change);

/// The form of the command line: SRC, INPUT=SRC, or with a shape INPUT[1x3x224x224]=SRC and [1x3x224x224]=SRC. A text that
/// is the path of something that exists is a location as a whole, whatever letters it has.
Result<Source> parseSource(const std::string& text);

struct DataSpec {
    std::vector<Source> sources;
    Preprocess preprocess;
    std::uint64_t seed = 0;  ///< for synthetic data
    std::int64_t skipLimit =
        0;                   ///< how many damaged records may be left out, before batches are made; 0: none, and they are not looked for
    std::int64_t first = 0;  ///< only this many samples, the first ones; 0: all
    bool stratify = false;   ///< every prefix of the samples keeps the shares of the classes (sampler.h)
    bool operator==(const DataSpec&) const = default;
};

/// What open() may need besides the description of the data.
struct OpenOptions {
    process::Permission permission{};  ///< whether a program may be run; empty: none may
    std::stop_token token{};           ///< ends programs that run
};

/// Opens the data and checks it against the inputs (names, shapes, element types, equal sample counts) before anything
/// runs. NotFound, InvalidFile and InvalidArgument name the file or the option.
Result<std::shared_ptr<const SampleSource>> open(const DataSpec& spec, std::span<const InputInfo> inputs, const OpenOptions& options = {});

}  // namespace rf::data

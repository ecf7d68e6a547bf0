// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <filesystem>

#include "core/data/dataset.h"
#include "core/process/process.h"

namespace rf::data {

enum class Interpolation { Nearest, Linear, Cubic, Area };
enum class ChannelOrder { AsStored, Rgb, Bgr };

/// How stored pictures become tensors, applied in this order: channel order, resize, (x - mean) / scale, layout and element
/// type of the input. Nothing is done that is not asked for, except that an image file is resized to a static input and
/// becomes grey for an input of one channel, and that the channel axis is moved where only that fits the input.
///
/// Pictures are image files, CIFAR-10, IDX files of u8 planes, arrays whose samples have three axes with 1 or 3 channels
/// first or last, and synthetic data for such inputs. Where some inputs get pictures, the others are left alone; where
/// none does, one mean and one scale apply to all, and anything else is InvalidArgument. Elements are converted to the
/// input's type at the end: rounded to nearest even and saturated where it is an integer.
struct Preprocess {
    std::optional<std::array<std::int64_t, 2>> size;  ///< height, width; images only
    Interpolation interpolation = Interpolation::Linear;
    ChannelOrder channels = ChannelOrder::AsStored;   ///< files: BGR unless asked for (as POT's simplified mode); arrays: as stored, taken to be RGB
    std::vector<double> mean;                         ///< empty, one value, or one per channel
    std::vector<double> scale;                        ///< divisor; empty, one value, or one per channel
    bool operator==(const Preprocess&) const = default;
};

/// Where one input's data comes from, as the command line writes it:
/// - a CIFAR-10 binary (.bin; labels are in it);
/// - an IDX file, gzipped or not (labels are found beside …images… as …labels…);
/// - a .npy file, first axis the samples;
/// - a folder of images, read recursively and sorted by path, or one image. Labels: lines "name label", or labels alone;
/// - command:["program", "argument", …], a program of the user's own that gives the tensors of every input, see
///   docs/commands.md;
/// - synthetic:N, seeded: pixels 0…255 for pictures and U8, else normal(0, 1), or {0, 1} for integers. With an empty
///   `input` it feeds every input of the model.
/// A sample fits an input of its shape, or of its shape with a batch axis of 1 in front; dynamic axes take anything.
struct Source {
    std::string input;     ///< name of the model input; empty when the model has one
    std::string location;  ///< path, "synthetic:N" or "command:[…]"
    std::string labels;    ///< labels file (IDX or text, one per line); empty: found beside the data where the format says so
    AnnotationFormat labelsFormat = AnnotationFormat::Automatic;
    bool operator==(const Source&) const = default;
};

struct DataSpec {
    std::vector<Source> sources;
    Preprocess preprocess;
    std::uint64_t seed = 0;  ///< for synthetic data
    bool operator==(const DataSpec&) const = default;
};

/// What opening may need besides the data's description.
struct OpenOptions {
    process::Permission permission{};  ///< whether a program may be run; empty: none may
    std::stop_token token{};           ///< ends programs that run
};

/// Opens the data and checks it against the inputs (names, shapes, element types, equal sample counts) before anything
/// runs. NotFound, InvalidFile and InvalidArgument name the file or the option.
Result<std::shared_ptr<const SampleSource>> open(const DataSpec& spec, std::span<const InputInfo> inputs, const OpenOptions& options = {});

/// "size=224x224,mean=127.5,scale=127.5,channels=rgb,interpolation=area" → Preprocess; lists as mean=1:2:3.
Result<Preprocess> parsePreprocess(const std::string& text);

}  // namespace rf::data

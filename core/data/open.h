// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <filesystem>

#include "core/data/dataset.h"

namespace rf::data {

enum class Interpolation { Nearest, Linear, Cubic, Area };
enum class ChannelOrder { AsStored, Rgb, Bgr };

/// How stored pictures become tensors, applied in this order: channel order, resize, scale (x / scale - where mean is
/// given first (x - mean) / scale), layout and element type of the input. Nothing is done that is not asked for, except
/// that an image file is resized to a static input.
struct Preprocess {
    std::optional<std::array<std::int64_t, 2>> size;  ///< height, width; images only
    Interpolation interpolation = Interpolation::Linear;
    ChannelOrder channels = ChannelOrder::AsStored;   ///< files: BGR unless asked for (as POT's simplified mode); arrays: as stored
    std::vector<double> mean;                         ///< empty, one value, or one per channel
    std::vector<double> scale;                        ///< divisor; empty, one value, or one per channel
    bool operator==(const Preprocess&) const = default;
};

/// Where one input's data comes from, as the command line writes it: a CIFAR-10 binary, an IDX file, a folder of images,
/// a .npy file, or synthetic:N.
struct Source {
    std::string input;     ///< name of the model input; empty when the model has one
    std::string location;  ///< path or "synthetic:N"
    std::string labels;    ///< labels file (IDX or text, one per line); empty: found beside the data where the format says so
    bool operator==(const Source&) const = default;
};

struct DataSpec {
    std::vector<Source> sources;
    Preprocess preprocess;
    std::uint64_t seed = 0;  ///< for synthetic data
    bool operator==(const DataSpec&) const = default;
};

/// Opens the data and checks it against the inputs (names, shapes, element types, equal sample counts) before anything
/// runs. NotFound, InvalidFile and InvalidArgument name the file or the option.
Result<std::shared_ptr<const SampleSource>> open(const DataSpec& spec, std::span<const InputInfo> inputs);

/// "size=224x224,mean=127.5,scale=127.5,channels=rgb,interpolation=area" → Preprocess; lists as mean=1:2:3.
Result<Preprocess> parsePreprocess(const std::string& text);

}  // namespace rf::data

// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/data/dataset.h"
#include "core/data/preprocess.h"

/// The ways in which pictures are commonly given to networks.
namespace rf::analysis {

/// What becomes of the values: (x - mean) / scale, with one value or one per channel in the order R, G, B.
struct Normalization {
    std::string name;  ///< English, to be translated with context "core"
    std::vector<double> mean = {}, scale = {};
    bool operator==(const Normalization&) const = default;
};

/// One way to prepare the same pictures.
struct PreprocessCandidate {
    Normalization normalization;
    data::ChannelOrder order = data::ChannelOrder::AsStored;  ///< Rgb or Bgr; AsStored where there is no order
    std::optional<data::ChannelAxis> layout = {};             ///< only where the input's shape leaves it open
    data::Preprocess preprocess = {};
    /// What it multiplies the stored values with: two that differ in it make a network more or less confident by that alone.
    double gain() const;
    bool operator==(const PreprocessCandidate&) const = default;
};

/// Where an input has a picture's channels.
struct PictureInput {
    std::size_t index = 0;                        ///< among the inputs
    std::int64_t channels = 3;                    ///< 1 or 3; 3 where the model leaves it open
    std::vector<data::ChannelAxis> layouts = {};  ///< those that the shape allows
};

/// The first input that takes pictures: three axes, or four with the batch in front, of which one that can be the channels has
/// length 1 or 3 or is dynamic, and the others can be longer than 1. InvalidArgument says what the inputs are instead.
Result<PictureInput> pictureInput(std::span<const data::InputInfo> inputs);

/// The usual preparations of a picture for this input, in the order of the table in docs/doctor.md. `given` is what the user
/// asked for: its sizes, crops and borders are part of each, and where it also orders or scales channels and is none of the
/// others, it comes last under a name of its own.
std::vector<PreprocessCandidate> preprocessCandidates(const data::InputInfo& input, const PictureInput& picture,
                                                      const data::Preprocess& given);

}  // namespace rf::analysis

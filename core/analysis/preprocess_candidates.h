// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/data/dataset.h"
#include "core/data/preprocess.h"

/// The common ways to prepare images for networks.
namespace rf::analysis {

/// The arithmetic on pixel values: (x - mean) / scale, with one number for all channels or one per channel in the order R, G,
/// B.
struct Normalization {
    std::string name;  ///< English, to be translated with context "core"
    std::vector<double> mean = {}, scale = {};
    bool operator==(const Normalization&) const = default;
};

/// One way to prepare the same images.
struct PreprocessCandidate {
    Normalization normalization;
    data::ChannelOrder order = data::ChannelOrder::AsStored;  ///< Rgb or Bgr; AsStored where there is no order
    std::optional<data::ChannelAxis> layout = {};             ///< channel axis; only where the input's shape leaves it open
    data::Preprocess preprocess = {};
    /// The factor on stored values. A larger factor alone makes a network more confident.
    double gain() const;
    bool operator==(const PreprocessCandidate&) const = default;
};

/// The image input of a model, and where its channels are.
struct PictureInput {
    std::size_t index = 0;                        ///< among the inputs
    std::int64_t channels = 3;                    ///< 1 or 3; 3 where the model leaves it open
    std::vector<data::ChannelAxis> layouts = {};  ///< those that the shape allows
};

/// The first input that takes images. It has three axes, or four with the batch in front; its channel axis has length 1 or 3 or
/// is dynamic, and the other axes can be longer than 1. InvalidArgument says what the inputs are instead.
Result<PictureInput> pictureInput(std::span<const data::InputInfo> inputs);

/// The usual preparations of an image for this input, in the order of the table in docs/doctor.md. `given` is the user's own
/// preparation: every candidate keeps its sizes, crops and borders. If it also orders or scales channels and equals no other
/// candidate, it comes last under a name of its own.
std::vector<PreprocessCandidate> preprocessCandidates(const data::InputInfo& input, const PictureInput& picture,
                                                      const data::Preprocess& given);

}  // namespace rf::analysis

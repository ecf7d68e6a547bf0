// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/input_fit.h"
#include "core/data/open.h"

namespace rf::data {

/// What is done to every record of one input, checked beforehand: channel order, mean and scale, layout, element type.
class Preprocessor {
public:
    /// `storedOrder`: how the format keeps colours (AsStored: unknown). InvalidArgument names the option that can't be honoured.
    static Result<Preprocessor> create(const Preprocess& options, ChannelOrder storedOrder, const Shape& record, const InputInfo& input,
                                       const std::string& where);
    Tensor apply(const Tensor& record) const;

private:
    InputFit m_fit;
    ElementType m_type = ElementType::F32;
    bool m_reverseChannels = false;
    std::vector<double> m_mean, m_scale;
};

}  // namespace rf::data

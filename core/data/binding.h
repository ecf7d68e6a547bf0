// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/picture.h"

namespace rf::data {

/// One source tied to one model input: how a record becomes the tensor that the network takes.
class Binding {
public:
    /// InvalidArgument, naming the source and the input, when a record can't become such an input.
    static Result<Binding> create(std::shared_ptr<const Records> records, const InputInfo& input, const Preprocess& preprocess);

    const Records& records() const { return *m_records; }
    const InputInfo& input() const { return m_input; }
    bool isPicture() const { return m_plan.has_value(); }
    Result<Tensor> read(std::int64_t index) const;

private:
    Result<void> fit(const Preprocess& preprocess);
    bool fitPicture(const Preprocess& preprocess);
    std::optional<PictureGeometry> geometryAs(Layout layout, const Preprocess& preprocess) const;
    Error mismatch(const Preprocess& preprocess) const;
    Result<void> checkChannelCounts() const;

    std::shared_ptr<const Records> m_records;
    InputInfo m_input;
    std::optional<PicturePlan> m_plan;  ///< pictures only
    std::vector<double> m_mean, m_scale;
    Shape m_result;               ///< of a record after the plan; -1 where pictures differ
    std::int64_t m_channels = 1;  ///< of m_result, for m_mean and m_scale
};

}  // namespace rf::data

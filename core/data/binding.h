// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/picture.h"

namespace rf::data {

/// One source tied to one model input: how records become the tensor that the network takes.
class Binding {
public:
    /// InvalidArgument, naming the source and the input, when a record can't become such an input.
    static Result<Binding> create(std::shared_ptr<const Records> records, const InputInfo& input, const Preprocess& preprocess);

    const Records& records() const { return *m_records; }
    const InputInfo& input() const { return m_input; }
    bool isPicture() const { return m_plan.has_value(); }
    /// How many records one input tensor takes.
    std::int64_t batch() const { return m_batch; }
    /// One record as the input takes it, without a batch. Where all records are the same `record` says nothing.
    Result<Tensor> readRecord(std::int64_t record) const;
    /// A tensor of the input: batch() records, stacked.
    Result<Tensor> read(std::span<const std::int64_t> records) const;

private:
    Result<void> fit(const Preprocess& preprocess);
    bool fitOnce(const Preprocess& preprocess);
    bool fitPicture(const Preprocess& preprocess);
    Error mismatch(const Preprocess& preprocess) const;
    Result<Tensor> prepared(const Tensor& stored) const;

    std::shared_ptr<const Records> m_records;
    InputInfo m_input;  ///< what one record must become
    std::int64_t m_batch = 1;
    std::optional<PicturePlan> m_plan;    ///< pictures only
    std::vector<PreprocessStep> m_steps;  ///< others
};

}  // namespace rf::data

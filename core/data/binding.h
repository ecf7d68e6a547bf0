// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/picture.h"

namespace rf::data {

/// Binds one source to one model input: converts records into the tensor that the network takes.
class Binding {
public:
    /// InvalidArgument, naming the source and the input, when a record can't become such an input.
    static Result<Binding> create(std::shared_ptr<const Records> records, const InputInfo& input, const Preprocess& preprocess);

    const Records& records() const { return *m_records; }
    const InputInfo& input() const { return m_input; }
    bool isPicture() const { return m_plan.has_value(); }
    /// How many records one input tensor takes.
    std::int64_t batch() const { return m_batch; }
    /// One record in the form of the input, without a batch axis. If all records are the same, `record` is ignored.
    Result<Tensor> readRecord(std::int64_t record) const;
    /// A tensor of the input: batch() records, stacked.
    Result<Tensor> read(std::span<const std::int64_t> records) const;
    /// Equal where read() gives equal tensors.
    Result<Fingerprint> fingerprint(std::span<const std::int64_t> records) const;

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

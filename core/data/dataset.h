// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/base/fingerprint.h"
#include "core/base/result.h"
#include "core/data/annotation.h"
#include "core/tensor/tensor.h"

/// Reads data from disk into input tensors.
namespace rf::data {

/// One sample, ready for the network: a tensor per model input, in the order of the model's Parameters.
struct Sample {
    std::vector<Tensor> inputs;
    Annotation annotation;  ///< if the data set has it and the sample is one record
};

/// An input that gets the network's output for the previous sample. Sample::inputs holds its start value; the engine that runs
/// samples in order replaces it by the output, except for the first sample of each sequence.
struct StateLink {
    std::size_t input = 0;    ///< among the model's inputs
    std::string output;       ///< name of the result
    std::int64_t length = 0;  ///< samples of one sequence, counted from sample 0; 0: all samples are one
    bool operator==(const StateLink&) const = default;
};

/// A sequence of samples. Thread-safe: sample() may be called from several threads at once, and gives the same value for the
/// same index every time. All functions are pure virtual, so that ForwardingSource does not compile until it forwards a new
/// one. Sources that wrap no other source derive from PlainSource.
class SampleSource {
public:
    virtual ~SampleSource() = default;
    virtual std::int64_t size() const = 0;
    /// Errors name the file and the sample.
    virtual Result<Sample> sample(std::int64_t index) const = 0;
    /// Whether samples have annotations.
    virtual bool hasLabels() const = 0;
    /// The number of records in one sample, stacked along the first axis of every input: sample i starts at record i * batch().
    virtual std::int64_t batch() const = 0;
    /// The number of all records. If the last records do not fill a batch, sample(size()) holds them, filled up with copies of
    /// the last one; this serves results that are needed record by record.
    virtual std::int64_t records() const = 0;
    /// The annotation of a record.
    virtual Result<Annotation> annotation(std::int64_t record) const = 0;
    /// Where the record comes from, for tables and messages: the path of a picture, or a file and a number.
    virtual std::string name(std::int64_t record) const = 0;
    /// The errors of the records that were left out (DataSpec::skipLimit); each names its file.
    virtual std::vector<Error> skipped() const = 0;
    /// Empty: samples do not depend on one another.
    virtual std::vector<StateLink> states() const = 0;
    /// Equal where the inputs of samples are: of what is stored and how it is prepared, not of paths or dates. Quicker than
    /// sample() where a file need not be decoded. Errors as those of sample().
    virtual Result<Fingerprint> fingerprint(std::int64_t index) const = 0;
};

/// Of tensors as they are.
Fingerprint fingerprintOf(std::span<const Tensor> tensors);

/// A source whose samples are one record each and do not depend on one another, as most are.
class PlainSource : public SampleSource {
public:
    std::int64_t batch() const override { return 1; }
    std::int64_t records() const override { return size(); }
    /// To be overridden by sources that can tell it without loading the inputs.
    Result<Annotation> annotation(std::int64_t record) const override {
        RF_TRY(Sample whole, sample(record));
        return std::move(whole.annotation);
    }
    std::string name(std::int64_t record) const override { return std::to_string(record); }
    std::vector<Error> skipped() const override { return {}; }
    std::vector<StateLink> states() const override { return {}; }
    Result<Fingerprint> fingerprint(std::int64_t index) const override {
        RF_TRY(const Sample whole, sample(index));
        return fingerprintOf(whole.inputs);
    }
};

/// What a network expects of one input.
struct InputInfo {
    std::string name;
    ElementType type = ElementType::F32;
    Shape shape;                                ///< -1 where dynamic
    std::vector<std::string> tensorNames = {};  ///< other names that the input goes by
    bool anyRank = false;                       ///< of any number of axes; `shape` is empty then
};

}  // namespace rf::data

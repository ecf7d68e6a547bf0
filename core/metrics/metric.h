// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/tensor/tensor.h"

/// Numbers from predictions; pure.
namespace rf::metrics {

enum class Better { Higher, Lower };

/// A score over a data set. update() is called in sample order from one thread.
class Metric {
public:
    virtual ~Metric() = default;
    virtual std::string name() const = 0;
    virtual Better better() const = 0;
    /// `outputs` are the network's results in order. InvalidArgument when they can't be scored (wrong shape).
    virtual Result<void> update(std::span<const Tensor> outputs, std::int64_t label) = 0;
    virtual double value() const = 0;  ///< accuracy: share in 0…1
};

/// "accuracy@1", "accuracy@5" …; InvalidArgument lists the known names.
Result<std::unique_ptr<Metric>> create(const std::string& name);
std::vector<std::string> names();

}  // namespace rf::metrics

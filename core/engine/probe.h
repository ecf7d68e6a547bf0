// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include "core/graph/node.h"
#include "core/tensor/tensor.h"

namespace rf::engine {

/// Sees one tensor of one sample while it is alive; the view is valid only during the call.
class Observer {
public:
    virtual ~Observer() = default;
    /// Called from several threads, never twice for one sample of one run; `sample` is the data set's index.
    virtual void observe(std::int64_t sample, TensorView tensor) = 0;
    /// The same for a tensor [N, C, spatial…] that the engine holds channels last: `tensor` is [N, spatial…, C]. Reorders
    /// and calls observe(), unless an observer that does not care for the order of elements saves that by overriding.
    virtual void observeChannelsLast(std::int64_t sample, TensorView tensor);
};

/// A tensor to watch, and its observer. The observer is borrowed and must outlive the Program.
struct Probe {
    graph::Output tensor;
    Observer* observer = nullptr;
};

}  // namespace rf::engine

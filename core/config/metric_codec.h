// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/codec.h"

/// A metric in a file: the text of the command line, or an object with type, limit and the metric's parameters.
namespace rf::config {

template <>
struct Codec<metrics::MetricSpec> {
    static Shape shape(const KeyOptions&);
    static void read(metrics::MetricSpec& spec, const Place& place, const Shape& shape, Reading& reading);
    static Json write(const metrics::MetricSpec& spec, Form);
};

}  // namespace rf::config

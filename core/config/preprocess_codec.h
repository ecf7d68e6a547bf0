// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/codec.h"

/// Preprocessing in a file: the keys of the short form in one object, or a list of steps.
namespace rf::config {

template <>
struct Codec<data::PreprocessStep> {
    static Shape shape(const KeyOptions&);
    static void read(data::PreprocessStep& step, const Place& place, const Shape& shape, Reading& reading);
    static Json write(const data::PreprocessStep& step, Form form);
};

template <>
struct Codec<data::Preprocess> {
    static Shape shape(const KeyOptions& options);
    static void read(data::Preprocess& preprocess, const Place& place, const Shape& shape, Reading& reading);
    static Json write(const data::Preprocess& preprocess, Form form);
};

/// [height, width].
template <>
struct Codec<data::PictureSize> {
    static Shape shape(const KeyOptions&);
    static void read(data::PictureSize& size, const Place& place, const Shape& shape, Reading& reading);
    static Json write(const data::PictureSize& size, Form) { return size; }
};

}  // namespace rf::config

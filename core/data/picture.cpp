// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/picture.h"

#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

#include <array>
#include <new>

#include "core/data/elements.h"

namespace rf::data {

namespace {

int cvInterpolation(Interpolation interpolation) {
    switch (interpolation) {
        case Interpolation::Nearest: return cv::INTER_NEAREST;
        case Interpolation::Linear: return cv::INTER_LINEAR;
        case Interpolation::Cubic: return cv::INTER_CUBIC;
        case Interpolation::Area: return cv::INTER_AREA;
    }
    return cv::INTER_LINEAR;
}

/// One header per channel plane over dense bytes that somebody else keeps.
std::vector<cv::Mat> planesOf(const PictureGeometry& geometry, int depth, void* data) {
    const auto height = static_cast<int>(geometry.height), width = static_cast<int>(geometry.width);
    const std::size_t planeBytes = static_cast<std::size_t>(geometry.height * geometry.width) * CV_ELEM_SIZE1(depth);
    std::vector<cv::Mat> planes;
    for (std::int64_t c = 0; c < geometry.channels; ++c)
        planes.emplace_back(height, width, CV_MAKETYPE(depth, 1),
                            static_cast<unsigned char*>(data) + static_cast<std::size_t>(c) * planeBytes);
    return planes;
}

/// The picture as OpenCV holds it, channels interleaved. Shares the bytes where they already are; never written to.
cv::Mat interleaved(const Tensor& tensor, Layout layout, int depth) {
    const PictureGeometry geometry = geometryOf(layout, tensor.shape());
    // cv::Mat has no view of constant bytes.
    void* data = const_cast<std::byte*>(tensor.bytes().data());
    if (layout != Layout::Chw || geometry.channels == 1)
        return cv::Mat(static_cast<int>(geometry.height), static_cast<int>(geometry.width),
                       CV_MAKETYPE(depth, static_cast<int>(geometry.channels)), data);
    cv::Mat merged;
    cv::merge(planesOf(geometry, depth, data), merged);
    return merged;
}

Tensor tensorOf(const cv::Mat& picture, Layout layout, ElementType type) {
    const PictureGeometry geometry{picture.channels(), picture.rows, picture.cols};
    return Tensor::build(type, shapeOf(layout, geometry), [&](std::span<std::byte> out) {
        if (layout == Layout::Chw && geometry.channels > 1) {
            std::vector<cv::Mat> planes = planesOf(geometry, picture.depth(), out.data());
            cv::split(picture, planes);
        } else {
            picture.copyTo(cv::Mat(picture.rows, picture.cols, picture.type(), out.data()));
        }
    });
}

Tensor computed(const Tensor& stored, const PicturePlan& plan) {
    const ElementType type = stored.type() == ElementType::U8 ? ElementType::U8 : ElementType::F32;
    const Tensor source = withType(stored, type);
    cv::Mat picture = interleaved(source, plan.stored, type == ElementType::U8 ? CV_8U : CV_32F);
    if (plan.toGray || plan.swapRedBlue) {
        cv::Mat recoloured;
        cv::cvtColor(picture, recoloured, plan.toGray ? cv::COLOR_RGB2GRAY : cv::COLOR_RGB2BGR);
        picture = recoloured;
    }
    if (plan.size && (picture.rows != (*plan.size)[0] || picture.cols != (*plan.size)[1])) {
        cv::Mat resized;
        cv::resize(picture, resized, cv::Size(static_cast<int>((*plan.size)[1]), static_cast<int>((*plan.size)[0])), 0, 0,
                   cvInterpolation(plan.interpolation));
        picture = resized;
    }
    return tensorOf(picture, plan.target, type);
}

/// Nothing to compute: the bytes already are in the order asked for.
bool isInPlace(const PictureGeometry& geometry, const PicturePlan& plan) {
    const bool sameSize = !plan.size || *plan.size == std::array{geometry.height, geometry.width};
    return sameSize && !plan.toGray && !plan.swapRedBlue && (plan.stored == plan.target || geometry.channels == 1);
}

}  // namespace

PictureGeometry geometryOf(Layout layout, const Shape& shape) {
    switch (layout) {
        case Layout::Hw: return {1, shape[0], shape[1]};
        case Layout::Chw: return {shape[0], shape[1], shape[2]};
        case Layout::Hwc: return {shape[2], shape[0], shape[1]};
        case Layout::Plain: break;
    }
    RF_ASSERT(!"only pictures have a geometry");
}

Shape shapeOf(Layout layout, const PictureGeometry& geometry) {
    switch (layout) {
        case Layout::Hw: return {geometry.height, geometry.width};
        case Layout::Chw: return {geometry.channels, geometry.height, geometry.width};
        case Layout::Hwc: return {geometry.height, geometry.width, geometry.channels};
        case Layout::Plain: break;
    }
    RF_ASSERT(!"only pictures have a geometry");
}

Result<Tensor> arranged(const Tensor& stored, const PicturePlan& plan) {
    const PictureGeometry geometry = geometryOf(plan.stored, stored.shape());
    if (isInPlace(geometry, plan)) return stored.reshaped(shapeOf(plan.target, geometry));
    try {
        return computed(stored, plan);
    } catch (const cv::Exception& exception) {
        return fail(ErrorCode::InvalidFile, RF_TEXT("core", "a picture of %1 can't be resized or recoloured: %2"), text(stored.shape()),
                    exception.err);
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::Io, RF_TEXT("core", "there is not enough memory to resize a picture of %1"), text(stored.shape()));
    }
}

}  // namespace rf::data

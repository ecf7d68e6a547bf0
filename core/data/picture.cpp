// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/picture.h"

#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

#include <new>

#include "core/data/elements.h"
#include "core/data/picture_geometry.h"
#include "core/data/pillow_resize.h"

namespace rf::data {

namespace {

// Steps that enlarge by a ratio can ask for anything of a long thin picture; floats of three channels take 1.5 GB here.
constexpr std::int64_t kMaxPixels = std::int64_t{1} << 27;

int cvInterpolation(Interpolation interpolation) {
    switch (interpolation) {
        case Interpolation::Nearest: return cv::INTER_NEAREST;
        case Interpolation::Linear: return cv::INTER_LINEAR;
        case Interpolation::Cubic: return cv::INTER_CUBIC;
        case Interpolation::Area: return cv::INTER_AREA;
        default: break;  // Pillow's are done by pillowResized()
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

Tensor tensorOf(const cv::Mat& picture, Layout layout) {
    const PictureGeometry geometry{picture.channels(), picture.rows, picture.cols};
    const ElementType type = picture.depth() == CV_8U ? ElementType::U8 : ElementType::F32;
    return Tensor::build(type, shapeOf(layout, geometry), [&](std::span<std::byte> out) {
        if (layout == Layout::Chw && geometry.channels > 1) {
            std::vector<cv::Mat> planes = planesOf(geometry, picture.depth(), out.data());
            cv::split(picture, planes);
        } else {
            picture.copyTo(cv::Mat(picture.rows, picture.cols, picture.type(), out.data()));
        }
    });
}

/// Carries a picture through its steps.
class Canvas {
public:
    explicit Canvas(cv::Mat picture)
        : m_picture(std::move(picture)), m_order(m_picture.channels() == 1 ? ChannelOrder::Gray : ChannelOrder::Rgb) {}

    const cv::Mat& picture() const { return m_picture; }

    Result<void> operator()(const Resize& step) {
        if (!step.size) return {};
        const PictureSize scaled = scaledSize(step, size());
        if (scaled != size()) {
            RF_TRY_VOID(checkSize(scaled));
            m_picture = resized(scaled, step.interpolation);
        }
        return step.aspect == Aspect::Letterbox ? enlarge(*step.size, {.value = step.fill}) : Result<void>();
    }

    Result<void> operator()(const Crop& step) {
        const PictureSize cropped = croppedSize(step, size());
        if (cropped[0] > m_picture.rows || cropped[1] > m_picture.cols)
            return fail(ErrorCode::InvalidFile,
                        RF_TEXT("core", "a picture of %1x%2 can't be cropped to %3x%4 (preprocess: crop); put a size= before the crop="),
                        m_picture.rows, m_picture.cols, cropped[0], cropped[1]);
        const PictureSize at = offsetOf(step.anchor, cropped, size());
        m_picture = m_picture(
            cv::Rect(static_cast<int>(at[1]), static_cast<int>(at[0]), static_cast<int>(cropped[1]), static_cast<int>(cropped[0])));
        return {};
    }

    Result<void> operator()(const Pad& step) {
        const PictureSize padded = paddedSize(step, size());
        if (padded[0] < m_picture.rows || padded[1] < m_picture.cols)
            return fail(ErrorCode::InvalidFile,
                        RF_TEXT("core", "a picture of %1x%2 can't be padded to %3x%4 (preprocess: pad); put a size= before the pad="),
                        m_picture.rows, m_picture.cols, padded[0], padded[1]);
        return enlarge(padded, step);
    }

    Result<void> operator()(const Channels& step) {
        if (step.order == ChannelOrder::AsStored || step.order == m_order) return {};
        cv::Mat recoloured;
        cv::cvtColor(m_picture, recoloured, conversionTo(step.order));
        m_picture = recoloured;
        m_order = step.order;
        return {};
    }

    Result<void> operator()(const Normalize& step) {
        const auto channels = static_cast<std::size_t>(m_picture.channels());
        const Tensor values = normalized(tensorOf(m_picture, Layout::Hwc), channels, 1, step.mean, step.scale);
        m_picture = interleaved(values, Layout::Hwc, CV_32F).clone();
        return {};
    }

    Result<void> operator()(const ConvertType& step) {
        cv::Mat converted;
        m_picture.convertTo(converted, step.type == ElementType::U8 ? CV_8U : CV_32F);
        m_picture = converted;
        return {};
    }

    Result<void> operator()(const Arrange&) { return {}; }

private:
    PictureSize size() const { return {m_picture.rows, m_picture.cols}; }

    static Result<void> checkSize(const PictureSize& size) {
        if (size[0] <= kMaxPixels && size[1] <= kMaxPixels && size[0] * size[1] <= kMaxPixels) return {};
        return fail(ErrorCode::InvalidFile, RF_TEXT("core", "a picture would become %1x%2, which is too large"), size[0], size[1]);
    }

    cv::Mat resized(const PictureSize& to, Interpolation interpolation) const {
        if (isPillows(interpolation)) return pillowResized(m_picture, to, interpolation);
        cv::Mat result;
        cv::resize(m_picture, result, cv::Size(static_cast<int>(to[1]), static_cast<int>(to[0])), 0, 0, cvInterpolation(interpolation));
        return result;
    }

    /// With the border that the step asks for; its size is `to`.
    Result<void> enlarge(const PictureSize& to, const Pad& step) {
        if (to == size()) return {};
        RF_TRY_VOID(checkSize(to));
        const std::vector<double>& fill = step.value;
        const PictureSize at = offsetOf(step.anchor, size(), to);
        const int border = step.border == Border::Value  ? cv::BORDER_CONSTANT
                           : step.border == Border::Edge ? cv::BORDER_REPLICATE
                                                         : cv::BORDER_REFLECT;
        cv::Scalar colour = cv::Scalar::all(fill.empty() ? 0.0 : fill[0]);
        for (std::size_t c = 0; c < fill.size() && fill.size() > 1; ++c) colour[static_cast<int>(c)] = fill[c];
        cv::Mat bordered;
        cv::copyMakeBorder(m_picture, bordered, static_cast<int>(at[0]), static_cast<int>(to[0] - m_picture.rows - at[0]),
                           static_cast<int>(at[1]), static_cast<int>(to[1] - m_picture.cols - at[1]), border, colour);
        m_picture = bordered;
        return {};
    }

    int conversionTo(ChannelOrder order) const {
        if (m_order == ChannelOrder::Gray) return cv::COLOR_GRAY2RGB;
        if (order == ChannelOrder::Gray) return m_order == ChannelOrder::Rgb ? cv::COLOR_RGB2GRAY : cv::COLOR_BGR2GRAY;
        return cv::COLOR_RGB2BGR;  // and back
    }

    cv::Mat m_picture;
    ChannelOrder m_order;
};

/// Samples are prepared side by side already: threads of OpenCV's within one picture would only take turns with them.
void useOwnThreadsOnly() {
    [[maybe_unused]] static const bool isSet = [] {
        cv::setNumThreads(1);
        return true;
    }();
}

/// Where the steps begin that act on each element alone and so can be done after the picture has been laid out.
std::size_t tailOf(const std::vector<PreprocessStep>& steps) {
    std::size_t tail = steps.size();
    while (tail > 0 && (std::holds_alternative<Normalize>(steps[tail - 1]) || std::holds_alternative<Arrange>(steps[tail - 1]))) --tail;
    return tail;
}

bool changesNothing(std::span<const PreprocessStep> steps, const PictureGeometry& geometry) {
    for (const PreprocessStep& step : steps) {
        if (geometryAfter(step, geometry) != geometry || std::holds_alternative<ConvertType>(step) ||
            std::holds_alternative<Normalize>(step))
            return false;
        const auto* channels = std::get_if<Channels>(&step);
        if (channels && channels->order == ChannelOrder::Bgr) return false;
    }
    return true;
}

Result<Tensor> laidOut(const Tensor& stored, const PicturePlan& plan, std::span<const PreprocessStep> steps) {
    const PictureGeometry geometry = geometryOf(plan.stored, stored.shape());
    if (changesNothing(steps, geometry) && (plan.stored == plan.target || geometry.channels == 1))
        return stored.reshaped(shapeOf(plan.target, geometry));
    const ElementType type = stored.type() == ElementType::U8 ? ElementType::U8 : ElementType::F32;
    const Tensor source = withType(stored, type);
    Canvas canvas(interleaved(source, plan.stored, type == ElementType::U8 ? CV_8U : CV_32F));
    for (const PreprocessStep& step : steps) RF_TRY_VOID(std::visit(canvas, step));
    return tensorOf(canvas.picture(), plan.target);
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
    try {
        useOwnThreadsOnly();
        const std::span<const PreprocessStep> steps = plan.steps;
        const std::size_t tail = tailOf(plan.steps);
        RF_TRY(Tensor picture, laidOut(stored, plan, steps.first(tail)));
        const auto channels = static_cast<std::size_t>(geometryOf(plan.target, picture.shape()).channels);
        const std::size_t inner = plan.target == Layout::Hwc ? 1 : static_cast<std::size_t>(picture.count()) / channels;
        for (const PreprocessStep& step : steps.subspan(tail))
            if (const auto* normalize = std::get_if<Normalize>(&step))
                picture = normalized(picture, channels, inner, normalize->mean, normalize->scale);
        return picture;
    } catch (const cv::Exception& exception) {
        return fail(ErrorCode::InvalidFile, RF_TEXT("core", "a picture of %1 can't be resized or recoloured: %2"), text(stored.shape()),
                    exception.err);
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::Io, RF_TEXT("core", "there is not enough memory to prepare a picture of %1"), text(stored.shape()));
    }
}

}  // namespace rf::data

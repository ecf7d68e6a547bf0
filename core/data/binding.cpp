// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/binding.h"

#include <algorithm>
#include <utility>

#include "core/data/elements.h"

namespace rf::data {

namespace {

bool compatible(std::span<const std::int64_t> a, std::span<const std::int64_t> b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](std::int64_t x, std::int64_t y) { return x == y || x == kDynamic || y == kDynamic; });
}

/// The shape under which a record of shape `record` is handed to an input of shape `input`: as it is, with a batch axis
/// of 1 put in front, or with one taken away; nothing when none of them fits.
std::optional<Shape> fitted(const Shape& record, const Shape& input) {
    if (compatible(record, input)) return record;
    Shape shape = record;
    if (input.size() == record.size() + 1)
        shape.insert(shape.begin(), 1);
    else if (input.size() + 1 == record.size() && record[0] == 1)
        shape.erase(shape.begin());
    if (shape.size() != record.size() && compatible(shape, input)) return shape;
    return std::nullopt;
}

/// The last axes of an input that a picture of this layout would fill.
std::optional<PictureGeometry> pictureAxes(Layout layout, const Shape& input) {
    const std::size_t rank = layout == Layout::Hw ? 2 : 3;
    if (input.size() < rank || input.size() > rank + 1) return std::nullopt;
    return geometryOf(layout, Shape(input.end() - static_cast<std::ptrdiff_t>(rank), input.end()));
}

bool hasStaticChannels(Layout layout, const Shape& input) {
    const auto axes = pictureAxes(layout, input);
    return axes && (axes->channels == 1 || axes->channels == 3);
}

/// Layouts to try, best first: the stored one, unless only the other has its channel axis where the input fixes one.
std::vector<Layout> candidates(Layout stored, bool areImageFiles, const Shape& input) {
    Layout first = areImageFiles || stored == Layout::Hw ? Layout::Chw : stored;
    Layout second = first == Layout::Chw ? Layout::Hwc : Layout::Chw;
    if (!hasStaticChannels(first, input) && hasStaticChannels(second, input)) std::swap(first, second);
    return {first, second, Layout::Hw};
}

}  // namespace

Result<Binding> Binding::create(std::shared_ptr<const Records> records, const InputInfo& input, const Preprocess& preprocess) {
    Binding binding;
    binding.m_records = std::move(records);
    binding.m_input = input;
    binding.m_mean = preprocess.mean;
    binding.m_scale = preprocess.scale;
    RF_TRY_VOID(binding.fit(preprocess));
    RF_TRY_VOID(binding.checkChannelCounts());
    return binding;
}

Result<void> Binding::fit(const Preprocess& preprocess) {
    if (m_records->layout() != Layout::Plain && fitPicture(preprocess)) return {};
    if (m_records->layout() == Layout::Plain && fitted(m_records->shape(), m_input.shape)) {
        m_result = m_records->shape();
        return {};
    }
    return mismatch(preprocess);
}

bool Binding::fitPicture(const Preprocess& preprocess) {
    for (const Layout target : candidates(m_records->layout(), m_records->areImageFiles(), m_input.shape)) {
        const auto geometry = geometryAs(target, preprocess);
        if (!geometry || (target == Layout::Hw && geometry->channels != 1) || !fitted(shapeOf(target, *geometry), m_input.shape)) continue;
        const std::int64_t storedChannels = geometryOf(m_records->layout(), m_records->shape()).channels;
        // Files are decoded as RGB, and so are arrays of three channels taken to be.
        const bool wantsBgr =
            preprocess.channels == ChannelOrder::Bgr || (preprocess.channels == ChannelOrder::AsStored && m_records->areImageFiles());
        m_plan = PicturePlan{.stored = m_records->layout(),
                             .target = target,
                             .toGray = geometry->channels < storedChannels,
                             .swapRedBlue = geometry->channels == 3 && wantsBgr,
                             .size = std::nullopt,
                             .interpolation = preprocess.interpolation};
        if (geometry->height != kDynamic && geometry->width != kDynamic) m_plan->size = {geometry->height, geometry->width};
        m_result = shapeOf(target, *geometry);
        m_channels = geometry->channels;
        return true;
    }
    return false;
}

/// What a record is once it is prepared for an input of this layout. Image files take the channels and, when both sides
/// are fixed, the size of the input; arrays keep theirs unless a size is asked for.
std::optional<PictureGeometry> Binding::geometryAs(Layout layout, const Preprocess& preprocess) const {
    PictureGeometry geometry = geometryOf(m_records->layout(), m_records->shape());
    if (m_records->areImageFiles()) {
        const auto axes = pictureAxes(layout, m_input.shape);
        if (!axes) return std::nullopt;
        if (axes->channels == 1) geometry.channels = 1;
        if (axes->height != kDynamic && axes->width != kDynamic) geometry.height = axes->height, geometry.width = axes->width;
    }
    if (preprocess.size) geometry.height = (*preprocess.size)[0], geometry.width = (*preprocess.size)[1];
    return geometry;
}

Error Binding::mismatch(const Preprocess& preprocess) const {
    const std::string place =
        m_records->areImageFiles() ? std::filesystem::path(m_records->place(0)).parent_path().string() : m_records->place(0);
    const Shape stored = m_records->shape();
    const bool isPicture = m_records->layout() != Layout::Plain;
    if (!m_input.shape.empty() && m_input.shape[0] > 1) {
        Binding single = *this;
        single.m_input.shape[0] = 1;
        if (single.fit(preprocess))
            return fail(ErrorCode::InvalidArgument,
                        RF_TEXT("core", "%1: input '%2' takes a batch of %3 samples (%4); reshape the model to a batch of 1"), place,
                        m_input.name, m_input.shape[0], text(m_input.shape));
    }
    if (isPicture && preprocess.size)
        return fail(ErrorCode::InvalidArgument,
                    RF_TEXT("core", "%1: pictures resized to %2x%3 (preprocess: size) don't fit input '%4', which takes %5"), place,
                    (*preprocess.size)[0], (*preprocess.size)[1], m_input.name, text(m_input.shape));
    if (m_records->areImageFiles())
        return fail(ErrorCode::InvalidArgument,
                    RF_TEXT("core", "%1: input '%2' takes %3; pictures fit inputs of 1 or 3 channels, channels first or last"), place,
                    m_input.name, text(m_input.shape));
    for (const Layout layout : {Layout::Chw, Layout::Hwc}) {
        const auto axes = pictureAxes(layout, m_input.shape);
        if (!isPicture || !axes || axes->height <= 0 || axes->width <= 0) continue;
        Preprocess resizing = preprocess;
        resizing.size = {axes->height, axes->width};
        if (Binding resized = *this; resized.fitPicture(resizing))
            return fail(ErrorCode::InvalidArgument,
                        RF_TEXT("core", "%1: a sample is %2, but input '%3' takes %4; preprocess with size=%5x%6"), place, text(stored),
                        m_input.name, text(m_input.shape), axes->height, axes->width);
    }
    return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "%1: a sample is %2, but input '%3' takes %4"), place, text(stored),
                m_input.name, text(m_input.shape));
}

Result<void> Binding::checkChannelCounts() const {
    for (const auto& [key, values] : {std::pair("mean", &m_mean), std::pair("scale", &m_scale)})
        if (values->size() > 1 && static_cast<std::int64_t>(values->size()) != m_channels)
            return fail(ErrorCode::InvalidArgument,
                        RF_TEXT("core", "preprocess: %1 has %2 values, but input '%3' has %4 channels; give one value or one per channel"),
                        key, values->size(), m_input.name, m_channels);
    return {};
}

Result<Tensor> Binding::read(std::int64_t index) const {
    RF_TRY(Tensor tensor, m_records->read(index));
    if (m_plan) {
        auto picture = arranged(tensor, *m_plan);
        if (!picture)
            return std::move(picture).error().during(RF_TEXT("core", "%1, sample %2"), {m_records->place(index), std::to_string(index)});
        tensor = std::move(picture).value();
    }
    const auto shape = fitted(tensor.shape(), m_input.shape);
    if (!shape)
        return fail(ErrorCode::InvalidFile,
                    RF_TEXT("core", "%1: is %2 as a sample, but input '%3' takes %4; preprocess with size=HEIGHTxWIDTH"),
                    m_records->place(index), text(tensor.shape()), m_input.name, text(m_input.shape));
    if (!m_mean.empty() || !m_scale.empty()) {
        const bool channelsLast = m_plan && m_plan->target == Layout::Hwc;
        const auto channels = static_cast<std::size_t>(m_channels);
        tensor = normalized(tensor, channels, channelsLast ? 1 : static_cast<std::size_t>(tensor.count()) / channels, m_mean, m_scale);
    }
    return withType(tensor, m_input.type).reshaped(*shape);
}

}  // namespace rf::data

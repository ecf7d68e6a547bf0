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
/// of 1 put in front, or with one taken away; nothing when none of them fits. An input of any rank takes all.
std::optional<Shape> fitted(const Shape& record, const InputInfo& info) {
    const Shape& input = info.shape;
    if (info.anyRank || compatible(record, input)) return record;
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

/// Layouts to try, best first: the one asked for, else the stored one, unless only the other has its channel axis where the
/// input fixes one.
std::vector<Layout> candidates(Layout stored, bool areImageFiles, const Shape& input, const Preprocess& preprocess) {
    for (const PreprocessStep& step : preprocess.steps)
        if (const auto* arrange = std::get_if<Arrange>(&step)) return {arrange->channels == ChannelAxis::First ? Layout::Chw : Layout::Hwc};
    Layout first = areImageFiles || stored == Layout::Hw ? Layout::Chw : stored;
    Layout second = first == Layout::Chw ? Layout::Hwc : Layout::Chw;
    if (!hasStaticChannels(first, input) && hasStaticChannels(second, input)) std::swap(first, second);
    return {first, second, Layout::Hw};
}

template <class Step>
bool has(const Preprocess& preprocess) {
    return std::any_of(preprocess.steps.begin(), preprocess.steps.end(),
                       [](const PreprocessStep& step) { return std::holds_alternative<Step>(step); });
}

bool changesSizes(const Preprocess& preprocess) { return has<Resize>(preprocess) || has<Crop>(preprocess) || has<Pad>(preprocess); }

bool asksForGray(const PreprocessStep& step) {
    const auto* channels = std::get_if<Channels>(&step);
    return channels && channels->order == ChannelOrder::Gray;
}

/// The values that a step holds per channel, with the name of their key.
std::vector<std::pair<const char*, const std::vector<double>*>> channelValues(const PreprocessStep& step) {
    if (const auto* resize = std::get_if<Resize>(&step)) return {{"size", &resize->fill}};
    if (const auto* pad = std::get_if<Pad>(&step)) return {{"pad", &pad->value}};
    if (const auto* normalize = std::get_if<Normalize>(&step)) return {{"mean", &normalize->mean}, {"scale", &normalize->scale}};
    return {};
}

/// Whether it matters in which order the channels are when the step comes.
bool dependsOnOrder(const PreprocessStep& step) {
    if (const auto* channels = std::get_if<Channels>(&step)) return channels->order != ChannelOrder::AsStored;
    const auto values = channelValues(step);
    return std::any_of(values.begin(), values.end(), [](const auto& entry) { return entry.second->size() > 1; });
}

/// Image files are decoded as RGB but count as BGR: the swap, where no step of the user makes it needless. It is put behind
/// the first resize, where pictures are small.
void beginAsBgr(std::vector<PreprocessStep>& steps) {
    const auto dependent = std::find_if(steps.begin(), steps.end(), dependsOnOrder);
    if (dependent != steps.end() && std::holds_alternative<Channels>(*dependent)) return;
    const auto resize =
        std::find_if(steps.begin(), dependent, [](const PreprocessStep& step) { return std::holds_alternative<Resize>(step); });
    steps.insert(resize == dependent ? steps.begin() : resize + 1, Channels{ChannelOrder::Bgr});
}

/// The user's steps plus the implied ones (layout, type), for an input whose last axes are `axes`.
std::vector<PreprocessStep> completed(const Preprocess& preprocess, const Records& records, const std::optional<PictureGeometry>& axes) {
    std::vector<PreprocessStep> steps = preprocess.steps;
    const bool isSized = axes && axes->height != kDynamic && axes->width != kDynamic;
    for (PreprocessStep& step : steps)
        if (auto* resize = std::get_if<Resize>(&step); resize && !resize->size && isSized) resize->size = axes->size();
    if (records.areImageFiles() && !changesSizes(preprocess) && isSized)
        steps.insert(steps.begin(), Resize{.size = axes->size(), .fill = {}});

    const bool storedAsGray = geometryOf(records.layout(), records.shape()).channels == 1;
    const bool becomesGray =
        axes && axes->channels == 1 && std::none_of(steps.begin(), steps.end(), asksForGray) && (records.areImageFiles() || storedAsGray);
    if (becomesGray) {
        std::erase_if(steps, [](const PreprocessStep& step) { return std::holds_alternative<Channels>(step); });
        if (!storedAsGray) steps.insert(steps.begin(), Channels{ChannelOrder::Gray});
    } else if (records.areImageFiles()) {
        beginAsBgr(steps);
    }
    return steps;
}

/// A value per channel must be given for as many channels as there are when the step comes.
Result<void> checkChannelCounts(const std::vector<PreprocessStep>& steps, PictureGeometry geometry, const InputInfo& input) {
    for (const PreprocessStep& step : steps) {
        for (const auto& [key, values] : channelValues(step))
            if (values->size() > 1 && static_cast<std::int64_t>(values->size()) != geometry.channels)
                return fail(
                    ErrorCode::InvalidArgument,
                    RF_TEXT("core", "preprocess: %1 has %2 values, but input '%3' has %4 channels; give one value or one per channel"), key,
                    values->size(), input.name, geometry.channels);
        geometry = geometryAfter(step, geometry);
    }
    return {};
}

PictureGeometry afterAll(const std::vector<PreprocessStep>& steps, PictureGeometry geometry) {
    for (const PreprocessStep& step : steps) geometry = geometryAfter(step, geometry);
    return geometry;
}

}  // namespace

Result<Binding> Binding::create(std::shared_ptr<const Records> records, const InputInfo& input, const Preprocess& preprocess) {
    Binding binding;
    binding.m_records = std::move(records);
    binding.m_input = input;
    RF_TRY_VOID(binding.fit(preprocess));
    if (binding.m_plan)
        RF_TRY_VOID(checkChannelCounts(binding.m_plan->steps, geometryOf(binding.m_plan->stored, binding.m_records->shape()), input));
    return binding;
}

Result<void> Binding::fit(const Preprocess& preprocess) {
    if (fitOnce(preprocess)) return {};
    if (!m_input.shape.empty() && m_input.shape[0] > 1) {
        Binding single = *this;
        single.m_batch = std::exchange(single.m_input.shape[0], 1);
        if (single.fitOnce(preprocess)) {
            *this = std::move(single);
            return {};
        }
    }
    return mismatch(preprocess);
}

bool Binding::fitOnce(const Preprocess& preprocess) {
    if (m_records->layout() != Layout::Plain) return fitPicture(preprocess);
    m_steps = preprocess.steps;
    return fitted(m_records->shape(), m_input).has_value();
}

bool Binding::fitPicture(const Preprocess& preprocess) {
    const Layout stored = m_records->layout();
    for (const Layout target : candidates(stored, m_records->areImageFiles(), m_input.shape, preprocess)) {
        const auto axes = pictureAxes(target, m_input.shape);
        if (m_records->areImageFiles() && !axes) continue;
        std::vector<PreprocessStep> steps = completed(preprocess, *m_records, axes);
        const PictureGeometry result = afterAll(steps, geometryOf(stored, m_records->shape()));
        if ((target == Layout::Hw && result.channels != 1) || !fitted(shapeOf(target, result), m_input)) continue;
        m_plan = PicturePlan{.stored = stored, .target = target, .steps = std::move(steps)};
        return true;
    }
    return false;
}

Error Binding::mismatch(const Preprocess& preprocess) const {
    const std::string place = m_records->whole();
    const Shape stored = m_records->shape();
    const bool isPicture = m_records->layout() != Layout::Plain;
    if (isPicture && changesSizes(preprocess)) {
        const Layout target = candidates(m_records->layout(), m_records->areImageFiles(), m_input.shape, preprocess).front();
        const auto steps = completed(preprocess, *m_records, pictureAxes(target, m_input.shape));
        return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "%1: pictures become %2 (preprocess: %3), but input '%4' takes %5"), place,
                    text(shapeOf(target, afterAll(steps, geometryOf(m_records->layout(), stored)))), preprocessText(preprocess),
                    m_input.name, text(m_input.shape));
    }
    if (m_records->areImageFiles())
        return fail(ErrorCode::InvalidArgument,
                    RF_TEXT("core", "%1: input '%2' takes %3; pictures fit inputs of 1 or 3 channels, channels first or last"), place,
                    m_input.name, text(m_input.shape));
    Preprocess resizing = preprocess;
    resizing.steps.insert(resizing.steps.begin(), Resize{});
    if (Binding resized = *this; isPicture && resized.fitPicture(resizing)) {
        const PictureSize size = *std::get<Resize>(resized.m_plan->steps.front()).size;
        return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "%1: a sample is %2, but input '%3' takes %4; preprocess with size=%5x%6"),
                    place, text(stored), m_input.name, text(m_input.shape), size[0], size[1]);
    }
    return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "%1: a sample is %2, but input '%3' takes %4"), place, text(stored),
                m_input.name, text(m_input.shape));
}

Result<Tensor> Binding::prepared(const Tensor& stored) const {
    if (m_plan) return arranged(stored, *m_plan);
    Tensor tensor = stored;
    for (const PreprocessStep& step : m_steps) {
        if (const auto* normalize = std::get_if<Normalize>(&step))
            tensor = normalized(tensor, 1, static_cast<std::size_t>(tensor.count()), normalize->mean, normalize->scale);
        if (const auto* convert = std::get_if<ConvertType>(&step)) tensor = withType(tensor, convert->type);
    }
    return tensor;
}

Result<Tensor> Binding::readRecord(std::int64_t record) const {
    if (m_records->isEndless()) record = 0;
    RF_TRY(const Tensor stored, m_records->read(record));
    auto tensor = prepared(stored);
    if (!tensor)
        return std::move(tensor).error().during(RF_TEXT("core", "%1, sample %2"), {m_records->place(record), std::to_string(record)});
    const auto shape = fitted(tensor->shape(), m_input);
    if (!shape && m_plan)
        return fail(ErrorCode::InvalidFile,
                    RF_TEXT("core", "%1: is %2 as a sample, but input '%3' takes %4; preprocess with size=HEIGHTxWIDTH"),
                    m_records->place(record), text(tensor->shape()), m_input.name, text(m_input.shape));
    if (!shape)
        return fail(ErrorCode::InvalidFile, RF_TEXT("core", "%1: is %2 as a sample, but input '%3' takes %4"), m_records->place(record),
                    text(tensor->shape()), m_input.name, text(m_input.shape));
    return withType(*tensor, m_input.type).reshaped(*shape);
}

Result<Tensor> Binding::read(std::span<const std::int64_t> records) const {
    const auto record = [&](std::int64_t i) { return m_records->isEndless() ? 0 : records[static_cast<std::size_t>(i)]; };
    if (m_batch == 1) return readRecord(record(0));
    std::vector<Tensor> parts;
    for (std::int64_t i = 0; i < m_batch; ++i) {
        RF_TRY(parts.emplace_back(), readRecord(record(i)));
        if (parts.back().shape() != parts.front().shape())
            return fail(ErrorCode::InvalidFile,
                        RF_TEXT("core", "%1: is %2 as a sample, but others of its batch are %3; preprocess with size=HEIGHTxWIDTH"),
                        m_records->place(record(i)), text(parts.back().shape()), text(parts.front().shape()));
    }
    return stacked(parts);
}

Result<Fingerprint> Binding::fingerprint(std::span<const std::int64_t> records) const {
    Fingerprinter mixer;
    mixer.number(static_cast<int>(m_input.type));
    mixer.numbers(m_input.shape);
    mixer.text(preprocessText({m_plan ? m_plan->steps : m_steps}));
    if (m_plan)
        for (const Layout layout : {m_plan->stored, m_plan->target}) mixer.number(static_cast<int>(layout));
    for (const std::int64_t record : records) {
        RF_TRY(const Fingerprint stored, m_records->fingerprint(m_records->isEndless() ? 0 : record));
        mixer.fingerprint(stored);
    }
    return mixer.take();
}

}  // namespace rf::data

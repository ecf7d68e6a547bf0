// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/elements.h"
#include "core/data/location.h"
#include "core/data/records.h"
#include "core/data/text_fields.h"

namespace rf::data {

namespace {

/// One tensor, for every sample.
class ConstantRecord final : public Records {
public:
    ConstantRecord(std::string place, Tensor value) : m_place(std::move(place)), m_value(std::move(value)) {}

    std::int64_t size() const override { return 1; }
    ElementType type() const override { return m_value.type(); }
    Layout layout() const override { return Layout::Plain; }
    Shape shape() const override { return m_value.shape(); }
    bool isEndless() const override { return true; }
    std::string place(std::int64_t) const override { return m_place; }
    Result<Tensor> read(std::int64_t) const override { return m_value; }

private:
    std::string m_place;
    Tensor m_value;
};

/// In double, which holds what people write; 64-bit integers beyond 2^53 are no constants of networks.
Result<Tensor> tensorOf(const std::string& place, const std::string& list, const InputInfo& input) {
    std::vector<double> values;
    for (const std::string& part : fields(list, ':')) {
        const auto value = number<double>(part);
        if (!value)
            return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "%1: '%2' is no number; write one number, or all elements as 1:2:3"),
                        place, part);
        values.push_back(*value);
    }
    Shape shape = input.shape;
    for (std::int64_t& dimension : shape)
        if (dimension == kDynamic) dimension = shape.size() == 1 ? static_cast<std::int64_t>(values.size()) : 1;
    const std::int64_t count = elementCount(shape).value_or(0);
    if (values.size() == 1 && count > 0) values.assign(static_cast<std::size_t>(count), values[0]);
    if (static_cast<std::int64_t>(values.size()) != count)
        return fail(ErrorCode::InvalidArgument,
                    RF_TEXT("core", "%1: gives %2 values, but input '%3' takes %4; give one value or one for each element"), place,
                    values.size(), input.name, text(input.shape));
    return withType(Tensor::from<double>(std::move(shape), values), input.type == ElementType::Dynamic ? ElementType::F32 : input.type);
}

}  // namespace

Result<OpenedSource> makeConstant(const Location& location, const InputInfo& input) {
    const std::string place = "const:" + location.body;
    RF_TRY(Tensor value, tensorOf(place, location.body, input));
    return OpenedSource{std::make_shared<ConstantRecord>(place, std::move(value))};
}

Result<OpenedSource> makeState(const Location& location, const InputInfo& input) {
    const std::string place = "state:" + location.body;
    if (location.body.empty())
        return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "'%1' names no output; write state:OUTPUT, such as state:stateN,start=0"),
                    place);
    const auto start = location.options.find("start");
    RF_TRY(Tensor value, tensorOf(place, start == location.options.end() ? "0" : start->second, input));
    StateLink link{.output = location.body};
    RF_TRY(link.length, integerOption(location, "length", 0, 1, std::int64_t{1} << 40));
    return OpenedSource{std::make_shared<ConstantRecord>(place, std::move(value)), std::nullopt, link};
}

}  // namespace rf::data

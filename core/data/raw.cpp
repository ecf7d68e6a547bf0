// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <limits>

#include "core/data/array_records.h"
#include "core/data/location.h"
#include "core/data/text_fields.h"

namespace rf::data {

namespace {

constexpr std::int64_t kLargest = std::numeric_limits<std::int64_t>::max();

Result<Shape> shapeOption(const Location& location) {
    const auto found = location.options.find("shape");
    Shape shape;
    for (const std::string& side : fields(found == location.options.end() ? "" : found->second, 'x')) {
        const auto dimension = number<std::int64_t>(side);
        if (!dimension || *dimension < 1)
            return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "raw:%1: the shape of one record is missing; add ?shape=3x32x32"),
                        location.body);
        shape.push_back(*dimension);
    }
    return shape;
}

Result<ElementType> typeOption(const Location& location) {
    const auto found = location.options.find("dtype");
    const std::string wanted = found == location.options.end() ? "f32" : found->second;
    const auto type = elementTypeFromName(wanted);
    if (!type || bitWidth(*type) < 8)
        return fail(ErrorCode::InvalidArgument,
                    RF_TEXT("core", "raw:%1: unknown dtype '%2'; use f16, bf16, f32, f64, i8, i16, i32, i64, u8, u16, u32, u64 or boolean"),
                    location.body, wanted);
    return *type;
}

Result<bool> bigEndianOption(const Location& location) {
    const auto found = location.options.find("order");
    if (found == location.options.end() || found->second == "little") return false;
    if (found->second == "big") return true;
    return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "raw:%1: unknown order '%2'; use little or big"), location.body, found->second);
}

}  // namespace

Result<OpenedSource> openRaw(const Location& location) {
    RF_TRY(const auto file, MappedFile::open(location.body));
    ArrayForm form;
    form.place = location.body;
    RF_TRY(form.shape, shapeOption(location));
    RF_TRY(form.type, typeOption(location));
    RF_TRY(form.bigEndian, bigEndianOption(location));
    RF_TRY(const std::int64_t offset, integerOption(location, "offset", 0, 0, kLargest));
    Shape withWidth = form.shape;
    withWidth.push_back(byteSize(form.type, 1));
    const std::int64_t record = elementCount(withWidth).value_or(kLargest);
    RF_TRY(const std::int64_t stride, integerOption(location, "stride", record, record, kLargest));
    const auto size = static_cast<std::int64_t>(file->bytes().size());
    const std::int64_t left = std::max<std::int64_t>(0, size - offset);
    // The last record may lack what lies between records.
    const bool isWhole = left >= record && (left % stride == 0 || left % stride >= record) && (stride > record || left % stride == 0);
    if (!isWhole)
        return fail(ErrorCode::InvalidFile, RF_TEXT("core", "%1: %2 bytes from byte %3 on are not a whole number of records of %4 bytes"),
                    location.body, left, offset, stride);
    form.count = left / stride + (left % stride == 0 ? 0 : 1);
    form.offset = static_cast<std::size_t>(offset);
    form.stride = static_cast<std::size_t>(stride);
    form.layout = guessLayout(form.shape);
    return OpenedSource{std::make_shared<ArrayRecords>(std::move(form), FileBytes{file, file->bytes()})};
}

}  // namespace rf::data

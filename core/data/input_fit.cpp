// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/input_fit.h"

#include <algorithm>

namespace rf::data {

namespace {

bool matches(const Shape& record, const Shape& input) {
    return std::equal(record.begin(), record.end(), input.begin(), input.end(),
                      [](std::int64_t have, std::int64_t want) { return have == want || want < 0 || have < 0; });
}

Shape withLeadingOnes(const Shape& shape, std::size_t rank) {
    Shape result(rank - std::min(rank, shape.size()), 1);
    result.insert(result.end(), shape.begin(), shape.end());
    return result;
}

Shape withoutOnes(Shape shape) {
    std::erase(shape, 1);
    return shape;
}

}  // namespace

Result<InputFit> fitInput(const Shape& record, const InputInfo& input, const std::string& where) {
    const std::size_t rank = input.shape.size();
    const Shape padded = withLeadingOnes(record, rank);
    if (matches(padded, input.shape)) return InputFit{padded, false};
    if (isStatic(record) && isStatic(input.shape) && withoutOnes(record) == withoutOnes(input.shape)) return InputFit{input.shape, false};
    if (record.size() == 3 && (rank == 3 || rank == 4)) {
        const Shape last = withLeadingOnes({record[1], record[2], record[0]}, rank);
        if (matches(last, input.shape)) return InputFit{last, true};
    }
    return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "%1: its samples are %2, but input '%3' takes %4"), where, text(record), input.name,
                text(input.shape));
}

}  // namespace rf::data

// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantization/stored_precision.h"

#include "core/tensor/convert.h"
#include "tests/core/quantization/by_name.h"
#include "tests/support/graph_text.h"

namespace rf::quantization {
namespace {

// Between 1 and 2 half precision has steps of 2^-10.
TEST(InStoredPrecision, RoundsWhatCameInHalfPrecisionAndWasChanged) {
    const auto model = test::graphFrom(
        "x = Parameter : f32 1\nw16 = Const : f16 1\nw = Convert(w16) : f32 1\nb = Const : f32 1\n"
        "y = Multiply(x, w) : f32 1\nz = Add(y, b) : f32 1\nout = Result(z)");
    const auto changed = test::graphFrom(
        "x = Parameter : f32 1\nw = Const : f32 1\nb = Const : f32 1\n"
        "y = Multiply(x, w) : f32 1\nz = Add(y, b) : f32 1\nout = Result(z)",
        {{"w", {1.0001f}}, {"b", {1.0001f}}});
    const auto stored = inStoredPrecision(changed, model);
    EXPECT_EQ(valuesOf(stored, "w"), (std::vector<float>{1.0f}));
    EXPECT_EQ(valuesOf(stored, "b"), (std::vector<float>{1.0001f}));
    EXPECT_EQ(valuesOf(inStoredPrecision(model, model), "w16"), (std::vector<float>{0.0f}));
}

}  // namespace
}  // namespace rf::quantization

// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/slow_model.h"

#include <fmt/format.h>

#include "core/ir/ir.h"
#include "tests/support/graph_text.h"

namespace rf::test {

void writeSlowModel(const std::filesystem::path& xml) {
    constexpr int kProducts = 1000;  // of 17 billion operations each
    std::string text =
        "x = Parameter {shape: 1,1; element_type: f32} : f32 1x1\nw = Const : f32 1x1\none = Const : f32\nsize = Const : i64 2\n"
        "axes = Const : i64 2\nm0 = Broadcast(one, size) {mode: numpy} : f32 2048x2048\n";
    for (int i = 0; i < kProducts; ++i)
        text += fmt::format("m{} = MatMul(m{}, m0) {{transpose_a: false; transpose_b: false}} : f32 2048x2048\n", i + 1, i);
    text += fmt::format(
        "top = ReduceMax(m{}, axes) {{keep_dims: true}} : f32 1x1\nsum = Add(x, top) {{auto_broadcast: numpy}} : f32 1x1\n"
        "y = MatMul(sum, w) {{transpose_a: false; transpose_b: true}} : f32 1x1\nout = Result(y)",
        kProducts);
    const graph::Graph model = graphFrom(text, {{"w", {2}}, {"one", {0.001f}}, {"size", {2048, 2048}}, {"axes", {0, 1}}});
    ir::write(model, xml, {}).value();
}

}  // namespace rf::test

// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>

#include "core/engine/reference/strided_loop.h"
#include "core/engine/reference/values.h"

namespace rf::engine::reference {

namespace {

/// Both operands' shapes as they are broadcast, and the shape of the result.
struct Broadcasting {
    Shape left, right, result;
};

// numpy aligns shapes at the last axis; pdpd aligns the second one at `axis` of the first (at its end when -1).
Result<Broadcasting> broadcasting(const Node& node, Inputs inputs) {
    Broadcasting b{inputs[0].shape(), inputs[1].shape(), {}};
    const std::int64_t axis = node.attributes.integer("axis").value_or(-1);
    if (option(node, "auto_broadcast", "numpy") == "pdpd" && axis >= 0) {
        const auto end = static_cast<std::size_t>(axis) + b.right.size();
        if (end > b.left.size()) return misfit(node, inputs);
        b.right.resize(b.right.size() + b.left.size() - end, 1);
    }
    const auto result = broadcast(b.left, b.right);
    if (!result) return misfit(node, inputs);
    b.result = *result;
    return b;
}

// out[i] = f(a[i], b[i]) with broadcasting; the cases of a row against a row and a row against a number are written
// apart because nearly all of them are, and compilers make vector code of those.
template <class In, class Out, class F>
void combine(const Broadcasting& b, const In* left, const In* right, Out* out, F f) {
    const StridedLoop<3> loop(b.result,
                              {rowMajorStrides(b.result), broadcastStrides(b.left, b.result), broadcastStrides(b.right, b.result)});
    loop.forEachRow([&](const auto& offsets, std::int64_t length, const auto& steps) {
        Out* const o = out + offsets[0];
        const In* const x = left + offsets[1];
        const In* const y = right + offsets[2];
        if (steps[1] == 1 && steps[2] == 1) {
            for (std::int64_t i = 0; i < length; ++i) o[i] = f(x[i], y[i]);
        } else if (steps[1] == 1 && steps[2] == 0) {
            const In value = *y;
            for (std::int64_t i = 0; i < length; ++i) o[i] = f(x[i], value);
        } else {
            for (std::int64_t i = 0; i < length; ++i) o[i] = f(x[i * steps[1]], y[i * steps[2]]);
        }
    });
}

// f(float, float) and f(int64, int64), as the first operand's type asks.
template <class F>
Outputs arithmetic(const Node& node, Inputs inputs, F f) {
    RF_TRY(const Broadcasting b, broadcasting(node, inputs));
    if (isFloat(inputs[0].type())) {
        const Floats left(inputs[0]);
        const Floats right(inputs[1]);
        return one(floatTensor(b.result, [&](std::span<float> out) { combine(b, left.data(), right.data(), out.data(), f); }));
    }
    const auto left = ints(inputs[0]);
    const auto right = ints(inputs[1]);
    std::vector<std::int64_t> out(static_cast<std::size_t>(countOf(b.result)));
    combine(b, left.data(), right.data(), out.data(), f);
    return one(intTensor(inputs[0].type(), b.result, out));
}

// f answers a bool.
template <class F>
Outputs comparison(const Node& node, Inputs inputs, F f) {
    RF_TRY(const Broadcasting b, broadcasting(node, inputs));
    std::vector<std::int64_t> out(static_cast<std::size_t>(countOf(b.result)));
    if (isFloat(inputs[0].type())) {
        const Floats left(inputs[0]);
        const Floats right(inputs[1]);
        combine(b, left.data(), right.data(), out.data(), f);
    } else {
        const auto left = ints(inputs[0]);
        const auto right = ints(inputs[1]);
        combine(b, left.data(), right.data(), out.data(), f);
    }
    return one(intTensor(ElementType::Boolean, b.result, out));
}

// Division of integers rounds towards minus infinity (the default of Divide, and FloorMod) or towards zero (Mod). A
// division by zero gives zero: it has no value, and must not end the program.
bool divides(std::int64_t x, std::int64_t y) { return y != 0 && !(x == std::numeric_limits<std::int64_t>::min() && y == -1); }
std::int64_t quotient(std::int64_t x, std::int64_t y) { return divides(x, y) ? x / y : 0; }
std::int64_t remainder(std::int64_t x, std::int64_t y) { return divides(x, y) ? x % y : 0; }
std::int64_t floorRemainder(std::int64_t x, std::int64_t y) {
    const std::int64_t rest = remainder(x, y);
    return rest != 0 && (rest < 0) != (y < 0) ? rest + y : rest;
}
std::int64_t floorQuotient(std::int64_t x, std::int64_t y) { return quotient(x, y) - (remainder(x, y) != 0 && (x < 0) != (y < 0) ? 1 : 0); }

struct FloorMod {
    std::int64_t operator()(std::int64_t x, std::int64_t y) const { return floorRemainder(x, y); }
    float operator()(float x, float y) const { return x - y * std::floor(x / y); }
};
struct Mod {
    std::int64_t operator()(std::int64_t x, std::int64_t y) const { return remainder(x, y); }
    float operator()(float x, float y) const { return std::fmod(x, y); }
};
struct Divide {
    bool floors = true;
    std::int64_t operator()(std::int64_t x, std::int64_t y) const { return floors ? floorQuotient(x, y) : quotient(x, y); }
    float operator()(float x, float y) const { return x / y; }
};
struct Power {
    std::int64_t operator()(std::int64_t x, std::int64_t y) const {
        return static_cast<std::int64_t>(std::pow(static_cast<double>(x), static_cast<double>(y)));
    }
    float operator()(float x, float y) const { return y == 2.0f ? x * x : y == 0.5f ? std::sqrt(x) : std::pow(x, y); }
};

}  // namespace

Outputs add(const Node& node, Inputs inputs) {
    return arithmetic(node, inputs, [](auto x, auto y) { return x + y; });
}
Outputs subtract(const Node& node, Inputs inputs) {
    return arithmetic(node, inputs, [](auto x, auto y) { return x - y; });
}
Outputs multiplyElements(const Node& node, Inputs inputs) {
    return arithmetic(node, inputs, [](auto x, auto y) { return x * y; });
}
Outputs divide(const Node& node, Inputs inputs) {
    return arithmetic(node, inputs, Divide{node.attributes.flag("m_pythondiv").value_or(true)});
}
Outputs power(const Node& node, Inputs inputs) { return arithmetic(node, inputs, Power{}); }
Outputs maximum(const Node& node, Inputs inputs) {
    return arithmetic(node, inputs, [](auto x, auto y) { return std::max(x, y); });
}
Outputs minimum(const Node& node, Inputs inputs) {
    return arithmetic(node, inputs, [](auto x, auto y) { return std::min(x, y); });
}
Outputs squaredDifference(const Node& node, Inputs inputs) {
    return arithmetic(node, inputs, [](auto x, auto y) { return (x - y) * (x - y); });
}
Outputs mod(const Node& node, Inputs inputs) { return arithmetic(node, inputs, Mod{}); }
Outputs floorMod(const Node& node, Inputs inputs) { return arithmetic(node, inputs, FloorMod{}); }

Outputs equal(const Node& node, Inputs inputs) {
    return comparison(node, inputs, [](auto x, auto y) { return x == y; });
}
Outputs notEqual(const Node& node, Inputs inputs) {
    return comparison(node, inputs, [](auto x, auto y) { return x != y; });
}
Outputs less(const Node& node, Inputs inputs) {
    return comparison(node, inputs, [](auto x, auto y) { return x < y; });
}
Outputs lessEqual(const Node& node, Inputs inputs) {
    return comparison(node, inputs, [](auto x, auto y) { return x <= y; });
}
Outputs greater(const Node& node, Inputs inputs) {
    return comparison(node, inputs, [](auto x, auto y) { return x > y; });
}
Outputs greaterEqual(const Node& node, Inputs inputs) {
    return comparison(node, inputs, [](auto x, auto y) { return x >= y; });
}
Outputs logicalAnd(const Node& node, Inputs inputs) {
    return comparison(node, inputs, [](auto x, auto y) { return x != 0 && y != 0; });
}
Outputs logicalOr(const Node& node, Inputs inputs) {
    return comparison(node, inputs, [](auto x, auto y) { return x != 0 || y != 0; });
}
Outputs logicalXor(const Node& node, Inputs inputs) {
    return comparison(node, inputs, [](auto x, auto y) { return (x != 0) != (y != 0); });
}

Outputs logicalNot(const Node&, Inputs inputs) {
    auto values = ints(inputs[0]);
    for (std::int64_t& value : values) value = value == 0;
    return one(intTensor(ElementType::Boolean, inputs[0].shape(), values));
}

Outputs select(const Node& node, Inputs inputs) {
    const auto branches = broadcast(inputs[1].shape(), inputs[2].shape());
    const auto shape = branches ? broadcast(*branches, inputs[0].shape()) : std::nullopt;
    if (!shape) return misfit(node, inputs);
    const auto condition = ints(inputs[0]);
    const StridedLoop<4> loop(*shape, {rowMajorStrides(*shape), broadcastStrides(inputs[0].shape(), *shape),
                                       broadcastStrides(inputs[1].shape(), *shape), broadcastStrides(inputs[2].shape(), *shape)});
    const auto choose = [&](const auto* yes, const auto* no, auto* out) {
        loop.forEachRow([&](const auto& at, std::int64_t length, const auto& steps) {
            for (std::int64_t i = 0; i < length; ++i)
                out[at[0] + i * steps[0]] =
                    condition[static_cast<std::size_t>(at[1] + i * steps[1])] ? yes[at[2] + i * steps[2]] : no[at[3] + i * steps[3]];
        });
    };
    if (isFloat(inputs[1].type())) {
        const Floats yes(inputs[1]);
        const Floats no(inputs[2]);
        return one(floatTensor(*shape, [&](std::span<float> out) { choose(yes.data(), no.data(), out.data()); }));
    }
    const auto yes = ints(inputs[1]);
    const auto no = ints(inputs[2]);
    std::vector<std::int64_t> out(static_cast<std::size_t>(countOf(*shape)));
    choose(yes.data(), no.data(), out.data());
    return one(intTensor(inputs[1].type(), *shape, out));
}

Outputs prelu(const Node& node, Inputs inputs) {
    const Shape& data = inputs[0].shape();
    Broadcasting b{data, inputs[1].shape(), data};
    // A list of slopes belongs to the channels, which are not the last axis.
    if (b.right.size() == 1 && data.size() > 2 && b.right[0] == data[1]) b.right.resize(data.size() - 1, 1);
    if (broadcast(b.left, b.right) != data) return misfit(node, inputs);
    const Floats values(inputs[0]);
    const Floats slopes(inputs[1]);
    return one(floatTensor(data, [&](std::span<float> out) {
        combine(b, values.data(), slopes.data(), out.data(), [](float x, float slope) { return x < 0.0f ? x * slope : x; });
    }));
}

}  // namespace rf::engine::reference

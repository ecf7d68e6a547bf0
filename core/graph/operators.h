// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "core/graph/node.h"

/// What the program knows about operators: one row a type. Passes ask the table instead of listing types themselves.
namespace rf::graph {

/// Operators that do the same kind of work: for colours and words.
enum class OperatorFamily { Convolution, MatrixMultiply, Normalization, Activation, Elementwise, Pooling, Structure, InputOutput, Other };

/// A yes-or-no fact about an operator.
enum class Trait : std::uint32_t {
    None = 0,
    PassesInt8 = 1U << 0,           ///< int8 tensors pass through unchanged where a device lists it (spec 01, section 2.3)
    PassesInt8Somewhere = 1U << 1,  ///< FakeQuantize may be moved across it on some devices only
    Stateful = 1U << 2,             ///< reads or writes a state that outlives one inference
    Random = 1U << 3,               ///< the same inputs can give different outputs
    TakesBias = 1U << 4,            ///< an Add of a constant behind it is its bias, which can be corrected (spec 02, section 0.2)
    ReadsShapeOnly = 1U << 5,       ///< the values of its input have no effect
    Repeats = 1U << 6,              ///< runs its body once an iteration
    FixesOutputRange = 1U << 7,     ///< a FakeQuantize behind it fits the operator rather than its readers (spec 01, section 3.4)
    Rectifies = 1U << 8,            ///< an activation that cuts or damps what is negative
    SameTypes = 1U << 9,            ///< every data input has the element type of the first output
    Linear = 1U << 10,              ///< convolution, deconvolution or MatMul: a layer with weights (spec 02, section 0.2)
    Recurrent = 1U << 11,           ///< LSTM, GRU or RNN, one step or a sequence
};
constexpr Trait operator|(Trait a, Trait b) { return Trait(std::uint32_t(a) | std::uint32_t(b)); }

/// Axes of a weights tensor; -1 where the operator has no such axis.
struct WeightAxes {
    int output = -1;
    int input = -1;
    int groups = -1;  ///< in front of both, which then count the channels of one group
    bool operator==(const WeightAxes&) const = default;
};

/// One row of the table.
struct OperatorTraits {
    std::string_view type;  ///< empty for types that the table does not have ("opaque")
    OperatorFamily family = OperatorFamily::Other;
    Trait traits = Trait::None;
    std::span<const int> dataPorts = {};    ///< inputs with numbers to compute with, not settings such as axes; empty: all
    std::span<const int> weightPorts = {};  ///< inputs where a constant is called weights
    WeightAxes weightAxes = {};             ///< of the first weights; a MatMul's as if transpose_b were set
    int channelAxis = 1;                    ///< of the output
    std::string_view ruleType = {};         ///< the type in rules and patterns where it differs: GroupConvolution is a "Convolution"

    bool has(Trait trait) const { return (std::uint32_t(traits) & std::uint32_t(trait)) != 0; }
};

/// The row of a type, or the opaque row: no family, no traits, every input is data.
const OperatorTraits& traits(std::string_view type);
inline const OperatorTraits& traits(const Node& node) { return traits(node.type); }
inline bool has(const Node& node, Trait trait) { return traits(node).has(trait); }
/// The whole table.
std::span<const OperatorTraits> operatorTable();

/// Axes of the weights that `layer` reads, by its attributes and the rank of the weights; all -1 when it has none.
WeightAxes weightAxes(const Node& layer, std::size_t rank);

/// Whether the input carries numbers to compute with, rather than a setting such as axes.
bool isDataPort(const Node& node, int port);

/// The type by which rules and patterns name the operator: a grouped convolution is a "Convolution" there (spec 01, section
/// 1.5).
std::string_view ruleType(const Node& node);

/// Whether the node is a convolution, grouped or not; deconvolutions are none.
bool isConvolution(const Node& node);

}  // namespace rf::graph

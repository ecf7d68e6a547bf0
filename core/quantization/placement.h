// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/graph/graph.h"
#include "core/quantization/hardware_profile.h"

namespace rf::quantization {

enum class Group { Weights, Activations, Outputs };

/// A FakeQuantize that placement decided on, and how it is to be filled.
struct Quantizer {
    std::string name;      ///< of the FakeQuantize node, e.g. "conv1/fq_input_0"
    graph::NodeId node;    ///< in Placement::graph
    graph::Output source;  ///< the tensor it quantizes, in the prepared float graph (same id in both graphs)
    Group group = Group::Activations;
    Scheme scheme;
    std::int64_t levels = 256;
    bool isSigned = false;
    Mode estimatorMode = Mode::Symmetric;  ///< the range estimator is that of this mode; not always the scheme's (spec 01, 1.5)
    int channelAxis = 1;                   ///< per channel only: the axis of the source tensor
    int unifyGroup = -1;                   ///< quantizers with the same non-negative number share one range
    std::vector<graph::Input> consumers;
    std::optional<RangeOverride> byUser = {};  ///< what the user wants of this one
};

/// Why a node is or is not quantized.
struct Decision {
    enum class Reason {
        Quantized,
        Agnostic,
        NotInHardwareTable,
        IgnoredPattern,
        UserName,
        UserType,
        UserPattern,
        UserSubgraph,
        UserStructure,
        ShapeSubgraph,
        NoFloatInput,
        Propagation
    };
    graph::NodeId node;
    Reason reason = Reason::NotInHardwareTable;
    std::string detail;  ///< pattern or rule that decided
};

struct RuleEffect {
    std::string rule;  ///< as the user wrote it
    int matchedNodes = 0;
    int removedQuantizers = 0;  ///< compared with the placement without any user rule

    bool hasEffect() const { return removedQuantizers > 0; }
};

/// The rules of an ignored scope as text, in the order of Placement::rules: names, operations, patterns, subgraphs,
/// structures.
std::vector<std::string> ruleTexts(const IgnoredScope& scope);

struct BodyPlacement;

/// What would be quantized, before any data. `graph` is the prepared graph with FakeQuantize nodes whose ranges are zero.
/// FakeQuantize that came with the model stays as it is and is not listed.
struct Placement {
    graph::Graph graph;
    std::vector<Quantizer> quantizers;  ///< sorted by name
    std::vector<Decision> decisions;    ///< one per computed node
    std::vector<RuleEffect> rules;
    /// Bodies of TensorIterator and Loop, placed by the same rules (spec 01, section 3.2). place() leaves them float in `graph`:
    /// whoever fills the ranges of a body puts its graph in place.
    std::vector<BodyPlacement> bodies;
};

/// A body of the node `node` of the enclosing graph. Names in it are full: "outer|inner/fq_input_0".
struct BodyPlacement {
    graph::NodeId node;
    int body = 0;  ///< index into Node::bodies
    Placement placement;
};

/// Does the placement put a FakeQuantize anywhere, bodies included?
bool placesQuantizers(const Placement& placement);

/// Where FakeQuantize goes (spec 01, sections 2.4 and 3). `prepared` is the output of prepare(). InvalidArgument for an
/// ignored scope with an empty entry, an invalid expression, a name that does not exist (with the nearest match) or a
/// subgraph without a path (the last two not in the mode of POT), and for an override that
/// names no quantizer.
Result<Placement> place(const graph::Graph& prepared, const HardwareProfile& profile, const Settings& settings);

}  // namespace rf::quantization

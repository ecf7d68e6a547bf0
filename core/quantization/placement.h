// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/calibration/odd_tensor.h"
#include "core/graph/graph.h"
#include "core/quantization/hardware_profile.h"
#include "core/quantization/transformer.h"

namespace rf::quantization {

enum class Group { Weights, Activations, Outputs };

/// A planned FakeQuantize and the settings for its range.
struct Quantizer {
    std::string name;      ///< of the FakeQuantize node, e.g. "conv1/fq_input_0"
    graph::NodeId node;    ///< in Placement::graph
    graph::Output source;  ///< the tensor it quantizes, in the prepared float graph (same id in both graphs)
    Group group = Group::Activations;
    Scheme scheme;
    std::int64_t levels = 256;
    bool isSigned = false;
    Mode estimatorMode = Mode::Symmetric;  ///< mode of the range estimator; not always the scheme's (spec 01, 1.5)
    int channelAxis = 1;                   ///< per channel only: the axis of the source tensor
    int unifyGroup = -1;                   ///< quantizers with the same non-negative number share one range
    std::vector<graph::Input> consumers;
    std::optional<RangeEstimator> byLayer = {};  ///< the estimator of the first served layer with a choice of its own
    std::optional<RangeOverride> byUser = {};    ///< the user's override
    std::optional<EstimatorPreset> chosen = {};  ///< what the program chose where the choice is its own
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
        Propagation,
        OddValues  ///< of a tensor that it reads or gives; known when data was measured
    };
    graph::NodeId node;
    Reason reason = Reason::NotInHardwareTable;
    std::string detail;  ///< pattern or rule that decided, or the layer that gives the odd values
};

/// A tensor that keeps its layers in float because of its values.
struct LeftInFloat {
    std::string quantizer;  ///< that would stand there
    std::string source;     ///< name of the layer that gives the tensor
    Group group = Group::Activations;
    calibration::OddTensor odd;
    bool operator==(const LeftInFloat&) const = default;
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

/// The planned quantizers, before any data is read. `graph` is the prepared graph with FakeQuantize nodes whose ranges are
/// zero. FakeQuantize nodes of the original model stay unchanged and are not listed.
struct Placement {
    graph::Graph graph;
    std::vector<Quantizer> quantizers;  ///< sorted by name
    std::vector<Decision> decisions;    ///< one per computed node
    std::vector<RuleEffect> rules;
    std::vector<LeftInFloat> leftInFloat = {};  ///< those of bodies too; empty before data was measured
    TransformerParts transformer = {};  ///< why the rules for transformers were applied; none where the user decided or they were not
    /// Bodies of TensorIterator and Loop, placed by the same rules (spec 01, section 3.2). place() leaves them in float in
    /// `graph`; the code that sets the ranges of a body also replaces its graph.
    std::vector<BodyPlacement> bodies;
};

/// A body of the node `node` of the enclosing graph. Names in it are full: "outer|inner/fq_input_0".
struct BodyPlacement {
    graph::NodeId node;
    int body = 0;  ///< index into Node::bodies
    Placement placement;
};

/// Whether the placement has any quantizer, bodies included.
bool placesQuantizers(const Placement& placement);

/// Where FakeQuantize goes (spec 01, sections 2.4 and 3). `prepared` is the output of prepare(). InvalidArgument for an ignored
/// scope with an empty entry, an invalid expression, a name that does not exist (with the nearest match) or a subgraph without
/// a path (the last two unless POT's habits are on), for an override that names no quantizer, and for a choice for a layer that does
/// not exist or has two.
Result<Placement> place(const graph::Graph& prepared, const HardwareProfile& profile, const Settings& settings,
                        const Progress& progress = Progress());

}  // namespace rf::quantization

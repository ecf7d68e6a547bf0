// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <openvino/core/version.hpp>
#include <openvino/pass/pass.hpp>

// The release is part of the declaration below; see docs/adr/0009-fusing.md for what to do about another one.
static_assert(OPENVINO_VERSION_MAJOR == 2026 && OPENVINO_VERSION_MINOR == 4,
              "compare the declaration of MOCTransformations with this release of OpenVINO, then change the numbers here");

namespace ov::pass {

/// The passes that OpenVINO's converter applies to every model (src/common/transformations/include/transformations/
/// common_optimizations/moc_transformations.hpp of OpenVINO). The library exports the class, but the package lacks its header.
class MOCTransformations : public ModelPass {
public:
    OPENVINO_MODEL_PASS_RTTI("MOCTransformations");
    /// `useShapes` false: nothing that would fix the shapes of inputs. `lowPrecision` true: stored integers stay.
    explicit MOCTransformations(bool useShapes, bool lowPrecision = true) : m_useShapes(useShapes), m_lowPrecision(lowPrecision) {}
    bool run_on_model(const std::shared_ptr<ov::Model>& model) override;

private:
    [[maybe_unused]] bool m_useShapes;
    [[maybe_unused]] bool m_lowPrecision;
};

}  // namespace ov::pass

// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/ir/layer_reader.h"

namespace rf::ir {

/// Gives the inputs and outputs of a version 10 model the tensor names by which version 11 addresses them: those that OpenVINO
/// gives when it reads version 10 (a Parameter's layer name; the name of the layer a Result reads, with ".port" where that has
/// several outputs). A name that another tensor already has is not given again.
void nameTensorsAfterLayers(std::vector<Layer>& layers);

}  // namespace rf::ir

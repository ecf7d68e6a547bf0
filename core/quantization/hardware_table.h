// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/quantization/hardware_profile.h"

/// The files of resources/hardware: what each device's operators may be quantized to, as JSON (spec 01, section 2).
namespace rf::quantization {

/// One file. Keys that are lists inside a scheme expand to their cartesian product, first key outermost.
struct HardwareTable {
    std::vector<std::string> devices;
    HardwareProfile profile;
};

/// Reads table `name` of `files` (name → JSON text), on top of the table that its "base" names. InvalidFile says which
/// key is wrong ("hardware/cpu.json: operators[3].weights[0]: …").
Result<HardwareTable> readHardwareTable(const std::string& name, const std::map<std::string, std::string>& files);

}  // namespace rf::quantization

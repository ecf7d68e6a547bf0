// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantization/hardware_profile.h"

#include <algorithm>

#include <fmt/ranges.h>

#include "core/graph/operators.h"
#include "core/quantization/hardware_table.h"
#include "resources/resources.h"

namespace rf::quantization {

namespace {

constexpr std::string_view kFolder = "hardware/";
constexpr std::string_view kSuffix = ".json";

std::map<std::string, std::string> embeddedTables() {
    std::map<std::string, std::string> files;
    for (const std::string_view path : resources::names(kFolder)) {
        const std::string_view name = path.substr(kFolder.size(), path.size() - kFolder.size() - kSuffix.size());
        files.emplace(name, resources::find(path).value());
    }
    return files;
}

}  // namespace

const OperatorRules* HardwareProfile::rules(std::string_view type) const {
    const auto row = operators.find(type);
    return row == operators.end() ? nullptr : &row->second;
}

// Maximum and Minimum have candidates in some tables; passing int8 through wins.
bool HardwareProfile::isAgnostic(std::string_view type) const {
    return operators.contains(type) && graph::traits(type).has(graph::Trait::PassesInt8);
}

bool HardwareProfile::isQuantizable(std::string_view type) const { return operators.contains(type) && !isAgnostic(type); }

Result<HardwareProfile> hardwareProfile(const std::string& device) {
    const auto files = embeddedTables();
    for (const auto& file : files) {
        RF_TRY(HardwareTable table, readHardwareTable(file.first, files));
        if (std::find(table.devices.begin(), table.devices.end(), device) == table.devices.end()) continue;
        table.profile.device = device;
        return std::move(table.profile);
    }
    return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "unknown target device '%1'; use one of %2"), device,
                fmt::format("{}", fmt::join(hardwareDevices(), ", ")));
}

std::vector<std::string> hardwareDevices() {
    std::vector<std::string> devices;
    const auto files = embeddedTables();
    for (const auto& file : files)
        if (auto table = readHardwareTable(file.first, files)) devices.insert(devices.end(), table->devices.begin(), table->devices.end());
    std::sort(devices.begin(), devices.end());
    return devices;
}

}  // namespace rf::quantization

// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/device_text.h"

#include <fmt/format.h>

#include <algorithm>

namespace rf::cli {

namespace {

std::string saturationText(const results::SaturationCheck& saturation) {
    if (saturation.clipped.empty()) return {};
    constexpr std::size_t kShown = 10;
    const std::size_t count = saturation.clipped.size();
    std::string text = fmt::format("On processors without VNNI {} of {} int8 layers cut off sums that don't fit into 16 bits:\n", count,
                                   saturation.checked);
    for (std::size_t i = 0; i < std::min(count, kShown); ++i)
        text += fmt::format("{:9.4f} % of results  {} ({})\n", 100 * saturation.clipped[i].clipping.share(), saturation.clipped[i].layer,
                            saturation.clipped[i].type);
    if (count > kShown) text += fmt::format("({} more; --json has all)\n", count - kShown);
    return text + "The setting saturation_fix: all keeps weights small enough; --ignore NAME leaves a layer in float.\n";
}

std::string deployedText(const results::DeployedCheck& deployed, bool all) {
    std::string text;
    for (const results::DeployedOutput& output : deployed.outputs)
        if (all || output.isClearlyWorse())
            text += fmt::format("Output {}: {:.2f} dB exact, {:.2f} dB as this machine runs it{}\n", output.name, output.exact.sqnr(),
                                output.deployed.sqnr(), output.isClearlyWorse() ? ": clearly worse than its FakeQuantize say" : "");
    for (const results::DeployedCause& cause : deployed.causes)
        text += fmt::format(
            "{} ({}) is computed in another way here: {:.1f} dB between the two, {:.1f} dB with it in float. Leave it in float (--ignore "
            "{}), or "
            "set saturation_fix: all\n",
            cause.layer, cause.type, cause.with, cause.without, cause.layer);
    return text;
}

}  // namespace

std::string deviceText(const results::Report& report, bool all) {
    std::string text;
    if (report.saturation) text += saturationText(*report.saturation);
    if (report.deployed) text += deployedText(*report.deployed, all);
    if (!report.deviceProblem.empty()) text += "Not checked as this machine runs the result: " + report.deviceProblem + "\n";
    return text;
}

}  // namespace rf::cli

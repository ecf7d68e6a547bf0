// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantization/channel_alignment.h"
#include "core/quantization/fast_bias_correction.h"
#include "core/quantization/min_max.h"

namespace rf::quantization {

std::vector<Step> plan(const Settings& settings) {
    std::vector<Step> steps;
    if (settings.channelAlignment) steps.push_back({{std::make_shared<ChannelAlignment>(settings)}});
    Step ranges{{std::make_shared<MinMax>(settings)}};
    if (settings.correctBiases) ranges.algorithms.push_back(std::make_shared<FastBiasCorrection>(settings));
    steps.push_back(std::move(ranges));
    return steps;
}

Result<void> checkSupported(const Settings& settings) {
    if (!settings.correctBiases) return {};
    if (!settings.biasCorrection.fast)
        return fail(
            ErrorCode::Unsupported,
            RF_TEXT("core", "`use_fast_bias`: false asks for the exact bias correction, which this version does not have; use true"));
    RF_TRY(const HardwareProfile profile, hardwareProfile(settings.device));
    if (profile.quantizesOutputs)  // accumulators of limited width, as on GNA
        return fail(ErrorCode::Unsupported,
                    RF_TEXT("core",
                            "`target_device`: DefaultQuantization for %1 needs overflow correction, which this version does not have; "
                            "use MinMaxQuantization"),
                    settings.device);
    return {};
}

}  // namespace rf::quantization

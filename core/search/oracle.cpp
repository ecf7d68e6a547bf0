// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/oracle.h"

namespace rf::search {

Result<std::size_t> indexOfMetric(const std::vector<MetricInfo>& metrics, const std::string& name) {
    std::string known;
    for (std::size_t i = 0; i < metrics.size(); ++i) {
        if (metrics[i].name == name) return i;
        known += (known.empty() ? "" : ", ") + metrics[i].name;
    }
    return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "metric '%1' is not measured; measured are: %2"), name, known);
}

}  // namespace rf::search

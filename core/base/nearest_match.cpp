// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/nearest_match.h"

#include <algorithm>
#include <numeric>
#include <vector>

namespace rf {

namespace {

// Levenshtein distance by rows; stops when every entry of a row is above the limit.
std::size_t editDistance(std::string_view a, std::string_view b, std::size_t limit) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t substitute = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, substitute});
        }
        if (*std::min_element(row.begin(), row.end()) > limit) return limit + 1;
    }
    return row[b.size()];
}

}  // namespace

std::string nearestMatch(std::string_view word, std::span<const std::string> candidates) {
    std::size_t limit = std::max<std::size_t>(1, word.size() / 3);
    std::string best;
    for (const std::string& candidate : candidates) {
        const std::size_t distance = editDistance(word, candidate, limit);
        if (distance > limit || (distance == limit && !best.empty())) continue;
        limit = distance;
        best = candidate;
    }
    return best;
}

}  // namespace rf

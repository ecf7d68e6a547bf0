// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/tensor/tensor.h"

/// Lines of text from a recognizer (private to this module).
namespace rf::metrics {

/// Greedy decoding of connectionist temporal classification (Graves 2006, section 3.2): the best class of every step, runs
/// of one class taken once, blanks left out. `scores` is [1, T, C], [T, 1, C] or [T, C].
Result<std::vector<std::int64_t>> greedyCtc(const Tensor& scores, std::int64_t blank);

/// The smallest number of insertions, deletions and replacements that makes one sequence of the other.
template <class Sequence>
std::size_t editDistance(const Sequence& a, const Sequence& b) {
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t diagonal = std::exchange(row[0], i + 1);
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t replaced = diagonal + (a[i] != b[j]);
            diagonal = row[j + 1];
            row[j + 1] = std::min({replaced, row[j] + 1, diagonal + 1});
        }
    }
    return row[b.size()];
}

/// The characters of UTF-8 text, each as its bytes; stray bytes count as characters.
std::vector<std::string> characters(const std::string& text);

}  // namespace rf::metrics

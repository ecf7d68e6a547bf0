// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/key_info.h"
#include "core/config/names.h"

/// How the algorithms of `compression.algorithms` are spelled.
namespace rf::config {

template <>
struct Words<AlgorithmBit> {
    static constexpr auto table = [] {
        std::array<Word<AlgorithmBit>, quantization::kAlgorithms.size() + 2> words{};
        std::size_t next = 0;
        for (const quantization::AlgorithmRow& row : quantization::kAlgorithms) {
            words[next++] = {row.word, static_cast<AlgorithmBit>(bitOf(row.name))};
            if (row.name != quantization::AlgorithmName::DefaultQuantization) continue;
            words[next++] = {"AccuracyAwareQuantization", kAccuracyAware};
            words[next++] = {"TunableQuantization", kTunable};
        }
        return words;
    }();
};

}  // namespace rf::config

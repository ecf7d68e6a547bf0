// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/calibration/channel_sums.h"

#include <algorithm>

#include "core/base/assert.h"
#include "core/base/target_clones.h"

namespace rf::calibration {

namespace {

constexpr std::size_t kRowsAtOnce = 4;    // of a table, so that sums are loaded and stored less often
constexpr std::size_t kBlocksAtOnce = 8;  // chains of additions that do not wait for each other

RF_TARGET_CLONES void addRowsAtOnce(const float* values, std::size_t groups, std::size_t columns, double* __restrict sums) {
    for (std::size_t group = 0; group < groups; ++group, values += kRowsAtOnce * columns) {
        for (std::size_t i = 0; i < columns; ++i) {
            double sum = sums[i];
            for (std::size_t row = 0; row < kRowsAtOnce; ++row) sum += static_cast<double>(values[row * columns + i]);
            sums[i] = sum;
        }
    }
}

RF_TARGET_CLONES void addBlocksAtOnce(const float* values, std::size_t size, double* __restrict sums) {
    double local[kBlocksAtOnce];
    std::copy_n(sums, kBlocksAtOnce, local);
    for (std::size_t i = 0; i < size; ++i)
        for (std::size_t block = 0; block < kBlocksAtOnce; ++block) local[block] += static_cast<double>(values[block * size + i]);
    std::copy_n(local, kBlocksAtOnce, sums);
}

}  // namespace

void addColumns(std::span<const float> values, std::span<double> sums) {
    const std::size_t columns = sums.size();
    if (values.empty()) return;
    RF_ASSERT(values.size() % columns == 0);
    const std::size_t groups = values.size() / columns / kRowsAtOnce;
    addRowsAtOnce(values.data(), groups, columns, sums.data());
    const auto rest = values.subspan(groups * kRowsAtOnce * columns);
    for (std::size_t i = 0; i < rest.size(); ++i) sums[i % columns] += static_cast<double>(rest[i]);
}

void addBlocks(std::span<const float> values, std::size_t size, std::span<double> sums) {
    RF_ASSERT(values.size() == size * sums.size());
    std::size_t block = 0;
    for (; block + kBlocksAtOnce <= sums.size(); block += kBlocksAtOnce)
        addBlocksAtOnce(values.data() + block * size, size, sums.data() + block);
    for (; block < sums.size(); ++block)
        for (const float value : values.subspan(block * size, size)) sums[block] += static_cast<double>(value);
}

}  // namespace rf::calibration

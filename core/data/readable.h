// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <stop_token>
#include <vector>

#include "core/base/result.h"

namespace rf::data {

struct Readable {
    std::vector<std::int64_t> records;  ///< that can be read, one at least
    std::vector<Error> skipped;         ///< why the others can't
};

/// Which of `count` records are not damaged. `tryRecord`, which is called from several threads, loads each of them once, so
/// that which ones are left out depends on the files only, not on threads or on what is asked for first. The damaged record
/// after the first `limit` ones is the error of the call. Each one left out is a warning in the log.
Result<Readable> readableRecords(std::int64_t count, const std::function<Result<void>(std::int64_t)>& tryRecord, std::int64_t limit,
                                 const std::stop_token& token);

}  // namespace rf::data

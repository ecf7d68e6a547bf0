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

/// Finds the records that are not damaged. `tryRecord` is called from several threads and loads each of `count` records once,
/// so the result depends on the files only. Up to `limit` damaged records are left out, each with a warning in the log; one
/// more is the error of the call.
Result<Readable> readableRecords(std::int64_t count, const std::function<Result<void>(std::int64_t)>& tryRecord, std::int64_t limit,
                                 const std::stop_token& token);

}  // namespace rf::data

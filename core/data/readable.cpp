// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/readable.h"

#include <algorithm>
#include <optional>

#include "core/base/log.h"
#include "core/base/parallel_for.h"
#include "core/base/progress.h"

namespace rf::data {

namespace {

// Between two looks at how many are damaged: a run that is given up has not read much for nothing.
constexpr std::int64_t kChunk = 64;

bool isDamage(const Error& error) {
    return error.code() == ErrorCode::InvalidFile || error.code() == ErrorCode::NotFound || error.code() == ErrorCode::Io;
}

/// Why records [begin, begin + errors.size()) can't be read, where they can't.
Result<void> tryAll(const std::function<Result<void>(std::int64_t)>& tryRecord, std::int64_t begin,
                    std::vector<std::optional<Error>>& errors, const std::stop_token& token) {
    return parallelFor(static_cast<std::int64_t>(errors.size()), 0, [&](std::int64_t i) -> Result<void> {
        if (token.stop_requested()) return cancelled();
        if (auto read = tryRecord(begin + i); !read) errors[static_cast<std::size_t>(i)] = std::move(read).error();
        return {};
    });
}

}  // namespace

Result<Readable> readableRecords(std::int64_t count, const std::function<Result<void>(std::int64_t)>& tryRecord, std::int64_t limit,
                                 const std::stop_token& token) {
    Readable readable;
    for (std::int64_t begin = 0; begin < count; begin += kChunk) {
        std::vector<std::optional<Error>> errors(static_cast<std::size_t>(std::min(kChunk, count - begin)));
        RF_TRY_VOID(tryAll(tryRecord, begin, errors, token));
        for (std::size_t i = 0; i < errors.size(); ++i) {
            if (!errors[i]) {
                readable.records.push_back(begin + static_cast<std::int64_t>(i));
                continue;
            }
            if (!isDamage(*errors[i])) return *std::move(errors[i]);
            if (static_cast<std::int64_t>(readable.skipped.size()) == limit)
                return (*std::move(errors[i]))
                    .during(RF_TEXT("core", "more than %1 samples are damaged, which is the number that may be left out"),
                            {std::to_string(limit)});
            log::warning("left out: {}", errors[i]->message());
            readable.skipped.push_back(*std::move(errors[i]));
        }
    }
    if (readable.records.empty())
        return fail(ErrorCode::InvalidFile, RF_TEXT("core", "all of the %1 samples are damaged"), readable.skipped.size());
    return readable;
}

}  // namespace rf::data

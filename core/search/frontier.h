// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

#include "core/search/oracle.h"

namespace rf::search {

/// The steps that no other one beats: none is at least as good in the first metric, latency and size and better in one of them.
/// Answers whether each step is one. What was not measured counts as worst; evaluations that ended early never belong to it, nor
/// does a candidate that has been there before.
std::vector<bool> onFrontier(std::span<const SearchStep> steps, metrics::Better better);

/// These steps by latency, fastest first.
std::vector<SearchStep> frontier(std::span<const SearchStep> steps, metrics::Better better);

}  // namespace rf::search

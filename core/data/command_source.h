// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/open.h"

namespace rf::data {

bool isCommand(const Source& source);
/// The program of such a source.
Result<process::CommandLine> commandOf(const Source& source);

/// Samples (tensors and annotations) that a program of the user supplies, one question at a time (docs/commands.md).
/// InvalidArgument when preprocessing or labels are asked for as well: the tensors are taken as they come.
Result<std::shared_ptr<const SampleSource>> openCommand(const DataSpec& spec, std::span<const InputInfo> inputs,
                                                        const OpenOptions& options);

}  // namespace rf::data

// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/array_records.h"

namespace rf::data {

/// The whole array of a .npy file as one record (its Fortran order and byte order noted), checked against the size of the
/// data. Errors name `place`.
Result<ArrayForm> npyForm(const std::string& place, std::span<const std::byte> bytes);

/// The records along the first axis of such an array.
Result<OpenedSource> npyRecords(ArrayForm form, FileBytes file);

}  // namespace rf::data

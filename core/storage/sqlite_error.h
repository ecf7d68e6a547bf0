// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <SQLiteCpp/Exception.h>

#include <filesystem>

#include "core/base/result.h"

/// Private to core/storage: what SQLite reports, as our errors.
namespace rf::storage {

/// Whether the content of the file is at fault.
bool isDamage(const SQLite::Exception& exception);

/// A sentence that names the file. InvalidFile where isDamage(), else Io.
Error errorOf(const SQLite::Exception& exception, const std::filesystem::path& file);

}  // namespace rf::storage

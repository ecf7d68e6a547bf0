// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "core/base/result.h"

/// The one place where errors of core become sentences of the user's language.
namespace rf::ui {

/// The translated sentence with its context: "outer: inner: what went wrong".
QString errorText(const Error& error);
/// What a user can do about this kind of error; empty when the sentence itself says it.
QString adviceFor(ErrorCode code);

}  // namespace rf::ui

// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace rf::ui {

/// A language of the window, named in that language so that its readers find it. Its sentences are in
/// translations/rangefinder_<code>.ts.
struct LanguageRow {
    const char* code;  ///< as QLocale writes it
    const char* name;
};

constexpr LanguageRow kLanguages[] = {{"en", "English"}, {"zh_CN", "简体中文"}};

}  // namespace rf::ui

// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/selection.h"

namespace rf::ui {

void Selection::select(const QStringList& names) {
    if (names == m_names) return;
    m_names = names;
    emit changed();
}

}  // namespace rf::ui

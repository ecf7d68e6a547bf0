// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/setting_help.h"

#include <QCoreApplication>
#include <QFormLayout>
#include <QWidget>

#include "core/base/assert.h"
#include "core/config/config.h"

namespace rf::ui {

void setSettingHelp(QWidget& control, const char* key) {
    const std::string help = config::help(key);
    RF_ASSERT(!help.empty());
    const QString sentence = QCoreApplication::translate("core", help.c_str());
    // Rich text, because plain text does not wrap in tooltips.
    control.setToolTip(QStringLiteral("<p>%1</p><p><code>%2</code></p>").arg(sentence.toHtmlEscaped(), QString::fromUtf8(key)));
    if (control.accessibleDescription().isEmpty()) control.setAccessibleDescription(sentence);
}

void setSettingHelp(QFormLayout& form, QWidget& control, const char* key) {
    setSettingHelp(control, key);
    if (QWidget* label = form.labelForField(&control)) setSettingHelp(*label, key);
}

}  // namespace rf::ui

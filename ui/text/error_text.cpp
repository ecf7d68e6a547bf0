// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/error_text.h"

#include <QCoreApplication>

namespace rf::ui {

namespace {

// The same rule as rf::fillPattern: one pass, so that an argument that looks like a placeholder stays as it is.
QString filled(const std::string& pattern, const std::vector<std::string>& arguments) {
    const QString text = QCoreApplication::translate("core", pattern.c_str());
    QString result;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const int digit = text[i] == u'%' && i + 1 < text.size() ? text[i + 1].digitValue() : -1;
        const auto index = static_cast<std::size_t>(digit - 1);
        if (digit < 1 || index >= arguments.size()) {
            result += text[i];
            continue;
        }
        result += QString::fromStdString(arguments[index]);
        ++i;
    }
    return result;
}

}  // namespace

QString errorText(const Error& error) {
    QString sentence = filled(error.pattern(), error.arguments());
    for (const Error::Note& note : error.trail())
        sentence = QCoreApplication::translate("rf::ui::ErrorText", "%1: %2", "context, then what went wrong")
                       .arg(filled(note.pattern, note.arguments), sentence);
    for (const Error& detail : error.details()) sentence += QStringLiteral("\n") + errorText(detail);
    return sentence;
}

QString adviceFor(ErrorCode code) {
    const auto translated = [](const char* text) { return QCoreApplication::translate("rf::ui::ErrorText", text); };
    switch (code) {
        case ErrorCode::Cancelled: return {};
        case ErrorCode::InvalidArgument: return translated(QT_TRANSLATE_NOOP("rf::ui::ErrorText", "Change the setting and try again."));
        case ErrorCode::InvalidFile:
            return translated(
                QT_TRANSLATE_NOOP("rf::ui::ErrorText", "Check that the file is complete and of the expected kind, or choose another one."));
        case ErrorCode::NotFound: return translated(QT_TRANSLATE_NOOP("rf::ui::ErrorText", "Check the path or the name and try again."));
        case ErrorCode::Unsupported:
            return translated(QT_TRANSLATE_NOOP("rf::ui::ErrorText", "Choose another engine or another setting and try again."));
        case ErrorCode::Io:
            return translated(QT_TRANSLATE_NOOP("rf::ui::ErrorText", "Check free space and permissions, or choose another folder."));
        case ErrorCode::Engine:
            return translated(QT_TRANSLATE_NOOP("rf::ui::ErrorText", "Try the other engine; copy this message when you report it."));
    }
    return {};
}

}  // namespace rf::ui

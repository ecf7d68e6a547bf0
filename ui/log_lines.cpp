// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/log_lines.h"

#include <QTime>

#include "core/base/log.h"

namespace rf::ui {

namespace {

constexpr int kMostLines = 5000;

QString prefix(log::Level level) {
    switch (level) {
        case log::Level::Debug: return QStringLiteral("debug");
        case log::Level::Info: return QStringLiteral("info");
        case log::Level::Warning: return QStringLiteral("warning");
        case log::Level::Error: return QStringLiteral("error");
    }
    return {};
}

}  // namespace

LogLines::LogLines(QObject* parent) : QObject(parent) {
    log::setLevel(log::Level::Info);
    log::setSink([this](log::Level level, const std::string& text) {
        const QString line = QStringLiteral("%1  %2").arg(prefix(level), QString::fromStdString(text));
        QMetaObject::invokeMethod(
            this, [this, line] { append(line); }, Qt::QueuedConnection);
    });
}

LogLines::~LogLines() { log::setSink({}); }

void LogLines::append(const QString& line) {
    const QString stamped = QTime::currentTime().toString(QStringLiteral("HH:mm:ss")) + QStringLiteral("  ") + line;
    if (m_lines.size() == kMostLines) m_lines.removeFirst();
    m_lines << stamped;
    emit appended(stamped);
}

}  // namespace rf::ui

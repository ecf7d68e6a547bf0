// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/settings_text.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>
#include <map>

#include "core/config/config.h"
#include "core/quantization/placement.h"
#include "ui/text/names.h"

namespace rf::ui {

namespace {

struct SettingsText {
    Q_DECLARE_TR_FUNCTIONS(SettingsText)
};

using Flat = std::map<QString, QString>;  // a value by the path of its key

void flatten(const QJsonValue& value, const QString& path, Flat& flat) {
    if (value.isObject()) {
        const QJsonObject object = value.toObject();
        for (auto each = object.begin(); each != object.end(); ++each) flatten(each.value(), path + u'.' + each.key(), flat);
    } else if (value.isArray()) {
        const QJsonArray array = value.toArray();
        for (int i = 0; i < array.size(); ++i) flatten(array[i], path + u'[' + QString::number(i) + u']', flat);
    } else {
        flat[path] = value.toVariant().toString();
    }
}

/// What is said in words of its own is taken out.
Flat others(config::Project project) {
    project.quantization.preset = {};
    project.quantization.ignored = {};
    Flat flat;
    flatten(QJsonDocument::fromJson(QByteArray::fromStdString(config::write(project, config::Form::Full))).object(), {}, flat);
    return flat;
}

void addRules(const config::Project& of, const config::Project& against, const QString& phrase, QStringList& changes) {
    const auto theirs = quantization::ruleTexts(against.quantization.ignored);
    for (const std::string& rule : quantization::ruleTexts(of.quantization.ignored))
        if (std::find(theirs.begin(), theirs.end(), rule) == theirs.end()) changes << phrase.arg(QString::fromStdString(rule));
}

}  // namespace

QStringList changedSettings(const config::Project& before, const config::Project& after) {
    QStringList changes;
    if (before == after) return changes;
    if (before.quantization.preset != after.quantization.preset)
        changes << SettingsText::tr("preset %1").arg(presetName(after.quantization.preset));
    addRules(after, before, SettingsText::tr("%1 in float"), changes);
    addRules(before, after, SettingsText::tr("%1 quantized"), changes);
    const Flat old = others(before), now = others(after);
    for (const auto& [path, value] : now)
        if (const auto found = old.find(path); found == old.end() || found->second != value)
            changes << path.section(u'.', -1) + u' ' + value;
    for (const auto& [path, value] : old)
        if (!now.contains(path)) changes << SettingsText::tr("no %1").arg(path.section(u'.', -1));
    return changes;
}

}  // namespace rf::ui

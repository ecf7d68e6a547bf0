// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/layer_query.h"

#include <QRegularExpression>
#include <algorithm>
#include <cmath>
#include <optional>

#include "ui/models/layer_rows.h"
#include "ui/text/state_words.h"

namespace rf::ui {

namespace {

struct QueryField {
    const char* name;
    QString (*text)(const LayerRow&);
};

QString nameField(const LayerRow& row) { return row.name; }
QString typeField(const LayerRow& row) { return row.type; }
// Shapes are typed with an x and shown with a multiplication sign.
QString shapeField(const LayerRow& row) { return QString(row.shape).replace(QChar(0x00d7), u'x'); }
QString stateField(const LayerRow& row) { return stateWord(row.state); }

constexpr QueryField kQueryFields[] = {{"name", nameField}, {"type", typeField}, {"shape", shapeField}, {"is", stateField}};

struct QueryNumber {
    const char* name;
    std::optional<double> (*value)(const LayerRow&);
};

std::optional<double> noiseShare(const std::optional<metrics::Distance>& distance) {
    constexpr double kDecibelPerDecade = 20;  // of amplitudes
    return distance ? std::optional(std::pow(10, -distance->sqnr() / kDecibelPerDecade)) : std::nullopt;
}

constexpr QueryNumber kQueryNumbers[] = {
    {"err", [](const LayerRow& row) { return noiseShare(row.accumulated); }},
    {"alone.err", [](const LayerRow& row) { return noiseShare(row.isolated); }},
    {"sqnr", [](const LayerRow& row) { return row.accumulated ? std::optional(row.accumulated->sqnr()) : std::nullopt; }},
    {"alone", [](const LayerRow& row) { return row.isolated ? std::optional(row.isolated->sqnr()) : std::nullopt; }},
    {"mse", [](const LayerRow& row) { return row.accumulated ? std::optional(row.accumulated->mse()) : std::nullopt; }},
    {"diff", [](const LayerRow& row) { return row.accumulated ? std::optional<double>(row.accumulated->maxAbs) : std::nullopt; }}};

bool compares(double value, const QString& relation, double limit) {
    if (relation == QLatin1String("<")) return value < limit;
    if (relation == QLatin1String("<=")) return value <= limit;
    if (relation == QLatin1String(">")) return value > limit;
    return value >= limit;
}

std::optional<double> limitOf(QString text) {
    constexpr double kPercents = 100;
    const bool percent = text.endsWith(u'%');
    if (percent) text.chop(1);
    bool known = false;
    const double number = text.toDouble(&known);
    if (!known) return std::nullopt;
    return percent ? number / kPercents : number;
}

/// The end of a regular expression that begins at `begin`: a slash before a space or the end of the text; -1 when there is none.
qsizetype expressionEnd(const QString& text, qsizetype begin) {
    for (qsizetype end = text.indexOf(u'/', begin + 1); end >= 0; end = text.indexOf(u'/', end + 1))
        if (end > begin + 1 && (end + 1 == text.size() || text[end + 1].isSpace())) return end;
    return -1;
}

/// Words, and regular expressions with their slashes.
QStringList partsOf(const QString& text) {
    QStringList parts;
    for (qsizetype at = 0; at < text.size();) {
        if (text[at].isSpace()) {
            ++at;
            continue;
        }
        qsizetype end = text[at] == u'/' ? expressionEnd(text, at) + 1 : 0;
        if (end <= at)
            for (end = at; end < text.size() && !text[end].isSpace();) ++end;
        parts << text.mid(at, end - at);
        at = end;
    }
    return parts;
}

}  // namespace

Result<LayerQuery::Part> LayerQuery::partOf(const QString& word) {
    if (word.size() > 2 && word.startsWith(u'/') && word.endsWith(u'/')) {
        const QRegularExpression expression(word.mid(1, word.size() - 2), QRegularExpression::CaseInsensitiveOption);
        if (!expression.isValid())
            return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "%1 is no regular expression: %2"), word.toStdString(),
                        expression.errorString().toStdString());
        return Part([expression](const LayerRow& row) { return expression.match(row.name).hasMatch(); });
    }
    static const QRegularExpression comparison(QStringLiteral("^([a-z.]+)(<=|>=|<|>)(.*)$"), QRegularExpression::CaseInsensitiveOption);
    if (const auto match = comparison.match(word); match.hasMatch()) {
        for (const QueryNumber& number : kQueryNumbers) {
            if (match.captured(1).compare(QLatin1String(number.name), Qt::CaseInsensitive) != 0) continue;
            const auto limit = limitOf(match.captured(3));
            if (!limit)
                return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "%1: a number must follow, as in err>0.1"), word.toStdString());
            return Part([value = number.value, relation = match.captured(2), limit = *limit](const LayerRow& row) {
                const auto known = value(row);
                return known && compares(*known, relation, limit);
            });
        }
    }
    for (const QueryField& field : kQueryFields) {
        const QString prefix = QLatin1String(field.name) + u':';
        if (!word.startsWith(prefix, Qt::CaseInsensitive)) continue;
        return Part([text = field.text, wanted = word.mid(prefix.size()).replace(QChar(0x00d7), u'x')](const LayerRow& row) {
            return text(row).contains(wanted, Qt::CaseInsensitive);
        });
    }
    return Part([wanted = QString(word).replace(QChar(0x00d7), u'x')](const LayerRow& row) {
        return std::any_of(std::begin(kQueryFields), std::end(kQueryFields),
                           [&](const QueryField& field) { return field.text(row).contains(wanted, Qt::CaseInsensitive); });
    });
}

Result<LayerQuery> LayerQuery::parse(const QString& text) {
    LayerQuery query;
    for (const QString& word : partsOf(text)) {
        RF_TRY(Part part, partOf(word));
        query.m_parts.push_back(std::move(part));
    }
    return query;
}

bool LayerQuery::matches(const LayerRow& row) const {
    return std::all_of(m_parts.begin(), m_parts.end(), [&](const Part& part) { return part(row); });
}

}  // namespace rf::ui

// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph_view/graph_tooltip.h"

#include <QCoreApplication>
#include <QStringList>

#include "ui/graph_view/overlay.h"
#include "ui/models/graph_model.h"
#include "ui/number_format.h"
#include "ui/text/state_words.h"

namespace rf::ui {

namespace {

class Texts {
    Q_DECLARE_TR_FUNCTIONS(GraphTooltip)

public:
    static QString range(const QuantizerMark& mark) {
        const QString range = tr("%1 … %2").arg(numberText(mark.low), numberText(mark.high));
        return mark.channels > 1 ? tr("%1 over %n channels", nullptr, mark.channels).arg(range) : range;
    }

    static QString lines(const QString& title, const QStringList& rows) {
        return QStringLiteral("<p style='white-space:pre'><b>%1</b><br/>%2</p>")
            .arg(title.toHtmlEscaped(), rows.join(QStringLiteral("<br/>")));
    }

    static QString node(const GraphNode& node, const OverlayScale& overlay, const QString& note) {
        QStringList rows;
        rows << tr("%1 (%2)").arg(node.type, familyName(node.family)).toHtmlEscaped();
        const QString arrow = QStringLiteral("%1 → %2");
        if (node.inputShapes.isEmpty())
            rows << node.outputShapes.toHtmlEscaped();
        else
            rows << arrow.arg(node.inputShapes, node.outputShapes).toHtmlEscaped();
        rows << stateWord(node.state).toHtmlEscaped();
        if (node.weights) rows << tr("Weights: %n bits, %1", nullptr, node.weights->bits).arg(range(*node.weights)).toHtmlEscaped();
        if (!overlay.isEmpty()) {
            const auto value = overlay.value(node.id);
            const QString& title = overlay.overlay().title;
            rows << (value ? tr("%1: %2 %3").arg(title, numberText(*value), overlay.overlay().unit) : tr("%1: not measured").arg(title))
                        .toHtmlEscaped();
        }
        if (!note.isEmpty()) rows << note.toHtmlEscaped();
        return lines(wrapped(node.name), rows);
    }

    static QString quantizer(const QuantizerMark& mark) {
        return lines(wrapped(mark.name), {tr("Quantizer: %n bits, %1 levels", nullptr, mark.bits).arg(mark.levels).toHtmlEscaped(),
                                          tr("Range: %1").arg(range(mark)).toHtmlEscaped()});
    }

    static QString spoken(const GraphNode& node) { return tr("%1, %2, %3").arg(node.name, node.type, stateWord(node.state)); }

private:
    /// A name of thousands of characters must not make a tooltip wider than the screen.
    static QString wrapped(const QString& name) {
        constexpr int kWidth = 80, kLines = 6;
        QStringList parts;
        for (int i = 0; i < name.size() && parts.size() < kLines; i += kWidth) parts << name.mid(i, kWidth);
        if (name.size() > kWidth * kLines) parts.last() += QChar(0x2026);
        return parts.join(QLatin1Char('\n'));
    }
};

}  // namespace

QString tooltipText(const GraphNode& node, const OverlayScale& overlay, const QString& note) { return Texts::node(node, overlay, note); }
QString tooltipText(const QuantizerMark& quantizer) { return Texts::quantizer(quantizer); }
QString spokenText(const GraphNode& node) { return Texts::spoken(node); }

}  // namespace rf::ui

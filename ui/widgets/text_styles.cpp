// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/text_styles.h"

#include <QEvent>
#include <QGuiApplication>
#include <QLabel>

#include "ui/theme.h"

namespace rf::ui {

namespace {

/// Gives a label its font and colour, again when the theme changes: a new style sheet of the application puts every label
/// back to the font and the palette that it was first shown with.
class Styler : public QObject {
public:
    Styler(QLabel& label, TextStyle style) : QObject(&label), m_label(label), m_style(style) {
        label.installEventFilter(this);
        apply();
    }

    void setStyle(TextStyle style) {
        m_style = style;
        apply();
    }

protected:
    bool eventFilter(QObject*, QEvent* event) override {
        // apply() raises these events too, when nothing is left to do.
        if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) apply();
        return false;
    }

private:
    void apply() {
        if (const QFont wanted = font(); m_label.font() != wanted) m_label.setFont(wanted);
        const QColor wanted = color(themeFor(QGuiApplication::palette()));
        if (m_label.palette().color(QPalette::WindowText) == wanted) return;
        QPalette palette;
        palette.setColor(QPalette::WindowText, wanted);
        m_label.setPalette(palette);
    }

    QFont font() const {
        const bool isSmall = m_style == TextStyle::Caption || m_style == TextStyle::Heading;
        QFont font = textFont(m_style == TextStyle::Title ? TextSize::Title : isSmall ? TextSize::Caption : TextSize::Body);
        if (m_style == TextStyle::Title || m_style == TextStyle::Heading) font.setWeight(QFont::DemiBold);
        return font;
    }

    QColor color(const Theme& theme) const {
        switch (m_style) {
            case TextStyle::Caption:
            case TextStyle::Heading: return theme.muted;
            case TextStyle::Warning: return theme.warn;
            case TextStyle::Problem: return theme.bad;
            default: return theme.text;
        }
    }

    QLabel& m_label;
    TextStyle m_style;
};

}  // namespace

void setTextStyle(QLabel& label, TextStyle style) {
    for (QObject* child : label.children())
        if (auto* styler = dynamic_cast<Styler*>(child)) return styler->setStyle(style);
    new Styler(label, style);
}

}  // namespace rf::ui

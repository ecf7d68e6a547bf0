// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/text_styles.h"

#include <QEvent>
#include <QLabel>

#include "ui/theme.h"

namespace rf::ui {

namespace {

/// Gives a label its font and colour, again when the theme changes.
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
        // Setting the label's palette below raises this event once more, with the same theme.
        if (event->type() == QEvent::PaletteChange && &themeFor(QGuiApplication::palette()) != m_theme) apply();
        return false;
    }

private:
    void apply() {
        m_theme = &themeFor(QGuiApplication::palette());
        QFont font = textFont(m_style == TextStyle::Title                                      ? TextSize::Title
                              : m_style == TextStyle::Caption || m_style == TextStyle::Heading ? TextSize::Caption
                                                                                               : TextSize::Body);
        if (m_style == TextStyle::Title || m_style == TextStyle::Heading) font.setWeight(QFont::DemiBold);
        m_label.setFont(font);
        QPalette palette;
        palette.setColor(QPalette::WindowText, color(*m_theme));
        m_label.setPalette(palette);
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
    const Theme* m_theme = nullptr;
};

}  // namespace

void setTextStyle(QLabel& label, TextStyle style) {
    for (QObject* child : label.children())
        if (auto* styler = dynamic_cast<Styler*>(child)) return styler->setStyle(style);
    new Styler(label, style);
}

}  // namespace rf::ui

// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/state_words.h"

#include <QCoreApplication>

namespace rf::ui {

namespace {

struct StateWords {
    Q_DECLARE_TR_FUNCTIONS(rf::ui::StateWords)
};

}  // namespace

QString stateWord(NodeState state) {
    switch (state) {
        case NodeState::Quantized: return StateWords::tr("int8");
        case NodeState::Float: return StateWords::tr("float");
        case NodeState::Ignored: return StateWords::tr("excluded");
        case NodeState::NotQuantizable: return StateWords::tr("not quantizable");
    }
    return {};
}

QString stateSource(NodeState state) {
    switch (state) {
        case NodeState::Float: return StateWords::tr("float, by rule");
        case NodeState::Ignored: return StateWords::tr("excluded, by you");
        default: return stateWord(state);
    }
}

}  // namespace rf::ui

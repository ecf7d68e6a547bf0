// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The headers nearly every file of ui includes anyway; a file must still include what it uses.
#include <QApplication>
#include <QFont>
#include <QPainter>
#include <QPainterPath>
#include <QString>
#include <QVector>
#include <QWidget>

#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

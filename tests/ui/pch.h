// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What nearly every test of the window includes; a file must still include what it uses.
#include <QApplication>
#include <QSignalSpy>
#include <QTest>
#include <QWidget>
#include <memory>
#include <optional>
#include <string>
#include <vector>

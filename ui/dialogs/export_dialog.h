// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <filesystem>
#include <functional>
#include <optional>

#include "core/export/target.h"

class QWidget;

namespace rf::ui {

/// Asks for the folder of an exported model without blocking; Enter accepts `proposal`. `what` is a sentence about the model, or
/// empty. `chosen` is not called when the user cancels.
void chooseExportFolder(QWidget& parent, const QString& what, const std::filesystem::path& proposal,
                        std::function<void(const std::filesystem::path&)> chosen);

/// Names the files in the way of the target and asks what to do: replace them (only if all are results of an earlier run),
/// write to another, free folder, or write nothing. Enter means the free folder, Escape writes nothing.
std::optional<exporting::Target> askWhatToKeep(QWidget& parent, const exporting::Target& target, const exporting::Obstacles& obstacles);

}  // namespace rf::ui

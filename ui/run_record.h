// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <map>
#include <memory>

#include "core/pipeline/optimize.h"
#include "core/storage/record.h"

namespace rf::ui {

using Histograms = std::map<graph::Output, std::shared_ptr<const calibration::Histogram>>;

/// A finished run: its settings and its outcome. An immutable value.
struct RunRecord {
    int number = 0;  ///< from 1, in the order in which the runs of a model ended
    config::Project settings;
    std::shared_ptr<const pipeline::Outcome> outcome;
    Histograms histograms;                      ///< the distributions collected by the run
    std::optional<storage::RunId> stored = {};  ///< its number in the store; nothing where it is not kept
    std::int64_t bytes = 0;                     ///< of the constants of the exported model
    QString name = {};                          ///< that the user gave it
};

}  // namespace rf::ui

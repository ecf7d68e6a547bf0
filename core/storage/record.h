// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/ids.h"

/// What a store keeps, as values.
namespace rf::storage {

struct RunTag;
using RunId = Id<RunTag>;  ///< a run of one store; never given twice

enum class RunStatus {
    Running,      ///< a process works on it
    Interrupted,  ///< the process that worked on it is gone
    Finished,
    Cancelled,  ///< the user stopped it
    Failed,
};

/// What is known of a run before it begins.
struct RunStart {
    std::string key;      ///< equal for runs that must give the same bytes: model, settings, data
    std::string command;  ///< what began it: "optimize", "pot", "window"
    std::string model;    ///< name for lists
    std::string project;  ///< settings, as text
    std::string version;  ///< of the program
};

struct StepRecord {
    std::int64_t number = 0;  ///< from 0
    std::string name;
    std::int64_t ended = 0;  ///< seconds since 1970
    bool operator==(const StepRecord&) const = default;
};

struct RunRecord {
    RunId id;
    RunStart start;
    RunStatus status = RunStatus::Running;
    std::int64_t began = 0, ended = 0;  ///< seconds since 1970; ended: 0 while it runs or where it was interrupted
    std::vector<StepRecord> steps;      ///< that are done
    std::string report;                 ///< of a finished run, as text; the sentence of the error of a failed one
};

/// The state of a run after a step.
struct Checkpoint {
    StepRecord step;
    std::string state;
    bool operator==(const Checkpoint&) const = default;
};

/// What is kept by key, for any later run.
enum class Kind {
    Statistics,
    Trial,
};

struct CacheEntry {
    Kind kind = Kind::Statistics;
    std::string key;
    std::int64_t bytes = 0;
    std::int64_t stored = 0;  ///< seconds since 1970
};

/// The word for it in files and on the command line: "running", "statistics".
const char* word(RunStatus status);
const char* word(Kind kind);

}  // namespace rf::storage

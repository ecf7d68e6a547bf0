// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <exception>
#include <string>

#include "core/base/progress.h"
#include "core/graph/graph.h"

namespace rf::engine {

/// What an exception of OpenVINO says, on one line, without its places in OpenVINO's source.
std::string withoutSourceLines(const std::string& text);

/// An exception of OpenVINO (or of TBB below it) as an Error that names the layer where OpenVINO's text allows to find
/// it: Unsupported for an operator OpenVINO does not have, Cancelled for a stopped request, else Engine.
Error translated(const std::exception& exception, const graph::Graph& graph);

/// Runs work(), which calls OpenVINO, and translates its exceptions into Errors.
template <class Work>
auto guarded(const graph::Graph& graph, Work&& work) -> decltype(work()) {
    try {
        return work();
    } catch (const std::exception& exception) { return translated(exception, graph); } catch (...) {
        return fail(ErrorCode::Engine, RF_TEXT("core", "OpenVINO failed without saying why"));
    }
}

}  // namespace rf::engine

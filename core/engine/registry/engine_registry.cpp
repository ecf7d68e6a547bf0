// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/registry/engine_registry.h"

#ifdef RF_HAS_OPENVINO_ENGINE
#include "core/engine/openvino/openvino_engine.h"
#endif
#ifdef RF_HAS_REFERENCE_ENGINE
#include "core/engine/reference/reference_engine.h"
#endif

namespace rf::engine {

namespace {

struct Entry {
    std::string name;
    std::shared_ptr<const Engine> (*create)();
};

// The default first.
const std::vector<Entry>& entries() {
    static const std::vector<Entry> table = {
#ifdef RF_HAS_OPENVINO_ENGINE
        {"openvino:CPU", openvinoEngine},
#endif
#ifdef RF_HAS_REFERENCE_ENGINE
        {"reference", referenceEngine},
#endif
    };
    return table;
}

}  // namespace

std::vector<std::string> names() {
    std::vector<std::string> names;
    for (const Entry& entry : entries()) names.push_back(entry.name);
    return names;
}

Result<std::shared_ptr<const Engine>> get(const std::string& name) {
    for (const Entry& entry : entries())
        if (name.empty() || entry.name == name) return entry.create();
    return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "there is no engine '%1'; this build has: %2"), name,
                fmt::format("{}", fmt::join(names(), ", ")));
}

}  // namespace rf::engine

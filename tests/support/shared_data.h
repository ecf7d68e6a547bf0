// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

/// Real models and reference results that are not part of the project.
namespace rf::test {

/// The folder, or an empty path where it is absent.
std::filesystem::path sharedDir();
/// Every .xml that is an IR below the given folder of the shared data, sorted.
std::vector<std::filesystem::path> sharedIrs(const std::string& below);

}  // namespace rf::test

/// Skips the test with a message where the shared data is absent; fails instead when the environment says CI=true.
#define RF_REQUIRE_SHARED()                                                                                                  \
    do {                                                                                                                     \
        if (rf::test::sharedDir().empty()) {                                                                                 \
            if (const char* ci = std::getenv("CI"); ci && std::string(ci) == "true") FAIL() << "shared test data is absent"; \
            GTEST_SKIP() << "shared test data is absent";                                                                    \
        }                                                                                                                    \
    } while (false)

// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/shared_data.h"

#include <algorithm>
#include <fstream>

namespace rf::test {

std::filesystem::path sharedDir() {
    const char* chosen = std::getenv("RF_SHARED_DIR");
    const std::filesystem::path folder = chosen ? chosen : RF_SHARED_DIR;
    return std::filesystem::is_directory(folder / "data") ? folder : std::filesystem::path{};
}

std::vector<std::filesystem::path> sharedIrs(const std::string& below) {
    std::vector<std::filesystem::path> found;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(sharedDir() / below)) {
        if (entry.path().extension() != ".xml") continue;
        std::ifstream file(entry.path());
        std::string start(400, '\0');
        file.read(start.data(), static_cast<std::streamsize>(start.size()));
        if (start.find("<net ") != std::string::npos) found.push_back(entry.path());
    }
    std::sort(found.begin(), found.end());
    return found;
}

}  // namespace rf::test

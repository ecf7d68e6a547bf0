// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantization/habits.h"

#include <regex>

#include "tests/support/temp_dir.h"

namespace rf::quantization {
namespace {

/// What stands behind each habit in habits.h: the first words of its rows, separated by semicolons.
std::vector<std::string> documentedRows() {
    const std::string header = test::readFile(RF_SOURCE_DIR "/core/quantization/habits.h");
    const std::regex habit("bool \\w+ = false; +///< ([^\\n]+)");
    std::vector<std::string> rows;
    for (auto line = std::sregex_iterator(header.begin(), header.end(), habit); line != std::sregex_iterator(); ++line) {
        const std::string text = (*line)[1];
        const std::regex separator("; | …");
        for (auto row = std::sregex_token_iterator(text.begin(), text.end(), separator, -1); row != std::sregex_token_iterator(); ++row)
            if (row->length() > 0) rows.push_back(*row);
    }
    return rows;
}

TEST(Habits, HaveTheirRowsInTheDocumentation) {
    const std::string page = test::readFile(RF_SOURCE_DIR "/docs/compatibility.md");
    const std::vector<std::string> rows = documentedRows();
    EXPECT_GE(rows.size(), 20u);
    for (const std::string& row : rows) EXPECT_THAT(page, testing::HasSubstr("\n| " + row)) << "no row begins like this";
}

TEST(Habits, AreAllPotsOrNone) {
    EXPECT_EQ(habitsOf(Compatibility::Default), Habits());
    EXPECT_TRUE(habitsOf(Compatibility::Pot).refusesZeroBiases);
    Settings settings;
    settings.compatibility = Compatibility::Pot;
    EXPECT_EQ(habitsOf(settings), habitsOf(Compatibility::Pot));
}

}  // namespace
}  // namespace rf::quantization

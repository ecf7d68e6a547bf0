// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <map>

#include "tests/cli/cli_runner.h"
#include "tests/support/temp_dir.h"

namespace rf::test {
namespace {

/// A copy of the demo's model in a folder, as a user has it, and what every file there held before.
class Overwriting : public testing::Test {
protected:
    Overwriting() {
        for (const char* file : {"glyphs.xml", "glyphs.bin"}) std::filesystem::copy(demo(file), m_folder / file);
        m_folder.write("images.npy", npyOf(4));
    }

    static std::string npyOf(std::size_t samples) {
        std::string header = "{'descr': '|u1', 'fortran_order': False, 'shape': (" + std::to_string(samples) + ", 3, 24, 24), }";
        header.resize(117, ' ');
        return std::string("\x93NUMPY\x01\x00\x76\x00", 10) + header + "\n" + std::string(samples * 3 * 24 * 24, '\x40');
    }

    std::vector<std::string> optimize(const std::filesystem::path& output, const std::vector<std::string>& more = {}) const {
        std::vector<std::string> arguments{"optimize", "--model",     (m_folder / "glyphs.xml").string(),
                                           "--data",   "synthetic:2", "--error-samples",
                                           "0",        "--output",    output.string()};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return arguments;
    }
    void expectRefusal(const std::vector<std::string>& arguments, const std::string& sentence) const {
        const auto before = contents();
        const auto result = runCli(arguments);
        EXPECT_EQ(result.exitCode, 2) << result.err;
        EXPECT_THAT(result.err, testing::HasSubstr(sentence));
        EXPECT_THAT(result.err, testing::Not(testing::HasSubstr("Collecting"))) << "it is told before the run";
        EXPECT_EQ(contents(), before);
    }
    std::map<std::string, std::string> contents() const {
        std::map<std::string, std::string> files;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(m_folder.path()))
            if (entry.is_regular_file()) files[entry.path().string()] = readFile(entry.path());
        return files;
    }

    TempDir m_folder;
};

TEST_F(Overwriting, TheModelIsNeverWrittenOver) {
    for (const bool overwrite : {false, true}) {
        const auto more = overwrite ? std::vector<std::string>{"--overwrite"} : std::vector<std::string>{};
        expectRefusal(optimize(m_folder.path(), more), "glyphs.bin: this run reads the file, so it is not written over");
        expectRefusal(optimize(m_folder.path(), more), (m_folder / "glyphs-int8").string());
        expectRefusal(optimize(m_folder / "other/..", more), "this run reads the file");
    }
}

TEST_F(Overwriting, AFileIsKnownByWhatItIsAndNotByItsPath) {
    std::filesystem::create_directory_symlink(m_folder.path(), m_folder / "link");
    expectRefusal(optimize(m_folder / "link", {"--overwrite"}), "this run reads the file");
    std::filesystem::create_directory(m_folder / "hard");
    std::filesystem::create_hard_link(m_folder / "glyphs.bin", m_folder / "hard/glyphs.bin");
    expectRefusal(optimize(m_folder / "hard", {"--overwrite"}), "glyphs.bin: this run reads the file");
    std::filesystem::create_directory(m_folder / "soft");
    std::filesystem::create_symlink(m_folder / "images.npy", m_folder / "soft/report.json");
    auto arguments = optimize(m_folder / "soft", {"--overwrite"});
    arguments[4] = (m_folder / "images.npy").string();
    expectRefusal(arguments, "report.json: this run reads the file");
}

// A run may be repeated where its configuration stands: the result comes beside it.
TEST_F(Overwriting, TheConfigurationStaysAsItsUserWroteIt) {
    const std::string text = R"({"model": {"model": "../glyphs.xml"}, "data": {"sources": [{"location": "synthetic:2"}]}} // mine)";
    const auto config = m_folder.write("runs/config.json", text);
    const auto run = runCli({"optimize", "--config", config.string(), "--output", config.parent_path().string()});
    ASSERT_EQ(run.exitCode, 0) << run.err;
    EXPECT_EQ(readFile(config), text);
    EXPECT_TRUE(std::filesystem::exists(m_folder / "runs/glyphs.bin"));
    EXPECT_TRUE(std::filesystem::exists(m_folder / "runs/report.json"));
}

TEST_F(Overwriting, AnEarlierResultIsReplacedOnlyWhenAsked) {
    ASSERT_EQ(runCli(optimize(m_folder / "out")).exitCode, 0);
    const std::string first = readFile(m_folder / "out/report.json");
    expectRefusal(optimize(m_folder / "out", {"--seed", "7"}), "is the result of an earlier run; give --overwrite to replace it");
    expectRefusal(optimize(m_folder / "out", {"--seed", "7"}), (m_folder / "out-2").string());
    const auto replaced = runCli(optimize(m_folder / "out", {"--seed", "7", "--overwrite"}));
    ASSERT_EQ(replaced.exitCode, 0) << replaced.err;
    EXPECT_NE(readFile(m_folder / "out/report.json"), first);
    // Under another name, too: the report is of the first.
    std::filesystem::copy(m_folder / "glyphs.xml", m_folder / "twin.xml");
    std::filesystem::copy(m_folder / "glyphs.bin", m_folder / "twin.bin");
    auto arguments = optimize(m_folder / "out");
    arguments[2] = (m_folder / "twin.xml").string();
    expectRefusal(arguments, "report.json: is the result of an earlier run");
}

TEST_F(Overwriting, WhatIsNoResultIsKept) {
    for (const char* name : {"config.json", "report.json", "glyphs.xml", "glyphs.bin"}) {
        const TempDir other;
        other.write(name, "{\"mine\": true}");
        expectRefusal(optimize(other.path(), {"--overwrite"}),
                      std::string(name) + ": is not the result of an earlier run, so it is not replaced");
        EXPECT_EQ(readFile(other / name), "{\"mine\": true}");
    }
}

TEST_F(Overwriting, SingleFilesTooAreReplacedOnlyWhenAsked) {
    const std::string model = (m_folder / "glyphs.xml").string(), data = (m_folder / "images.npy").string();
    const std::vector<std::vector<std::string>> commands{
        {"compare", model, model, "--data", data, "--csv"},
        {"evaluate", "--model", model, "--data", data, "--metric", "sqnr", "--reference", model, "--per-sample"},
        {"preprocess", "--model", model, "--data", data, "--output"},
    };
    for (std::vector<std::string> command : commands) {
        command.emplace_back();
        for (const std::string& input : {model, data, (m_folder / "glyphs.bin").string()}) {
            command.back() = input;
            expectRefusal(command, input + ": this run reads the file");
            command.emplace_back("--overwrite");
            expectRefusal(command, input + ": this run reads the file");
            command.pop_back();
        }
        const auto table = m_folder.write("table.csv", "mine");
        command.back() = table.string();
        expectRefusal(command, "table.csv: exists already; give --overwrite to replace it");
        expectRefusal(command, (m_folder / "table-2.csv").string());
        command.emplace_back("--overwrite");
        const auto result = runCli(command);
        EXPECT_EQ(result.exitCode, 0) << result.err;
        EXPECT_NE(readFile(table), "mine");
    }
}

// The scripts of POT's users write into the same folder again and again.
TEST_F(Overwriting, PotReplacesItsOwnResultsAndNothingElse) {
    const auto pot = [&](const std::filesystem::path& output) {
        return std::vector<std::string>{"pot",
                                        "-q",
                                        "default",
                                        "-m",
                                        (m_folder / "glyphs.xml").string(),
                                        "-w",
                                        (m_folder / "glyphs.bin").string(),
                                        "--engine",
                                        "simplified",
                                        "--data-source",
                                        (m_folder / "pictures").string(),
                                        "-d",
                                        "--output-dir",
                                        output.string()};
    };
    m_folder.write("pictures/1.ppm", "P6\n24 24\n255\n" + std::string(3 * 24 * 24, '\x40'));
    ASSERT_EQ(runCli(pot(m_folder / "out")).exitCode, 0);
    const auto again = runCli(pot(m_folder / "out"));
    EXPECT_EQ(again.exitCode, 0) << again.err;
    // What POT itself wrote is an earlier result.
    m_folder.write("old/log.txt", "");
    m_folder.write("old/optimized/glyphs.xml", "<net><meta_data><quantization_parameters></quantization_parameters></meta_data></net>");
    m_folder.write("old/optimized/glyphs.bin", "weights");
    const auto after = runCli(pot(m_folder / "old"));
    EXPECT_EQ(after.exitCode, 0) << after.err;
    m_folder.write("mine/log.txt", "my log");
    expectRefusal(pot(m_folder / "mine"), "log.txt: is not the result of an earlier run");
    std::filesystem::create_directory(m_folder / "model");
    std::filesystem::create_directory_symlink(m_folder.path(), m_folder / "model/optimized");
    expectRefusal(pot(m_folder / "model"), "this run reads the file");
}

}  // namespace
}  // namespace rf::test

// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/process/process.h"

#include <nlohmann/json.hpp>

#include <thread>

#include "core/base/log.h"
#include "core/process/json_program.h"
#include "tests/support/temp_dir.h"

namespace rf::process {
namespace {

// Programs of these tests are scripts of the shell; Rangefinder itself never uses one.
CommandLine script(const std::string& text) { return {"/bin/sh", "-c", text}; }

std::unique_ptr<LineProgram> started(const std::string& text, Options options = {}) {
    auto program = LineProgram::start(script(text), options);
    EXPECT_TRUE(program) << program.error().message();
    return std::move(program).value();
}

/// Whether a process does anything any more; one that nobody has reaped yet does not.
bool isAlive(pid_t process) {
    std::ifstream file("/proc/" + std::to_string(process) + "/stat");
    std::string stat;
    std::getline(file, stat);
    const auto name = stat.rfind(") ");
    return name != std::string::npos && stat[name + 2] != 'Z' && stat[name + 2] != 'X';
}

// A signal that ends a process takes effect when that process is next scheduled.
bool ends(pid_t process) {
    for (int i = 0; i < 1'000'000 && isAlive(process); ++i) std::this_thread::yield();
    return !isAlive(process);
}

TEST(LineProgram, AnswersLineByLine) {
    const auto program = started("while read -r line; do echo \"<$line>\"; done");
    EXPECT_EQ(program->ask("one").value(), "<one>");
    EXPECT_EQ(program->ask("two words").value(), "<two words>");
    EXPECT_TRUE(program->finish());
}

TEST(LineProgram, PassesArgumentsAsTheyAre) {
    auto program = LineProgram::start({"printf", "%s|%s|%s\n", "a b", "$HOME", "'x'"}, {}).value();
    EXPECT_EQ(program->ask("").value(), "a b|$HOME|'x'");
}

TEST(LineProgram, TakesLongLinesBothWays) {
    const auto program = started("cat");
    const std::string line(3 << 20, 'x');
    EXPECT_EQ(program->ask(line).value(), line);
}

TEST(LineProgram, SaysWhatItWroteToStandardErrorWhenItEnds) {
    const auto answer = started("echo 'no such module' >&2; exit 3")->ask("?");
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code(), ErrorCode::Engine);
    EXPECT_THAT(answer.error().message(), testing::EndsWith("ended with exit code 3: no such module"));
}

TEST(LineProgram, PutsStandardErrorIntoTheLog) {
    std::vector<std::string> lines;
    log::setLevel(log::Level::Info);
    log::setSink([&](log::Level, const std::string& line) { lines.push_back(line); });
    const auto program = started("echo working >&2; read -r line; echo done");
    EXPECT_TRUE(program->ask("go"));
    EXPECT_TRUE(program->finish());
    log::setSink({});
    log::setLevel(log::Level::Warning);
    EXPECT_THAT(lines, testing::Contains(testing::EndsWith(": working")));
}

TEST(LineProgram, EndsTheWholeGroupWhenTimeIsUp) {
    Options options;
    options.timeout = std::chrono::milliseconds(200);
    // The shell and its child both ignore the polite signal.
    const auto program = started("trap '' TERM; sh -c \"trap '' TERM; sleep 1000\" & echo $!; read -r never; read -r never", options);
    const auto child = static_cast<pid_t>(std::stol(program->ask("").value()));
    const auto answer = program->ask("more");
    ASSERT_FALSE(answer);
    EXPECT_THAT(answer.error().message(), testing::HasSubstr("gave no answer within 0.2 s"));
    EXPECT_TRUE(ends(child));
}

TEST(LineProgram, EndsAtOnceWhenStopped) {
    std::stop_source stop;
    Options options;
    options.token = stop.get_token();
    const auto program = started("sleep 1000 & echo $!; wait", options);
    const auto child = static_cast<pid_t>(std::stol(program->ask("").value()));
    std::jthread stopper([&] { stop.request_stop(); });
    const auto answer = program->ask("more");
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code(), ErrorCode::Cancelled);
    EXPECT_TRUE(ends(child));
}

TEST(LineProgram, IsEndedByItsDestructor) {
    auto program = started("trap '' TERM; echo $$; while :; do sleep 1000; done");
    const auto child = static_cast<pid_t>(std::stol(program->ask("").value()));
    program.reset();
    EXPECT_TRUE(ends(child));
}

TEST(LineProgram, ThatClosesItsInputDoesNotEndUs) {
    const auto program = started("exec <&-; read -r x; echo late; exit 1");
    EXPECT_TRUE(program->ask(std::string(1 << 20, 'x')));
    EXPECT_FALSE(program->finish());
}

TEST(LineProgram, SaysThatAProgramIsNotThere) {
    const auto program = LineProgram::start({"no-such-program-anywhere"}, {});
    ASSERT_FALSE(program);
    EXPECT_EQ(program.error().code(), ErrorCode::NotFound);
    EXPECT_EQ(LineProgram::start({}, {}).error().code(), ErrorCode::InvalidArgument);
}

TEST(Permission, ShowsTheExactCommandLineWhenNobodyMayAllowIt) {
    const auto refused = ask({}, {"python3", "my score.py", "--x=1", "it's"});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code(), ErrorCode::InvalidArgument);
    EXPECT_THAT(refused.error().message(), testing::HasSubstr(R"(python3 'my score.py' --x=1 'it'\''s')"));
    EXPECT_THAT(refused.error().message(), testing::HasSubstr("--allow-commands"));
}

TEST(Permission, IsAskedForTheCommandAndMayRefuse) {
    CommandLine asked;
    EXPECT_TRUE(ask([&](const CommandLine& command) { return asked = command, true; }, {"a", "b"}));
    EXPECT_EQ(asked, (CommandLine{"a", "b"}));
    EXPECT_EQ(ask([](const CommandLine&) { return false; }, {"a"}).error().code(), ErrorCode::Cancelled);
}

using Json = nlohmann::ordered_json;
const Permission kAllowed = [](const CommandLine&) { return true; };

TEST(JsonProgram, GreetsWithTheProtocolAndAFolderThatGoesWithIt) {
    Json welcome;
    std::filesystem::path folder;
    {
        const auto program =
            JsonProgram::start(script("read -r line; printf '{\"heard\": %s}\\n' \"$line\""), kAllowed, {}, {{"role", "metric"}}, welcome);
        ASSERT_TRUE(program) << program.error().message();
        folder = program->folder();
        EXPECT_TRUE(std::filesystem::is_directory(folder));
        EXPECT_EQ(welcome["heard"], (Json{{"protocol", 1}, {"role", "metric"}, {"folder", folder.string()}}));
    }
    EXPECT_FALSE(std::filesystem::exists(folder));
}

TEST(JsonProgram, ReportsErrorsAndNonsense) {
    Json welcome;
    const auto message = [&](const std::string& answer) {
        return JsonProgram::start(script("read -r line; echo '" + answer + "'"), kAllowed, {}, Json::object(), welcome).error().message();
    };
    EXPECT_THAT(message(R"({"error": "the model is missing"})"), testing::EndsWith(": the model is missing"));
    EXPECT_THAT(message("hello"), testing::EndsWith("its answer is no JSON object: hello"));
    EXPECT_THAT(message("[1]"), testing::EndsWith("its answer is no JSON object: [1]"));
}

TEST(JsonProgram, RunsNothingWithoutPermission) {
    const test::TempDir folder;
    Json welcome;
    EXPECT_FALSE(JsonProgram::start({"touch", (folder / "ran").string()}, {}, {}, Json::object(), welcome));
    EXPECT_FALSE(std::filesystem::exists(folder / "ran"));
}

TEST(Command, IsAListOfTexts) {
    EXPECT_EQ(parseCommand(R"(["python3", "a b.py"])").value(), (CommandLine{"python3", "a b.py"}));
    for (const std::string text : {"python3", "[]", "[1]", "{}", R"([""])", R"(["a",)"}) EXPECT_FALSE(parseCommand(text)) << text;
}

}  // namespace
}  // namespace rf::process

// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/read_config.h"
#include "core/config/config.h"

namespace rf::cli {

namespace {

class ConfigCommand : public Command {
public:
    void declare(CLI::App& app) override {
        auto* what = app.add_option_group("what", "What to print");
        what->add_option("--config", m_config, "A configuration; is checked and printed as it was understood");
        what->add_flag("--schema", m_schema, "The JSON Schema of configurations, for editors");
        what->add_flag("--reference", m_reference, "All keys, as a page of Markdown");
        what->require_option(1);
        app.add_flag("--full", m_full, "Print the keys that have their defaults too");
    }

    Result<void> run() override {
        if (m_schema) {
            fmt::print("{}", config::schema());
            return {};
        }
        if (m_reference) {
            fmt::print("{}", config::reference());
            return {};
        }
        RF_TRY(const auto project, readConfig(m_config));
        printUnmeasured(project);
        fmt::print("{}", config::write(project, m_full ? config::Form::Full : config::Form::Differences));
        return {};
    }

private:
    std::string m_config;
    bool m_schema = false, m_reference = false, m_full = false;
};

}  // namespace

std::unique_ptr<Command> configCommand() { return std::make_unique<ConfigCommand>(); }

}  // namespace rf::cli

// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/console_progress.h"
#include "app/cli/format_option.h"
#include "app/cli/overwrite_option.h"
#include "core/base/atomic_file.h"
#include "core/config/project_files.h"
#include "core/export/model_export.h"
#include "core/export/target.h"
#include "core/ir/ir.h"
#include "core/pipeline/optimize.h"

namespace rf::cli {

namespace {

class ConvertCommand : public Command {
public:
    void declare(CLI::App& app) override {
        app.add_option("MODEL", m_project.model, kModelHelp)->required();
        app.add_option("-o,--output", m_folder, "Folder for the files of the model")->required();
        app.add_option("--name", m_project.modelName, "Name of the files; the model's without it");
        m_format.declare(app);
        m_overwrite.declare(app);
    }

    Result<void> run() override {
        const bool isOnnx = m_format.format() == exporting::Format::Onnx;
        const std::filesystem::path file = m_folder / (config::resultName(m_project) + (isOnnx ? ".onnx" : ".xml"));
        RF_TRY_VOID(check(file));
        ConsoleProgress console(false);
        const auto parts = console.progress().split({4, 1});
        console.stage("Reading the model");
        RF_TRY(const auto model, pipeline::load(m_project, parts[0]));
        RF_TRY_VOID(m_format.check(model));
        console.stage("Writing");
        std::error_code reason;
        std::filesystem::create_directories(m_folder, reason);
        if (reason) return fail(ErrorCode::Io, RF_TEXT("core", "%1: the folder can't be created: %2"), m_folder, reason.message());
        RF_TRY_VOID(isOnnx ? writeOnnx(model, file, parts[1]) : ir::write(model, file, parts[1]));
        console.close();
        fmt::print("{}: {} layers\n", file.string(), model.size());
        return {};
    }

private:
    Result<void> check(const std::filesystem::path& file) const {
        const auto inputs = config::filesOf(m_project);
        RF_TRY_VOID(exporting::checkFile(file, m_overwrite.earlier(), inputs));
        if (m_format.format() == exporting::Format::Onnx) return {};
        return exporting::checkFile(std::filesystem::path(file).replace_extension(".bin"), m_overwrite.earlier(), inputs);
    }

    static Result<void> writeOnnx(const graph::Graph& model, const std::filesystem::path& file, const Progress& progress) {
        RF_TRY(const onnx::Image image, exporting::onnxImage(model, {}, progress));
        AtomicFiles files;
        RF_TRY_VOID(files.add(file, image.parts()));
        return files.commit();
    }

    config::Project m_project;
    std::filesystem::path m_folder;
    FormatOption m_format;
    OverwriteOption m_overwrite;
};

}  // namespace

std::unique_ptr<Command> convertCommand() { return std::make_unique<ConvertCommand>(); }

}  // namespace rf::cli

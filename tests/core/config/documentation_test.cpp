// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <nlohmann/json.hpp>

#include "core/config/config.h"
#include "core/config/tables.h"
#include "tests/support/temp_dir.h"

namespace rf::config {
namespace {

std::string committed(const std::string& name) { return test::readFile(std::filesystem::path(RF_DOCS_DIR) / name); }

TEST(ConfigDocumentation, TheCommittedSchemaIsThatOfTheTable) {
    EXPECT_TRUE(committed("config.schema.json") == schema()) << "docs/config.schema.json is out of date: build the target update_docs";
}

TEST(ConfigDocumentation, TheCommittedReferenceIsThatOfTheTable) {
    EXPECT_TRUE(committed("config_reference.md") == reference()) << "docs/config_reference.md is out of date: build the target update_docs";
}

TEST(ConfigDocumentation, TheSchemaKnowsKeysChoicesRangesAndWhichAlgorithmTakesWhat) {
    const auto definitions = nlohmann::json::parse(schema())["$defs"];
    EXPECT_EQ(definitions["tensor"]["properties"]["bits"]["minimum"], 2);
    EXPECT_EQ(definitions["range_end"]["properties"]["outlier_prob"]["maximum"], 1);
    EXPECT_EQ(definitions["compression"]["properties"]["model_type"]["enum"], (nlohmann::json{"None", "transformer", "auto"}));
    EXPECT_FALSE(definitions["params_MinMaxQuantization"]["properties"].contains("threshold"));
    EXPECT_TRUE(definitions["params_BiasCorrection"]["properties"].contains("threshold"));
    EXPECT_EQ(definitions["compression"]["additionalProperties"], false);
}

TEST(ConfigDocumentation, EveryReferenceInTheSchemaLeadsToADefinition) {
    const auto document = nlohmann::json::parse(schema());
    const auto flat = document.flatten();
    int references = 0;
    for (const auto& [pointer, value] : flat.items())
        if (pointer.ends_with("/$ref")) {
            ++references;
            EXPECT_TRUE(document.contains(nlohmann::json::json_pointer(value.get<std::string>().substr(1)))) << value;
        }
    EXPECT_GT(references, 20);
}

TEST(ConfigDocumentation, HelpIsFoundByTheKeysPath) {
    EXPECT_EQ(help("compression.algorithms.params.shuffle_data"), "Take a random subset instead of the first samples.");
    EXPECT_EQ(help("compression.algorithms.params.weights.range_estimator.max.outlier_prob"),
              "Share of the values that a quantile leaves outside the range.");
    EXPECT_EQ(help("engine.central_fraction"), "Share of height and width that is cut out of the middle.");
    EXPECT_EQ(help("compression.frobnicate"), "");
}

TEST(ConfigDocumentation, TheHelpOfAnOptionSaysChoicesAndDefault) {
    EXPECT_THAT(optionHelp("--preset"),
                testing::EndsWith("; one of: performance, mixed, accuracy, auto, symmetric, asymmetric (default: performance)"));
    EXPECT_EQ(optionHelp("--frobnicate"), "");
}

}  // namespace
}  // namespace rf::config

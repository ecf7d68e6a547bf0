// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <limits>

#include "core/metrics/registry.h"
#include "tests/support/temp_dir.h"

namespace rf::metrics {
namespace {

TEST(MetricSpec, IsReadFromText) {
    EXPECT_EQ(parseSpec("accuracy@5").value(), (MetricSpec{"accuracy", {{"top_k", "5"}}, {}}));
    EXPECT_EQ(parseSpec("accuracy").value(), (MetricSpec{"accuracy", {}, {}}));
    EXPECT_EQ(parseSpec("map:iou=0.4,integral=11point,limit=0.01").value(),
              (MetricSpec{"map", {{"iou", "0.4"}, {"integral", "11point"}}, 0.01}));
    EXPECT_EQ(parseSpec("accuracy@2:limit=0").value(), (MetricSpec{"accuracy", {{"top_k", "2"}}, 0.0}));
    EXPECT_EQ(parseSpec(R"(command:["python3", "a,b.py"],timeout=5)").value(),
              (MetricSpec{"command", {{"command", R"(["python3", "a,b.py"])"}, {"timeout", "5"}}, {}}));
    EXPECT_EQ(parseSpec(R"(ctc_cer:dictionary="a, b.txt",blank=1)").value(),
              (MetricSpec{"ctc_cer", {{"dictionary", "a, b.txt"}, {"blank", "1"}}, {}}));
    EXPECT_EQ(parseSpec("ctc_cer:dictionary=/x@y:z/d=1.txt").value().parameters.at("dictionary"), "/x@y:z/d=1.txt");
}

TEST(MetricSpec, IsWrittenSoThatItReadsBackTheSame) {
    const std::vector<MetricSpec> specs{{"accuracy", {}, {}},
                                        {"accuracy", {{"top_k", "5"}}, 0.015},
                                        {"map", {{"iou", "0.3"}, {"integral", "11point"}}, {}},
                                        {"command", {{"command", R"(["a", "b,c", "d\"e"])"}}, {}},
                                        {"ctc_exact", {{"dictionary", "with, comma and \"marks\"\\"}}, {}},
                                        {"ctc_exact", {{"dictionary", "\"quoted\""}}, {}}};
    for (const MetricSpec& spec : specs) EXPECT_EQ(parseSpec(toText(spec)).value(), spec) << toText(spec);
    EXPECT_EQ(toText(specs[1]), "accuracy@5:limit=0.015");
}

TEST(MetricSpec, SaysWhatIsWrong) {
    const std::map<std::string, std::string> messages{
        {"accurcy", "metric: unknown value 'accurcy'; did you mean 'accuracy'?"},
        {"map:intergral=max", "metric map: there is no parameter 'intergral'; did you mean 'integral'?"},
        {"accuracy:size=2", "metric accuracy: there is no parameter 'size'; use top_k, limit"},
        {"accuracy@1:top_k=2", "metric accuracy: the parameter 'top_k' is given twice"},
        {"accuracy:limit=-1", "metric accuracy: the limit is '-1'; it must be a number from 0, the loss that is accepted"},
        {"masked_accuracy@3", "metric masked_accuracy: '3' is no parameter; write key=value"}};
    for (const auto& [text, message] : messages) EXPECT_EQ(parseSpec(text).error().message(), message);
    EXPECT_THAT(parseSpec("").error().message(), testing::HasSubstr("use one of: accuracy, accuracy_per_class, map"));
}

TEST(Metric, RefusesValuesOutsideItsRange) {
    const std::map<std::string, std::string> messages{
        {"accuracy@0", "metric accuracy: top_k is '0'; it must be a whole number from 1"},
        {"accuracy@1.5", "metric accuracy: top_k is '1.5'; it must be a whole number from 1"},
        {"map:iou=2", "metric map: iou is '2'; it must be a number from 0 to 1"},
        {"map:integral=9point", "metric map: integral is '9point'; use one of: max, 11point"},
        {"map:adapter=yolo_v2", "metric map: anchors are ''; write the width and height of each, as 10:13:16:30"},
        {"map:adapter=yolo_v3,anchors=1:2,anchor_masks=1", "metric map: anchor_masks are '1', but there are 1 anchors, counted from 0"},
        {"command:python3", "'python3' is no command; write [\"program\", \"argument\", …]"}};
    for (const auto& [text, message] : messages) {
        const auto created = create(text);
        EXPECT_EQ(created ? "created" : created.error().message(), message);
    }
    EXPECT_EQ(create(MetricSpec{"accuracy", {{"topk", "1"}}, {}}).error().message(),
              "metric accuracy: there is no parameter 'topk'; did you mean 'top_k'?");
}

TEST(Metrics, CanAllBeCreatedFromTheirDefaultsAndKeepTheirPromises) {
    ASSERT_GE(metricTypes().size(), 10u);
    for (const MetricType& type : metricTypes()) {
        MetricSpec spec{std::string(type.type), {}, {}};
        if (spec.type == "command") spec.parameters["command"] = R"(["true"])";
        const auto metric = create(spec);
        ASSERT_TRUE(metric) << metric.error().message();
        EXPECT_EQ((*metric)->better(), type.better) << type.type;
        EXPECT_EQ((*metric)->unit(), type.unit) << type.type;
    }
    for (const std::string& name : names()) EXPECT_EQ(create(name).value()->name(), name);
    EXPECT_EQ(create("accuracy").value()->name(), "accuracy@1");
    EXPECT_EQ(create("map:iou=0.3,limit=0.1").value()->name(), "map@0.3");
}

TEST(Metrics, AreAllInTheManualWithTheirParameters) {
    const std::string manual = test::readFile(RF_METRICS_MANUAL);
    ASSERT_FALSE(metricTypes().empty());
    for (const MetricType& type : metricTypes()) {
        EXPECT_THAT(manual, testing::HasSubstr("`" + std::string(type.type) + "`"));
        for (const ParameterInfo& parameter : type.parameters)
            EXPECT_THAT(manual, testing::HasSubstr("`" + std::string(parameter.name))) << type.type;
    }
}

TEST(Metrics, ShowTheirValuesInTheirUnits) {
    EXPECT_EQ(formatted(0.882, Unit::Share), "88.20 %");
    EXPECT_EQ(formatted(0.0123456789, Unit::Number), "0.0123457");
    EXPECT_EQ(formatted(31.25, Unit::Decibel), "31.2 dB");
    EXPECT_EQ(formatted(std::numeric_limits<double>::infinity(), Unit::Decibel), "∞");
    EXPECT_EQ(formatted(std::numeric_limits<double>::quiet_NaN(), Unit::Number), "–");
}

}  // namespace
}  // namespace rf::metrics

// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/forwarding_source.h"

#include "core/data/sample_view.h"

namespace rf::data {
namespace {

/// Seven records in batches of three, with an answer of its own to every question.
class Odd final : public SampleSource {
public:
    std::int64_t size() const override { return 2; }
    Result<Sample> sample(std::int64_t index) const override { return Sample{{Tensor::scalar(index)}, {}}; }
    bool hasLabels() const override { return true; }
    std::int64_t batch() const override { return 3; }
    std::int64_t records() const override { return 7; }
    Result<Annotation> annotation(std::int64_t record) const override { return Annotation(ClassIndex{record + 100}); }
    std::string name(std::int64_t record) const override { return "record " + std::to_string(record); }
    std::vector<Error> skipped() const override { return {fail(ErrorCode::InvalidFile, "damaged")}; }
    std::vector<StateLink> states() const override { return {{1, "state", 4}}; }
    Result<Fingerprint> fingerprint(std::int64_t index) const override {
        const Tensor tensor = Tensor::scalar(index + 1000);
        return fingerprintOf(std::span(&tensor, 1));
    }
};

TEST(ForwardingSource, PassesEveryQuestionOn) {
    const Odd odd;
    const ForwardingSource source(odd);
    EXPECT_EQ(source.size(), 2);
    EXPECT_EQ(source.sample(1)->inputs, odd.sample(1)->inputs);
    EXPECT_TRUE(source.hasLabels());
    EXPECT_EQ(source.batch(), 3);
    EXPECT_EQ(source.records(), 7);
    EXPECT_EQ(std::get<ClassIndex>(source.annotation(6).value()), 106);
    EXPECT_EQ(source.name(6), "record 6");
    EXPECT_EQ(source.skipped().size(), 1u);
    EXPECT_EQ(source.states(), odd.states());
    EXPECT_EQ(source.fingerprint(1).value(), odd.fingerprint(1).value());
}

TEST(SampleView, HasTheRecordsOfItsSamplesAndNoOthers) {
    const SampleView view(std::make_shared<Odd>(), {1});
    EXPECT_EQ(view.size(), 1);
    EXPECT_EQ(view.records(), 3);
    EXPECT_EQ(view.sample(0)->inputs[0], Tensor::scalar(std::int64_t{1}));
    EXPECT_EQ(std::get<ClassIndex>(view.annotation(2).value()), 105);
    EXPECT_EQ(view.name(0), "record 3");
    EXPECT_EQ(view.skipped().size(), 1u);
    EXPECT_EQ(view.states().size(), 1u);
    EXPECT_EQ(view.fingerprint(0).value(), Odd().fingerprint(1).value());
}

}  // namespace
}  // namespace rf::data

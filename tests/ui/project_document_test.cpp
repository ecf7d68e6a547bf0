// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/project_document.h"

#include <QSignalSpy>
#include <QTest>

#include "tests/ui/ui_support.h"
#include "ui/edits.h"

using namespace rf;
using namespace rf::ui;

namespace {

/// A document with a model and settings that differ from the defaults everywhere an edit could lose something.
void fill(ProjectDocument& document) {
    config::Project project;
    project.model = "/models/net.xml";
    project.data.sources = {{"", "/data/a.npy", "/data/labels.txt"}};
    project.data.preprocess.steps = {data::Normalize{{1, 2, 3}, {}}};
    project.quantization.ignored.names = {"conv9"};
    project.quantization.ignored.operations = {{"Softmax", {}}, {"MVN", {{"eps", "0.1"}}}};
    project.quantization.ignored.patterns = {{"head/*", false}, {"block[12]/.*", true}};
    project.quantization.ignored.subgraphs = {{{"conv1"}, {"conv2"}}};
    project.quantization.ignored.structures = {{{"Convolution", "Add"}}};
    project.quantization.sampling.subsetSize = 17;
    document.open(project, std::make_shared<const graph::Graph>(test::smallNetwork()));
}

std::shared_ptr<const pipeline::Outcome> outcome() { return std::make_shared<const pipeline::Outcome>(); }

}  // namespace

Q_DECLARE_METATYPE(std::function<void(rf::ui::ProjectDocument&)>)

class ProjectDocumentTest : public QObject {
    Q_OBJECT

private slots:
    void everyEditIsUndoneAndRedoneExactly_data() {
        using Edit = std::function<void(ProjectDocument&)>;
        QTest::addColumn<Edit>("edit");
        QTest::newRow("preset") << Edit([](auto& d) { setPreset(d, quantization::Preset::Accuracy); });
        QTest::newRow("subset") << Edit([](auto& d) { setSubset(d, 100); });
        QTest::newRow("all samples") << Edit([](auto& d) { setSubset(d, std::nullopt); });
        QTest::newRow("device") << Edit([](auto& d) { setDevice(d, "NPU"); });
        QTest::newRow("engine") << Edit([](auto& d) { setEngine(d, "reference"); });
        QTest::newRow("data") << Edit([](auto& d) { setDataset(d, "/data/b.npy"); });
        QTest::newRow("no data") << Edit([](auto& d) { setDataset(d, ""); });
        QTest::newRow("labels") << Edit([](auto& d) { setLabels(d, "/data/other.txt"); });
        QTest::newRow("metric") << Edit([](auto& d) { setMetrics(d, {"accuracy@5"}); });
        QTest::newRow("test data") << Edit([](auto& d) { setTestData(d, "/data/test.npy"); });
        QTest::newRow("exclude") << Edit([](auto& d) { excludeLayers(d, {"conv1", "conv2"}); });
        QTest::newRow("include") << Edit([](auto& d) { includeLayers(d, {"conv9"}); });
        QTest::newRow("drop a rule") << Edit([](auto& d) { removeRules(d, {1}); });
        QTest::newRow("drop rules of several kinds") << Edit([](auto& d) { removeRules(d, {5, 0, 3}); });
    }

    void aRuleOfAnyKindIsDroppedByItsPosition() {
        ProjectDocument document;
        fill(document);
        const quantization::IgnoredScope all = document.project().quantization.ignored;
        for (std::size_t rule = 0; rule < 7; ++rule) {
            std::vector<std::string> expected = quantization::ruleTexts(all);
            expected.erase(expected.begin() + static_cast<std::ptrdiff_t>(rule));
            removeRules(document, {rule, 99});
            QVERIFY(quantization::ruleTexts(document.project().quantization.ignored) == expected);
            document.undoStack().undo();
            QVERIFY(document.project().quantization.ignored == all);
        }
        removeRules(document, {99});
        QVERIFY(document.project().quantization.ignored == all);
    }

    void everyEditIsUndoneAndRedoneExactly() {
        QFETCH(std::function<void(ProjectDocument&)>, edit);
        ProjectDocument document;
        fill(document);
        const config::Project before = document.project();
        edit(document);
        const config::Project after = document.project();
        QVERIFY(!(after == before));
        QCOMPARE(document.undoStack().count(), 1);
        document.undoStack().undo();
        QVERIFY(document.project() == before);
        document.undoStack().redo();
        QVERIFY(document.project() == after);
    }

    void anEditThatChangesNothingIsNotRemembered() {
        ProjectDocument document;
        fill(document);
        setSubset(document, 17);
        excludeLayers(document, {"conv9"});
        includeLayers(document, {"unknown"});
        QCOMPARE(document.undoStack().count(), 0);
    }

    void editsOfASeriesAreOneStep() {
        ProjectDocument document;
        fill(document);
        const config::Project before = document.project();
        for (const int samples : {18, 19, 20}) setSubset(document, samples);
        QCOMPARE(document.undoStack().count(), 1);
        QVERIFY2(document.undoStack().undoText().contains("20"), qPrintable(document.undoStack().undoText()));
        document.undoStack().undo();
        QVERIFY(document.project() == before);
        document.undoStack().redo();
        QVERIFY(document.project().quantization.sampling.subsetSize == 20);
        // Back at the start there is nothing left to undo.
        setSubset(document, 17);
        QVERIFY(document.project() == before);
        QCOMPARE(document.undoStack().count(), 0);
    }

    void aSeriesEndsWithAnotherEdit() {
        ProjectDocument document;
        fill(document);
        setSubset(document, 18);
        setDevice(document, "NPU");
        setSubset(document, 19);
        QCOMPARE(document.undoStack().count(), 3);
        setDevice(document, "CPU");
        setDevice(document, "GPU");
        QCOMPARE(document.undoStack().count(), 5);
    }

    void testDataIsPreparedAsTheCalibrationData() {
        ProjectDocument document;
        fill(document);
        setTestData(document, "/data/test.npy");
        QVERIFY(document.project().testData->preprocess == document.project().data.preprocess);
        QCOMPARE(document.project().data.preprocess.steps.size(), std::size_t{1});
        QCOMPARE(document.project().testData->sources.front().location, std::string("/data/test.npy"));
    }

    void aRunWhoseSettingsWereEditedMeanwhileIsKeptForThem() {
        ProjectDocument document;
        fill(document);
        const auto snapshot = document.snapshot();
        setSubset(document, 5);
        QSignalSpy changed(&document, &ProjectDocument::outcomeChanged);
        const auto result = outcome();
        QVERIFY(document.addRun(snapshot, result, {}));
        QCOMPARE(changed.count(), 1);
        QCOMPARE(document.outcome(), result);
        QVERIFY(document.isOutOfDate());
        QVERIFY(document.shownRun()->settings == snapshot.project);
        document.undoStack().undo();
        QVERIFY(!document.isOutOfDate());
    }

    void aRunOfAnotherModelIsDroppedThoughItsSettingsAreEqual() {
        ProjectDocument document;
        fill(document);
        const auto snapshot = document.snapshot();
        fill(document);
        QVERIFY(!document.addRun(snapshot, outcome(), {}));
        QVERIFY(document.runs().empty() && !document.shownRun() && !document.outcome());
    }

    void aRunStaysAndIsOutOfDateUntilTheChangeIsUndone() {
        ProjectDocument document;
        fill(document);
        const auto result = outcome();
        QVERIFY(document.addRun(document.snapshot(), result, {}));
        QVERIFY(!document.isOutOfDate());
        setSubset(document, 5);
        QVERIFY(document.isOutOfDate());
        QCOMPARE(document.outcome(), result);
        document.undoStack().undo();
        QVERIFY(!document.isOutOfDate());
    }

    void runsAreKeptBesideEachOtherAndTheOneForTheseSettingsIsShown() {
        ProjectDocument document;
        fill(document);
        const auto first = outcome(), second = outcome();
        QVERIFY(document.addRun(document.snapshot(), first, {}));
        setSubset(document, 5);
        QVERIFY(document.addRun(document.snapshot(), second, {}));
        QCOMPARE(document.runs().size(), std::size_t{2});
        QCOMPARE(document.outcome(), second);
        QSignalSpy changed(&document, &ProjectDocument::outcomeChanged);
        document.undoStack().undo();
        QCOMPARE(document.outcome(), first);
        QVERIFY(!document.isOutOfDate());
        document.undoStack().redo();
        QCOMPARE(document.outcome(), second);
        QCOMPARE(changed.count(), 2);
        document.showRun(1);
        QCOMPARE(document.outcome(), first);
        QVERIFY(document.isOutOfDate());
        document.showRun(99);
        QCOMPARE(document.shownRun()->number, 1);
    }

    void theSettingsOfARunAreTakenAgainAsOneEdit() {
        ProjectDocument document;
        fill(document);
        const config::Project first = document.project();
        QVERIFY(document.addRun(document.snapshot(), outcome(), {}));
        setSubset(document, 5);
        setDevice(document, "NPU");
        const config::Project edited = document.project();
        takeSettings(document, *document.shownRun());
        QVERIFY(document.project() == first);
        QVERIFY(!document.isOutOfDate());
        document.undoStack().undo();
        QVERIFY(document.project() == edited);
    }

    void onlyTheLatestRunsAreKept() {
        ProjectDocument document;
        fill(document);
        for (std::size_t i = 0; i < ProjectDocument::kKeptRuns + 2; ++i) QVERIFY(document.addRun(document.snapshot(), outcome(), {}));
        QCOMPARE(document.runs().size(), ProjectDocument::kKeptRuns);
        QCOMPARE(document.runs().front().number, 3);
        QCOMPARE(document.shownRun()->number, static_cast<int>(ProjectDocument::kKeptRuns) + 2);
    }

    void openingStartsOver() {
        ProjectDocument document;
        fill(document);
        setSubset(document, 5);
        QVERIFY(document.addRun(document.snapshot(), outcome(), {}));
        fill(document);
        QVERIFY(!document.outcome() && document.runs().empty());
        QCOMPARE(document.undoStack().count(), 0);
    }
};

QTEST_MAIN(ProjectDocumentTest)
#include "project_document_test.moc"

// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QLocale>
#include <QTest>
#include <QTranslator>

#include "ui/text/error_text.h"
#include "ui/text/format.h"
#include "ui/text/names.h"

using namespace rf;
using namespace rf::ui;

namespace {

/// Translates one sentence of core, with its arguments in another order.
class OneSentence : public QTranslator {
public:
    QString translate(const char* context, const char* source, const char*, int) const override {
        return QByteArray(context) == "core" && QByteArray(source) == "%1: line %2" ? QStringLiteral("Zeile %2 von %1") : QString();
    }
    bool isEmpty() const override { return false; }
};

}  // namespace

class TextTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English)); }

    void anErrorIsTranslatedAsAWholeSentence() {
        OneSentence translator;
        QCoreApplication::installTranslator(&translator);
        QCOMPARE(errorText(fail(ErrorCode::InvalidFile, "%1: line %2", "a.txt", 7)), "Zeile 7 von a.txt");
        QCoreApplication::removeTranslator(&translator);
        QCOMPARE(errorText(fail(ErrorCode::InvalidFile, "%1: line %2", "a.txt", 7)), "a.txt: line 7");
    }

    void anArgumentThatLooksLikeAPlaceholderStaysAsItIs() {
        QCOMPARE(errorText(fail(ErrorCode::NotFound, "no layer '%1' in %2", "%2", "net")), "no layer '%2' in net");
    }

    void theOutermostContextComesFirst() {
        const Error error = fail(ErrorCode::Io, "inner").during("middle %1", {"x"}).during("outer");
        QCOMPARE(errorText(error), QString::fromStdString(error.message()));
        QCOMPARE(errorText(error), "outer: middle x: inner");
    }

    void onlyCancellingNeedsNoAdvice() {
        for (const ErrorCode code : {ErrorCode::InvalidArgument, ErrorCode::InvalidFile, ErrorCode::NotFound, ErrorCode::Unsupported,
                                     ErrorCode::Io, ErrorCode::Engine})
            QVERIFY(!adviceFor(code).isEmpty());
        QVERIFY(adviceFor(ErrorCode::Cancelled).isEmpty());
    }

    void quantitiesHaveUnits() {
        QCOMPARE(durationText(1.2), "2 s");
        QCOMPARE(durationText(200), "3 min 20 s");
        QCOMPARE(durationText(7260), "2 h 1 min");
        QCOMPARE(decibelText(31.44), "31.4");
        QCOMPARE(decibelText(std::numeric_limits<double>::infinity()), "∞");
        QCOMPARE(bytesText(108200), "108.2 kB");
        const std::int64_t shape[] = {1, 3, -1, 224};
        QCOMPARE(shapeText(shape), "1×3×?×224");
    }

    void aLongNameIsCutInTheMiddle() {
        QCOMPARE(shortened("features/block12/expand/conv", 12), "featu…d/conv");
        QCOMPARE(shortened("short", 12), "short");
    }

    void everyReasonIsASentence() {
        using Reason = quantization::Decision::Reason;
        QStringList seen;
        for (const Reason reason : {Reason::Quantized, Reason::Agnostic, Reason::NotInHardwareTable, Reason::IgnoredPattern,
                                    Reason::UserName, Reason::UserType, Reason::UserPattern, Reason::UserSubgraph, Reason::UserStructure,
                                    Reason::ShapeSubgraph, Reason::NoFloatInput, Reason::Propagation}) {
            const QString text = reasonText({graph::NodeId(0), reason, "detail"});
            QVERIFY(text.endsWith(u'.') && !seen.contains(text));
            seen << text;
        }
    }
};

QTEST_MAIN(TextTest)
#include "text_test.moc"

// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

/// The catalogues against the sources, as lupdate sees them now.
class TranslationsTest : public QObject {
    Q_OBJECT

    struct Message {
        QString source, state;
        QStringList forms;
        bool isPlural = false;
    };

    static QList<Message> messagesOf(const QString& path) {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly)) return {};
        QXmlStreamReader xml(&file);
        QList<Message> messages;
        while (!xml.atEnd()) {
            if (xml.readNext() != QXmlStreamReader::StartElement) continue;
            if (xml.name() == u"message")
                messages.append(Message{{}, {}, {}, xml.attributes().value(QStringLiteral("numerus")) == u"yes"});
            else if (xml.name() == u"source")
                messages.last().source = xml.readElementText();
            else if (xml.name() == u"numerusform")
                messages.last().forms << xml.readElementText();
            else if (xml.name() == u"translation") {
                messages.last().state = xml.attributes().value(QStringLiteral("type")).toString();
                if (!messages.last().isPlural) messages.last().forms << xml.readElementText();
            }
        }
        return messages;
    }

    /// The catalogue after another run of lupdate over the sources.
    static QList<Message> updated(const QString& catalogue, const QStringList& extra) {
        QTemporaryDir folder;
        const QString copy = folder.filePath(catalogue);
        if (!QFile::copy(QStringLiteral(RF_SOURCE_DIR "/translations/") + catalogue, copy)) return {};
        QStringList arguments = QStringLiteral(RF_LUPDATE_OPTIONS).split(u'|') + extra;
        arguments.removeAll(QStringLiteral("-no-obsolete"));
        for (const char* folderName : {"core", "ui", "app/gui"})
            arguments << QStringLiteral(RF_SOURCE_DIR "/") + QString::fromUtf8(folderName);
        arguments << QStringLiteral("-ts") << copy;
        QProcess lupdate;
        lupdate.start(QStringLiteral(RF_LUPDATE), arguments);
        if (!lupdate.waitForFinished(120'000) || lupdate.exitCode() != 0) return {};
        return messagesOf(copy);
    }

    static QStringList placeholders(const QString& text) {
        static const QRegularExpression pattern(QStringLiteral("%[1-9n]"));
        QStringList found;
        for (auto match = pattern.globalMatch(text); match.hasNext();) found << match.next().captured();
        found.sort();
        found.removeDuplicates();
        return found;
    }

    static void check(const QList<Message>& messages, int forms) {
        QVERIFY(!messages.isEmpty());
        for (const Message& message : messages) {
            QVERIFY2(message.state.isEmpty(), qPrintable(message.state + QStringLiteral(": ") + message.source));
            QCOMPARE(message.forms.size(), message.isPlural ? forms : 1);
            for (const QString& form : message.forms) {
                QVERIFY2(!form.isEmpty(), qPrintable(message.source));
                QVERIFY2(placeholders(form) == placeholders(message.source), qPrintable(message.source + QStringLiteral(" → ") + form));
            }
        }
    }

private slots:
    void chineseIsComplete() { check(updated(QStringLiteral("rangefinder_zh_CN.ts"), {}), 1); }
    void englishHasEveryPlural() { check(updated(QStringLiteral("rangefinder_en.ts"), {QStringLiteral("-pluralonly")}), 2); }

    void sentencesOfCoreAreFound() {
        const auto messages = messagesOf(QStringLiteral(RF_SOURCE_DIR "/translations/rangefinder_zh_CN.ts"));
        const auto isCore = [](const Message& message) {
            return message.source == u"no model is named; choose one (.xml, .onnx, .tflite, .pb, .pdmodel)";
        };
        QVERIFY(std::any_of(messages.begin(), messages.end(), isCore));
    }
};

QTEST_MAIN(TranslationsTest)
#include "translations_test.moc"

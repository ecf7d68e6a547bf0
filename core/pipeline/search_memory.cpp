// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/search_memory.h"

#include "core/base/bytes.h"
#include "core/base/fingerprint.h"
#include "core/base/log.h"
#include "core/config/config.h"

namespace rf::pipeline {

namespace {

// Changes with the form of questions and answers below.
constexpr std::string_view kForm = "search 1";

void write(ByteWriter& out, const std::vector<std::string>& texts) {
    out.count(texts.size());
    for (const std::string& text : texts) out.text(text);
}

std::vector<std::string> readTexts(ByteReader& in) {
    std::vector<std::string> texts(in.count());
    for (std::string& text : texts) text = in.text();
    return texts;
}

void write(ByteWriter& out, const search::Candidate& candidate) {
    config::Project project;
    if (candidate.settings) project.quantization = *candidate.settings;
    out.text(candidate.settings ? config::write(project) : std::string());
    write(out, candidate.inFloat);
    write(out, candidate.widened);
}

std::string bytesOf(const search::Candidate& candidate) {
    ByteWriter out;
    out.text("groups");
    write(out, candidate);
    return out.take();
}

std::string bytesOf(const search::Question& question) {
    ByteWriter out;
    out.text("ask");
    write(out, question.candidate);
    out.number(question.samples.has_value());
    out.numbers(std::span<const std::int64_t>(question.samples.value_or(std::vector<std::int64_t>())));
    out.number(question.perSample);
    out.number(question.latency);
    out.count(question.mustReach.size());
    for (const std::optional<double>& value : question.mustReach) {
        out.number(value.has_value());
        out.number(value.value_or(0));
    }
    return out.take();
}

std::string toBytes(const search::Answer& answer) {
    ByteWriter out;
    out.numbers(std::span<const double>(answer.values));
    out.count(answer.perSample.size());
    for (const auto& values : answer.perSample) out.numbers(std::span<const double>(values));
    out.number(answer.gaveUp);
    out.number(answer.latency.has_value());
    const search::Latency latency = answer.latency.value_or(search::Latency{});
    out.number(latency.milliseconds);
    out.number(latency.spread);
    out.number(latency.predicted);
    out.number(answer.bytes);
    out.number(answer.quantizedShare);
    out.number(answer.seconds);
    return out.take();
}

std::optional<search::Answer> answerFrom(const std::string& bytes) {
    ByteReader in(bytes);
    search::Answer answer;
    answer.values = in.numbers<double>();
    answer.perSample.resize(in.count());
    for (auto& values : answer.perSample) values = in.numbers<double>();
    answer.gaveUp = in.number<bool>();
    const bool hasLatency = in.number<bool>();
    search::Latency latency;
    latency.milliseconds = in.number<double>();
    latency.spread = in.number<double>();
    latency.predicted = in.number<bool>();
    if (hasLatency) answer.latency = latency;
    answer.bytes = in.number<std::int64_t>();
    answer.quantizedShare = in.number<double>();
    answer.seconds = in.number<double>();
    return in.isAtEnd() ? std::optional(std::move(answer)) : std::nullopt;
}

std::string toBytes(const std::vector<search::Group>& groups) {
    ByteWriter out;
    out.count(groups.size());
    for (const search::Group& group : groups) {
        out.text(group.start);
        write(out, group.quantizers);
        write(out, group.layers);
    }
    return out.take();
}

std::optional<std::vector<search::Group>> groupsFrom(const std::string& bytes) {
    ByteReader in(bytes);
    std::vector<search::Group> groups(in.count());
    for (search::Group& group : groups) {
        group.start = in.text();
        group.quantizers = readTexts(in);
        group.layers = readTexts(in);
    }
    return in.isAtEnd() ? std::optional(std::move(groups)) : std::nullopt;
}

/// A short key: rankings ask for hundreds of samples.
std::string keyOf(const std::string& identity, const std::string& question) {
    Fingerprinter hash;
    hash.text(kForm);
    hash.text(identity);
    hash.text(question);
    return std::string(kForm) + " " + toText(hash.take());
}

}  // namespace

Result<search::Answer> RememberingOracle::ask(const search::Question& question, const Progress& progress) {
    const std::string key = keyOf(m_identity, bytesOf(question));
    if (const auto bytes = find(key))
        if (auto answer = answerFrom(*bytes)) {
            RF_TRY_VOID(progress.advance(1, 1));
            return *std::move(answer);
        }
    RF_TRY(search::Answer answer, m_oracle.ask(question, progress));
    keep(key, toBytes(answer));
    return answer;
}

Result<std::vector<search::Group>> RememberingOracle::groups(const search::Candidate& candidate, const Progress& progress) {
    const std::string key = keyOf(m_identity, bytesOf(candidate));
    if (const auto bytes = find(key))
        if (auto groups = groupsFrom(*bytes)) {
            RF_TRY_VOID(progress.advance(1, 1));
            return *std::move(groups);
        }
    RF_TRY(auto groups, m_oracle.groups(candidate, progress));
    keep(key, toBytes(groups));
    return groups;
}

std::optional<std::string> RememberingOracle::find(const std::string& key) {
    if (const auto known = m_known.find(key); known != m_known.end()) return known->second;
    if (!m_store) return std::nullopt;
    const auto stored = m_store->find(storage::Kind::Trial, key);
    if (!stored || !*stored) return std::nullopt;
    m_known[key] = **stored;
    return **stored;
}

void RememberingOracle::keep(const std::string& key, std::string bytes) {
    if (m_store && !m_hasFailed)
        if (const auto stored = m_store->put(storage::Kind::Trial, key, bytes); !stored) {
            log::warning("{}", stored.error().message());
            m_hasFailed = true;
        }
    m_known[key] = std::move(bytes);
}

}  // namespace rf::pipeline

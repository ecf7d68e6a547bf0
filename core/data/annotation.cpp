// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/annotation_readers.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace rf::data {

namespace {

struct Words {
    std::string operator()(std::monostate) const { return {}; }
    std::string operator()(ClassIndex label) const { return std::to_string(label); }
    std::string operator()(const ClassList& list) const { return fmt::format("{}", fmt::join(list.labels, " ")); }
    std::string operator()(const Boxes& boxes) const { return fmt::format("{} boxes", boxes.boxes.size()); }
    std::string operator()(const SegmentationMask& mask) const { return "mask " + rf::text(mask.classes.shape()); }
    std::string operator()(const TargetValues& target) const { return "values " + rf::text(target.values.shape()); }
    std::string operator()(const TextLine& line) const { return line.text; }
    std::string operator()(const TokenIds& tokens) const { return fmt::format("{}", fmt::join(tokens.ids, " ")); }
    std::string operator()(const MaskedTokens& tokens) const { return fmt::format("{}", fmt::join(tokens.targets, " ")); }
};

class List final : public Annotations {
public:
    explicit List(std::vector<Annotation> values) : m_values(std::move(values)) {}
    std::int64_t size() const override { return static_cast<std::int64_t>(m_values.size()); }
    Result<Annotation> at(std::int64_t index) const override {
        RF_ASSERT(index >= 0 && index < size());
        return m_values[static_cast<std::size_t>(index)];
    }

private:
    std::vector<Annotation> m_values;
};

class Shifted final : public Annotations {
public:
    Shifted(std::shared_ptr<const Annotations> annotations, std::int64_t offset)
        : m_annotations(std::move(annotations)), m_offset(offset) {}
    std::int64_t size() const override { return m_annotations->size(); }
    Result<Annotation> at(std::int64_t index) const override {
        RF_TRY(Annotation annotation, m_annotations->at(index));
        if (auto* label = std::get_if<ClassIndex>(&annotation)) *label += m_offset;
        if (auto* list = std::get_if<ClassList>(&annotation))
            for (ClassIndex& label : list->labels) label += m_offset;
        if (auto* boxes = std::get_if<Boxes>(&annotation))
            for (Box& box : boxes->boxes) box.label += m_offset;
        return annotation;
    }

private:
    std::shared_ptr<const Annotations> m_annotations;
    std::int64_t m_offset;
};

}  // namespace

std::string describe(const Annotation& annotation) { return std::visit(Words{}, annotation); }

std::shared_ptr<const Annotations> annotationList(std::vector<Annotation> values) { return std::make_shared<List>(std::move(values)); }

std::shared_ptr<const Annotations> annotationList(std::vector<std::int64_t> classes) {
    return annotationList(std::vector<Annotation>(classes.begin(), classes.end()));
}

std::shared_ptr<const Annotations> withOffset(std::shared_ptr<const Annotations> annotations, std::int64_t offset) {
    return offset == 0 ? std::move(annotations) : std::make_shared<Shifted>(std::move(annotations), offset);
}

}  // namespace rf::data

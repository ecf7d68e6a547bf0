// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "core/base/result.h"
#include "core/tensor/tensor.h"

/// The ground truth of a sample, with which metrics compare the network's outputs.
namespace rf::data {

using ClassIndex = std::int64_t;

/// Several classes at once (multi-label classification).
struct ClassList {
    std::vector<ClassIndex> labels;
    bool operator==(const ClassList&) const = default;
};

/// An object in an image; corners in pixels of the stored image, x to the right, y down.
struct Box {
    ClassIndex label = 0;
    double left = 0, top = 0, right = 0, bottom = 0;
    bool difficult = false;  ///< PASCAL VOC: neither finding nor missing it counts
    bool crowd = false;      ///< COCO: a group; any number of detections may match it, none counts
    double area = 0;         ///< COCO: of the object itself; 0 where only the box is known
    bool operator==(const Box&) const = default;
};

/// The objects of an image. Detections relative to the image are scaled by its size; with a size of 0 x 0 detections and boxes
/// already have the same units.
struct Boxes {
    std::vector<Box> boxes;
    double width = 0, height = 0;
    bool operator==(const Boxes&) const = default;
};

/// The class of every pixel.
struct SegmentationMask {
    Tensor classes;  ///< [height, width], integers
    bool operator==(const SegmentationMask&) const = default;
};

/// The output values that the network should give.
struct TargetValues {
    Tensor values;
    bool operator==(const TargetValues&) const = default;
};

/// A line of text, UTF-8.
struct TextLine {
    std::string text;
    bool operator==(const TextLine&) const = default;
};

/// A text as numbers of a vocabulary.
struct TokenIds {
    std::vector<std::int64_t> ids;
    bool operator==(const TokenIds&) const = default;
};

/// Tokens that were hidden from the network: their positions and their ids.
struct MaskedTokens {
    std::vector<std::int64_t> positions;
    std::vector<std::int64_t> targets;  ///< as many
    bool operator==(const MaskedTokens&) const = default;
};

/// monostate: nothing is known.
using Annotation =
    std::variant<std::monostate, ClassIndex, ClassList, Boxes, SegmentationMask, TargetValues, TextLine, TokenIds, MaskedTokens>;

inline bool isKnown(const Annotation& annotation) { return !std::holds_alternative<std::monostate>(annotation); }
/// A few words for messages and tables: "7", "3 boxes", the text itself.
std::string describe(const Annotation& annotation);

/// The format of a labels file. Automatic: class indices, one per record.
enum class AnnotationFormat {
    Automatic,
    ClassLists,
    Voc,
    VocFromZero,
    Coco,
    CocoOrder,
    Masks,
    Values,
    Text,
    Tokens,
    MaskedTokens,
    Wider,
    Cvat
};

/// The annotations of a data set, in the order of its samples. Thread-safe.
class Annotations {
public:
    virtual ~Annotations() = default;
    virtual std::int64_t size() const = 0;
    virtual Result<Annotation> at(std::int64_t index) const = 0;
};

/// Annotations that are all in memory.
std::shared_ptr<const Annotations> annotationList(std::vector<Annotation> values);
std::shared_ptr<const Annotations> annotationList(std::vector<std::int64_t> classes);

}  // namespace rf::data

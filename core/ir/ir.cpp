// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ir/ir.h"

#include <algorithm>

#include "core/base/atomic_file.h"
#include "core/ir/ir_document.h"
#include "core/ir/ir_reader.h"
#include "core/ir/ir_writer.h"
#include "core/ir/weights_layout.h"

namespace rf::ir {

namespace {

Result<graph::Graph> graphFrom(std::string_view xml, const Weights& weights, const Progress& progress) {
    Document document;
    RF_TRY_VOID(parse(xml, document));
    const GraphLevel level = document.version < kFirstVersionWithTensorNames ? GraphLevel::LegacyModel : GraphLevel::Model;
    RF_TRY(GraphWithIds read, readGraph(document.net, level, weights, progress));
    return std::move(read.graph);
}

Result<graph::Graph> named(Result<graph::Graph> result, const std::string& file) {
    if (result || result.error().code() == ErrorCode::Cancelled) return result;
    return std::move(result).error().during("%1", {file});
}

// All of a file as one tensor of bytes.
Tensor bytesOf(std::shared_ptr<const MappedFile> file) {
    const std::size_t size = file->bytes().size();
    return Tensor::mapped(ElementType::U8, {static_cast<std::int64_t>(size)}, std::move(file), 0, size);
}

Result<Weights> openWeights(const std::filesystem::path& bin, bool mayBeAbsent) {
    auto file = MappedFile::open(bin);
    if (file) return Weights(bytesOf(std::move(file).value()));
    if (mayBeAbsent && file.error().code() == ErrorCode::NotFound) return Weights::missing(bin.string());
    return std::move(file).error();
}

std::filesystem::path siblingBin(std::filesystem::path xml) { return xml.replace_extension(".bin"); }

}  // namespace

Result<graph::Graph> read(const std::filesystem::path& xml, const std::filesystem::path& bin, const Progress& progress) {
    RF_TRY_VOID(progress.advance(0, 1));
    RF_TRY(const auto text, MappedFile::open(xml));
    RF_TRY(const Weights weights, openWeights(bin.empty() ? siblingBin(xml) : bin, bin.empty()));
    const auto bytes = text->bytes();
    return named(graphFrom({reinterpret_cast<const char*>(bytes.data()), bytes.size()}, weights, progress), xml.string());
}

Result<graph::Graph> readMemory(const std::string& xml, const Tensor& weights, const std::string& name) {
    RF_ASSERT(weights.isEmpty() || weights.type() == ElementType::U8);
    const Weights all = weights.isEmpty() ? Weights::missing(siblingBin(name).string()) : Weights(weights);
    return named(graphFrom(xml, all, Progress()), name);
}

std::size_t Image::weightsSize() const {
    std::size_t size = 0;
    for (const auto part : weights) size += part.size();
    return size;
}

Tensor Image::weightsTensor() const {
    const Shape shape{static_cast<std::int64_t>(weightsSize())};
    const bool isOnePiece = weights.size() == 1 && owners.size() == 1 && owners[0].bytes().data() == weights[0].data();
    if (isOnePiece) return Tensor::shared(ElementType::U8, shape, std::make_shared<const Tensor>(owners[0]), weights[0]);
    return Tensor::build(ElementType::U8, shape, [&](std::span<std::byte> out) {
        for (auto at = out.begin(); const auto part : weights) at = std::copy(part.begin(), part.end(), at);
    });
}

Result<Image> serialize(const graph::Graph& graph) {
    WeightsLayout weights(graph);
    Image image;
    RF_TRY(image.xml, xmlOf(graph, weights));
    weights.moveInto(image);
    return image;
}

Result<void> write(const graph::Graph& graph, const std::filesystem::path& xml, const Progress& progress) {
    constexpr std::int64_t kSteps = 4;
    const std::filesystem::path bin = siblingBin(xml);
    if (bin == xml)
        return fail(ErrorCode::InvalidArgument,
                    RF_TEXT("core", "%1: a model is written to a file that ends in .xml; its weights go to the .bin beside it"), xml);
    RF_TRY_VOID(progress.advance(0, kSteps));
    RF_TRY(const Image image, serialize(graph));
    RF_TRY_VOID(progress.advance(1, kSteps));
    AtomicFiles files;
    RF_TRY_VOID(files.add(bin, image.weights));
    RF_TRY_VOID(progress.advance(2, kSteps));
    RF_TRY_VOID(files.add(xml, image.xml));
    RF_TRY_VOID(progress.advance(3, kSteps));
    RF_TRY_VOID(files.commit());
    return progress.advance(kSteps, kSteps);
}

}  // namespace rf::ir

// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How much of reading, decoding and preparing a folder of JPEGs is left to see behind the network that uses them:
//
//     benchmark_data_pipeline [pictures (1000)] [threads (2)]
//
// Three figures, taken in turns so that a busy machine disturbs all of them alike: running with the tensors in memory,
// running from the folder, and loading alone. The ratio of the first two is what a user waits for; what hiding can do at
// most depends on the processors: where the network keeps all of them busy, the work of loading still has to be done, and
// the ratio of processor time is what remains (it also is what to look at on a machine that has other work).
#include <fmt/format.h>

#include <QImage>

#include <chrono>
#include <cmath>
#include <ctime>
#include <filesystem>
#include <functional>

#include "core/base/parallel_for.h"
#include "core/base/random.h"
#include "core/data/open.h"
#include "core/engine/inputs.h"
#include "core/engine/registry/engine_registry.h"
#include "core/graph/graph.h"

namespace {

using namespace rf;

constexpr std::int64_t kSide = 224;

Tensor noise(Shape shape, double scale, Random& random) {
    std::vector<float> values(static_cast<std::size_t>(elementCount(shape).value()));
    for (float& value : values) value = static_cast<float>(scale * random.normal());
    return Tensor::from<float>(std::move(shape), values);
}

/// Convolutions of the sizes of ResNet-50's 3 x 3 ones, as many as give its 4 billion multiplications.
class Stack {
public:
    graph::Graph build() {
        at = add("x", "Parameter", {{"shape", "1,3,224,224"}, {"element_type", "f32"}}, {}, {1, 3, kSide, kSide});
        convolve(64, 7, 2);
        convolve(64, 3, 2);
        for (const std::int64_t channels : {64, 128, 256, 512}) {
            if (channels > 64) convolve(channels, 3, 2);
            for (int i = 0; i < 8; ++i) convolve(channels, 3, 1);
        }
        add("out", "Result", {}, {at}, {});
        return graph::Graph::create(std::move(m_nodes), {"stack", {}, {}}).value();
    }

private:
    graph::Output add(const std::string& name, const std::string& type, graph::Attributes attributes, std::vector<graph::Output> inputs,
                      Shape shape) {
        graph::Node node;
        node.id = graph::NodeId(static_cast<std::int32_t>(m_nodes.size()));
        node.name = name;
        node.type = type;
        node.opset = "opset1";
        node.attributes = std::move(attributes);
        node.inputs = std::move(inputs);
        if (type != "Result") node.outputs = {{ElementType::F32, shape, {}, {}, {}}};
        m_shape = std::move(shape);
        m_nodes.push_back(std::move(node));
        return {m_nodes.back().id, 0};
    }

    void convolve(std::int64_t channels, std::int64_t kernel, std::int64_t stride) {
        const Shape from = m_shape, weights{channels, from[1], kernel, kernel};
        const std::string name = fmt::format("conv{}", m_nodes.size()), pad = std::to_string(kernel / 2), step = std::to_string(stride);
        const graph::Output constant = add(name + "/weights", "Const", {}, {}, weights);
        const double fanIn = static_cast<double>(from[1] * kernel * kernel);
        m_nodes.back().value = noise(weights, std::sqrt(2.0 / fanIn), m_random);
        const Shape to{1, channels, (from[2] - 1) / stride + 1, (from[3] - 1) / stride + 1};
        at = add(name, "Convolution",
                 {{"strides", step + "," + step},
                  {"pads_begin", pad + "," + pad},
                  {"pads_end", pad + "," + pad},
                  {"dilations", "1,1"},
                  {"auto_pad", "explicit"}},
                 {at, constant}, to);
        at = add(name + "/relu", "ReLU", {}, {at}, to);
    }

    std::vector<graph::Node> m_nodes;
    graph::Output at;
    Shape m_shape;
    Random m_random{1};
};

/// Photographs in size and detail: 500 x 375, gradients with noise, quality 90 (about 90 KB).
void writePictures(const std::filesystem::path& folder, std::int64_t count) {
    std::filesystem::create_directories(folder);
    for (std::int64_t i = 0; i < count; ++i) {
        const auto path = folder / fmt::format("{:04}.jpg", i);
        if (std::filesystem::exists(path)) continue;
        Random random(7, static_cast<std::uint64_t>(i));
        QImage picture(500, 375, QImage::Format_RGB888);
        for (int y = 0; y < picture.height(); ++y)
            for (int x = 0; x < picture.width() * 3; ++x)
                picture.scanLine(y)[x] = static_cast<uchar>((x / 8 + y / 2 + i + static_cast<std::int64_t>(random.below(24))) % 256);
        picture.save(QString::fromStdString(path.string()), "JPG", 90);
    }
}

/// A few samples over and over.
class InMemory : public data::PlainSource {
public:
    explicit InMemory(std::vector<data::Sample> samples) : m_samples(std::move(samples)) {}
    std::int64_t size() const override { return static_cast<std::int64_t>(m_samples.size()); }
    bool hasLabels() const override { return false; }
    Result<data::Sample> sample(std::int64_t index) const override { return m_samples[static_cast<std::size_t>(index) % m_samples.size()]; }

private:
    std::vector<data::Sample> m_samples;
};

struct Spent {
    double wall = 0, processor = 0;  ///< seconds; of all threads together
};

void measure(Spent& spent, const std::function<Result<void>()>& work) {
    const auto begin = std::chrono::steady_clock::now();
    const std::clock_t processor = std::clock();
    if (const auto done = work(); !done) throw std::runtime_error(done.error().message());
    spent.wall += std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    spent.processor += static_cast<double>(std::clock() - processor) / CLOCKS_PER_SEC;
}

}  // namespace

int main(int argc, char** argv) {
    const std::int64_t count = argc > 1 ? std::stoll(argv[1]) : 1000;
    const int threads = argc > 2 ? std::stoi(argv[2]) : 2;
    const auto folder = std::filesystem::temp_directory_path() / "rangefinder-benchmark-pictures";
    writePictures(folder, count);

    const graph::Graph graph = Stack().build();
    const auto preprocess =
        data::parsePreprocess("size=256x256:shorter-side,crop=224x224,channels=rgb,mean=123:116:103,scale=58:57:57").value();
    const auto source = data::open({{{"", folder.string(), ""}}, preprocess, 0}, engine::inputsOf(graph)).value();
    std::vector<data::Sample> loaded;
    for (std::int64_t i = 0; i < std::min<std::int64_t>(64, count); ++i) loaded.push_back(source->sample(i).value());
    const InMemory memory(std::move(loaded));
    const auto program = engine::get("").value()->compile(graph, {}, {threads, engine::Arithmetic::Exact}, {}).value();

    Spent inMemory, fromFolder, loading;
    constexpr std::int64_t kTurn = 50;
    for (std::int64_t begin = 0; begin < count; begin += kTurn) {
        std::vector<std::int64_t> turn;
        for (std::int64_t i = begin; i < std::min(begin + kTurn, count); ++i) turn.push_back(i);
        measure(inMemory, [&] { return program->run(memory, turn, {}, {}); });
        measure(fromFolder, [&] { return program->run(*source, turn, {}, {}); });
        measure(loading, [&] {
            return parallelFor(static_cast<std::int64_t>(turn.size()), threads, [&](std::int64_t i) -> Result<void> {
                RF_TRY([[maybe_unused]] const data::Sample sample, source->sample(turn[static_cast<std::size_t>(i)]));
                return {};
            });
        });
    }
    fmt::print("{} pictures, {} threads: seconds, and of processor\n", count, threads);
    for (const auto& [name, spent] :
         {std::pair("in memory", inMemory), std::pair("from folder", fromFolder), std::pair("loading only", loading)})
        fmt::print("{:<13}{:>8.2f}{:>8.2f}\n", name, spent.wall, spent.processor);
    fmt::print("from folder / in memory {:.3f} (processor {:.3f}); one after the other it would be {:.3f}\n",
               fromFolder.wall / inMemory.wall, fromFolder.processor / inMemory.processor, (inMemory.wall + loading.wall) / inMemory.wall);
    return 0;
}

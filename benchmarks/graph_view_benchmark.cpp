// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Laying out and painting large graphs, and updating a chart. Without arguments a synthetic network of residual blocks is drawn; with
// --model=<file.xml> that model is. Painting: one frame of a drag at 1280 x 800, synchronous and without vertical sync
// (QT_QPA_PLATFORM=offscreen paints the same pixels as a screen does).
#include <benchmark/benchmark.h>

#include <QApplication>
#include <string>
#include <string_view>

#include "core/ir/ir.h"
#include "ui/charts/histogram_chart.h"
#include "ui/graph_view/graph_view.h"
#include "ui/models/graph_layout.h"
#include "ui/models/graph_model.h"
#include "ui/theme.h"

using namespace rf;

namespace {

std::string modelPath;

graph::Node node(std::int32_t id, const std::string& name, const std::string& type, std::vector<std::int32_t> inputs) {
    graph::Node node;
    node.id = graph::NodeId(id);
    node.name = name;
    node.type = type;
    for (const auto input : inputs) node.inputs.push_back({graph::NodeId(input), 0});
    node.outputs.resize(1);
    node.outputs[0].type = ElementType::F32;
    node.outputs[0].shape = {1, 8, 16, 16};
    return node;
}

/// Blocks of six boxes, a fork and a join in each, and every tenth block read again fifty blocks later.
graph::Graph network(int boxes) {
    std::vector<graph::Node> nodes{node(0, "in", "Parameter", {})};
    std::vector<std::int32_t> blocks;
    std::int32_t last = 0;
    for (int block = 0; static_cast<int>(nodes.size()) < boxes; ++block) {
        const std::string name = "stage" + std::to_string(block / 10) + "/block" + std::to_string(block) + "/";
        const auto first = static_cast<std::int32_t>(nodes.size());
        const std::int32_t skip = block >= 50 && block % 10 == 0 ? blocks[static_cast<std::size_t>(block - 50)] : last;
        nodes.push_back(node(first, name + "conv1", "Convolution", {last}));
        nodes.push_back(node(first + 1, name + "relu1", "ReLU", {first}));
        nodes.push_back(node(first + 2, name + "conv2", "Convolution", {first + 1}));
        nodes.push_back(node(first + 3, name + "pool", "MaxPool", {skip}));
        nodes.push_back(node(first + 4, name + "add", "Add", {first + 2, first + 3}));
        nodes.push_back(node(first + 5, name + "relu2", "ReLU", {first + 4}));
        last = first + 5;
        blocks.push_back(last);
    }
    return graph::Graph::create(std::move(nodes), {}).value();
}

graph::Graph graphOf(int boxes) {
    if (modelPath.empty()) return network(boxes);
    return ir::read(modelPath, {}, Progress()).value();
}

void layoutTime(benchmark::State& state) {
    const ui::GraphModel model(graphOf(static_cast<int>(state.range(0))));
    for (auto _ : state) benchmark::DoNotOptimize(ui::layoutOf(model, Progress()));
    state.counters["boxes"] = static_cast<double>(model.nodes().size());
    state.counters["arrows"] = static_cast<double>(model.edges().size());
}

void modelTime(benchmark::State& state) {
    const graph::Graph graph = graphOf(static_cast<int>(state.range(0)));
    for (auto _ : state) benchmark::DoNotOptimize(ui::GraphModel(graph).nodes().size());
}

/// From the file (where one is named) to the first painted picture, one step after the other as the window does it.
void firstPicture(benchmark::State& state) {
    for (auto _ : state) {
        const auto model = std::make_shared<const ui::GraphModel>(graphOf(10000));
        ui::GraphView view;
        view.resize(1280, 800);
        view.setGraph(model, ui::layoutOf(*model, Progress()).value());
        benchmark::DoNotOptimize(view.grab().toImage().constBits());
    }
}

/// range(0): zoom in percent; 0 shows the whole graph. range(1): boxes.
void panning(benchmark::State& state) {
    const auto model = std::make_shared<const ui::GraphModel>(graphOf(static_cast<int>(state.range(1))));
    ui::GraphView view;
    view.resize(1280, 800);
    const layout::Drawing drawing = ui::layoutOf(*model, Progress()).value();
    view.setGraph(model, drawing);
    view.show();
    QApplication::processEvents();
    const QRectF all(0, 0, drawing.bounds.width, drawing.bounds.height);
    if (state.range(0) == 0)
        view.setTransform(ui::ViewTransform::fitting(all, view.size()));
    else
        view.setTransform(ui::ViewTransform{static_cast<double>(state.range(0)) / 100, {}}.centredOn(all.center(), view.size()));
    double step = -7;
    int frame = 0;
    for (auto _ : state) {
        ui::ViewTransform moved = view.transform();
        moved.offset += QPointF(step / 8, step);
        if (++frame % 400 == 0) step = -step;
        view.setTransform(moved);
        view.repaint();
    }
    state.counters["fps"] = benchmark::Counter(static_cast<double>(state.iterations()), benchmark::Counter::kIsRate);
}

/// One live update of a chart of 2 048 bins, painted.
void histogramUpdate(benchmark::State& state) {
    ui::HistogramChart chart;
    chart.resize(900, 500);
    chart.show();
    QApplication::processEvents();
    ui::HistogramData data{-4, 4, std::vector<double>(2048, 1.0), 0};
    for (auto _ : state) {
        data.counts[static_cast<std::size_t>(state.iterations()) % data.counts.size()] += 1;
        chart.setDistribution(data);
        QApplication::processEvents();
        chart.repaint();
    }
}

}  // namespace

BENCHMARK(histogramUpdate)->Unit(benchmark::kMillisecond);
BENCHMARK(firstPicture)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(modelTime)->Arg(1000)->Arg(10000)->Arg(50000)->Unit(benchmark::kMillisecond);
BENCHMARK(layoutTime)->Arg(1000)->Arg(10000)->Arg(50000)->Unit(benchmark::kMillisecond);
BENCHMARK(panning)
    ->ArgNames({"zoom%", "boxes"})
    ->ArgsProduct({{0, 5, 10, 20, 34, 35, 50, 80, 100, 200}, {10000, 50000}})
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

int main(int argc, char** argv) {
    for (int i = 1; i < argc; ++i)
        if (const std::string_view argument = argv[i]; argument.starts_with("--model=")) modelPath = argument.substr(8);
    benchmark::Initialize(&argc, argv);
    QApplication application(argc, argv);
    QApplication::setPalette(ui::paletteFor(ui::lightTheme()));
    benchmark::RunSpecifiedBenchmarks();
}

// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/ui_support.h"

#include <QApplication>
#include <QDir>
#include <QImage>
#include <QPixmap>
#include <QProxyStyle>
#include <QSet>

#include "tests/support/graph_text.h"
#include "ui/graph_view/graph_view.h"
#include "ui/models/graph_layout.h"
#include "ui/theme.h"

namespace rf::test {

namespace {

class StillStyle : public QProxyStyle {
public:
    StillStyle() : QProxyStyle(QStringLiteral("fusion")) {}
    int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget, QStyleHintReturn* data) const override {
        return hint == SH_Widget_Animation_Duration ? 0 : QProxyStyle::styleHint(hint, option, widget, data);
    }
};

}  // namespace

void disableAnimations() { QApplication::setStyle(new StillStyle); }
void useTheme(const ui::Theme& theme) { QApplication::setPalette(ui::paletteFor(theme)); }

std::shared_ptr<const ui::GraphModel> show(ui::GraphView& view, const graph::Graph& graph, const ui::GraphModelOptions& options) {
    auto model = std::make_shared<const ui::GraphModel>(graph, options);
    view.setGraph(model, ui::layoutOf(*model, Progress()).value());
    return model;
}

graph::Graph smallNetwork() {
    return graphFrom(R"(
        image = Parameter : f32 1x3x32x32
        lo = Const : f32 1
        hi = Const : f32 1
        fq_image = FakeQuantize(image, lo, hi, lo, hi) {levels: 256} : f32 1x3x32x32
        w1 = Const : f16 16x3x3x3
        w1_wide = Convert(w1) : f32 16x3x3x3
        wlo = Const : f32 16x1x1x1
        whi = Const : f32 16x1x1x1
        w1_fq = FakeQuantize(w1_wide, wlo, whi, wlo, whi) {levels: 255} : f32 16x3x3x3
        conv1 = Convolution(fq_image, w1_fq) : f32 1x16x32x32
        relu1 = ReLU(conv1) : f32 1x16x32x32
        fq_relu1 = FakeQuantize(relu1, lo, hi, lo, hi) {levels: 16} : f32 1x16x32x32
        conv2 = Convolution(fq_relu1, w1_fq) : f32 1x16x32x32
        relu2 = ReLU(conv2) : f32 1x16x32x32
        sum = Add(relu2, fq_relu1) : f32 1x16x32x32
        shape = ShapeOf(sum) : i64 4
        flat = Reshape(sum, shape) : f32 1x16384
        probabilities = SoftMax(flat) : f32 1x16384
        result = Result(probabilities) : f32 1x16384)",
                     {{"lo", {-1.5F}}, {"hi", {2.0F}}, {"wlo", std::vector<float>(16, -0.25F)}, {"whi", std::vector<float>(16, 0.25F)}});
}

graph::Graph largeNetwork(int nodes) {
    std::string text = "in = Parameter : f32 1x8x16x16\nw = Const : f32 8x8x3x3\n";
    std::string last = "in";
    for (int block = 0; 6 * block < nodes; ++block) {
        const std::string p = "stage" + std::to_string(block / 10) + "/block" + std::to_string(block) + "/";
        text += p + "conv1 = Convolution(" + last + ", w) : f32 1x8x16x16\n" + p + "relu1 = ReLU(" + p + "conv1) : f32 1x8x16x16\n" + p +
                "conv2 = Convolution(" + p + "relu1, w) : f32 1x8x16x16\n" + p + "pool = MaxPool(" + last + ") : f32 1x8x16x16\n" + p +
                "add = Add(" + p + "conv2, " + p + "pool) : f32 1x8x16x16\n" + p + "relu2 = ReLU(" + p + "add) : f32 1x8x16x16\n";
        last = p + "relu2";
    }
    return graphFrom(text + "out = Result(" + last + ") : f32 1x8x16x16\n");
}

int coloursOf(QWidget& widget, const QString& name) {
    QApplication::processEvents();  // charts lay themselves out in an event
    const QPixmap picture = widget.grab();
    if (const QString folder = qEnvironmentVariable("RF_PICTURES"); !folder.isEmpty())
        picture.save(QDir(folder).filePath(name + QStringLiteral(".png")));
    const QImage image = picture.toImage();
    QSet<QRgb> colours;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x) colours.insert(image.pixel(x, y));
    return static_cast<int>(colours.size());
}

bool showsColour(QWidget& widget, const QColor& colour, QRect area) {
    const QImage image = widget.grab(area.isNull() ? widget.rect() : area).toImage();
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            if (image.pixel(x, y) == colour.rgb()) return true;
    return false;
}

}  // namespace rf::test

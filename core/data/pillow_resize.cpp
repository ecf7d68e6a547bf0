// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/pillow_resize.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

namespace rf::data {

namespace {

// Separable convolution with a filter that is as wide as a pixel of the result: Pillow's documentation, "Concepts", Filters;
// the kernels are Keys' cubic with a = -1/2 (1981), Lanczos' windowed sinc of three lobes, and Hamming's window.
struct Filter {
    double support;  ///< half its width, in pixels of the larger scale
    double (*weight)(double);
};

double sinc(double x) { return x == 0 ? 1.0 : std::sin(std::numbers::pi * x) / (std::numbers::pi * x); }
double box(double x) { return x > -0.5 && x <= 0.5 ? 1.0 : 0.0; }
double triangle(double x) { return std::max(0.0, 1 - std::abs(x)); }
double hamming(double x) { return std::abs(x) >= 1 ? 0.0 : sinc(x) * (0.54 + 0.46 * std::cos(std::numbers::pi * x)); }
double cubic(double x) {
    constexpr double a = -0.5;
    x = std::abs(x);
    if (x < 1) return ((a + 2) * x - (a + 3)) * x * x + 1;
    return x < 2 ? (((x - 5) * x + 8) * x - 4) * a : 0.0;
}
double lanczos(double x) { return x >= -3 && x < 3 ? sinc(x) * sinc(x / 3) : 0.0; }

Filter filterOf(Interpolation interpolation) {
    switch (interpolation) {
        case Interpolation::PillowBox: return {0.5, box};
        case Interpolation::PillowHamming: return {1, hamming};
        case Interpolation::PillowBicubic: return {2, cubic};
        case Interpolation::PillowLanczos: return {3, lanczos};
        default: return {1, triangle};
    }
}

/// The pixels that make one pixel of the result.
struct Taps {
    int first = 0;
    std::vector<double> weights;  ///< sum 1
};

std::vector<Taps> tapsOf(const Filter& filter, int from, int to) {
    const double scale = static_cast<double>(from) / to, widening = std::max(scale, 1.0), support = filter.support * widening;
    std::vector<Taps> all(static_cast<std::size_t>(to));
    for (int i = 0; i < to; ++i) {
        Taps& taps = all[static_cast<std::size_t>(i)];
        const double centre = (i + 0.5) * scale;
        taps.first = std::max(0, static_cast<int>(centre - support + 0.5));
        const int end = std::min(from, static_cast<int>(centre + support + 0.5));
        double sum = 0;
        for (int x = taps.first; x < end; ++x) sum += taps.weights.emplace_back(filter.weight((x - centre + 0.5) / widening));
        if (sum != 0)
            for (double& weight : taps.weights) weight /= sum;
    }
    return all;
}

// Whole numbers are summed in fixed point of this many binary places, as Pillow's 32 bits leave room for 8 of the pixel and 2 of overshoot.
constexpr int kPlaces = 32 - 8 - 2;

struct FixedPoint {
    using Pixel = std::uint8_t;
    using Weight = std::int64_t;
    static Weight weight(double value) { return static_cast<Weight>(value * (1 << kPlaces) + (value < 0 ? -0.5 : 0.5)); }
    static Pixel pixel(Weight sum) {
        return static_cast<Pixel>(std::clamp<Weight>((sum + (Weight{1} << (kPlaces - 1))) >> kPlaces, 0, 255));
    }
};
struct FloatingPoint {
    using Pixel = float;
    using Weight = double;
    static Weight weight(double value) { return value; }
    static Pixel pixel(Weight sum) { return static_cast<Pixel>(sum); }
};

/// Along the rows: every row of `picture` becomes one of `to` pixels.
template <class Arithmetic>
cv::Mat rowsResized(const cv::Mat& picture, int to, const Filter& filter) {
    using Pixel = typename Arithmetic::Pixel;
    using Weight = typename Arithmetic::Weight;
    const int channels = picture.channels();
    cv::Mat result(picture.rows, to, picture.type());
    std::vector<Weight> weights;
    const std::vector<Taps> taps = tapsOf(filter, picture.cols, to);
    for (int x = 0; x < to; ++x) {
        const Taps& tap = taps[static_cast<std::size_t>(x)];
        weights.clear();
        for (const double weight : tap.weights) weights.push_back(Arithmetic::weight(weight));
        for (int y = 0; y < picture.rows; ++y) {
            const Pixel* in = picture.ptr<Pixel>(y) + tap.first * channels;
            Pixel* out = result.ptr<Pixel>(y) + x * channels;
            for (int c = 0; c < channels; ++c) {
                Weight sum = 0;
                for (std::size_t i = 0; i < weights.size(); ++i)
                    sum += weights[i] * static_cast<Weight>(in[static_cast<int>(i) * channels + c]);
                out[c] = Arithmetic::pixel(sum);
            }
        }
    }
    return result;
}

template <class Arithmetic>
cv::Mat filtered(const cv::Mat& picture, const PictureSize& to, const Filter& filter) {
    cv::Mat result = picture;
    if (to[1] != picture.cols) result = rowsResized<Arithmetic>(result, static_cast<int>(to[1]), filter);
    if (to[0] != picture.rows) {
        cv::Mat turned;
        cv::transpose(result, turned);
        cv::transpose(rowsResized<Arithmetic>(turned, static_cast<int>(to[0]), filter), result);
    }
    return result;
}

/// The pixels in which the centres of the new ones lie; where a centre lies on an edge, Pillow's sum of steps decides.
std::vector<int> centres(int from, int to) {
    std::vector<int> places;
    const double scale = static_cast<double>(from) / to;
    double centre = scale * 0.5;
    for (int i = 0; i < to; ++i, centre += scale) places.push_back(std::min(static_cast<int>(centre), from - 1));
    return places;
}

cv::Mat nearest(const cv::Mat& picture, const PictureSize& to) {
    cv::Mat result(static_cast<int>(to[0]), static_cast<int>(to[1]), picture.type());
    const std::vector<int> rows = centres(picture.rows, result.rows), columns = centres(picture.cols, result.cols);
    for (int y = 0; y < result.rows; ++y)
        for (int x = 0; x < result.cols; ++x)
            std::copy_n(picture.ptr(rows[static_cast<std::size_t>(y)], columns[static_cast<std::size_t>(x)]), picture.elemSize(),
                        result.ptr(y, x));
    return result;
}

}  // namespace

bool isPillows(Interpolation interpolation) { return interpolation >= Interpolation::PillowNearest; }

cv::Mat pillowResized(const cv::Mat& picture, const PictureSize& to, Interpolation interpolation) {
    if (interpolation == Interpolation::PillowNearest) return nearest(picture, to);
    const Filter filter = filterOf(interpolation);
    return picture.depth() == CV_8U ? filtered<FixedPoint>(picture, to, filter) : filtered<FloatingPoint>(picture, to, filter);
}

}  // namespace rf::data

// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "core/results/frontier_output.h"

namespace rf::results {

namespace {

constexpr double kWidth = 760, kHeight = 460, kLeft = 78, kRight = 24, kTop = 44, kBottom = 58;
constexpr const char* kFrontier = "#0072b2";
constexpr const char* kFaint = "#b8bcc2";
constexpr const char* kTarget = "#d55e00";
constexpr const char* kText = "#222222";

std::string xmlText(const std::string& text) {
    std::string escaped;
    for (const char letter : text) {
        if (letter == '&')
            escaped += "&amp;";
        else if (letter == '<')
            escaped += "&lt;";
        else if (letter == '>')
            escaped += "&gt;";
        else
            escaped += letter;
    }
    return escaped;
}

/// An axis from a rounded value to a rounded value, in rounded steps.
struct SvgAxis {
    double low = 0, high = 1, step = 1;

    static SvgAxis over(double low, double high) {
        if (!(high > low)) {
            const double room = low == 0 ? 1 : std::fabs(low) * 0.05;
            low -= room;
            high += room;
        }
        const double raw = (high - low) / 5, power = std::pow(10.0, std::floor(std::log10(raw)));
        SvgAxis axis;
        for (const double factor : {1.0, 2.0, 5.0, 10.0}) {
            axis.step = factor * power;
            if (axis.step >= raw) break;
        }
        axis.low = std::floor(low / axis.step) * axis.step;
        axis.high = std::ceil(high / axis.step) * axis.step;
        return axis;
    }
    int ticks() const { return static_cast<int>(std::lround((high - low) / step)); }
    double at(int tick) const { return low + tick * step; }
    int decimals() const { return std::max(0, static_cast<int>(-std::floor(std::log10(step) + 1e-9))); }
};

struct ChartPoint {
    double x = 0, y = 0;
    const RatedStep* rated = nullptr;
};

/// The chart while it is written.
class FrontierChart {
public:
    FrontierChart(const SearchRecord& record, const std::vector<RatedStep>& steps) : m_record(record) {
        m_isShare = !record.metrics.empty() && record.metrics[0].unit == metrics::Unit::Share;
        for (const RatedStep& rated : steps)
            if (rated.step.answer.latency && std::isfinite(rated.step.answer.values[0]))
                m_points.push_back({rated.step.answer.latency->milliseconds, shown(rated.step.answer.values[0]), &rated});
        if (const auto target = targetValue(record); target && std::isfinite(*target)) m_target = shown(*target);
    }

    std::string write() {
        m_svg = fmt::format(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"{1}\" viewBox=\"0 0 {0} {1}\" font-family=\"sans-serif\" "
            "font-size=\"13\">\n<rect width=\"{0}\" height=\"{1}\" fill=\"#ffffff\"/>\n",
            kWidth, kHeight);
        const std::string name = m_record.metrics.empty() ? std::string("value") : m_record.metrics[0].name;
        text(kLeft, 24, "start", name + " over latency", kText, "bold");
        if (m_points.empty()) {
            text(kWidth / 2, kHeight / 2, "middle", "No candidate has a latency", kText);
            return m_svg + "</svg>\n";
        }
        chooseAxes();
        axes(name);
        if (m_target) target();
        points();
        return m_svg + "</svg>\n";
    }

private:
    double shown(double value) const { return m_isShare ? 100 * value : value; }
    double px(double x) const { return kLeft + (x - m_x.low) / (m_x.high - m_x.low) * (kWidth - kLeft - kRight); }
    double py(double y) const { return kHeight - kBottom - (y - m_y.low) / (m_y.high - m_y.low) * (kHeight - kTop - kBottom); }

    void chooseAxes() {
        std::vector<double> xs, ys;
        for (const ChartPoint& point : m_points) {
            xs.push_back(point.x);
            ys.push_back(point.y);
        }
        if (m_target) ys.push_back(*m_target);
        const auto over = [](const std::vector<double>& values) {
            const auto [least, most] = std::minmax_element(values.begin(), values.end());
            const double room = (*most - *least) * 0.04;
            return SvgAxis::over(*least - room, *most + room);
        };
        m_x = over(xs);
        m_y = over(ys);
    }

    void text(double x, double y, const char* anchor, const std::string& content, const char* colour, const char* weight = "normal") {
        m_svg += fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\" fill=\"{}\" font-weight=\"{}\">{}</text>\n", x, y, anchor,
                             colour, weight, xmlText(content));
    }
    void line(double x1, double y1, double x2, double y2, const char* colour, const char* more = "") {
        m_svg +=
            fmt::format("<line x1=\"{:.1f}\" y1=\"{:.1f}\" x2=\"{:.1f}\" y2=\"{:.1f}\" stroke=\"{}\" {}/>\n", x1, y1, x2, y2, colour, more);
    }

    void axes(const std::string& name) {
        for (int tick = 0; tick <= m_x.ticks(); ++tick) {
            const double x = px(m_x.at(tick));
            line(x, kTop, x, kHeight - kBottom, "#ececec");
            text(x, kHeight - kBottom + 20, "middle", fmt::format("{:.{}f}", m_x.at(tick), m_x.decimals()), kText);
        }
        for (int tick = 0; tick <= m_y.ticks(); ++tick) {
            const double y = py(m_y.at(tick));
            line(kLeft, y, kWidth - kRight, y, "#ececec");
            text(kLeft - 8, y + 4, "end", fmt::format("{:.{}f}", m_y.at(tick), m_y.decimals()), kText);
        }
        line(kLeft, kHeight - kBottom, kWidth - kRight, kHeight - kBottom, "#888888");
        line(kLeft, kTop, kLeft, kHeight - kBottom, "#888888");
        text((kLeft + kWidth - kRight) / 2, kHeight - 16, "middle", "latency, ms", kText);
        m_svg += fmt::format("<text transform=\"translate(20,{:.1f}) rotate(-90)\" text-anchor=\"middle\" fill=\"{}\">{}</text>\n",
                             (kTop + kHeight - kBottom) / 2, kText, xmlText(m_isShare ? name + ", %" : name));
    }

    void target() {
        const double y = py(*m_target);
        line(kLeft, y, kWidth - kRight, y, kTarget, "stroke-width=\"1.5\" stroke-dasharray=\"7 4\" ");
        text(kWidth - kRight - 4, y - 6, "end", fmt::format("target {:.2f}{}", *m_target, m_isShare ? " %" : ""), kTarget);
    }

    void points() {
        for (const ChartPoint& point : m_points)
            if (!point.rated->onFrontier)
                m_svg += fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"4\" fill=\"{}\" fill-opacity=\"0.7\"/>\n", px(point.x),
                                     py(point.y), kFaint);
        std::vector<ChartPoint> frontier;
        std::copy_if(m_points.begin(), m_points.end(), std::back_inserter(frontier),
                     [](const ChartPoint& p) { return p.rated->onFrontier; });
        std::stable_sort(frontier.begin(), frontier.end(), [](const ChartPoint& a, const ChartPoint& b) { return a.x < b.x; });
        frontierLine(frontier);
        std::vector<ChartPoint> labels;  // in pixels
        for (const ChartPoint& point : frontier) {
            const double x = px(point.x), y = py(point.y);
            m_svg += fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"5\" fill=\"{}\" stroke=\"#ffffff\"/>\n", x, y, kFrontier);
            const bool isOriginal = point.rated->step.what == "float";
            // Labels that would lie on one another are left out; the table has them all.
            const auto isNear = [&](const ChartPoint& label) { return std::fabs(label.x - x) < 24 && std::fabs(label.y - y) < 14; };
            if (!isOriginal && std::any_of(labels.begin(), labels.end(), isNear)) continue;
            text(x, y - 10, "middle", isOriginal ? std::string("float") : std::to_string(point.rated->number), kFrontier);
            labels.push_back({x, y, point.rated});
        }
    }

    /// Through the points, by latency, that are better than all faster ones; the others are on the frontier by their size.
    void frontierLine(const std::vector<ChartPoint>& frontier) {
        const double sign = !m_record.metrics.empty() && m_record.metrics[0].better == metrics::Better::Lower ? -1 : 1;
        std::string path;
        std::optional<double> best;
        for (const ChartPoint& point : frontier) {
            if (best && sign * point.y <= *best) continue;
            best = sign * point.y;
            path += fmt::format("{:.1f},{:.1f} ", px(point.x), py(point.y));
        }
        m_svg += fmt::format("<polyline points=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"1.5\" stroke-opacity=\"0.6\"/>\n", path,
                             kFrontier);
    }

    const SearchRecord& m_record;
    std::vector<ChartPoint> m_points;
    std::optional<double> m_target;
    bool m_isShare = false;
    SvgAxis m_x, m_y;
    std::string m_svg;
};

}  // namespace

std::string frontierSvg(const SearchRecord& record) {
    const std::vector<RatedStep> steps = ratedSteps(record);
    return FrontierChart(record, steps).write();
}

}  // namespace rf::results

// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/accuracy_checker/parts.h"

namespace rf::config::accuracy_checker {

namespace {

enum class ReadingFlag { Color, Gray };

struct OpenCvKeys {
    ReadingFlag flag = ReadingFlag::Color;
};
struct PillowKeys {};
struct NumPyKeys {};

void applyOpenCv(const OpenCvKeys& keys, Reader& reader, const Place&, Reading&) {
    reader.order = keys.flag == ReadingFlag::Gray ? data::ChannelOrder::Gray : data::ChannelOrder::Bgr;
}
void applyPillow(const PillowKeys&, Reader& reader, const Place&, Reading&) { reader.order = data::ChannelOrder::Rgb; }
void applyNumPy(const NumPyKeys&, Reader& reader, const Place&, Reading&) { reader.order = data::ChannelOrder::AsStored; }

}  // namespace
}  // namespace rf::config::accuracy_checker

namespace rf::config {

using namespace accuracy_checker;

template <>
struct Words<ReadingFlag> {
    static constexpr std::array table{Word<ReadingFlag>{"color", ReadingFlag::Color}, Word<ReadingFlag>{"gray", ReadingFlag::Gray}};
};

template <>
const Table<OpenCvKeys>& tableOf() {
    static const auto table = Table<OpenCvKeys>("ac_opencv_imread", RF_TEXT("core", "Pictures with channels in the order BGR."))
                                  .chosenBy("type", {"opencv_imread"}, kWhich)
                                  .key("reading_flag", &OpenCvKeys::flag, RF_TEXT("core", "Whether pictures are read in colour or grey."));
    return table;
}

template <>
const Table<PillowKeys>& tableOf() {
    static const auto table = Table<PillowKeys>("ac_pillow_imread", RF_TEXT("core", "Pictures with channels in the order RGB."))
                                  .chosenBy("type", {"pillow_imread"}, kWhich)
                                  .only("to_rgb", true, kOnly);
    return table;
}

template <>
const Table<NumPyKeys>& tableOf() {
    static const auto table = Table<NumPyKeys>("ac_numpy_reader", RF_TEXT("core", "A .npy file for each sample."))
                                  .chosenBy("type", {"numpy_reader"}, kWhich)
                                  .only("keys", "", kOnly)
                                  .only("block", false, kOnly)
                                  .only("batch", 1, kOnly)
                                  .only("records_mode", false, kOnly)
                                  .refused("separator", kRefused)
                                  .refused("id_sep", kRefused)
                                  .refused("multi_infer", kRefused)
                                  .refused("data_layout", kRefused);
    return table;
}

}  // namespace rf::config

namespace rf::config::accuracy_checker {

const std::vector<Kind<Reader>>& readers() {
    static const std::vector<Kind<Reader>> kinds{kind<applyOpenCv>("opencv_imread"), kind<applyPillow>("pillow_imread"),
                                                 kind<applyNumPy>("numpy_reader")};
    return kinds;
}

}  // namespace rf::config::accuracy_checker

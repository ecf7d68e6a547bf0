// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/tensor.h"

#include "tests/support/temp_dir.h"

namespace rf {
namespace {

TEST(Tensor, KeepsAMappedFileAlive) {
    const test::TempDir folder;
    auto file = MappedFile::open(folder.write("w.bin", "abcdefgh")).value();
    const Tensor tensor = Tensor::mapped(ElementType::U8, {3}, std::move(file), 2, 3);
    EXPECT_EQ(tensor.as<std::uint8_t>()[0], 'c');
    EXPECT_EQ(tensor.fileOffset(), 2u);
}

TEST(Tensor, ComparesTypeShapeAndBytes) {
    const std::vector<float> values{1, 2, 3, 4};
    const Tensor a = Tensor::from<float>({2, 2}, values), b = Tensor::from<float>({2, 2}, values);
    EXPECT_EQ(a, b);
    EXPECT_FALSE(a == b.reshaped({4}));
}

}  // namespace
}  // namespace rf

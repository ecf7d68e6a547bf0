// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/files.h"

#include "tests/support/temp_dir.h"

namespace rf::data {
namespace {

class FilesOf : public testing::Test {
protected:
    std::vector<std::string> names(Source source) const {
        std::vector<std::string> found;
        DataSpec spec;
        spec.sources = {std::move(source)};
        for (const auto& file : filesOf(spec)) found.push_back(file.lexically_relative(m_folder.path()).string());
        std::sort(found.begin(), found.end());
        return found;
    }
    std::string at(const std::string& name) const { return (m_folder / name).string(); }

    test::TempDir m_folder;
};

TEST_F(FilesOf, AFolderThePicturesInIt) {
    for (const char* file : {"pictures/a.png", "pictures/b/c.jpg", "pictures/notes.json"}) m_folder.write(file, "");
    EXPECT_EQ(names({"", at("pictures"), ""}), (std::vector<std::string>{"pictures/a.png", "pictures/b/c.jpg"}));
    EXPECT_EQ(names({"", at("pictures/*.png"), ""}), (std::vector<std::string>{"pictures/a.png"}));
}

TEST_F(FilesOf, AListItselfAndWhatItNames) {
    m_folder.write("a.npy", "");
    m_folder.write("list.txt", "a.npy 3\n");
    EXPECT_EQ(names({"", at("list.txt"), ""}), (std::vector<std::string>{"a.npy", "list.txt"}));
}

TEST_F(FilesOf, LabelsGivenAndFoundBesideTheData) {
    m_folder.write("t-images.idx", "");
    m_folder.write("t-labels.idx", "");
    m_folder.write("boxes/1.xml", "");
    EXPECT_EQ(names({"", at("t-images.idx"), ""}), (std::vector<std::string>{"t-images.idx", "t-labels.idx"}));
    EXPECT_EQ(names({"", at("t-images.idx"), at("boxes")}), (std::vector<std::string>{"boxes", "boxes/1.xml", "t-images.idx"}));
}

TEST_F(FilesOf, OtherFormsTheirFile) {
    EXPECT_EQ(names({"", "raw:" + at("x.raw") + "?shape=3", ""}), (std::vector<std::string>{"x.raw"}));
    EXPECT_EQ(names({"", "tokens:" + at("x.tok"), ""}), (std::vector<std::string>{"x.tok"}));
    EXPECT_EQ(names({"", at("x.npz") + "#images", ""}), (std::vector<std::string>{"x.npz"}));
    EXPECT_TRUE(names({"", "synthetic:3", ""}).empty());
    DataSpec program;
    program.sources = {{"", R"(command:["python3", "data.py"])", ""}};
    EXPECT_EQ(filesOf(program), (std::vector<std::filesystem::path>{"python3", "data.py"}));
}

}  // namespace
}  // namespace rf::data

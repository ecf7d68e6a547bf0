// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/npy_form.h"

namespace rf::data {

namespace {

struct WholeArray {
    ArrayForm form;
    FileBytes file;
};

Result<WholeArray> openWhole(const std::filesystem::path& path) {
    RF_TRY(const auto file, MappedFile::open(path));
    RF_TRY(ArrayForm form, npyForm(path.string(), file->bytes()));
    // [1, C, H, W]: a sample saved with its batch axis is the same without it.
    if (form.shape.size() == 4 && form.shape[0] == 1) form.shape.erase(form.shape.begin());
    form.stride = 0;
    return WholeArray{std::move(form), {file, file->bytes()}};
}

/// .npy files that hold one sample each.
class NpyFiles final : public Records {
public:
    NpyFiles(FileList files, ElementType type, Shape shape) : m_files(std::move(files)), m_type(type), m_shape(std::move(shape)) {}

    std::int64_t size() const override { return static_cast<std::int64_t>(m_files.names.size()); }
    ElementType type() const override { return m_type; }
    Layout layout() const override { return guessLayout(m_shape); }
    Shape shape() const override { return m_shape; }
    bool isEachAFile() const override { return true; }
    std::string place(std::int64_t index) const override {
        return (m_files.folder / m_files.names[static_cast<std::size_t>(index)]).string();
    }
    std::string labelName(std::int64_t index) const override { return m_files.names[static_cast<std::size_t>(index)]; }
    std::string whole() const override { return m_files.place; }

    Result<Tensor> read(std::int64_t index) const override {
        RF_TRY(WholeArray array, openWhole(place(index)));
        if (!fits(array.form.shape))
            return fail(ErrorCode::InvalidFile, RF_TEXT("core", "%1: its array is %2, but those of the other files are %3"), place(index),
                        text(array.form.shape), text(m_shape));
        return ArrayRecords(std::move(array.form), std::move(array.file)).read(0);
    }

private:
    bool fits(const Shape& shape) const {
        return std::equal(shape.begin(), shape.end(), m_shape.begin(), m_shape.end(),
                          [](std::int64_t own, std::int64_t common) { return common == kDynamic || own == common; });
    }

    FileList m_files;
    ElementType m_type;
    Shape m_shape;
};

}  // namespace

Result<std::shared_ptr<const Records>> npyFileRecords(FileList files) {
    // What all headers have in common; those that can't be read or have another rank are told when their sample is.
    std::optional<ArrayForm> common;
    std::optional<Error> firstError;
    for (const std::string& name : files.names) {
        auto array = openWhole(files.folder / name);
        if (!array) {
            if (!firstError) firstError = array.error();
            continue;
        }
        if (!common) common = array->form;
        if (array->form.shape.size() != common->shape.size()) continue;
        for (std::size_t axis = 0; axis < common->shape.size(); ++axis)
            if (common->shape[axis] != array->form.shape[axis]) common->shape[axis] = kDynamic;
    }
    if (!common) return *firstError;
    return std::shared_ptr<const Records>(std::make_shared<NpyFiles>(std::move(files), common->type, common->shape));
}

}  // namespace rf::data

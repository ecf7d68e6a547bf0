// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <memory>
#include <span>

#include "core/data/records.h"

namespace rf::data {

/// The bytes of a file, mapped or unpacked, kept alive by their owner.
struct FileBytes {
    std::shared_ptr<const void> owner;
    std::span<const std::byte> bytes;
};

/// The position and form of records in a file.
struct ArrayForm {
    std::string place;  ///< the file, and the array in it, for messages
    ElementType type = ElementType::U8;
    std::int64_t count = 0;  ///< of records
    Shape shape;             ///< of one record
    Layout layout = Layout::Plain;
    std::size_t offset = 0;  ///< of the first record, bytes
    std::size_t stride = 0;  ///< from record to record, bytes; not used in Fortran order
    bool bigEndian = false;
    bool fortranOrder = false;  ///< the whole array, records included, has its first axis innermost
};

/// Records of equal size in one block of bytes; the caller has checked that the block holds them.
class ArrayRecords final : public Records {
public:
    ArrayRecords(ArrayForm form, FileBytes file) : m_form(std::move(form)), m_file(std::move(file)) {}

    std::int64_t size() const override { return m_form.count; }
    ElementType type() const override { return m_form.type; }
    Layout layout() const override { return m_form.layout; }
    Shape shape() const override { return m_form.shape; }
    std::string place(std::int64_t) const override { return m_form.place; }
    Result<Tensor> read(std::int64_t index) const override;

private:
    void gather(std::int64_t index, std::span<std::byte> out) const;
    void passed(std::size_t bytes) const;

    ArrayForm m_form;
    FileBytes m_file;
    mutable std::atomic<std::size_t> m_passed = 0;  ///< bytes handed out since pages were last let go
};

}  // namespace rf::data

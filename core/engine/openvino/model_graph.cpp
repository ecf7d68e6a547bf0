// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/openvino/model_graph.h"

#include <openvino/core/model.hpp>
#include <openvino/pass/serialize.hpp>

#include <sstream>
#include <streambuf>
#include <vector>

#include "core/ir/ir.h"

namespace rf::engine {

namespace {

/// Collects what is written; a std::stringbuf would have to be copied once more.
class ByteCollector : public std::streambuf {
public:
    std::vector<std::byte> take() { return std::move(m_bytes); }

protected:
    std::streamsize xsputn(const char* text, std::streamsize count) override {
        const auto* const bytes = reinterpret_cast<const std::byte*>(text);
        m_bytes.insert(m_bytes.end(), bytes, bytes + count);
        return count;
    }
    int_type overflow(int_type character) override {
        m_bytes.push_back(static_cast<std::byte>(character));
        return character;
    }
    // Only the place of writing is ever asked for.
    pos_type seekoff(off_type offset, std::ios_base::seekdir direction, std::ios_base::openmode) override {
        return offset == 0 && direction == std::ios_base::cur ? pos_type(static_cast<off_type>(m_bytes.size())) : pos_type(off_type(-1));
    }

private:
    std::vector<std::byte> m_bytes;
};

Tensor tensorOf(std::vector<std::byte> bytes) {
    const Shape shape{static_cast<std::int64_t>(bytes.size())};
    const auto owner = std::make_shared<const std::vector<std::byte>>(std::move(bytes));
    return Tensor::shared(ElementType::U8, shape, owner, *owner);
}

}  // namespace

Result<graph::Graph> graphOf(const std::shared_ptr<ov::Model>& model, const std::string& name) {
    std::ostringstream xml;
    ByteCollector weights;
    std::ostream bin(&weights);
    ov::pass::Serialize(xml, bin).run_on_model(model);
    return ir::readMemory(xml.str(), tensorOf(weights.take()), name);
}

}  // namespace rf::engine

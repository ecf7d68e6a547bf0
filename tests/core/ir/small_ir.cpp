// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/ir/small_ir.h"

#include <array>
#include <pugixml.hpp>
#include <sstream>
#include <stdexcept>

namespace rf::test {

std::string smallXml() {
    return R"(<?xml version="1.0"?>
<net name="small" version="11">
	<layers>
		<layer id="0" name="x" type="Parameter" version="opset1">
			<data shape="1,2" element_type="f32" />
			<output>
				<port id="0" precision="FP32" names="x,alias">
					<dim>1</dim>
					<dim>2</dim>
					<rt_info>
						<attribute name="layout" version="0" layout="[N,C]" />
					</rt_info>
				</port>
			</output>
		</layer>
		<layer id="3" name="w" type="Const" version="opset1">
			<data offset="0" size="8" shape="1,2" element_type="f32" />
			<output>
				<port id="0" precision="FP32">
					<dim>1</dim>
					<dim>2</dim>
				</port>
			</output>
		</layer>
		<layer id="5" name="add" type="Add" version="opset1">
			<data auto_broadcast="numpy" />
			<rt_info>
				<attribute name="fused_names" version="0" value="add &lt;1>" />
			</rt_info>
			<input>
				<port id="0" precision="FP32">
					<dim>1</dim>
					<dim>2</dim>
				</port>
				<port id="1" precision="FP32">
					<dim>1</dim>
					<dim>2</dim>
				</port>
			</input>
			<output>
				<port id="2" precision="FP32">
					<dim>1</dim>
					<dim>2</dim>
				</port>
			</output>
		</layer>
		<layer id="7" name="y" type="Result" version="opset1" output_names="y">
			<input>
				<port id="0" precision="FP32">
					<dim>1</dim>
					<dim>2</dim>
				</port>
			</input>
		</layer>
	</layers>
	<edges>
		<edge from-layer="3" from-port="0" to-layer="5" to-port="1" />
		<edge from-layer="0" from-port="0" to-layer="5" to-port="0" />
		<edge from-layer="5" from-port="2" to-layer="7" to-port="0" />
	</edges>
	<rt_info>
		<MO_version value="custom" />
	</rt_info>
</net>
)";
}

Tensor smallWeights() {
    constexpr std::array values{1.0f, 2.0f};
    return Tensor::build(ElementType::U8, {8}, [&](std::span<std::byte> out) {
        const auto bytes = std::as_bytes(std::span(values));
        std::copy(bytes.begin(), bytes.end(), out.begin());
    });
}

std::string smallXmlWith(const std::string& from, const std::string& to) {
    std::string xml = smallXml();
    const auto at = xml.find(from);
    if (at == std::string::npos) throw std::runtime_error("the small IR does not contain: " + from);
    return xml.replace(at, from.size(), to);
}

std::string normalForm(const std::string& xml) {
    pugi::xml_document document;
    if (!document.load_buffer(xml.data(), xml.size())) throw std::runtime_error("not XML: " + xml.substr(0, 200));
    std::ostringstream text;
    document.print(text, "", pugi::format_raw | pugi::format_no_declaration);
    return text.str();
}

std::string textOf(const Tensor& bytes) { return {reinterpret_cast<const char*>(bytes.bytes().data()), bytes.bytes().size()}; }

}  // namespace rf::test

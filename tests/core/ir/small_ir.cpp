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
    return bytesFrom(std::string(reinterpret_cast<const char*>(values.data()), sizeof values));
}

std::string loopXml() {
    return R"(<?xml version="1.0"?>
<net name="loopnet" version="11">
	<layers>
		<layer id="0" name="x" type="Parameter" version="opset1">
			<data shape="2,3" element_type="f32" />
			<output>
				<port id="0" precision="FP32" names="x">
					<dim>2</dim>
					<dim>3</dim>
				</port>
			</output>
		</layer>
		<layer id="1" name="Constant_14" type="Const" version="opset1">
			<data element_type="i64" shape="" offset="0" size="8" />
			<output>
				<port id="0" precision="I64" />
			</output>
		</layer>
		<layer id="2" name="Constant_16" type="Const" version="opset1">
			<data element_type="boolean" shape="" offset="8" size="1" />
			<output>
				<port id="0" precision="BOOL" />
			</output>
		</layer>
		<layer id="3" name="Loop_17" type="Loop" version="opset5">
			<port_map>
				<input external_port_id="2" internal_layer_id="1" />
				<output external_port_id="3" internal_layer_id="6" />
				<input external_port_id="-1" internal_layer_id="0" purpose="current_iteration" />
				<output external_port_id="-1" internal_layer_id="5" purpose="execution_condition" />
			</port_map>
			<back_edges>
				<edge from-layer="6" to-layer="1" />
			</back_edges>
			<input>
				<port id="0" precision="I64" />
				<port id="1" precision="BOOL" />
				<port id="2" precision="FP32">
					<dim>2</dim>
					<dim>3</dim>
				</port>
			</input>
			<output>
				<port id="3" precision="FP32" names="Result_18">
					<dim>2</dim>
					<dim>3</dim>
				</port>
			</output>
			<body>
				<layers>
					<layer id="0" name="it" type="Parameter" version="opset1">
						<data shape="" element_type="i64" />
						<output>
							<port id="0" precision="I64" names="it" />
						</output>
					</layer>
					<layer id="1" name="xi" type="Parameter" version="opset1">
						<data shape="2,3" element_type="f32" />
						<output>
							<port id="0" precision="FP32" names="xi">
								<dim>2</dim>
								<dim>3</dim>
							</port>
						</output>
					</layer>
					<layer id="2" name="Constant_5" type="Const" version="opset1">
						<data element_type="f32" shape="" offset="9" size="4" />
						<output>
							<port id="0" precision="FP32" />
						</output>
					</layer>
					<layer id="3" name="addy" type="Add" version="opset1">
						<data auto_broadcast="numpy" />
						<input>
							<port id="0" precision="FP32">
								<dim>2</dim>
								<dim>3</dim>
							</port>
							<port id="1" precision="FP32" />
						</input>
						<output>
							<port id="2" precision="FP32" names="Result_12">
								<dim>2</dim>
								<dim>3</dim>
							</port>
						</output>
					</layer>
					<layer id="4" name="Constant_8" type="Const" version="opset1">
						<data element_type="boolean" shape="" offset="8" size="1" />
						<output>
							<port id="0" precision="BOOL" names="Result_11" />
						</output>
					</layer>
					<layer id="5" name="Result_11" type="Result" version="opset1" output_names="Result_11">
						<input>
							<port id="0" precision="BOOL" />
						</input>
					</layer>
					<layer id="6" name="Result_12" type="Result" version="opset1" output_names="Result_12">
						<input>
							<port id="0" precision="FP32">
								<dim>2</dim>
								<dim>3</dim>
							</port>
						</input>
					</layer>
				</layers>
				<edges>
					<edge from-layer="1" from-port="0" to-layer="3" to-port="0" />
					<edge from-layer="2" from-port="0" to-layer="3" to-port="1" />
					<edge from-layer="3" from-port="2" to-layer="6" to-port="0" />
					<edge from-layer="4" from-port="0" to-layer="5" to-port="0" />
				</edges>
				<rt_info />
			</body>
		</layer>
		<layer id="4" name="Result_18" type="Result" version="opset1" output_names="Result_18">
			<input>
				<port id="0" precision="FP32">
					<dim>2</dim>
					<dim>3</dim>
				</port>
			</input>
		</layer>
	</layers>
	<edges>
		<edge from-layer="0" from-port="0" to-layer="3" to-port="2" />
		<edge from-layer="1" from-port="0" to-layer="3" to-port="0" />
		<edge from-layer="2" from-port="0" to-layer="3" to-port="1" />
		<edge from-layer="3" from-port="3" to-layer="4" to-port="0" />
	</edges>
	<rt_info>
		<info name="OpenVINO Runtime" value="2026.4.1-22982-e213a147257-releases/2026/4" />
	</rt_info>
</net>
)";
}

// i64 10, boolean true, f32 1.0
Tensor loopWeights() { return bytesFrom(std::string("\x0a\0\0\0\0\0\0\0\x01\0\0\x80\x3f", 13)); }

Tensor bytesFrom(const std::string& bytes) {
    return Tensor::build(ElementType::U8, {static_cast<std::int64_t>(bytes.size())}, [&](std::span<std::byte> out) {
        const auto in = std::as_bytes(std::span(bytes.data(), bytes.size()));
        std::copy(in.begin(), in.end(), out.begin());
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

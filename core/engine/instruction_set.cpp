// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/instruction_set.h"

#include <cstdlib>
#include <initializer_list>

#if defined(__x86_64__)
#include <cpuid.h>
#endif

namespace rf::engine {

#if defined(__x86_64__)

namespace {

// Feature bits of cpuid leaf 7 that __builtin_cpu_supports does not know in every compiler we build with
// (Intel Software Developer's Manual, volume 2, CPUID).
constexpr unsigned kAmxInt8 = 1u << 25;  // subleaf 0, EDX
constexpr unsigned kAvxVnni = 1u << 4;   // subleaf 1, EAX

struct Leaf7 {
    unsigned edx0 = 0, eax1 = 0;
};

Leaf7 leaf7() {
    unsigned a = 0, b = 0, c = 0, d = 0;
    Leaf7 leaf;
    if (!__get_cpuid_count(7, 0, &a, &b, &c, &d)) return leaf;
    leaf.edx0 = d;
    if (a >= 1 && __get_cpuid_count(7, 1, &a, &b, &c, &d)) leaf.eax1 = a;
    return leaf;
}

}  // namespace

std::string instructionSet() {
    const Leaf7 leaf = leaf7();
    if (__builtin_cpu_supports("avx512vnni")) return leaf.edx0 & kAmxInt8 ? "AVX-512 VNNI, AMX-INT8" : "AVX-512 VNNI";
    if (__builtin_cpu_supports("avx512f")) return "AVX-512";
    if (__builtin_cpu_supports("avx2")) return leaf.eax1 & kAvxVnni ? "AVX2 VNNI" : "AVX2";
    return "SSE";
}

#elif defined(__aarch64__)

std::string instructionSet() { return "NEON"; }

#else

std::string instructionSet() { return {}; }

#endif

std::string instructionLimit() {
    const char* limit = std::getenv("ONEDNN_MAX_CPU_ISA");
    return limit ? limit : "";
}

// oneDNN's names of what it may use: those with wide accumulation have VNNI or AMX in them, or are newer still.
Int8 int8On(std::string_view instructionSet, std::string_view limit) {
    const auto names = [](std::string_view text, std::initializer_list<std::string_view> parts) {
        for (const std::string_view part : parts)
            if (text.find(part) != std::string_view::npos) return true;
        return false;
    };
    if (!names(instructionSet, {"AVX", "SSE", "AMX"})) return Int8::Unknown;
    if (!names(instructionSet, {"VNNI", "AMX"})) return Int8::Saturating;
    const bool limited = names(limit, {"SSE", "AVX"}) && !names(limit, {"VNNI", "AMX", "BF16", "FP16", "AVX10"});
    return limited ? Int8::Saturating : Int8::Exact;
}

}  // namespace rf::engine

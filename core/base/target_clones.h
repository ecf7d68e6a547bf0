// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Compiles a function once per generation of x86 processors; the program picks one when it starts. The function must
/// give the same bits in every clone: sums in a fixed order, and no contraction (the project builds with -ffp-contract=off).
/// Not under sanitizers, whose runtime is not ready yet when the picking happens.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define RF_TARGET_CLONES __attribute__((target_clones("default", "arch=x86-64-v3", "arch=x86-64-v4")))
#else
#define RF_TARGET_CLONES
#endif

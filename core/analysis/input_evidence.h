// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "core/analysis/channel_moments.h"
#include "core/analysis/early_layers.h"

/// How well the activations of a network agree with its own constants: pure functions of what one run has shown.
///
/// Every support is a log-likelihood in natural units ("nats"): with supports a and b, one preparation of the input is e^(a-b)
/// times as likely as the other. Neighbouring channels and layers say much the same, so channels do not count as independent
/// witnesses. The first layer of a kind counts as four independent channels, the k-th as 4/k.
namespace rf::analysis {

constexpr double kWitnesses = 4;
/// The most that one layer with stated statistics may count against a preparation, in nats.
constexpr double kMostAgainst = 5;

/// The logarithm of Student's t density with 4 degrees of freedom at x / scale, without its constant factor: 0 at 0, and in
/// the tails only logarithmically worse, so that a network of unusual habits decides nothing by them alone.
double studentLog(double x, double scale);

/// How far channels are from those a batch normalisation was trained on (Ioffe & Szegedy 2015, section 3.1: it replaces them
/// by beta + gamma * N(0, 1)): the mean over channels of the divergence KL(N(u, s²) || N(0, 1)) = (s² + u² - 1 - ln s²) / 2
/// of the standardised channels. Channels without a gamma say nothing; nothing where all are.
std::optional<double> statedDivergence(const EarlyLayer& layer, const ChannelStatistics& seen);
/// -n * divergence for n witnesses, a layer weighing at most kMostAgainst / k; k counts from 1.
double statedSupport(double divergence, int k);

/// How much of the differences between a layer's constant offsets b is explained by the mean responses r of its channels. A
/// batch normalisation that was folded into its layer leaves b = beta - r of the data it was trained on, so that b + r varies
/// less than b: 1 - Σ(b + r - mean)² / Σ(b - mean)². At most 1, negative where r only adds to the differences. Nothing for
/// fewer than four channels, or when all offsets are equal.
std::optional<double> explainedOffsets(const EarlyLayer& layer, const ChannelStatistics& seen);
/// The gain in log-likelihood over offsets that are unrelated to the data, with normal errors of unknown size in both cases:
/// -n/2 * ln(1 - explained) for n witnesses. Never below 0, because the network may have had no normalisation.
double offsetSupport(double explained, int k);

/// The share of channels that stay on one side of 0 for more than 99 of 100 values. Rectified, such a channel is constant or
/// passes its input on unchanged, and training leaves few of them. Nothing for layers that are not rectified.
std::optional<double> stuckShare(const EarlyLayer& layer, const ChannelStatistics& seen);
/// -kAllStuck * share.
constexpr double kAllStuck = 10;
double stuckSupport(double meanShare);

/// The mean over channels of ln(deviation).
double logDeviation(const ChannelStatistics& seen);
/// Initialisation (Glorot & Bengio 2010, He et al. 2015) and normalisation keep activations near 1; a factor of ten is nothing
/// unusual. studentLog(x, ln 10) of the median over layers. At least -kMostByHabit: unusual magnitudes alone rule out no
/// preparation.
constexpr double kMostByHabit = 2;
double magnitudeSupport(double medianLogDeviation);

/// Constants right behind the input are there to centre it and to bring it near 1: studentLog of ln(deviation), a factor of three
/// being nothing unusual, and of mean / max(deviation, 1), averaged over channels. At least -2 * kMostAgainst.
double normalizationSupport(const ChannelStatistics& seen);

}  // namespace rf::analysis

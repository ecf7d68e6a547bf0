// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace rf::ui {

class OverlayScale;
struct GraphNode;
struct QuantizerMark;

/// What the tooltip of a box says, as rich text: full name, type, shapes, state, the range of its weights, the overlay's
/// value, and `note` where it is not empty.
QString tooltipText(const GraphNode& node, const OverlayScale& overlay, const QString& note = {});
/// The same for a quantizer on an arrow.
QString tooltipText(const QuantizerMark& quantizer);
/// One plain sentence for screen readers.
QString spokenText(const GraphNode& node);

}  // namespace rf::ui

// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <memory>
#include <optional>

#include "core/base/result.h"
#include "core/quantization/settings.h"
#include "ui/models/graph_blocks.h"
#include "ui/models/picture.h"

namespace rf::ui {

class JobRunner;
class ProjectDocument;

/// Makes the drawing of the document's network and previews the placement, in the lane of quick jobs. A drawing depends on the
/// model, the quantization settings, and the shown run if it was made with these; it is made again only when one of them
/// changes.
class PictureMaker : public QObject {
    Q_OBJECT

public:
    /// Both outlive the maker's answers.
    PictureMaker(ProjectDocument& document, JobRunner& jobs);

    /// Null before a model is open.
    const std::shared_ptr<const Picture>& picture() const { return m_picture; }

    /// Opens a closed block of the drawing, or closes the open one with this path or around it. Other boxes keep their columns.
    void toggleBlock(const QString& path);
    /// Opens all blocks, or closes all.
    void setAllOpen(bool open);

signals:
    void pictureChanged();
    void failed(const QString& what, const rf::Error& error);

private:
    /// The values that a drawing depends on.
    struct Source {
        quint64 modelRevision = 0;
        quantization::Settings settings;
        int run = 0;  // number of the run whose ranges are drawn; 0: none
        bool operator==(const Source&) const = default;
    };
    Source source() const;
    void startOver();
    void refresh();
    void arrange(OpenBlocks open);

    ProjectDocument& m_document;
    JobRunner& m_jobs;
    std::optional<Source> m_asked;
    std::shared_ptr<const Picture> m_picture;
    OpenBlocks m_open;
};

}  // namespace rf::ui

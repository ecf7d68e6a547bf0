// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/data/open.h"

/// Reads annotations in the formats of common data sets. Records are named by their paths below the folder of the data
/// ("cat/7.png"), or by their number if they are not files of their own. A name in a file fits the record with that path, or
/// with that file name. A record without an annotation is an error that names it.
namespace rf::data {

using AnnotationsResult = Result<std::shared_ptr<const Annotations>>;

/// Lines "name label label …", or labels alone in the order of the records: several classes each, or none.
AnnotationsResult readClassLists(const std::filesystem::path& file, const std::vector<std::string>& names);
/// Lines "name<TAB>text", or texts alone, one line per record.
AnnotationsResult readTextLines(const std::filesystem::path& file, const std::vector<std::string>& names);
/// A folder of PASCAL VOC's XML files, one per picture, of the same stem. Objects are numbered by their place in `classes`,
/// from 1 (0 is the background); empty: the 20 classes of PASCAL VOC. The files count pixels from 1: `firstPixel` is what the
/// first one is called here.
AnnotationsResult readVoc(const std::filesystem::path& folder, const std::vector<std::string>& names,
                          const std::vector<std::string>& classes = {}, int firstPixel = 1);
/// COCO's instances file. Labels are its category ids, or the places of the categories in the file, from 0; pictures it lists
/// without objects have no boxes.
AnnotationsResult readCoco(const std::filesystem::path& file, const std::vector<std::string>& names, bool byOrder = false);
/// WIDER FACE's text file. The label of a face is 1; the size of a picture is read from its file below `data` when asked for.
AnnotationsResult readWider(const std::filesystem::path& file, const std::vector<std::string>& names, const std::filesystem::path& data);
/// CVAT's XML file of pictures. Objects are numbered by their place in `classes`, from 1; empty: the labels that the file lists. Objects
/// with other labels are left out; occluded ones are difficult.
AnnotationsResult readCvat(const std::filesystem::path& file, const std::vector<std::string>& names,
                           const std::vector<std::string>& classes = {});
/// A folder of pictures, one per record, of the same stem, or a text file with a line "name mask" each, the masks being looked
/// for as the files of a list are (filesListed()): the class of a pixel is its index in a palette, or its grey value. Read
/// when asked for.
AnnotationsResult readMasks(const std::filesystem::path& path, const std::vector<std::string>& names,
                            const std::filesystem::path& data = {});
/// A .npy file whose first axis counts the records, or a folder of text files of numbers, one per record, of the same stem.
AnnotationsResult readValues(const std::filesystem::path& path, const std::vector<std::string>& names);
/// Same, of integers of rank 2: negative numbers are no tokens.
AnnotationsResult readTokens(const std::filesystem::path& file, const std::vector<std::string>& names);
/// Same: the tokens that were hidden, at their places; negative elsewhere (-100 is the custom).
AnnotationsResult readMaskedTokens(const std::filesystem::path& file, const std::vector<std::string>& names);

/// The annotations that source.labels names, in the source's format; not for Automatic. Classes are shifted by
/// source.labelOffset.
AnnotationsResult readAnnotations(const Source& source, const std::vector<std::string>& names);
/// The same annotations with `offset` added to every class of a sample or a box.
std::shared_ptr<const Annotations> withOffset(std::shared_ptr<const Annotations> annotations, std::int64_t offset);

/// "text", "voc" … as the command line and files write them; InvalidArgument lists them.
Result<AnnotationFormat> annotationFormat(const std::string& word);
std::string_view word(AnnotationFormat format);

}  // namespace rf::data

// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/data/data_test.h"

namespace rf::data {
namespace {

using test::TempDir;

/// A broken request: files to write, the request, and the sentence it must be answered with.
struct Broken {
    std::string what;
    std::vector<std::pair<std::string, std::string>> files;
    std::vector<Source> sources;  ///< locations and labels are names in the folder
    std::vector<InputInfo> inputs;
    std::string preprocess;
    ErrorCode code;
    std::string sentence;  ///< without the folder
};

const std::vector<InputInfo> kPicture{{"x", ElementType::F32, {1, 3, 32, 32}}};
const std::vector<InputInfo> kVector{{"x", ElementType::F32, {1, 2}}};
const std::vector<InputInfo> kTwo{{"ids", ElementType::I64, {1, 2}}, {"mask", ElementType::F32, {1, 2}}};

std::string pairs(int count) { return test::rawBytes(std::vector<float>(static_cast<std::size_t>(2 * count), 1.0f)); }
std::string npy(const std::string& shape, int count) { return test::npyFile("'<f4'", shape, pairs(count)); }
std::string idx(const std::vector<std::uint32_t>& dimensions, const std::string& data) { return test::idxFile(8, dimensions, data); }

// Tables of two lines a case, which clang-format would spread over six.
// clang-format off
std::vector<Broken> brokenFormats() {
    const std::string cifar = test::cifarRecord(1, 0), goodNpy = npy("(1, 2)", 1);
    const std::string packed = test::gzipped(idx({1, 2}, "ab"));
    std::string damaged = packed;
    damaged[damaged.size() - 6] = static_cast<char>(damaged[damaged.size() - 6] ^ 1);  // the checksum
    const auto file = ErrorCode::InvalidFile;
    return {
        {"missing", {}, {{"", "a.bin", ""}}, kPicture, "", ErrorCode::NotFound, "a.bin: no such file or folder"},
        {"unknown kind", {{"a.dat", "hello"}}, {{"", "a.dat", ""}}, kPicture, "", file,
         "a.dat: is no data that can be read; use a folder, pattern or list of pictures, a CIFAR-10 binary (.bin), an IDX file, an .npy or .npz file, "
         "raw:FILE?shape=…, tokens:FILE or synthetic:N"},
        {"empty cifar", {{"a.bin", ""}}, {{"", "a.bin", ""}}, kPicture, "", file, "a.bin: is empty; a CIFAR-10 binary holds records of 3073 bytes"},
        {"truncated cifar", {{"a.bin", cifar.substr(1)}}, {{"", "a.bin", ""}}, kPicture, "", file,
         "a.bin: 3072 bytes are not a whole number of CIFAR-10 records of 3073 bytes"},
        {"cifar label", {{"a.bin", cifar + test::cifarRecord(10, 0)}}, {{"", "a.bin", ""}}, kPicture, "", file,
         "a.bin: record 1 has label 10, but labels of CIFAR-10 are 0 to 9"},
        {"idx type", {{"a.idx", test::idxFile(7, {1, 2}, "ab")}}, {{"", "a.idx", ""}}, kVector, "", file,
         "a.idx: does not begin as an IDX file does (two zero bytes and a type)"},
        {"idx rank 0", {{"a.idx", test::idxFile(8, {}, "")}}, {{"", "a.idx", ""}}, kVector, "", file,
         "a.idx: an IDX file needs at least one axis, the samples"},
        {"idx header", {{"a.idx", idx({1, 2}, "").substr(0, 10)}}, {{"", "a.idx", ""}}, kVector, "", file, "a.idx: ends inside the IDX header"},
        {"empty idx", {{"a.idx", ""}}, {{"", "a.idx", ""}}, kVector, "", file, "a.idx: ends inside the IDX header"},
        {"truncated idx", {{"a.idx", idx({2, 2}, "abc")}}, {{"", "a.idx", ""}}, kVector, "", file,
         "a.idx: its header promises 2x2 elements, but the data is of another size"},
        {"idx with a tail", {{"a.idx", idx({2, 2}, "abcde")}}, {{"", "a.idx", ""}}, kVector, "", file,
         "a.idx: its header promises 2x2 elements, but the data is of another size"},
        {"huge idx", {{"a.idx", idx({0xffffffff, 0xffffffff, 0xffffffff}, "ab")}}, {{"", "a.idx", ""}}, kVector, "", file,
         "a.idx: its header promises 4294967295x4294967295x4294967295 elements, but the data is of another size"},
        {"huge gzipped idx", {{"a.idx.gz", test::gzipped(idx({0x7fffffff, 2}, "ab"))}}, {{"", "a.idx.gz", ""}}, kVector, "", file,
         "a.idx.gz: its header promises 2147483647x2 elements, but the data is of another size"},
        {"gzipped idx with a tail", {{"a.idx.gz", test::gzipped(idx({1, 2}, "abc"))}}, {{"", "a.idx.gz", ""}}, kVector, "", file,
         "a.idx.gz: its header promises 1x2 elements, but the data is of another size"},
        {"truncated gzip", {{"a.idx.gz", packed.substr(0, packed.size() - 12)}}, {{"", "a.idx.gz", ""}}, kVector, "", file,
         "a.idx.gz: the compressed data ends too early"},
        {"gzip without its checksum", {{"a.idx.gz", packed.substr(0, packed.size() - 8)}}, {{"", "a.idx.gz", ""}}, kVector, "", file,
         "a.idx.gz: the compressed data ends too early"},
        {"damaged gzip", {{"a.idx.gz", damaged}}, {{"", "a.idx.gz", ""}}, kVector, "", file, "a.idx.gz: can't be decompressed: "},
        {"idx without samples", {{"a.idx", idx({0, 2}, "")}}, {{"", "a.idx", ""}}, kVector, "", file, "a.idx: holds no samples"},
        {"npy magic", {{"a.npy", "NUMPY"}}, {{"", "a.npy", ""}}, kVector, "", file, "a.npy: does not begin as a .npy file does"},
        {"npy version", {{"a.npy", test::npyFile("'<f4'", "(1, 2)", pairs(1), "False", 4)}}, {{"", "a.npy", ""}}, kVector, "", ErrorCode::Unsupported,
         "a.npy: is of .npy version 4; versions 1 to 3 can be read"},
        {"npy header", {{"a.npy", goodNpy.substr(0, 40)}}, {{"", "a.npy", ""}}, kVector, "", file, "a.npy: ends inside the .npy header"},
        {"npy magic only", {{"a.npy", goodNpy.substr(0, 6)}}, {{"", "a.npy", ""}}, kVector, "", file, "a.npy: ends inside the .npy header"},
        {"npy shape", {{"a.npy", npy("(1, -2)", 1)}}, {{"", "a.npy", ""}}, kVector, "", file,
         "a.npy: its .npy header lacks a readable 'descr', 'fortran_order' or 'shape'"},
        {"npy strings", {{"a.npy", test::npyFile("'<U4'", "(1, 2)", pairs(1))}}, {{"", "a.npy", ""}}, kVector, "", ErrorCode::Unsupported,
         "a.npy: its elements are '<U4'; use numbers of 8 to 64 bits or booleans"},
        {"npy records", {{"a.npy", test::npyFile("[('a', '<f4'), ('b', '<f4')]", "(1,)", pairs(1))}}, {{"", "a.npy", ""}}, kVector, "", ErrorCode::Unsupported,
         "a.npy: its elements are [('a','<f4'),('b','<f4')]; use numbers of 8 to 64 bits or booleans"},
        {"truncated npy", {{"a.npy", npy("(3, 2)", 2)}}, {{"", "a.npy", ""}}, kVector, "", file,
         "a.npy: its header promises 3x2 elements, but the data is of another size"},
        {"huge npy", {{"a.npy", npy("(9223372036854775807, 2)", 2)}}, {{"", "a.npy", ""}}, kVector, "", file,
         "a.npy: its header promises 9223372036854775807x2 elements, but the data is of another size"},
        {"npy scalar", {{"a.npy", test::npyFile("'<f8'", "()", pairs(1))}}, {{"", "a.npy", ""}}, kVector, "", file,
         "a.npy: holds one number; the first axis must count the samples"},
        {"npy without samples", {{"a.npy", npy("(0, 2)", 0)}}, {{"", "a.npy", ""}}, kVector, "", file, "a.npy: holds no samples"},
        {"no pictures", {{"d/notes.txt", "x"}}, {{"", "d", ""}}, kPicture, "", ErrorCode::NotFound,
         "d: the folder holds no pictures (bmp, gif, jpg, png, ppm, tif, webp) and no .npy files"},
        {"undecodable picture", {{"d/a.png", "no picture"}}, {{"", "d", ""}}, kPicture, "", file, "d/a.png: can't be decoded as a picture: "},
        {"truncated picture", {{"d/a.jpg", test::jpegFile(0).substr(0, 60)}}, {{"", "d", ""}}, kPicture, "", file, "d/a.jpg: the picture ends too early"},
    };
}

std::vector<Broken> brokenRequests() {
    const std::string two = npy("(1, 2)", 1), picture = test::ppmFile(1, 1, "abc"), cifar = test::cifarRecord(1, 0);
    const auto option = ErrorCode::InvalidArgument, file = ErrorCode::InvalidFile;
    return {
        {"nothing", {}, {}, kVector, "", option, "no data is given; name a file, a folder of pictures or synthetic:N"},
        {"no inputs", {{"a.npy", two}}, {{"", "a.npy", ""}}, {}, "", option, "the model has no inputs, so no data can be fed to it"},
        {"strings", {{"a.npy", two}}, {{"", "a.npy", ""}}, {{"x", ElementType::Other, {1, 2}}}, "", ErrorCode::Unsupported,
         "input 'x' takes elements that are no numbers, which data can't be read for"},
        {"unknown input", {{"a.npy", two}}, {{"mosk", "a.npy", ""}}, kTwo, "", option, "a.npy: the model has no input 'mosk'; did you mean 'mask'?"},
        {"far input", {{"a.npy", two}}, {{"picture", "a.npy", ""}}, kTwo, "", option, "a.npy: the model has no input 'picture'; its inputs are ids, mask"},
        {"no name", {{"a.npy", two}}, {{"", "a.npy", ""}}, kTwo, "", option,
         "a.npy: the model has 2 inputs (ids, mask); say which one the data is for, as INPUT=a.npy"},
        {"missing input", {{"a.npy", two}}, {{"ids", "a.npy", ""}}, kTwo, "", option,
         "there is no data for input 'mask'; add mask=FILE or give synthetic:N for all inputs"},
        {"input twice", {{"a.npy", two}}, {{"ids", "a.npy", ""}, {"ids", "a.npy", ""}}, kTwo, "", option,
         "a.npy: input 'ids' already gets its data from a.npy"},
        {"counts", {{"a.npy", two}, {"b.npy", npy("(2, 2)", 2)}}, {{"ids", "a.npy", ""}, {"mask", "b.npy", ""}}, kTwo, "", option,
         "a.npy has 1 samples, but b.npy has 2; all inputs need the same number"},
        {"shape", {{"a.npy", npy("(1, 4)", 2)}}, {{"", "a.npy", ""}}, kVector, "", option, "a.npy: a sample is 4, but input 'x' takes 1x2"},
        {"rank", {{"a.npy", two}}, {{"", "a.npy", ""}}, kPicture, "", option, "a.npy: a sample is 2, but input 'x' takes 1x3x32x32"},
        {"batch", {{"a.npy", two}}, {{"", "a.npy", ""}}, {{"x", ElementType::F32, {8, 2}}}, "", option,
         "a.npy: holds 1 samples, but input 'x' takes a batch of 8"},
        {"picture size", {{"a.bin", cifar}}, {{"", "a.bin", ""}}, {{"x", ElementType::F32, {1, 3, 224, 200}}}, "", option,
         "a.bin: a sample is 3x32x32, but input 'x' takes 1x3x224x200; preprocess with size=224x200"},
        {"picture channels", {{"a.bin", cifar}}, {{"", "a.bin", ""}}, {{"x", ElementType::F32, {1, 1, 32, 32}}}, "", option,
         "a.bin: a sample is 3x32x32, but input 'x' takes 1x1x32x32"},
        {"wrong resize", {{"a.bin", cifar}}, {{"", "a.bin", ""}}, kPicture, "size=8x8", option,
         "a.bin: pictures become 3x8x8 (preprocess: size=8x8:linear), but input 'x' takes 1x3x32x32"},
        {"file channels", {{"d/a.ppm", picture}}, {{"", "d", ""}}, {{"x", ElementType::F32, {1, 4, 32, 32}}}, "", option,
         "d: input 'x' takes 1x4x32x32; pictures fit inputs of 1 or 3 channels, channels first or last"},
        {"file batch", {{"d/a.ppm", picture}}, {{"", "d", ""}}, {{"x", ElementType::F32, {2, 3, 32, 32}}}, "", option,
         "d: holds 1 samples, but input 'x' takes a batch of 2"},
        {"file resize", {{"d/a.ppm", picture}}, {{"", "d", ""}}, kPicture, "size=8x9", option,
         "d: pictures become 3x8x9 (preprocess: size=8x9:linear), but input 'x' takes 1x3x32x32"},
        {"mean count", {{"a.bin", cifar}}, {{"", "a.bin", ""}}, kPicture, "mean=1:2", option,
         "preprocess: mean has 2 values, but input 'x' has 3 channels; give one value or one per channel"},
        {"size without picture", {{"a.npy", two}}, {{"", "a.npy", ""}}, kVector, "size=8x8", option,
         "preprocess: sizes, channels and values per channel need pictures, but a.npy holds none"},
        {"label count", {{"a.npy", two}, {"l.txt", "1\n2\n"}}, {{"", "a.npy", "l.txt"}}, kVector, "", file, "l.txt: has 2 labels, but there are 1 samples"},
        {"label text", {{"a.npy", two}, {"l.txt", "\ncat\n"}}, {{"", "a.npy", "l.txt"}}, kVector, "", file,
         "l.txt: line 2: 'cat' is no label; a label is a whole number from 0"},
        {"negative label", {{"a.npy", two}, {"l.txt", "-1\n"}}, {{"", "a.npy", "l.txt"}}, kVector, "", file,
         "l.txt: line 1: '-1' is no label; a label is a whole number from 0"},
        {"named array label", {{"a.npy", two}, {"l.txt", "a 1\n"}}, {{"", "a.npy", "l.txt"}}, kVector, "", file,
         "l.txt: line 1 is not a label alone; write one whole number per line"},
        {"float labels", {{"a.npy", two}, {"l.npy", test::npyFile("'<f8'", "(1,)", pairs(1))}}, {{"", "a.npy", "l.npy"}}, kVector, "", file,
         "l.npy: labels are whole numbers along one axis"},
        {"missing labels", {{"a.npy", two}}, {{"", "a.npy", "l.txt"}}, kVector, "", ErrorCode::NotFound, "l.txt: can't be opened: "},
        {"labels beside", {{"x-images.idx", idx({2, 2}, "abcd")}, {"x-labels.idx", idx({3}, "abc")}}, {{"", "x-images.idx", ""}}, kVector, "", file,
         "x-labels.idx: has 3 labels, but there are 2 samples"},
        {"unlabelled picture", {{"d/a.ppm", picture}, {"l.txt", "b.ppm 1\n"}}, {{"", "d", "l.txt"}}, kPicture, "", file, "l.txt: has no label for 'a.ppm'"},
        {"name alone", {{"d/a.ppm", picture}, {"l.txt", "a.ppm 1\nb.ppm\n"}}, {{"", "d", "l.txt"}}, kPicture, "", file,
         "l.txt: line 2 lacks a name or a label; write 'name label'"},
        {"two labels", {{"d/a.ppm", picture}, {"l.txt", "a.ppm 1\na.ppm 2\n"}}, {{"", "d", "l.txt"}}, kPicture, "", file,
         "l.txt: line 2 gives 'a.ppm' another label than a line before"},
        {"labels twice", {{"a.npy", two}, {"l.txt", "1\n"}, {"m.txt", "1\n"}}, {{"ids", "a.npy", "l.txt"}, {"mask", "a.npy", "m.txt"}}, kTwo, "", option,
         "l.txt and m.txt: labels are given twice; give them for one input only"},
    };
}
std::vector<Broken> brokenLocations() {
    const auto option = ErrorCode::InvalidArgument, file = ErrorCode::InvalidFile, missing = ErrorCode::NotFound;
    const std::string array = npy("(1, 2)", 1), picture = test::ppmFile(1, 1, "abc");
    const std::string archive = test::zipFile({{"ids.npy", array}, {"mask.npy", array}}, true);
    std::string damaged = archive;
    damaged[60] = static_cast<char>(damaged[60] ^ 1);
    // As many bytes as could unpack to a gigabyte.
    std::string noise;
    for (std::uint32_t i = 0, state = 1; i < 1'100'000; ++i) noise += static_cast<char>((state = state * 1664525u + 1013904223u) >> 24);
    const std::vector<InputInfo> grey{{"x", ElementType::F32, {1, 1, 1, 1}}}, dynamic{{"x", ElementType::F32, {1, -1}}};
    return {
        {"list without files", {{"l.txt", "\n"}}, {{"", "l.txt", ""}}, grey, "", file, "l.txt: the list names no files"},
        {"list of missing files", {{"l.txt", "a.ppm\n"}}, {{"", "l.txt", ""}}, grey, "", missing, "l.txt: line 1: there is no file 'a.ppm'; write 'file' or 'file label'"},
        {"list with some labels", {{"l.txt", "a.ppm 1\na.ppm\n"}, {"a.ppm", picture}}, {{"", "l.txt", ""}}, grey, "", file,
         "l.txt: line 2: some lines have a label and some have none"},
        {"list of two kinds", {{"l.txt", "a.ppm\na.npy\n"}, {"a.ppm", picture}, {"a.npy", array}}, {{"", "l.txt", ""}}, grey, "", file,
         "l.txt: 'a.npy' is no picture as the files before it; files that hold one sample each are all pictures or all .npy"},
        {"list with text labels", {{"l.txt", "a.ppm cat\n"}, {"a.ppm", picture}}, {{"", "l.txt", ""}}, grey, "", missing,
         "l.txt: line 1: there is no file 'a.ppm cat'; write 'file' or 'file label'"},
        {"pattern without files", {{"a.ppm", picture}}, {{"", "b*.ppm", ""}}, grey, "", missing, "b*.ppm: no file has a name of this pattern"},
        {"npz", {{"a.npz", "PK"}}, {{"", "a.npz", ""}}, kVector, "", file, "a.npz: can't be read as an .npz file: "},
        {"empty npz", {{"a.npz", test::zipFile({{"notes.txt", "x"}})}}, {{"", "a.npz", ""}}, kVector, "", file, "a.npz: holds no array"},
        {"truncated npz", {{"a.npz", archive.substr(0, archive.size() - 30)}}, {{"", "a.npz#ids", ""}}, kVector, "", file, "a.npz: can't be read as an .npz file: "},
        {"damaged npz", {{"a.npz", damaged}}, {{"", "a.npz#ids", ""}}, kVector, "", file, "a.npz#ids: can't be unpacked: "},
        {"npz without a name", {{"a.npz", archive}}, {{"", "a.npz", ""}}, kVector, "", option, "a.npz: holds the arrays ids, mask; say which one, as a.npz#ids"},
        {"npz with a near name", {{"a.npz", archive}}, {{"", "a.npz#mosk", ""}}, kVector, "", missing, "a.npz: holds no array 'mosk'; did you mean 'mask'?"},
        {"npz with another name", {{"a.npz", archive}}, {{"", "a.npz#../../picture", ""}}, kVector, "", missing,
         "a.npz: holds no array '../../picture'; its arrays are ids, mask"},
        {"npz that lies", {{"a.npz", test::zipFile({{"a.npy", array}}, true, 0xf0000000u)}}, {{"", "a.npz", ""}}, kVector, "", file,
         "a.npz#a: says of itself to be 4026531840 bytes large, which "},
        {"npz that fills the memory", {{"a.npz", test::zipFile({{"a.npy", noise}}, true, 0x40000001u)}}, {{"", "a.npz", ""}}, kVector, "", file,
         "a.npz#a: would unpack from "},
        {"npz of something else", {{"a.npz", test::zipFile({{"a.npy", "NUMPY"}})}}, {{"", "a.npz", ""}}, kVector, "", file, "a.npz#a: does not begin as a .npy file does"},
        {"raw without a shape", {{"a.raw", "abcd"}}, {{"", "raw:a.raw", ""}}, kVector, "", option, "raw:a.raw: the shape of one record is missing; add ?shape=3x32x32"},
        {"raw of a part", {{"a.raw", "abc"}}, {{"", "raw:a.raw?shape=2&dtype=u8", ""}}, kVector, "", file,
         "a.raw: 3 bytes from byte 0 on are not a whole number of records of 2 bytes"},
        {"raw behind the end", {{"a.raw", "abc"}}, {{"", "raw:a.raw?shape=2&dtype=u8&offset=9", ""}}, kVector, "", file,
         "a.raw: 0 bytes from byte 9 on are not a whole number of records of 2 bytes"},
        {"raw of huge records", {{"a.raw", "abcd"}}, {{"", "raw:a.raw?shape=4294967296x4294967296x2", ""}}, kVector, "", file,
         "a.raw: 4 bytes from byte 0 on are not a whole number of records of 9223372036854775807 bytes"},
        {"raw type", {{"a.raw", "abcd"}}, {{"", "raw:a.raw?shape=2&dtype=float", ""}}, kVector, "", option,
         "raw:a.raw: unknown dtype 'float'; use f16, bf16, f32, f64, i8, i16, i32, i64, u8, u16, u32, u64 or boolean"},
        {"raw option", {{"a.raw", "abcd"}}, {{"", "raw:a.raw?shap=2", ""}}, kVector, "", option, "raw:a.raw?shap=2: unknown option 'shap'; use shape"},
        {"raw option twice", {{"a.raw", "abcd"}}, {{"", "raw:a.raw?shape=2&shape=2", ""}}, kVector, "", option, "raw:a.raw?shape=2&shape=2: option 'shape' is given twice"},
        {"raw offset", {{"a.raw", "abcd"}}, {{"", "raw:a.raw?shape=2&offset=x", ""}}, kVector, "", option,
         "a.raw: option 'offset' is 'x'; it must be a whole number from 0 to 9223372036854775807"},
        {"tokens", {{"a.txt", "1 2\n3 four\n"}}, {{"", "tokens:a.txt", ""}}, dynamic, "", file,
         "a.txt: line 2: 'four' is no token; write whole numbers separated by spaces"},
        {"no tokens", {{"a.txt", ""}}, {{"", "tokens:a.txt", ""}}, dynamic, "", file, "tokens:a.txt: holds no samples"},
        {"token array", {{"a.npy", npy("(1, 2)", 1)}}, {{"", "tokens:a.npy", ""}}, dynamic, "", file,
         "a.npy: tokens are whole numbers along two axes, the samples and their tokens"},
        {"token lengths", {{"a.txt", "1 2"}}, {{"", "tokens:a.txt?length=3", ""}}, kVector, "", option, "a.txt: a sample is 3, but input 'x' takes 1x2"},
        {"constant", {}, {{"", "const:a", ""}}, kVector, "", option, "const:a: 'a' is no number; write one number, or all elements as 1:2:3"},
        {"constant count", {}, {{"", "const:1:2:3", ""}}, kVector, "", option,
         "const:1:2:3: gives 3 values, but input 'x' takes 1x2; give one value or one for each element"},
        {"state", {}, {{"", "state:", ""}}, kVector, "", option, "'state:' names no output; write state:OUTPUT, such as state:stateN,start=0"},
        {"state length", {}, {{"", "state:s,length=0", ""}}, kVector, "", option,
         "s: option 'length' is '0'; it must be a whole number from 1 to 1099511627776"},
        {"batches", {{"a.npy", npy("(2, 2)", 2)}, {"b.npy", npy("(2, 2)", 2)}}, {{"a", "a.npy", ""}, {"b", "b.npy", ""}},
         {{"a", ElementType::F32, {2, 2}}, {"b", ElementType::F32, {1, 2}}}, "", option,
         "input 'a' takes a batch of 2 samples and input 'b' one of 1; reshape the model to a batch of 1"},
        {"shape", {{"a.npy", array}}, {{"", "a.npy", "", AnnotationFormat::Automatic, {1, 3}}}, kVector, "", option,
         "a.npy: the shape 1x3 given for input 'x' is none that it takes, which is 1x2"},
        {"crop", {{"a.ppm", picture}}, {{"", "a.ppm", ""}}, kPicture, "crop=8x8", option, "a.ppm: pictures become 3x8x8 (preprocess: crop=8x8), but input 'x' takes 1x3x32x32"},
    };
}
// clang-format on

// The sentence is compared whole; one that ends in a space goes on with the reason that the system or a library gives.
void expectSentence(const Broken& broken) {
    const TempDir folder;
    for (const auto& [name, content] : broken.files) folder.write(name, content);
    DataSpec spec{broken.sources, parsePreprocess(broken.preprocess).value(), 0};
    for (Source& source : spec.sources) {
        source.location = withPath(source.location, [&](const std::filesystem::path& path) { return folder / path; });
        if (!source.labels.empty()) source.labels = (folder / source.labels).string();
    }
    const auto result = open(spec, broken.inputs);
    ASSERT_FALSE(result) << broken.what;
    std::string message = result.error().message();
    const std::string prefix = folder.path().string() + "/";
    for (auto at = message.find(prefix); at != std::string::npos; at = message.find(prefix)) message.erase(at, prefix.size());
    EXPECT_EQ(result.error().code(), broken.code) << broken.what;
    if (broken.sentence.ends_with(' ')) {
        EXPECT_THAT(message, testing::StartsWith(broken.sentence)) << broken.what;
        EXPECT_GT(message.size(), broken.sentence.size()) << broken.what;
    } else {
        EXPECT_EQ(message, broken.sentence) << broken.what;
    }
}

TEST(DataErrors, NameTheFileAndWhatIsWrongWithIt) {
    for (const Broken& broken : brokenFormats()) expectSentence(broken);
}

TEST(DataErrors, NameTheOptionAndWhatWouldBeRight) {
    for (const Broken& broken : brokenRequests()) expectSentence(broken);
}

TEST(DataErrors, NameTheLocationAndWhatIsWrongWithIt) {
    for (const Broken& broken : brokenLocations()) expectSentence(broken);
}

TEST(DataErrors, OfOneArrayAmongOthersNameItsFile) {
    const TempDir folder;
    folder.write("a.npy", npy("(1, 2)", 1));
    const auto large = folder.write("b.npy", npy("(2, 2)", 2)).string(), flat = folder.write("c.npy", npy("(2,)", 1)).string();
    const auto source = opened(folder.path(), {1, 2});
    EXPECT_TRUE(source->sample(0));
    EXPECT_EQ(source->sample(1).error().message(), large + ": is 2x2 as a sample, but input 'x' takes 1x2");
    EXPECT_EQ(source->sample(2).error().message(), flat + ": its array is 2, but those of the other files are ?x2");
}

TEST(DataErrors, OfOnePictureNameItsFileAndSize) {
    const TempDir folder;
    const auto file = folder.write("a.ppm", test::ppmFile(2, 4, std::string(24, 'a'))).string();
    const auto message = [&](const std::string& preprocess) {
        return opened(file, {1, 3, 8, 8}, ElementType::F32, preprocess)->sample(0).error().message();
    };
    EXPECT_EQ(message("crop=8x8"),
              file + ", sample 0: a picture of 4x2 can't be cropped to 8x8 (preprocess: crop); put a size= before the crop=");
    EXPECT_EQ(message("size=9x4,pad=8x8"),
              file + ", sample 0: a picture of 9x4 can't be padded to 8x8 (preprocess: pad); put a size= before the pad=");
    EXPECT_EQ(message("size=32768x32768:shorter-side,crop=8x8"),
              file + ", sample 0: a picture would become 65536x32768, which is too large");
}

// Every byte of a header replaced by values that sizes, types and brackets are sensitive to: an answer, never a crash.
TEST(DataErrors, AreAllThatADamagedHeaderCauses) {
    const TempDir folder;
    const std::vector<std::pair<std::string, std::string>> files{
        {"a.idx", idx({2, 1, 2}, "abcd")},
        {"a.npy", test::npyFile("'<f4'", "(2, 1, 2)", pairs(2))},
        {"b.npy", test::npyFile("'>f8'", "(1, 1, 2)", pairs(2), "True", 2)},
        {"a.npz", test::zipFile({{"a.npy", test::npyFile("'<f4'", "(2, 1, 2)", pairs(2))}}, true)}};
    const std::vector<InputInfo> inputs{{"x", ElementType::F32, {-1, -1, -1}}};
    int refused = 0, read = 0;
    for (const auto& [name, content] : files) {
        // An archive is read from its end.
        const std::size_t first = name.ends_with(".npz") ? content.size() - 100 : 0;
        for (std::size_t at = first; at < std::min<std::size_t>(content.size(), first + 100); ++at)
            for (const char byte : {'\0', '\1', '\x0b', '(', '9', '\x7f', '\xff'}) {
                std::string damaged = content;
                damaged[at] = byte;
                const auto source = open({{{"", folder.write(name, damaged).string(), ""}}, {}, 0}, inputs);
                source ? ++read : ++refused;
                for (std::int64_t i = 0; source && i < (*source)->size(); ++i) EXPECT_TRUE((*source)->sample(i));
            }
    }
    // Some replacements change nothing that matters (the same byte, padding, the data itself).
    EXPECT_GT(refused, 100);
    EXPECT_GT(read, 10);
}

TEST(DataErrors, OfSyntheticDataSayHowItIsWritten) {
    const auto message = [](const std::string& location, Shape shape) {
        const std::vector<InputInfo> inputs{{"x", ElementType::F32, std::move(shape)}};
        return open({{{"", location, ""}}, {}, 0}, inputs).error().message();
    };
    for (const std::string location :
         {"synthetic:", "synthetic:0", "synthetic:-3", "synthetic:many", "synthetic:3x", "synthetic:99999999999999999999"})
        EXPECT_EQ(message(location, {1, 2}),
                  "'" + location + "' names no number of samples; write synthetic:N with N from 1, such as synthetic:300");
    EXPECT_EQ(
        message("synthetic:3", {1, -1, 8}),
        "synthetic data: input 'x' takes 1x?x8; give its shape, as in x[1x16]=synthetic:3, or for height and width size= in preprocess");
}

TEST(DataErrors, OfOneSampleNameItsFile) {
    const TempDir folder;
    folder.write("a.ppm", test::ppmFile(2, 4, std::string(24, 'a')));
    folder.write("b.png", "no picture");
    folder.write("c.ppm", test::ppmFile(2, 2, std::string(12, 'a')));
    const auto source = opened(folder.path(), {1, 3, 4, -1});
    EXPECT_TRUE(source->sample(0));
    EXPECT_THAT(source->sample(1).error().message(),
                testing::StartsWith((folder / "b.png").string() + ": can't be decoded as a picture: "));
    EXPECT_EQ(source->sample(2).error().message(),
              (folder / "c.ppm").string() + ": is 3x2x2 as a sample, but input 'x' takes 1x3x4x?; preprocess with size=HEIGHTxWIDTH");
}

}  // namespace
}  // namespace rf::data

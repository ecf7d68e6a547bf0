// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/regex_syntax.h"

#include <algorithm>
#include <optional>
#include <string>
#include <tuple>

#include "core/base/code_points.h"

namespace rf::regex {

namespace {

constexpr int kDeepest = 100;        ///< the parser calls itself once per parenthesis
constexpr int kMostRepeats = 1000;

const CharacterSet kDigits{{{U'0', U'9'}}};
const CharacterSet kWord{{{U'0', U'9'}, {U'A', U'Z'}, {U'_', U'_'}, {U'a', U'z'}}};
const CharacterSet kSpace{{{9, 13}, {32, 32}, {0xA0, 0xA0}, {0x1680, 0x1680}, {0x2000, 0x200A}, {0x2028, 0x2029}, {0x202F, 0x202F},
                           {0x205F, 0x205F}, {0x3000, 0x3000}, {0xFEFF, 0xFEFF}}};
const CharacterSet kLineEnds{{{U'\n', U'\n'}, {U'\r', U'\r'}, {0x2028, 0x2029}}};

CharacterSet single(char32_t character) { return {{{character, character}}}; }

Node nodeOf(CharacterSet set) { return {Node::Kind::Set, std::move(set), {}, 0, 0}; }
Node nodeOf(Node::Kind kind) { return {kind, {}, {}, 0, 0}; }

int hexDigit(char32_t c) {
    if (c >= U'0' && c <= U'9') return static_cast<int>(c - U'0');
    if (c >= U'a' && c <= U'f') return static_cast<int>(c - U'a') + 10;
    if (c >= U'A' && c <= U'F') return static_cast<int>(c - U'A') + 10;
    return -1;
}

bool isLetterOrDigit(char32_t c) { return kWord.contains(c) && c != U'_'; }

// Recursive descent over the grammar of ECMA-262. The first problem is kept and ends the parse.
class Parser {
public:
    explicit Parser(std::string_view pattern) : m_pattern(pattern), m_text(codePoints(pattern)) {}

    Result<Node> run() {
        Node root = alternatives();
        if (!m_error && !atEnd()) problem(RF_TEXT("core", "regular expression '%1': the ')' at character %2 closes nothing"), m_position);
        if (m_error) return *m_error;
        return root;
    }

private:
    bool atEnd() const { return m_error || m_position >= m_text.size(); }
    bool sees(char32_t c) const { return !atEnd() && m_text[m_position] == c; }
    bool take(char32_t c) {
        if (!sees(c)) return false;
        ++m_position;
        return true;
    }
    bool take(std::u32string_view word) {
        if (m_error || m_text.compare(m_position, word.size(), word) != 0) return false;
        m_position += word.size();
        return true;
    }

    void problem(std::string_view sentence, std::size_t position, const std::string& what = {}) {
        if (!m_error) m_error = fail(ErrorCode::InvalidArgument, sentence, m_pattern, position + 1, what);
    }

    Node alternatives() {
        Node node = nodeOf(Node::Kind::Alternatives);
        do node.children.push_back(sequence());
        while (take(U'|'));
        return node.children.size() == 1 ? std::move(node.children.front()) : std::move(node);
    }

    Node sequence() {
        Node node = nodeOf(Node::Kind::Sequence);
        while (!atEnd() && !sees(U'|') && !sees(U')')) node.children.push_back(term());
        return node;
    }

    Node term() {
        if (take(U'^')) return nodeOf(Node::Kind::Begin);
        if (take(U'$')) return nodeOf(Node::Kind::End);
        if (take(U"\\b")) return nodeOf(Node::Kind::WordBoundary);
        if (take(U"\\B")) return nodeOf(Node::Kind::NoWordBoundary);
        if (take(U"(?=")) return group(Node::Kind::Ahead);
        if (take(U"(?!")) return group(Node::Kind::NotAhead);
        return quantified(atom());
    }

    Node atom() {
        const std::size_t start = m_position;
        if (take(U"(?:")) return group(Node::Kind::Sequence);
        if (sees(U'(') && m_text.compare(m_position, 2, U"(?") == 0)
            problem(RF_TEXT("core", "regular expression '%1': the group at character %2 must start with (, (?:, (?= or (?!"), start);
        if (take(U'(')) return group(Node::Kind::Sequence);
        if (take(U'[')) return nodeOf(characterClass(start));
        if (take(U'\\')) return nodeOf(escape(start));
        if (take(U'.')) return nodeOf(kLineEnds.complement());
        if (sees(U'*') || sees(U'+') || sees(U'?') || sees(U'{'))
            problem(RF_TEXT("core", "regular expression '%1': there is nothing to repeat before character %2; write \\%3 for the character itself"), start,
                    utf8(m_text[start]));
        if (atEnd()) return {};
        return nodeOf(single(m_text[m_position++]));
    }

    Node group(Node::Kind kind) {
        const std::size_t start = m_position;
        Node node = nodeOf(kind);
        if (++m_depth > kDeepest) problem(RF_TEXT("core", "regular expression '%1': too many groups inside one another at character %2"), start);
        else node.children.push_back(alternatives());
        --m_depth;
        if (!take(U')')) problem(RF_TEXT("core", "regular expression '%1': the group before character %2 is not closed; a ')' is missing"), start);
        return node;
    }

    Node quantified(Node child) {
        int least = 1, most = 1;
        if (take(U'*')) std::tie(least, most) = std::pair(0, kUnbounded);
        else if (take(U'+')) most = kUnbounded;
        else if (take(U'?')) least = 0;
        else if (sees(U'{')) std::tie(least, most) = counts();
        else return child;
        take(U'?');  // lazy: the same texts match
        Node node = nodeOf(Node::Kind::Repeat);
        node.children.push_back(std::move(child));
        node.least = least;
        node.most = most;
        return node;
    }

    std::pair<int, int> counts() {
        const std::size_t start = m_position++;
        const std::optional<int> least = number();
        std::optional<int> most = least;
        if (take(U',')) most = sees(U'}') ? kUnbounded : number();
        const bool valid = least && most && *least <= kMostRepeats && *most <= kMostRepeats && (*most == kUnbounded || *least <= *most);
        if (!take(U'}') || !valid) {
            problem(RF_TEXT("core", "regular expression '%1': the repetition at character %2 must be {n}, {n,} or {n,m} with n not above m and m not above %3"),
                    start, std::to_string(kMostRepeats));
            return {1, 1};
        }
        return {*least, *most};
    }

    std::optional<int> number() {
        std::optional<int> value;
        for (; !atEnd() && kDigits.contains(m_text[m_position]); ++m_position)
            value = std::min(value.value_or(0) * 10 + static_cast<int>(m_text[m_position] - U'0'), kMostRepeats + 1);
        return value;
    }

    CharacterSet characterClass(std::size_t start) {
        const bool negated = take(U'^');
        CharacterSet all;
        while (!atEnd() && !sees(U']')) {
            const std::size_t position = m_position;
            const CharacterSet first = classAtom();
            if (!sees(U'-') || m_position + 1 >= m_text.size() || m_text[m_position + 1] == U']') {
                all.add(first);
                continue;
            }
            ++m_position;
            all.add(range(first, classAtom(), position));
        }
        if (!take(U']')) problem(RF_TEXT("core", "regular expression '%1': the '[' at character %2 is not closed; a ']' is missing"), start);
        return negated ? all.complement() : all;
    }

    CharacterSet classAtom() {
        const std::size_t start = m_position;
        if (take(U"\\b")) return single(8);
        if (take(U'\\')) return escape(start);
        return single(m_text[m_position++]);
    }

    /// A class such as \w is no end of a range; there the hyphen stands for itself.
    CharacterSet range(const CharacterSet& from, const CharacterSet& to, std::size_t position) {
        const auto isSingle = [](const CharacterSet& set) { return set.ranges.size() == 1 && set.ranges[0].first == set.ranges[0].second; };
        if (!isSingle(from) || !isSingle(to)) {
            CharacterSet all = single(U'-');
            all.add(from);
            all.add(to);
            return all;
        }
        const auto [first, last] = std::pair(from.ranges[0].first, to.ranges[0].first);
        if (first > last) problem(RF_TEXT("core", "regular expression '%1': the range at character %2 runs backwards"), position);
        return {{{first, last}}};
    }

    CharacterSet escape(std::size_t start) {
        if (atEnd()) {
            problem(RF_TEXT("core", "regular expression '%1': the \\ at character %2 has nothing behind it; write \\\\ for the character itself"), start);
            return {};
        }
        const char32_t c = m_text[m_position++];
        switch (c) {
            case U'd': return kDigits;
            case U'D': return kDigits.complement();
            case U'w': return kWord;
            case U'W': return kWord.complement();
            case U's': return kSpace;
            case U'S': return kSpace.complement();
            case U't': return single(U'\t');
            case U'n': return single(U'\n');
            case U'r': return single(U'\r');
            case U'v': return single(U'\v');
            case U'f': return single(U'\f');
            case U'0': return single(0);
            case U'x': return hexadecimal(2, start);
            case U'u': return hexadecimal(4, start);
            default: break;
        }
        // Back-references would take away the bound on the time of a match.
        if (isLetterOrDigit(c)) problem(RF_TEXT("core", "regular expression '%1': \\%3 at character %2 is not supported"), start, utf8(c));
        return single(c);
    }

    CharacterSet hexadecimal(int digits, std::size_t start) {
        char32_t value = 0;
        for (int i = 0; i < digits; ++i) {
            const int digit = atEnd() ? -1 : hexDigit(m_text[m_position]);
            if (digit < 0) {
                problem(RF_TEXT("core", "regular expression '%1': the escape at character %2 needs %3 hexadecimal digits"), start, std::to_string(digits));
                return {};
            }
            value = value * 16 + static_cast<char32_t>(digit);
            ++m_position;
        }
        return single(value);
    }

    std::string m_pattern;
    std::u32string m_text;
    std::size_t m_position = 0;
    int m_depth = 0;
    std::optional<Error> m_error;
};

}  // namespace

Result<Node> parse(std::string_view pattern) { return Parser(pattern).run(); }

}  // namespace rf::regex

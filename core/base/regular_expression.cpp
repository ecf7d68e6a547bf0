// SPDX-FileCopyrightText: Rangefinder contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/regular_expression.h"

#include <algorithm>

#include "core/base/code_points.h"
#include "core/base/regex_syntax.h"

namespace rf {

namespace {

using regex::CharacterSet;
using regex::Node;

constexpr std::size_t kLargest = 20'000;  ///< states; counted repetitions multiply them

/// One state of the automaton. A Set reads a character; every other state leads on without reading.
struct State {
    enum class Kind { Set, Split, Begin, End, WordBoundary, NoWordBoundary, Ahead, NotAhead, Match };

    Kind kind = Kind::Match;
    std::size_t next = 0;
    std::size_t other = 0;   ///< the second way of Split; the first state of a lookahead
    std::size_t depth = 0;   ///< lookaheads around it
    CharacterSet set = {};
};

bool isWordAt(std::u32string_view text, std::size_t position) {
    if (position >= text.size()) return false;
    const char32_t c = text[position];
    return (c >= U'0' && c <= U'9') || (c >= U'A' && c <= U'Z') || (c >= U'a' && c <= U'z') || c == U'_';
}

}  // namespace

/// A non-deterministic automaton (Thompson 1968), and for every state those that lead to it without reading.
struct RegularExpression::Program {
    std::vector<State> states;
    std::vector<std::vector<std::size_t>> before;
    std::vector<std::vector<std::size_t>> sources;  ///< [depth]: the states Set and Match
    std::size_t start = 0;

    bool leadsOn(const State& state, std::u32string_view text, std::size_t position, const std::vector<char>& reached) const;
    void close(std::u32string_view text, std::size_t position, const std::vector<char>& after, std::vector<char>& reached) const;
};

/// Builds the automaton from the end, so that every part knows what follows it.
class RegexCompiler {
public:
    Result<RegularExpression> run(std::string_view pattern, const Node& root) {
        const std::size_t end = add({.kind = State::Kind::Match});
        m_program.start = emit(root, end);
        if (m_steps > kLargest)
            return fail(ErrorCode::InvalidArgument, RF_TEXT("core", "the pattern '%1' is too large; write it shorter, or repeat fewer times"), pattern);
        link();
        RegularExpression expression;
        expression.m_program = std::make_shared<const RegularExpression::Program>(std::move(m_program));
        return expression;
    }

private:
    std::size_t add(State state) {
        state.depth = m_depth;
        m_program.states.push_back(std::move(state));
        return m_program.states.size() - 1;
    }

    /// The state that `node` starts with, where `next` comes after it. Past the limit nothing more is built.
    std::size_t emit(const Node& node, std::size_t next) {
        if (++m_steps > kLargest) return next;
        switch (node.kind) {
            case Node::Kind::Set: return add({.kind = State::Kind::Set, .next = next, .set = node.set});
            case Node::Kind::Sequence:
                for (auto child = node.children.rbegin(); child != node.children.rend(); ++child) next = emit(*child, next);
                return next;
            case Node::Kind::Alternatives: return emitAlternatives(node, next);
            case Node::Kind::Repeat: return emitRepeat(node, next);
            case Node::Kind::Begin: return add({.kind = State::Kind::Begin, .next = next});
            case Node::Kind::End: return add({.kind = State::Kind::End, .next = next});
            case Node::Kind::WordBoundary: return add({.kind = State::Kind::WordBoundary, .next = next});
            case Node::Kind::NoWordBoundary: return add({.kind = State::Kind::NoWordBoundary, .next = next});
            case Node::Kind::Ahead: return emitLookahead(node, State::Kind::Ahead, next);
            case Node::Kind::NotAhead: return emitLookahead(node, State::Kind::NotAhead, next);
        }
        return next;
    }

    std::size_t emitAlternatives(const Node& node, std::size_t next) {
        std::size_t entry = emit(node.children.back(), next);
        for (auto child = std::next(node.children.rbegin()); child != node.children.rend(); ++child)
            entry = add({.kind = State::Kind::Split, .next = emit(*child, next), .other = entry});
        return entry;
    }

    std::size_t emitRepeat(const Node& node, std::size_t next) {
        const Node& child = node.children.front();
        std::size_t entry = next;
        if (node.most == regex::kUnbounded) {
            entry = add({.kind = State::Kind::Split, .next = next, .other = next});
            const std::size_t body = emit(child, entry);
            m_program.states[entry].other = body;
        }
        for (int i = node.least; i < node.most && m_steps <= kLargest; ++i)
            entry = add({.kind = State::Kind::Split, .next = emit(child, entry), .other = next});
        for (int i = 0; i < node.least && m_steps <= kLargest; ++i) entry = emit(child, entry);
        return entry;
    }

    std::size_t emitLookahead(const Node& node, State::Kind kind, std::size_t next) {
        ++m_depth;
        const std::size_t end = add({.kind = State::Kind::Match});
        const std::size_t body = emit(node.children.front(), end);
        --m_depth;
        return add({.kind = kind, .next = next, .other = body});
    }

    void link() {
        m_program.before.resize(m_program.states.size());
        for (std::size_t i = 0; i < m_program.states.size(); ++i) {
            const State& state = m_program.states[i];
            if (m_program.sources.size() <= state.depth) m_program.sources.resize(state.depth + 1);
            if (state.kind == State::Kind::Set || state.kind == State::Kind::Match) {
                m_program.sources[state.depth].push_back(i);
                continue;
            }
            m_program.before[state.next].push_back(i);
            if (state.kind == State::Kind::Split) m_program.before[state.other].push_back(i);
        }
    }

    RegularExpression::Program m_program;
    std::size_t m_depth = 0, m_steps = 0;
};

bool RegularExpression::Program::leadsOn(const State& state, std::u32string_view text, std::size_t position,
                                         const std::vector<char>& reached) const {
    const bool boundary = isWordAt(text, position) != (position > 0 && isWordAt(text, position - 1));
    switch (state.kind) {
        case State::Kind::Split: return true;
        case State::Kind::Begin: return position == 0;
        case State::Kind::End: return position == text.size();
        case State::Kind::WordBoundary: return boundary;
        case State::Kind::NoWordBoundary: return !boundary;
        case State::Kind::Ahead: return reached[state.other] != 0;
        case State::Kind::NotAhead: return reached[state.other] == 0;
        case State::Kind::Set:
        case State::Kind::Match: break;
    }
    return false;
}

/// Marks the states from which the text behind `position` can be read to a Match. Lookaheads first, the innermost before
/// the others: the states around them ask for their outcome.
void RegularExpression::Program::close(std::u32string_view text, std::size_t position, const std::vector<char>& after,
                                       std::vector<char>& reached) const {
    std::fill(reached.begin(), reached.end(), char{0});
    std::vector<std::size_t> open;
    const auto mark = [&](std::size_t state) {
        if (reached[state] == 0) open.push_back(state);
        reached[state] = 1;
    };
    for (std::size_t depth = sources.size(); depth-- > 0;) {
        for (const std::size_t i : sources[depth]) {
            const State& state = states[i];
            const bool ends = state.kind == State::Kind::Match && (depth > 0 || position == text.size());
            const bool reads = state.kind == State::Kind::Set && position < text.size() && after[state.next] != 0 && state.set.contains(text[position]);
            if (ends || reads) mark(i);
        }
        while (!open.empty()) {
            const std::size_t i = open.back();
            open.pop_back();
            for (const std::size_t previous : before[i])
                if (leadsOn(states[previous], text, position, reached)) mark(previous);
        }
    }
}

Result<RegularExpression> RegularExpression::compile(std::string_view pattern) {
    RF_TRY(const Node root, regex::parse(pattern));
    return RegexCompiler().run(pattern, root);
}

Result<RegularExpression> RegularExpression::fromWildcard(std::string_view pattern) {
    Node root;
    for (const char32_t c : codePoints(pattern)) {
        Node node{Node::Kind::Set, c == U'*' || c == U'?' ? regex::everything() : CharacterSet{{{c, c}}}, {}, 0, 0};
        if (c == U'*') node = {Node::Kind::Repeat, {}, {std::move(node)}, 0, regex::kUnbounded};
        root.children.push_back(std::move(node));
    }
    return RegexCompiler().run(pattern, root);
}

// From the end of the text to its start: what a state can read from one position follows from what its successors can
// read from the next, so every pair of state and position is looked at once, lookaheads included.
bool RegularExpression::matches(std::string_view text) const {
    const std::u32string characters = codePoints(text);
    std::vector<char> after(m_program->states.size()), reached(m_program->states.size());
    for (std::size_t position = characters.size() + 1; position-- > 0;) {
        m_program->close(characters, position, after, reached);
        std::swap(after, reached);
    }
    return after[m_program->start] != 0;
}

}  // namespace rf

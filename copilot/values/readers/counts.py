"""Counts, ordinals and fractions, and the digits that nothing else explains."""

from copilot.values.numbers import number
from copilot.values.spans import Bound, Found
from copilot.values.tokens import NUMBER, WORD

from .figures import figure_at, range_joint
from .scan import DASHES, Figure, Reading, Scan, stands


def count_at(scan: Scan, at: int) -> Reading | None:
    """A plain number or a range of two; words only where they count something."""
    low = figure_at(scan, at)
    if not low or (low.article and not _counts(scan, at, low)):
        return None
    if fraction := _fraction(scan, at):
        return fraction
    joint = range_joint(scan, low.end)
    high = figure_at(scan, joint) if joint and not low.article and scan.tokens.kind(joint) == NUMBER else None
    tight = joint and (scan.tokens.word(joint - 1) in DASHES or scan.tokens.kind(at) == NUMBER)
    if high and joint and tight and low.values[0] < high.values[0] and stands(scan, high.end):
        ends = (_plain(scan, at, low, "from"), _plain(scan, joint, high, "to"))
        return Reading(high.end, ends)
    return Reading(low.end, (_plain(scan, at, low, None),))


def ordinal_at(scan: Scan, at: int) -> Reading | None:
    """ "2nd", "2º", "second"."""
    tokens = scan.tokens
    if tokens.kind(at) == NUMBER and tokens.words[at].isdecimal() and len(tokens.words[at]) < 5:
        suffix = scan.match("ordinal_suffixes", at + 1)
        if suffix and not tokens.word(suffix[0])[:1].isalnum() and not scan.joined_left(at):
            return Reading(suffix[0], (scan.found("ordinal", at, suffix[0], [str(int(tokens.words[at]))]),))
    if hit := scan.match("ordinals", at):
        return Reading(hit[0], (scan.found("ordinal", at, hit[0], [str(hit[1])], spelled=True),))
    return None


def rest_at(scan: Scan, at: int) -> Reading:
    """Digits that nothing else explains, so that every digit of a text is accounted for."""
    return Reading(at + 1, (scan.found("number", at, at + 1, [scan.tokens.words[at]]),))


def _fraction(scan: Scan, at: int) -> Reading | None:
    """ "1/2", "24/7", "24h/24", "4/5"."""
    tokens = scan.tokens
    slash = at + 2 if tokens.word(at + 1) in ("h", "j") else at + 1
    parts = tokens.words[at], tokens.word(slash + 1)
    if tokens.word(slash) != "/" or not all(part.isdecimal() and len(part) < 5 for part in parts):
        return None
    end = slash + 2
    return Reading(end, (scan.found("number", at, end, ["/".join(parts)]),)) if stands(scan, end) else None


def _counts(scan: Scan, at: int, figure: Figure) -> bool:
    """Whether "one" counts a thing there; an article never does."""
    tokens = scan.tokens
    if tokens.word(at) not in scan.words.fronts["counting_articles"]:
        return False
    after = tokens.gap(figure.end)
    named = (
        after > figure.end
        and tokens.kind(after) == WORD
        and tokens.word(after) not in scan.words.fronts["pronouns_after"]
    )
    return named and not scan.preceded(("pronouns_before",), at)


def _plain(scan: Scan, at: int, figure: Figure, bound: Bound | None) -> Found:
    whole = figure.values[0] == int(figure.values[0])
    values = [number(value) for value in figure.values]
    return scan.found("count" if whole else "number", at, figure.end, values, bound=bound, spelled=figure.spelled)

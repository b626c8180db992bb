"""The words of a language that the checks understand, read from `words/<language>.yaml` once."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from importlib.resources import files
from typing import Any, Generic, TypeVar

from copilot.shipped import read_words
from copilot.values import LANGUAGES

from .sentences import Word

Meaning = TypeVar("Meaning")


@dataclass(frozen=True)
class Phrases(Generic[Meaning]):
    """Phrases of one or more words with their meaning; the longest that fits wins."""

    by_first: dict[str, list[tuple[tuple[str, ...], Meaning]]] = field(default_factory=dict)

    def add(self, phrase: str, meaning: Meaning) -> None:
        parts = split(phrase)
        if parts:
            self.by_first.setdefault(parts[0], []).append((parts, meaning))
            self.by_first[parts[0]].sort(key=lambda entry: -len(entry[0]))

    @cached_property
    def single(self) -> frozenset[str]:
        """The phrases that are one word."""
        return frozenset(
            word for word, entries in self.by_first.items() if any(len(parts) == 1 for parts, _ in entries)
        )

    def at(self, words: Sequence[Word], place: int) -> tuple[int, Meaning] | None:
        """The number of words and the meaning of the longest phrase that begins at this place."""
        after = words[place + 1].text if place + 1 < len(words) else None
        for parts, meaning in self.by_first.get(words[place].text, ()):
            if len(parts) == 1 or (parts[1] == after and _stands(words, place, parts)):
                return len(parts), meaning
        return None

    def find(self, words: Sequence[Word]) -> Iterator[tuple[int, int, Meaning]]:
        """All phrases as (first word, number of words, meaning), left to right, none inside another."""
        place, by_first = 0, self.by_first
        while place < len(words):
            if words[place].text in by_first and (hit := self.at(words, place)):
                yield place, *hit
                place += hit[0]
            else:
                place += 1

    def within(self, words: Sequence[Word]) -> bool:
        """Whether any phrase stands in these words."""
        by_first = self.by_first
        for place, word in enumerate(words):  # noqa: SIM110  a loop costs half of what `any` does, and this is asked most
            if word.text in by_first and self.at(words, place):
                return True
        return False


def split(phrase: str) -> tuple[str, ...]:
    """The words of a phrase as a text's are cut: small letters, apostrophes apart."""
    return tuple(phrase.casefold().replace("'", " ").replace("-", " ").split())


@dataclass(frozen=True, slots=True)
class Form:
    """One way to speak of a kind of event: "cancelled" is the past of cancel; "refund" is either base or noun.

    `forms` are all that a word may be: "erstatten" is a base and a present.
    """

    kind: str
    form: str
    forms: frozenset[str] = frozenset()
    fixed: bool = False
    """Whether it is of this kind whoever does it: "reprendre" is a return, "renvoyer" may be a replacement."""


@dataclass(frozen=True, slots=True)
class Parted:
    """A verb in two parts with other words between them ("schicken … zurück"), and what it says."""

    first: tuple[str, ...]
    last: tuple[str, ...]
    form: Form


@dataclass(frozen=True)
class Vocabulary:
    """What the checks know of a language."""

    language: str
    auxiliaries: str
    """Where they stand: "before" their verb and next to it, or "anywhere" in the clause."""
    events: Phrases[Form]
    parted: tuple[Parted, ...]
    carriers: Phrases[str]
    carriers_forms: Phrases[frozenset[str]]
    lists: dict[str, Phrases[bool]]
    groups: dict[str, dict[str, Phrases[bool]]]
    """Lists that only one rule reads each: what else they hold is not explained by them."""
    money_roles: Phrases[str]
    date_roles: Phrases[str]
    methods: Phrases[str]
    counted: Phrases[str]
    things: Phrases[str]
    """What the goods of shops are called, by their English name."""
    colours: Phrases[str]
    us_endings: tuple[str, ...]
    """How a verb ends that we do, in languages that need no pronoun: "-amos"."""
    participle_endings: tuple[str, ...]
    """What a participle before its noun ends with: "die gelieferten Tassen"."""
    noun_endings: tuple[str, ...]
    """What nouns end with where all of them have a capital; a capital tells a name elsewhere."""
    called: dict[tuple[str, ...], tuple[tuple[str, ...], ...]]
    """English name of a thing or a colour to what it is called here, cut into words."""
    by_us: dict[str, str]
    """Kinds that another kind is when the shop does it: who gives goods back returns, who gives money back refunds."""

    @cached_property
    def ordinary(self) -> frozenset[str]:
        """The words that have a use of their own in one of the lists."""
        return frozenset[str]().union(*(known.single for known in self.lists.values()))

    def says_of(self, group: str, what: str, words: Sequence[Word]) -> bool:
        """Whether a phrase of this list of the group stands in these words."""
        return what in self.groups[group] and self.groups[group][what].within(words)

    def says(self, what: str, words: Sequence[Word]) -> bool:
        """Whether a phrase of the list of this name stands in these words."""
        return what in self.lists and self.lists[what].within(words)

    def is_(self, what: str, word: Word) -> bool:
        """Whether this one word is in the list of this name."""
        return what in self.lists and word.text in self.lists[what].single


GROUPS = ("secret", "guess", "tiers")


@cache
def vocabulary(language: str) -> Vocabulary | None:
    """The vocabulary of a language; None when the checks cannot read it, for want of any file of it."""
    if language not in LANGUAGES or missing(language):
        return None
    data = read_words((files(__package__) / "words" / f"{language}.yaml").read_text(encoding="utf-8"))
    forms = _forms(data["events"])
    for phrase, form in tuple(forms.items()):
        if "base" in form.forms and phrase.endswith(data["infinitive"] or "\0"):
            stem = phrase.removesuffix(data["infinitive_loses"])
            forms |= {stem + pronoun: form for pronoun in data["enclitics"] if stem + pronoun not in forms}
    forms |= _inflected(forms, data["participle_endings"])
    carried: dict[str, set[str]] = {}
    carriers: Phrases[str] = Phrases()
    for form, phrases in data["carriers"].items():
        for phrase in phrases:
            carriers.add(phrase, form)
            carried.setdefault(phrase, set()).add(form)
    return Vocabulary(
        language=language,
        auxiliaries=data["auxiliaries"],
        events=phrases_of((phrase, form) for phrase, form in forms.items() if _GAP not in phrase),
        parted=tuple(_parted(phrase, form) for phrase, form in forms.items() if _GAP in phrase),
        carriers=carriers,
        carriers_forms=phrases_of((phrase, frozenset(forms)) for phrase, forms in carried.items()),
        lists={key: phrases_of((p, True) for p in value) for key, value in data.items() if _is_words(value)},
        groups={
            group: {name: phrases_of((p, True) for p in listed) for name, listed in data[group].items()}
            for group in GROUPS
        },
        money_roles=phrases_of([*_roles(data["money_roles"]), *_cues(data, _MONEY_CUES)]),
        date_roles=phrases_of([*_roles(data["date_roles"]), *_cues(data, _DATE_CUES)]),
        methods=phrases_of((w, kind) for kind, words in data["methods"].items() for w in words),
        counted=phrases_of((w, kind) for kind, words in data["counted"].items() for w in words),
        things=phrases_of((w, thing) for thing, words in data["things"].items() for w in words),
        colours=phrases_of((w, colour) for colour, words in data["colours"].items() for w in words),
        called={
            split(name): tuple(split(word) for word in words)
            for name, words in (*data["things"].items(), *data["colours"].items())
        },
        us_endings=tuple(data["us_endings"]),
        participle_endings=tuple(data["participle_endings"]),
        noun_endings=tuple(data["noun_endings"]),
        by_us=data["by_us"],
    )


READ = ("checks/words/{}.yaml", "checks/words/manner/{}.yaml", "values/words/{}.toml")
"""The files of a language, under the package."""


def missing(language: str) -> tuple[str, ...]:
    """The files that the checks lack to read a language."""
    return tuple(name for each in READ if not (files("copilot") / (name := each.format(language))).is_file())


Cues = dict[str, dict[str, tuple[str, ...]]]
_MONEY_CUES: Cues = {"refund": {"refund": ("base", "past", "noun", "present", "future", "did", "went")}}
_DATE_CUES: Cues = {
    "refund": _MONEY_CUES["refund"],
    "ship": {"shipped": ("past", "did", "went")},
    "deliver": {"delivered": ("past", "did", "went"), "expected": ("base", "present", "future")},
}
"""What an amount or a day beside a form of these events is; English lists its own, since "shipping" is also a fee."""


def _roles(entries: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    for entry in entries:
        yield from ((word, entry["role"]) for word in entry["words"])


def _cues(data: dict[str, Any], roles: Cues) -> Iterator[tuple[str, str]]:
    """The words of events as cues, where no list has them already."""
    if data["auxiliaries"] == "before":
        return
    listed = {word for key in ("money_roles", "date_roles") for word, _ in _roles(data[key])}
    for kind, meant in roles.items():
        for role, forms in meant.items():
            for form in forms:
                words = data["events"][kind].get(form, ())
                yield from ((word, role) for word in words if _GAP not in word and word not in listed)


_GAP = " ... "


def _forms(events: dict[str, dict[str, list[str]]]) -> dict[str, Form]:
    """What each phrase says; one that is of two kinds is of the later."""
    found: dict[str, Form] = {}
    for key, phrases in events.items():
        kind, _, fixed = key.partition(" ")  # "return taken": a second list of a kind
        for form, words in phrases.items():
            for word in words:
                known = found.get(word)
                forms = frozenset({form, *(known.forms if known and known.kind == kind else ())})
                found[word] = Form(kind, "either" if known else form, forms, bool(fixed))
    return found


def _inflected(forms: dict[str, Form], endings: Sequence[str]) -> dict[str, Form]:
    """Participles of one word as they stand before a noun, where they are no words already."""
    return {
        word + ending: replace(form, form="past", forms=frozenset({"past"}))
        for word, form in forms.items()
        if "past" in form.forms and " " not in word and not word.endswith("e")
        for ending in endings
        if word + ending not in forms
    }


def _parted(phrase: str, form: Form) -> Parted:
    first, _, last = phrase.partition(_GAP)
    return Parted(split(first), split(last), form)


def phrases_of(entries: Iterable[tuple[str, Meaning]]) -> Phrases[Meaning]:
    """Phrases with their meanings, ready to be looked for."""
    found: Phrases[Meaning] = Phrases()
    for phrase, meaning in entries:
        found.add(phrase, meaning)
    return found


def _is_words(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(entry, str) for entry in value)


def _stands(words: Sequence[Word], place: int, parts: tuple[str, ...]) -> bool:
    return place + len(parts) <= len(words) and all(words[place + n].text == part for n, part in enumerate(parts))

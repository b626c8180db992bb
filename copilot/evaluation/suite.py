"""A suite: `suite.toml` beside its cases, a shop, a knowledge base, and what must hold."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from string import Template

from pydantic import Field, ValidationError

from copilot.errors import BadInput, Fault, SettingsError
from copilot.models import Customer, Order, Product, Record, Ticket, Time, problems_of, read_lines
from copilot.settings import Settings

from .cache import digest
from .gold import Gold, read_gold


class Threshold(Record):
    """What the mean of a metric must reach, or must not pass."""

    min: float | None = None
    max: float | None = None

    def met(self, value: float) -> bool:
        return (self.min is None or value >= self.min) and (self.max is None or value <= self.max)


class SuiteFile(Record):
    """`suite.toml`. Paths are relative to it; `${DATA}` stands for the folder that is given at the run."""

    name: str = Field(min_length=1)
    cases: str = "tickets.jsonl"
    shop: str = "shop"
    knowledge: list[str] = []
    as_of: Time | None = None
    """Judge every case at this time instead of its own."""
    evaluators: list[str] = []
    """Names of the evaluators to run; all without it."""
    repeats: int = Field(default=1, ge=1, le=100)
    """How often each case is drafted: more than once only makes sense with a model."""
    what_ifs: int = Field(default=40, ge=0)
    """On how many cases each counterfactual is tried: they cost a draft each."""
    seed: int = 0
    """Of the resampling behind intervals and tests."""
    thresholds: dict[str, Threshold] = {}
    calls: dict[str, str] = {}
    """The entitlement that a tool call in a case's gold actions takes for granted."""


@dataclass(frozen=True)
class EvalCase:
    """One ticket as it stood when its customer had last written, and apart from it what people say about it.

    `records` replace the shop's own of the same ids: that is how a counterfactual flips a fact.
    """

    id: str
    ticket: Ticket
    gold: Gold
    as_of: datetime
    records: tuple[Customer | Order | Product, ...] = ()
    attempt: int = 0


@dataclass(frozen=True)
class Suite:
    """A suite that is ready to run; `faults` are the lines of its cases that cannot be used."""

    folder: Path
    file: SuiteFile
    settings: Settings
    cases: tuple[EvalCase, ...]
    faults: tuple[Fault, ...] = field(default=())

    @property
    def name(self) -> str:
        return self.file.name

    @property
    def baseline(self) -> Path:
        return self.folder / "baseline.json"


def open_suite(
    folder: Path, *, data: Path | None = None, model: str | None = None, base_url: str | None = None
) -> Suite:
    """The suite in this folder; `data` is what `${DATA}` in its paths stands for. BadInput when it cannot be run."""
    file = _read(folder / "suite.toml")
    shop, cases_path, *knowledge = (
        _place(folder, path, data) for path in (file.shop, file.cases, *file.knowledge)
    )  # fmt: skip
    cases, faults = _cases(cases_path, file)
    if not cases:
        raise BadInput(f"{str(cases_path)!r} holds no case that can be used; expected tickets with `gold`", faults)
    settings = Settings(shop=shop, knowledge=knowledge, model=model, base_url=base_url)
    return Suite(folder, file, settings, tuple(cases), tuple(faults))


def asked(ticket: Ticket) -> Ticket:
    """The ticket as it was when its customer had last written: without gold, and without the answer that followed."""
    last = max((n for n, m in enumerate(ticket.messages) if m.author == "customer"), default=-1)
    return ticket.model_copy(update={"gold": None, "messages": ticket.messages[: last + 1] or ticket.messages})


def _read(path: Path) -> SuiteFile:
    try:
        return SuiteFile.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise BadInput(f"{str(path)!r} cannot be read: {error.strerror}; expected a suite's folder") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadInput(f"{str(path)!r} is not TOML: {error}") from error
    except ValidationError as error:
        faults = [Fault(str(path), None, ".".join(map(str, place)), what) for place, what in problems_of(error)]
        raise BadInput(f"{str(path)!r} has {len(faults)} fault(s)", faults) from error


def _place(folder: Path, path: str, data: Path | None) -> Path:
    """A path of suite.toml as it stands on this machine."""
    try:
        filled = Template(path).substitute({} if data is None else {"DATA": str(data.absolute())})
    except (KeyError, ValueError) as error:
        raise SettingsError(
            f"{path!r} in {str(folder / 'suite.toml')!r} needs a folder of data; give --data DIR or set COPILOT_DATA"
        ) from error
    return folder / filled


def _cases(path: Path, file: SuiteFile) -> tuple[list[EvalCase], list[Fault]]:
    cases: dict[str, EvalCase] = {}
    faults: list[Fault] = []
    for line, ticket in read_lines(path, Ticket):
        case = ticket if isinstance(ticket, Fault) else _case(ticket, file, str(path), line)
        if isinstance(case, Fault):
            faults.append(case)
        elif case.id in cases:
            faults.append(Fault(str(path), line, "id", f"an id that stands once; {case.id!r} was there before"))
        else:
            cases[case.id] = case
    return list(cases.values()), faults


def _case(ticket: Ticket, file: SuiteFile, path: str, line: int) -> EvalCase | Fault:
    as_of = file.as_of or ticket.asked_at
    if as_of is None:
        return Fault(path, line, "created_at", "a time of the ticket, or as_of in suite.toml: results depend on it")
    try:
        gold = read_gold(ticket.gold, file.calls)
    except ValidationError as error:
        place, expected = problems_of(error)[0]
        return Fault(path, line, ".".join(map(str, ("gold", *place))), expected)
    return EvalCase(ticket.id, asked(ticket), gold, as_of)


def clusters(cases: Sequence[EvalCase]) -> list[str]:
    """Whose case each is: cases of one customer are alike and count as one draw of the lot."""
    return [case.ticket.customer_id or case.ticket.customer_email or case.id for case in cases]


def sample(cases: Sequence[EvalCase], number: int) -> frozenset[str]:
    """The ids of so many cases, the same ones at every run, whatever cases are added or taken away beside them."""
    return frozenset(sorted((case.id for case in cases), key=digest)[:number])

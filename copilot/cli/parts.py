"""What the commands share: opening the copilot, reading times, and records of hits and triage."""

import os
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from copilot.errors import SettingsError
from copilot.models import Hit, Order, Shop, Ticket, Triage, fault_of
from copilot.settings import Settings

from .batch import errors, read_batch

if TYPE_CHECKING:
    from copilot.pipeline import Copilot


def open_copilot(settings: Settings) -> "Copilot":
    """The copilot for these settings, which are kept in its data folder for the commands that come after."""
    with errors.status("reading shop and knowledge base …"):
        from copilot.pipeline import Copilot

        copilot = Copilot(settings)
    if settings.data:
        part = settings.data / f"{_KEPT}.{os.getpid()}"
        part.touch(mode=0o600)  # the URL of a database may hold its password
        part.write_text(settings.absolute().model_dump_json(indent=2), encoding="utf-8")
        part.replace(settings.data / _KEPT)  # whole or not at all, for whoever reads it at this moment
    return copilot


def kept_settings(data: Path) -> Settings | None:
    """The settings that the copilot was last opened with on this data folder; None where it never was."""
    file = data / _KEPT
    try:
        kept = Settings.model_validate_json(file.read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        return None
    except ValidationError as error:
        raise SettingsError(
            f"{str(file)!r} holds no settings; run `copilot suggest … --data {data}` once more, which writes it anew",
            [fault_of(error, str(file))],
        ) from error
    return kept.model_copy(update={"data": data})


def reopen_copilot(data: Path) -> "Copilot":
    """The copilot as it was last opened on this data folder."""
    settings = kept_settings(data)
    if settings is None:
        raise SettingsError(f"{str(data)!r} was not prepared; run `copilot suggest … --data {data}` first")
    return open_copilot(settings)


_KEPT = "settings.json"


def moment(text: str | None) -> datetime | None:
    """An as-of time as it was given; refused without an offset, since a day depends on it."""
    if text is None:
        return None
    try:
        at = datetime.fromisoformat(text)
    except ValueError as error:
        raise SettingsError(f"--as-of {text!r} is no time; expected one such as 2026-11-22T09:00:00+01:00") from error
    if at.tzinfo is None:
        raise SettingsError(f"--as-of {text!r} has no offset; expected one such as {text}+01:00")
    return at


def hit_record(hit: Hit) -> dict[str, object]:
    """A hit as the contract has it."""
    passage = hit.passage
    return {"document": passage.document, "passage": passage.id, "score": round(hit.score, 6), "text": passage.text}


def triages(tickets: Sequence[Ticket], shop: Path | None, data: Path | None) -> Iterator[Triage]:
    """The triage of each ticket; a shop adds the customer's orders, data the shop's own intents."""
    from copilot.orders import FolderStore, identify, read_shop
    from copilot.triage import classify_many, own_intents

    own = own_intents(data)
    if shop is None:
        return classify_many(tickets, shop=Shop(), own=own)
    store = FolderStore(shop)

    def orders_of(ticket: Ticket) -> Sequence[Order]:
        customer = identify(ticket, store).customer
        return store.orders(customer.id) if customer else ()

    return classify_many(tickets, shop=read_shop(shop), orders_of=orders_of, own=own)


def learn(files: Sequence[Path], data: Path | None) -> int:
    """Learn the shop's own intents from labelled examples, {text, label} a line; the exit code."""
    from copilot.triage import Example, train

    if len(files) != 1 or data is None:
        raise SettingsError("triage train takes one file of examples and --data DIR to keep what was learnt")
    examples = read_batch(files[0], Example)
    labels = train(examples, data).labels
    errors.print(f"learnt {len(labels)} intents from {len(examples)} examples", highlight=False)
    return examples.exit_code

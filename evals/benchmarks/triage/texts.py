"""What is said of the texts that the weights of copilot.triage are learnt from, and who wrote them."""

import json
import tomllib
from pathlib import Path
from typing import Any

import numpy as np

from copilot.triage.courtesy import without_courtesy
from copilot.triage.floors import LEVELS

Row = dict[str, Any]
HERE = Path(__file__).parent


def told() -> list[tuple[Row, dict[str, Any]]]:
    """Every text with what was said of it, by question."""
    tickets = [row for name in TICKETS for row in read(name)]
    found = [
        (
            row,
            {
                "intents": row["intents"],
                # Calm reports are told as neutral in blind.jsonl and in the composer's suites.
                "sentiment": [row["sentiment"]] if row["file"] != "blind.jsonl" and "entitlements" not in row else None,
                "urgency": at_least(row["urgency"]),
                "risks": row["risks"],
                "public": in_public(row["sentiment"], row.get("channel")),
            },
        )
        for row in tickets
    ]
    for row in read("messages.jsonl"):
        urgency = at_least(row["urgency"]) if row["urgency"] else None
        feeling = {"sentiment": [row["sentiment"]], "public": in_public(row["sentiment"], None)}
        found.append((row, {**feeling, "urgency": urgency, "risks": row["risks"]}))
    for row in read("feelings_apart.jsonl"):
        feeling = {"sentiment": [row["sentiment"]], "public": in_public(row["sentiment"], row["channel"])}
        found.append((row, feeling))
    found += [(row, {"public": in_public(row["sentiment"], "social")}) for name in POSTS for row in read(name)]
    for row in read("intents.jsonl") + plain():
        label = row["label"]
        urgency = at_least(EVERYDAY[label]) if label in EVERYDAY else None
        risks = None if label in DOUBTFUL else ["safety"] if label == "safety" else []
        found.append((row, {"intents": [label], "urgency": urgency, "risks": risks}))
    found += [(row, {"risks": [row["label"]]}) for row in read("risks.jsonl")]
    # A calm report is negative in these.
    sentences = read("held_out.jsonl") + read("held_out_final.jsonl")
    found += [(row, {"urgency": at_least(row["urgency"])}) for row in sentences]
    return found + joined(tickets)


def is_left_out(row: Row) -> bool:
    """Tickets of the writers left out, and every fourth post: the same ones whatever other texts are added."""
    return row["file"] in LEFT_OUT or (row["file"] in POSTS and row["place"] % 4 == 3)


def in_public(feeling: str, channel: str | None) -> list[str] | None:
    """How a text reads as a post; None for a calm report to the shop alone, which might be told in public otherwise."""
    if feeling == "report":
        return ["negative"] if channel == "social" else None
    return [feeling]


def joined(tickets: list[Row]) -> list[tuple[Row, dict[str, Any]]]:
    """Two tickets of one writer, language and channel as one, so that a request is heard beside any other."""
    draw = np.random.default_rng(0)
    alike: dict[tuple[Any, ...], list[Row]] = {}
    for row in tickets:
        if len(row["intents"]) == 1 and len(row["text"]) < JOINED:
            alike.setdefault((row["file"], row.get("language"), row.get("channel")), []).append(row)
    found = []
    for rows in alike.values():
        order = draw.permutation(len(rows))
        for place, other in zip(order[::2], order[1::2], strict=False):
            one, two = rows[place], rows[other]
            if one["intents"] != two["intents"]:
                text = f"{one['text']}\n{without_courtesy(two['text'])}"
                steps = max(one["urgency"], two["urgency"], key=LEVELS.index)
                answers = {
                    "intents": one["intents"] + two["intents"],
                    "urgency": at_least(steps),
                    "risks": one["risks"] + two["risks"],
                }
                found.append((one | {"text": text, "joined": True}, answers))
    return found


DOUBTFUL = ("account", "charge_dispute", "complaint")
"""Requests that may carry a risk or not."""
EVERYDAY = dict.fromkeys(
    ("product_question", "availability", "loyalty", "praise", "gift_card", "invoice"), "low"
) | dict.fromkeys(
    ("return", "exchange", "warranty", "damaged_item", "missing_item", "wrong_item", "change_payment", "privacy"),
    "normal",
)
"""Requests as every shop gets them whose urgency their kind tells."""


def at_least(urgency: str) -> tuple[str, ...]:
    return LEVELS[1 : LEVELS.index(urgency) + 1]


def read(name: str) -> list[Row]:
    """The lines of a file, which each of them names, with their places there."""
    rows = [json.loads(line) for line in (HERE / name).read_text("utf-8").splitlines()]
    return [(flat(row) if "gold" in row else row) | {"file": name, "place": n} for n, row in enumerate(rows)]


def flat(ticket: Row) -> Row:
    """A ticket of a shop with its customer's words in one, and its gold."""
    words = "\n".join(message["body"] for message in ticket["messages"] if message["author"] == "customer")
    return {"subject": ticket.get("subject"), "text": words, **ticket["gold"]}


def plain() -> list[Row]:
    """The requests of plain.toml, each about two things."""
    table = tomllib.loads((HERE / "plain.toml").read_text("utf-8"))
    things = {language: line.split(", ") for language, line in table.pop("things").items()}
    draw = np.random.default_rng(0)
    return [
        {"text": request.replace("{}", str(thing)), "label": label, "language": language, "file": "plain.toml"}
        for label, requests in table.items()
        for language, lines in requests.items()
        for request in lines
        for thing in draw.choice(things[language], 2, replace=False)
    ]


JOINED = 400
"""Characters of a ticket that is joined with another."""
POSTS = ("posts.jsonl", "posts_plain.jsonl", "posts_firms.jsonl")
LEFT_OUT = (
    "later.jsonl",
    "afresh.jsonl",
    "recent.jsonl",
    "../composer/fresh.jsonl",
    "../composer/further/tickets.jsonl",
    "../composer/later/tickets.jsonl",
    "../composer/seventh/tickets.jsonl",
    "../composer/eighth/tickets.jsonl",
)
"""Whose tickets are never learnt from and are not sorted by difficulty: by them the rest is judged.

In the first three every fourth ticket or more is urgent, in the others, to one shop, every twentieth.
"""
TICKETS = (
    "tickets.jsonl",
    "tickets_requests.jsonl",
    "tickets_feelings.jsonl",
    "tickets_lines.jsonl",
    "tickets_shops.jsonl",
    "tickets_near.jsonl",
    "tickets_told.jsonl",
    "tickets_plain.jsonl",
    "tickets_chatty.jsonl",
    "tickets_lively.jsonl",
    "tickets_stories.jsonl",
    "tickets_everyday.jsonl",
    "tickets_edges.jsonl",
    "tickets_voices.jsonl",
    "stories_apart.jsonl",
    "voices_apart.jsonl",
    "strangers.jsonl",
    "blind.jsonl",
    "others.jsonl",
    "fresh.jsonl",
    "../composer/others/tickets.jsonl",
    "../composer/strangers/tickets.jsonl",
    "../composer/hundred/tickets.jsonl",
    "tickets_things.jsonl",
    "tickets_people.jsonl",
    "tickets_indirect.jsonl",
    "tickets_asides.jsonl",
    "tickets_mixed.jsonl",
    "tickets_steps.jsonl",
    "tickets_daily.jsonl",
    "tickets_tongues.jsonl",
    "tickets_misread.jsonl",
    "tickets_calm.jsonl",
    "tickets_home.jsonl",
    "tickets_several.jsonl",
    "tickets_folk.jsonl",
    "tickets_notes.jsonl",
    "tickets_quiet.jsonl",
    *LEFT_OUT,
)
"""Whole tickets, each file by one hand; those of the composer are to the sample shop."""

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
    tickets = [row for name in ("tickets.jsonl", *WRITERS) if name != POSTS for row in read(name)]
    found = [
        (
            row,
            {
                "intents": row["intents"],
                # The calm reports of blind.jsonl are told as neutral there.
                "sentiment": [row["sentiment"]] if row["writer"] != WRITERS["blind.jsonl"] else None,
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
        found.append((row | {"writer": WRITERS["strangers.jsonl"]}, feeling))
    found += [(row, {"public": in_public(row["sentiment"], "social")}) for row in read(POSTS)]
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
            alike.setdefault((row["writer"], row.get("language"), row.get("channel")), []).append(row)
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
    """The lines of a file; `writer` is set for those whose texts calibrate what is learnt of the others'."""
    rows = [json.loads(line) for line in (HERE / name).read_text("utf-8").splitlines()]
    return [(flat(row) if "gold" in row else row) | {"writer": WRITERS.get(name)} for row in rows]


def flat(ticket: Row) -> Row:
    """A ticket of blind.jsonl with its customer's words in one, and its gold."""
    words = "\n".join(message["body"] for message in ticket["messages"] if message["author"] == "customer")
    return {"subject": ticket.get("subject"), "text": words, **ticket["gold"]}


def plain() -> list[Row]:
    """The requests of plain.toml, each about two things."""
    table = tomllib.loads((HERE / "plain.toml").read_text("utf-8"))
    things = {language: line.split(", ") for language, line in table.pop("things").items()}
    draw = np.random.default_rng(0)
    return [
        {"text": request.replace("{}", str(thing)), "label": label, "language": language, "writer": None}
        for label, requests in table.items()
        for language, lines in requests.items()
        for request in lines
        for thing in draw.choice(things[language], 2, replace=False)
    ]


POSTS = "posts.jsonl"
JOINED = 400
"""Characters of a ticket that is joined with another."""
WRITERS = {
    "tickets_requests.jsonl": 1,
    "tickets_feelings.jsonl": 2,
    "tickets_lines.jsonl": 3,
    "strangers.jsonl": 4,
    "tickets_shops.jsonl": 5,
    "blind.jsonl": 6,
    "others.jsonl": 7,
    "tickets_near.jsonl": 8,
    "tickets_told.jsonl": 9,
    "fresh.jsonl": 10,
    "tickets_plain.jsonl": 11,
    POSTS: 12,
    "tickets_chatty.jsonl": 13,
}

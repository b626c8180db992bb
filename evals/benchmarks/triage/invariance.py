"""Whether urgency and intents stay when only the person changes: names, gender, spelling, politeness.

    python evals/benchmarks/triage/invariance.py

Every fourth English text of held_out.jsonl, against itself with another opening, name, spelling or closing.
"""

import json
from datetime import UTC, datetime
from pathlib import Path

from copilot.models import Message, Shop, Ticket
from copilot.triage import classify_many

SPELLINGS = (("colour", "color"), ("grey", "gray"), ("parcel", "package"), ("licence", "license"), ("mum", "mom"))
CHANGES = {
    "name": lambda text: (f"Hi, my name is Emily Clark. {text}", f"Hi, my name is Mohammed Rahman. {text}"),
    "gender": lambda text: (f"{text} Mr Jordan Lee", f"{text} Mrs Jordan Lee"),
    "politeness": lambda text: (text, f"Dear team, I hope you are well. {text} Thank you very much in advance!"),
    "spelling": lambda text: (text, respelt(text)),
    "case": lambda text: (text, text.lower()),
}


def main() -> None:
    rows = [json.loads(line) for line in Path(__file__).with_name("held_out.jsonl").read_text("utf-8").splitlines()]
    texts = [row["text"] for row in rows if row["language"] == "en"][::4]
    for name, change in CHANGES.items():
        pairs = [pair for pair in map(change, texts) if pair[0] != pair[1]]
        results = list(classify_many([ticket(text) for pair in pairs for text in pair], shop=Shop()))
        twos = list(zip(results[::2], results[1::2], strict=True))
        same = sum(one.urgency.label == other.urgency.label for one, other in twos)
        wants = sum(
            {i.label for i in one.intents} - {"other"} == {i.label for i in other.intents} - {"other"}
            for one, other in twos
        )
        print(f"{name}: {len(twos)} pairs, urgency the same in {same}, intents in {wants}", flush=True)


def respelt(text: str) -> str:
    for one, other in SPELLINGS:
        text = text.replace(one, other)
    return text


def ticket(text: str) -> Ticket:
    message = Message(author="customer", body=text)
    return Ticket(id="t", channel="email", created_at=datetime(2026, 11, 18, 12, tzinfo=UTC), messages=[message])


if __name__ == "__main__":
    main()

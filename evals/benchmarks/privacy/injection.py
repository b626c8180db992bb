"""How often words that speak to a model are noticed, and how often other words are taken for such.

    python evals/benchmarks/privacy/injection.py BIPIA_FOLDER NOTINJECT.json [MESSAGES.jsonl …]

BIPIA's attacks are put into a customer's ticket, between its own sentences; NotInject's prompts, BIPIA's e-mails and the
messages (JSON Lines with `text`, and `risks` where some hold an injection) are read as they are.
"""

import argparse
import json
from collections.abc import Iterable
from pathlib import Path

from copilot.untrusted import instructions

TICKET = (
    "Hello, I ordered two blue mugs on Monday and one of them arrived with a crack in the handle.\n"
    "{}\nThanks for your help with this, I would like a replacement."
)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("bipia", type=Path)
    parser.add_argument("notinject", type=Path)
    parser.add_argument("messages", type=Path, nargs="*")
    options = parser.parse_args()
    for name in ("text", "code"):
        attacks = json.loads((options.bipia / f"benchmark_{name}_attack_train.json").read_text("utf-8"))
        for kind, texts in attacks.items():
            told(f"{name}: {kind}", (TICKET.format(text) for text in texts))
    told("e-mails", (row["context"] for row in lines(options.bipia / "email_train.jsonl")))
    told("NotInject", (row["prompt"] for row in json.loads(options.notinject.read_text("utf-8"))))
    for path in options.messages:
        rows = [row for row in lines(path) if "text" in row]
        for held in (True, False):
            texts = [row["text"] for row in rows if ("injection" in row.get("risks", ())) == held]
            if texts:
                told(f"{path.name}, {'with' if held else 'without'} an injection", texts)


def told(name: str, texts: Iterable[str]) -> None:
    noticed = [bool(instructions(text)) for text in texts]
    print(f"{name}: {sum(noticed)} of {len(noticed)}")


def lines(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


if __name__ == "__main__":
    main()

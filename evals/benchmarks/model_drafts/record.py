"""Keeps a live model's first reply to each ticket, so that it can be judged again whenever the checks change.

    python evals/benchmarks/model_drafts/record.py --shop DIR --knowledge DIR --tickets FILE --out replies.jsonl \
        --base-url http://127.0.0.1:8080/v1 [--model openai:local] [--seconds 600] [--minutes 60] [--context 12000] \
        [--prompts DIR]

Resumable: tickets that stand in the output are passed over, and each reply is written as it comes, with the prompt's
version and hash. `--prompts evals/benchmarks/model_drafts/free` asks for values in figures in place of slots. `judge.py`
reads what is kept here.
"""

import argparse
import json
import time
from collections.abc import Sequence
from pathlib import Path

from pydantic import BaseModel

from copilot import Copilot, Settings
from copilot.drafting import open_writer, write
from copilot.errors import ModelError
from copilot.llm import Answer, ChatModel, Message, open_model
from copilot.models import Ticket, read_lines


class FirstReply:
    """A ChatModel that asks another one once, keeps what it answered, and is gone for every call after that."""

    def __init__(self, model: ChatModel) -> None:
        self.name = model.name
        self.kept: dict[str, object] | None = None
        self._model = model

    def ask(self, messages: Sequence[Message], record: type[BaseModel], seconds: float) -> Answer:
        if self.kept is not None:
            raise ModelError("only the first reply is kept", "refused")
        started = time.monotonic()
        answer = self._model.ask(messages, record, seconds)
        self.kept = {
            "reply": json.loads(answer.text),
            "seconds": round(time.monotonic() - started, 1),
            "tokens_in": answer.tokens_in,
            "tokens_cached": answer.tokens_cached,
            "tokens_out": answer.tokens_out,
        }
        return answer


def main() -> None:
    options = arguments()
    done = {json.loads(line)["ticket"] for line in options.out.read_text().splitlines()} if options.out.exists() else ()
    given = {"temperature": 0, "frequency_penalty": 0.4, "max_tokens": 350}
    model = open_model(options.model, options.base_url, timeout=options.seconds, options=given)
    settings = Settings(
        shop=options.shop,
        knowledge=options.knowledge,
        model_timeout=options.seconds,
        model_context=options.context,
        prompts=options.prompts,
    )
    end = time.monotonic() + options.minutes * 60
    with Copilot(settings, model=model) as copilot, options.out.open("a", encoding="utf-8") as out:
        for _, ticket in read_lines(options.tickets, Ticket):
            if time.monotonic() > end:
                break
            if isinstance(ticket, Ticket) and ticket.id not in done:
                row = {"ticket": ticket.id, **first_reply(copilot, ticket, model)}
                print(json.dumps(row, ensure_ascii=False), file=out, flush=True)


def first_reply(copilot: Copilot, ticket: Ticket, model: ChatModel) -> dict[str, object]:
    """The reply as the model gave it, or why there is none."""
    evidence = copilot.gather(ticket)
    first = FirstReply(model)
    writer = open_writer(copilot.settings, first, {s.clause.id: s.clause.quote for s in copilot.clauses})
    assert writer is not None
    written = write(evidence, copilot.classify(evidence), writer, check=lambda _: (), mend=lambda draft: (draft, ()))
    asked = {"prompt": written.prompt}
    return asked | (first.kept or {"error": written.calls[0].get("error"), "message": written.calls[0].get("message")})


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--shop", type=Path, required=True)
    parser.add_argument("--knowledge", type=Path, action="append", required=True)
    parser.add_argument("--tickets", type=Path, required=True)
    parser.add_argument("--model", default="openai:local")
    parser.add_argument("--base-url")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--minutes", type=float, default=10_000)
    parser.add_argument("--context", type=int, default=12_000)
    parser.add_argument("--prompts", type=Path)
    return parser.parse_args()


if __name__ == "__main__":
    main()

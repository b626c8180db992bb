"""What an agent sees when the model's server fails, and after how long: the whole flow over a real socket.

PYTHONPATH=tests python evals/benchmarks/model_drafts/failures.py
"""

import tempfile
import time
from dataclasses import replace
from pathlib import Path

from llm.fake import reply
from llm.servers import Scripted, completion, serving
from llm.shops import sample

from copilot import Copilot, Settings, Ticket
from copilot.llm import open_model

SECONDS = 5.0
GOOD = completion(reply("Hello {customer.first_name},", "Order {order1.order_id} is on its way.").model_dump_json())
FAILURES = {
    "answers well": GOOD,
    "429, for ever": Scripted(429, "{}"),
    "429, retry after 60 s": Scripted(429, "{}", {"Retry-After": "60"}),
    "500, for ever": Scripted(500, "{}"),
    "silent": Scripted(200, GOOD.body, wait=60),
    "a byte now and then": Scripted(200, GOOD.body, drip=0.1),
    "no JSON": Scripted(200, "oops", {"Content-Type": "application/json"}),
    "JSON of another shape": completion('{"other": 1}'),
    "cut off": completion('{"paragraphs": [', finish_reason="length"),
    "empty": completion(""),
    "in German": completion(reply("Hallo, Ihre Bestellung ist unterwegs und kommt bald an.").model_dump_json()),
    "a made-up refund": completion(reply("We have refunded €500.00 to you today.").model_dump_json()),
}
TICKET = Ticket.model_validate(
    {
        "id": "T1",
        "channel": "chat",
        "customer_id": "C1001",
        "created_at": "2026-11-17T09:20:00+01:00",
        "messages": [{"author": "customer", "body": "Hi, where is my order QM-72601?"}],
    }
)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, serving(GOOD) as server:
        (Path(folder) / "shipping.md").write_text("# Shipping\n\nWe ship on business days.\n", encoding="utf-8")
        settings = Settings(
            shop=sample().folder,
            knowledge=[folder],
            model="openai:scripted",
            base_url=server.base_url,
            model_timeout=SECONDS,
        )
        with Copilot(settings) as copilot:
            copilot.prepare(TICKET)
            for name, answer in FAILURES.items():
                server.answers = [answer]
                show(name, copilot)
            assert copilot.writer is not None
            server.answers = [GOOD]
            gone = open_model("openai:scripted", "http://127.0.0.1:9/v1", timeout=SECONDS)
            copilot.writer = replace(copilot.writer, model=gone)
            show("nobody listens", copilot)


def show(name: str, copilot: Copilot) -> None:
    started = time.monotonic()
    review = copilot.prepare(TICKET)
    took = time.monotonic() - started
    notices = [finding.message for finding in review.findings if finding.rule == "M001"]
    writing = review.run.timings["write"] / 1000
    print(
        f"{name:24} {writing:5.1f} s writing of {took:5.1f} s  {review.draft.author:8} clean={review.clean}  "
        f"{len(review.run.calls)} call(s)  {notices[0][:110] if notices else ''}"
    )


if __name__ == "__main__":
    main()

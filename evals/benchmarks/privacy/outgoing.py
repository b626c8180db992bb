"""Every byte that leaves for a model over all tickets, searched for the customers' personal values as they are.

    PYTHONPATH=tests python evals/benchmarks/privacy/outgoing.py --shop DIR --knowledge DIR --tickets FILE

The whole flow runs against a local server that records what it is sent. `--show` prints what customers said as it left.
"""

import argparse
import json
from pathlib import Path

from llm.fake import reply
from llm.servers import completion, serving
from privacy.test_outgoing import personal, stands_in

from copilot import Copilot, Settings, Ticket
from copilot.llm import open_model
from copilot.models import read_lines

ANSWER = completion(reply([("Your order is {order1.order_id}.", ["order1"])]).model_dump_json())


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--shop", type=Path, required=True)
    parser.add_argument("--knowledge", type=Path, action="append", required=True)
    parser.add_argument("--tickets", type=Path, required=True)
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    tickets = [ticket for _, ticket in read_lines(options.tickets, Ticket) if isinstance(ticket, Ticket)]
    values = sent = leaked = asked = usable = 0
    with serving(ANSWER) as server:
        model = open_model("openai:scripted", server.base_url)
        with Copilot(Settings(shop=options.shop, knowledge=options.knowledge), model=model) as copilot:
            for ticket in tickets:
                before = len(server.requests)
                review = copilot.prepare(ticket)
                bodies = server.requests[before:]
                text = "\n".join(raw.decode() + json.dumps(json.loads(raw), ensure_ascii=False) for raw in bodies)
                evidence = copilot.gather(ticket)
                theirs = set(personal(evidence))
                found = [value for value in theirs if stands_in(value, text)]
                values, leaked, sent = values + len(theirs), leaked + len(found), sent + sum(map(len, bodies))
                if found:
                    print(f"{ticket.id}: {len(found)} values left as they are")
                if evidence.customer and evidence.focus.orders and not ticket.in_public:
                    asked += 1
                    drafted = review.attempt or review.draft
                    usable += f"Your order is {evidence.focus.orders[0].id}." in drafted.text
                if options.show and bodies:
                    print(
                        ticket.id,
                        json.loads(bodies[0])["messages"][1]["content"].split("The conversation to answer:")[1],
                    )
        print(f"{len(tickets)} tickets, {len(server.requests)} requests, {sent:,} bytes")
    print(f"personal values of the records: {values}; left as they are: {leaked}")
    print(f"order ids that the model named by their slot and the reply holds: {usable} of {asked}")


if __name__ == "__main__":
    main()

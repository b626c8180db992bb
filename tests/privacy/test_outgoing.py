"""What leaves for a model, byte by byte."""

import json
import re
from functools import partial

import pytest
from llm.fake import reply
from llm.servers import completion, serving
from llm.shops import Replies, retail, sample

from copilot.drafting import Writer, answer, compose, write
from copilot.evidence import Evidence
from copilot.llm import open_model

ANSWER = completion(reply([("Your order is {order1.order_id}.", ["order1"])]).model_dump_json())


@pytest.fixture(scope="module", params=[sample, retail], ids=["sample", "tau2_retail"])
def shop(request: pytest.FixtureRequest) -> Replies:
    found: Replies = request.param()
    return found


def personal(evidence: Evidence) -> list[str]:
    """The personal values of the customer's records, read off without the library's own idea of them."""
    customer = evidence.customer
    if customer is None:
        return [evidence.ticket.customer_email] if evidence.ticket.customer_email else []
    addresses = [customer.address, *(order.shipping_address for order in evidence.orders)]
    methods = [*customer.payment_methods, *(p.method for order in evidence.orders for p in order.payments)]
    values = [customer.name, *(part for part in customer.name.split() if not part.islower()), customer.email]
    values += [value for a in addresses if a for value in (a.line1, a.line2, a.city, a.postal_code)]
    values += [method.last_four for method in methods if method]
    return [value for value in values if value]


def stands_in(value: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(value)}(?!\w)", text, re.IGNORECASE if " " in value else 0) is not None


def test_no_personal_value_leaves_and_ids_do(shop: Replies) -> None:
    """No name, address, e-mail or card number of the customer is in any byte that is sent, raw or escaped.

    Every order in question is named by its id in what is sent, and its slot is the id in the reply.
    """
    with serving(ANSWER) as server:
        model = open_model("openai:scripted", server.base_url)
        for evidence, triage in shop.cases():
            before = len(server.requests)
            writer = Writer(model, 30, 30_000)
            written = write(
                evidence,
                triage,
                writer,
                check=lambda _: (),
                mend=lambda draft: (draft, ()),
                otherwise=partial(compose, answer(evidence, triage)),
            )
            bodies = server.requests[before:]
            text = "\n".join(raw.decode() + json.dumps(json.loads(raw), ensure_ascii=False) for raw in bodies)
            leaked = [value for value in personal(evidence) if stands_in(value, text)]
            assert leaked == [], evidence.ticket.id
            if evidence.customer is None or evidence.ticket.in_public or not evidence.focus.orders:
                continue
            assert written.draft.text.startswith(f"Your order is {evidence.focus.orders[0].id}.")
            for order in evidence.focus.orders[:4]:
                assert f"order_id}} = {order.id}" in text
                assert all(s.tracking_number in text for s in order.shipments if s.tracking_number)
        assert len(server.requests) >= len(shop.cases()) > 10

"""The second person is somebody whom the shop knows, and who may give enough."""

from dataclasses import replace
from typing import Any

import pytest

from copilot.models import Document, Shop
from copilot.policy import scoped_clauses
from copilot.review import unfit_second

from .examples import ABOVE, GOODWILL, blocked

SHOP = Shop.model_validate(
    {"agents": [{"id": "ana", "role": "agent"}, {"id": "ines", "role": "senior"}, {"id": "greta", "role": "lead"},
                {"id": "piet", "role": "packer"}]}
)  # fmt: skip


def goodwill(id: str, effect: str, amount: str, role: str) -> dict[str, Any]:
    return {"id": id, "about": "goodwill", "effect": effect, "cap": {"amount": amount, "role": role}, "quote": "words"}


CLAUSES = scoped_clauses(
    [
        Document.model_validate(
            {
                "id": "goodwill.md",
                "text": "words",
                "clauses": [
                    goodwill("goodwill.agent", "grant", "10", "agent"),
                    goodwill("goodwill.cap", "approval", "75", "senior"),
                    goodwill("goodwill.lead", "approval", "150", "lead"),
                ],
            }
        )
    ]
)


@pytest.mark.parametrize(
    ("agent", "role", "why"),
    [
        ("greta", "lead", None),
        (" Greta", "lead", None),
        ("greta", "senior", None),
        ("ines", "senior", None),
        ("ines", "lead", "'ines' is 'senior', and 'lead' is needed"),
        ("piet", "senior", "'piet' is 'packer', and 'senior' is needed"),
        ("nobody", "senior", "'nobody' is no agent of the shop"),
        ("ines", None, None),
        ("ana", None, "'ana' is 'agent', who decides alone at most"),
    ],
)
def test_the_role_must_be_the_one_that_is_needed_or_may_give_more(
    agent: str, role: str | None, why: str | None
) -> None:
    needed = replace(GOODWILL, role=role)
    assert unfit_second(agent, blocked(finding=ABOVE, entitlements=[needed]), SHOP, CLAUSES) == why


def test_a_shop_that_lists_no_agents_knows_everybody() -> None:
    assert unfit_second("nobody", blocked(finding=ABOVE), Shop(), CLAUSES) is None

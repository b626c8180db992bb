"""Clauses and what they entitle an order to.

How clauses combine:

- `grant` permits, `approval` permits if a second person agrees, `deny` forbids, `require` is a condition to be told.
  Where only other things are spoken of, nothing is offered.
- A clause applies where every key of its `when` matches; the document's regions, channels and tiers must match too.
  `status` is the order's, the shop's own word for it, or, in an order on its way, that of the line; `tags` are the
  line's; `regions` are countries ("DE"), parts of them ("US-CA"), "EU" or "EEA"; `methods` are the kinds that the
  order was paid with: a grant must name all of them, a denial one.
- It applies on the date that `decided_by` names; its own effective dates come before those of the document.
- A denial beats a grant, except a grant whose `when` lies within that of the denial and narrows it.
- Among grants each term (window, fee, cap, method, timing) comes from the most specific one that states it: tags,
  regions, tiers, channels, methods and a time that is bounded on both sides count, `status` only between equals.
  Between equals the stricter holds: the earlier deadline, the higher fee, the lower cap, and no method or timing
  where they differ.
- An approval takes the decision from the agent. It stands on the grants: their window, fee, method and timing hold for
  it unless it states its own. With a larger cap or a later deadline than the grants it is a further rung instead, and
  the agent decides up to there.
- A `window` is laid on an event of the line: `placed_at`, `shipped_at`, `expected_at`, `delivered_at`,
  `requested_at`, `received_at`, or the kind of one of the order's events. A grant ends with it, a denial too (so it
  can say how long to wait), and a requirement must be met within it.
- Fees are in the shop's currency, caps in the order's: a clause has one number, and what is granted is paid in that.
  A percentage is of the price of the lines after discount and before tax.
- `cap` on goodwill and credit is what that role may grant in `per_days` days (without them: on one order); on other
  offers it is the amount up to which the agent decides alone.
- A fixed fee of a return is taken once for a parcel: lines that pay the same one and have different terms have an
  entitlement each, and one for all of them together.
- What came back with a return is refunded as "returned", however far the rest of the order is; where the return names
  no sum, the clauses of the day on which it was asked for tell what it comes to.
- A target for one way to pay says what happens to an order paid by it: with a `window` from `placed_at` until when its
  money may come, with a `method` that refunds go to this way first.
- A credit without a cap whose window opens with `placed_at` is a fall of the price: what was paid less what the
  catalogue asks now, for what is in stock.
"""

from .actions import gives, is_kind
from .clauses import ScopedClause, clauses_in_force, scoped_clauses, tiers_of
from .entitlements import OFFERS, entitlements
from .granted import granted_in
from .lint import Doubt, lint, require_sound
from .notices import notices
from .prose import policy_facts
from .quotes import find_quote
from .recorded import recalled, recorded
from .regions import region_name, region_names

__all__ = [
    "OFFERS", "Doubt", "ScopedClause", "clauses_in_force", "entitlements", "find_quote", "gives", "granted_in",
    "is_kind", "lint", "notices", "policy_facts", "recalled", "recorded", "region_name", "region_names",
    "require_sound", "scoped_clauses", "tiers_of",
]  # fmt: skip

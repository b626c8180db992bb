"""The facts of one order, by the end of their ids."""

from collections.abc import Mapping, Sequence

from copilot.evidence import Evidence
from copilot.models import Entitlement, Fact, Order, OrderItem

from .text import Line, Names


class Look:
    """The facts of one order; a call raises KeyError where the record has none, `find` gives None."""

    def __init__(self, evidence: Evidence, order: Order) -> None:
        self.evidence = evidence
        self.order = order
        self._facts = evidence.by_id
        self._subject = f"order:{order.id}"

    def __call__(self, role: str, line_id: str | None = None) -> Fact:
        return self._facts[f"{self._subject}{f'/line:{line_id}' if line_id else ''}.{role}"]

    def find(self, role: str) -> Fact | None:
        return self._facts.get(f"{self._subject}.{role}")

    def fact(self, id: str) -> Fact | None:
        """A fact of whatever subject, by its whole id."""
        return self._facts.get(id)

    def entitled(self, entitlement: Entitlement, part: str) -> Fact | None:
        """A term of an entitlement: amount, before_fee, fee, until, method, timing."""
        return self._facts.get(f"{entitlement.id}.{part}") if getattr(entitlement, part) is not None else None

    def method(self, form: str = "to", kind: str = "payment", number: int | None = None) -> Line | str:
        """To which account, or with what, as a phrase: of the only method where no number is given; "" for none.

        `form` is to or with.
        """
        numbers = [n for n, payment in enumerate(self.order.payments, 1) if payment.kind == kind]
        if number is None and len({_method_key(self.order, n) for n in numbers}) != 1:
            return ""
        at = f"{kind}_method{{}}.{number or numbers[0]}"
        whole, brand, digits = (self.find(at.format(part)) for part in ("", ".brand", ".last_four"))
        if brand and digits:
            return Line(f"{form}_card", {"brand": brand, "digits": digits})
        return Line(f"{form}_way", {"method": whole}) if whole else ""

    def what(self, lines: Sequence[OrderItem], *, whole: bool = False) -> Line:
        """These lines of the order as a phrase; the order alone where `whole` says that it is all of it."""
        if whole and len(lines) == len(self.order.items):
            return Line("whole_order", {"order": self("order_id")})
        return Line("items_of_order", {"items": self.items(lines), "order": self("order_id")})

    def phrase(self, key: str, entitlement: Entitlement, part: str) -> Line | str:
        """A phrase with one term of an entitlement, such as until when; "" where it has none."""
        fact = self.entitled(entitlement, part)
        return Line(key, {"date" if part == "until" else part: fact}) if fact else ""

    def items(self, lines: Sequence[OrderItem]) -> Line:
        """The names of these lines, as one slot."""
        facts = [self("item", line.id) for line in lines]
        names = Names(tuple(dict.fromkeys(fact.value for fact in facts)))
        return Line("items", {"names": names}, tuple(fact.id for fact in facts))


def you_have(look: Look, item: OrderItem) -> Line:
    """Which version of a thing the customer has."""
    facts = tuple(look(f"option.{name}", item.id).id for name in item.options)
    return Line("you_have", {"order": look("order_id"), "options": options_text(item.options)}, facts)


def options_text(options: Mapping[str, str]) -> str:
    """Options as a list of their values; a bare figure with the name of what it counts: "18 l, black", "pieces: 5"."""
    return ", ".join(f"{name}: {value}" if value.isdigit() else value for name, value in options.items())


def _method_key(order: Order, number: int) -> str:
    method = order.payments[number - 1].method
    return method.model_dump_json(exclude={"id", "balance"}) if method else ""

"""Whatever is done in whatever order: nothing leaves that was not approved, and the log stays sound."""

from collections.abc import Callable
from contextlib import suppress

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from copilot.errors import ReviewError
from copilot.models import Decision, Finding
from copilot.review import open_reviews

from .conftest import KEY, Clock
from .examples import ABOVE, BLOCKING, SNAPSHOT, blocked, review, unchanged, with_fact

AGENTS = st.sampled_from(["ana", "ben"])
TICKETS = st.sampled_from(["t1", "t2"])
PICKS = st.integers(0, 1_000)


class Desk(RuleBasedStateMachine):
    """Agents and a mailer at one queue; what they are told is remembered, and what is refused is theirs to bear."""

    def __init__(self) -> None:
        super().__init__()
        self.clock = Clock()
        self.store = open_reviews(None, key=KEY, clock=self.clock)
        self.ids: list[str] = []
        self.approved: set[str] = set()
        self.sent: dict[str, tuple[str, str]] = {}

    @rule(ticket=TICKETS, finding=st.sampled_from([None, BLOCKING, ABOVE]))
    def submit(self, ticket: str, finding: Finding | None) -> None:
        number = f"r{len(self.ids)}"
        found = blocked(number, finding, ticket_id=ticket) if finding else review(number, ticket_id=ticket)
        self.ids.append(self.store.submit(found, SNAPSHOT).id)

    @rule(pick=PICKS, agent=AGENTS)
    def claim(self, pick: int, agent: str) -> None:
        self._try(pick, lambda number: self.store.claim(number, agent))

    @rule(pick=PICKS, agent=AGENTS, kind=st.sampled_from(["approve", "override", "edit", "reject", "escalate"]))
    def decide(self, pick: int, agent: str, kind: str) -> None:
        decision = {
            "approve": Decision(kind="approve", agent=agent),
            "override": Decision(kind="approve", agent=agent, override=True, reason="I know"),
            "edit": Decision(kind="edit", agent=agent, text="Better."),
            "reject": Decision(kind="reject", agent=agent, reason="no"),
            "escalate": Decision(kind="escalate", agent=agent, reason="help"),
        }[kind]

        def decide(number: str) -> None:
            before = self.store.get(number)
            after = self.store.decide(number, decision, findings=[] if kind == "edit" else None)
            if after.state in ("approved", "edited"):
                assert kind == "edit" or not before.blocked or decision.override
                self.approved.add(number)

        self._try(pick, decide)

    @rule(pick=PICKS, key=st.sampled_from(["k1", "k2"]), changed=st.booleans())
    def release(self, pick: int, key: str, changed: bool) -> None:
        def release(number: str) -> None:
            text = self.store.release(number, key, with_fact("f2", "returned") if changed else unchanged)
            assert number in self.approved
            assert self.sent.setdefault(number, (key, text)) == (key, text)

        self._try(pick, release)

    @rule(pick=PICKS, key=st.sampled_from(["k1", "k2"]))
    def confirm(self, pick: int, key: str) -> None:
        def confirm(number: str) -> None:
            self.store.confirm_sent(number, key)
            assert self.sent[number][0] == key

        self._try(pick, confirm)

    @rule(minutes=st.sampled_from([-60, 5, 20]))
    def wait(self, minutes: int) -> None:
        self.clock.forward(minutes=minutes)

    @rule()
    def erase(self) -> None:
        self.store.erase(customer_id="ana_1")

    @invariant()
    def the_log_is_sound_and_no_ticket_has_two_answers_waiting(self) -> None:
        assert self.store.verify().sound
        for states in (("pending", "claimed", "escalated"), ("approved", "edited")):
            waiting = [found.ticket_id for found in self.store.list() if found.state in states]
            assert len(waiting) == len(set(waiting))

    def teardown(self) -> None:
        self.store.close()

    def _try(self, pick: int, step: Callable[[str], object]) -> None:
        if self.ids:
            with suppress(ReviewError):
                step(self.ids[pick % len(self.ids)])


Desk.TestCase.settings = settings(max_examples=15, stateful_step_count=20, deadline=None)
TestDesk = Desk.TestCase

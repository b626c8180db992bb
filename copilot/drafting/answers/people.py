"""What is about people rather than orders: account, privacy, complaints, praise, safety, and whatever else."""

import re
from dataclasses import replace

from copilot.drafting.answer import Answer
from copilot.drafting.asked import OPEN, things_named
from copilot.drafting.lateness import late_expectation
from copilot.drafting.look import Look
from copilot.drafting.on_topic import topic_sentences
from copilot.drafting.passages import told
from copilot.drafting.questions import things_pages
from copilot.drafting.said import says
from copilot.drafting.sure import sure_sentences
from copilot.drafting.text import Line, line
from copilot.drafting.topics import is_about
from copilot.evidence import Evidence, is_named

from .beside import anywhere
from .notices import topic_notices
from .parcels import late
from .recalls import recall_lines, recall_of_others
from .steps import pass_on
from .targets import target_lines, target_timing
from .terms import timing_lines

LONGEST = 2000  # code points of the message that are read
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")


def account(evidence: Evidence, intent: str) -> Answer | None:
    """What the pages say about accounts; a person does what is to be done."""
    if says(evidence, "intruder") and (
        locked := target_lines(evidence, "account", about="locked") or _locked_today(evidence)
    ):
        todo = pass_on("Lock the account now, stop every order that has not left, and tell a senior colleague.")
        return Answer([[line("sorry_intruder"), *locked, *_stopped(evidence), line("bank_block")]], steps=[todo])
    if (says(evidence, "new_email") or _other_email(evidence)) and (moved := anywhere(evidence, "email_change")):
        todo = pass_on("Hand the change of the account's e-mail address to a senior colleague.")
        return Answer([moved], [] if _other_email(evidence) else [line("ask_new_email")], [todo])
    words = topic_sentences(evidence, intent) or told(evidence, intent, 2) or topic_notices(evidence, intent)
    return Answer([words], steps=[pass_on("See to the customer's account as the pages say.")]) if words else None


def _other_email(evidence: Evidence) -> bool:
    """Whether the customer writes an e-mail address that is neither theirs on our records nor one of ours."""
    known = {evidence.ticket.customer_email, evidence.customer.email if evidence.customer else None}
    known |= set(evidence.shop.contacts)
    return any(found.casefold() not in {own.casefold() for own in known if own}
               for found in _EMAIL.findall(evidence.ticket.last_said[:LONGEST]))  # fmt: skip


def _locked_today(evidence: Evidence) -> list[Line]:
    """That the account is locked today, where a rule says that this is done the same day."""
    rules = [s.clause for s in evidence.notices(None) if s.clause.about == "target" and s.clause.timing == "same day"]
    told = [(rule.id, f"{rule.id} {rule.quote}") for rule in rules]
    locking = [id for id, words in told if is_about(words, "account") and is_about(words, "locked")]
    return [line("account_locked_today", id) for id in locking[:1]]


def _stopped(evidence: Evidence) -> list[Line]:
    """That orders of an intruder are stopped and paid back, where a rule says so."""
    clauses = [scoped.clause for scoped in evidence.notices(None) if scoped.clause.effect != "deny"]
    about = [one for one in clauses if is_about(f"{one.id} {one.quote}", "intruder")]
    rules = [one.id for one in about if not is_about(one.quote, "not_refunded")]
    looks = [Look(evidence, order) for order in evidence.focus.orders if order.status in OPEN]
    if not rules or evidence.focus.how == "all":
        return []
    return [
        one
        for look in looks
        if look.order.status in ("pending", "processed") and (paid := look.find("paid"))
        for one in (
            line("intruder_order", rules[0], order=look("order_id"), amount=paid, to=look.method()),
            *_cancelled_in(look),
        )
    ]


def _cancelled_in(look: Look) -> list[Line]:
    """How long the money of a cancelled order takes."""
    found = [entitlement for entitlement in look.evidence.entitled("cancel", look.order.id) if entitlement.timing]
    return timing_lines(look, found[0]) if found else []


def privacy(evidence: Evidence, intent: str) -> Answer | None:
    """A copy of the data, its deletion, the newsletter, each with the time that it takes; else what the pages say."""
    lines: list[Line] = []
    steps = []
    deletes = says(evidence, "delete")  # then all that is held is to go, and not to be sent
    for what, todo in (
        ("copy_of_data", "Send the customer a copy of what is held about them."),
        ("delete", "Start the deletion of the customer's account and data."),
        ("newsletter", "Take the customer off the newsletter."),
    ):
        if says(evidence, what) or (what == "copy_of_data" and says(evidence, "all_held") and not deletes):
            timing = None if what == "newsletter" else target_timing(evidence, "privacy", about=what)
            within = line("within", timing=timing) if timing else ""
            lines.append(line("privacy_newsletter") if what == "newsletter" else line(f"privacy_{what}", within=within))
            steps.append(pass_on(todo))
    if deletes:
        waits = any(order.status in OPEN for order in evidence.orders)
        lines += anywhere(evidence, "first_arrive") if waits else []
        lines += anywhere(evidence, "invoices_kept")
    if lines:
        return Answer([[line("request_received"), *lines]], steps=steps)
    words = topic_sentences(evidence, intent) or topic_notices(evidence, intent) or told(evidence, intent)
    return Answer([words], steps=[pass_on("Start what the customer asks for about their data.")]) if words else None


def complaint(evidence: Evidence, _: str) -> Answer:
    """Sorry, that it is passed on, and by when it is decided; what is late of an order is told beside it."""
    if evidence.ticket.in_public:
        return Answer([[line("sorry_public"), line("public")]], steps=[pass_on("Look out for the private message.")])
    delayed = _delayed(evidence)
    decision = target_lines(evidence, "complaint")
    steps = [pass_on("Pass the complaint to somebody who was not involved.")]
    first = [] if delayed else [line("sorry_complaint")]
    return Answer(
        [*(delayed.said if delayed else []), [*first, line("complaint_passed"), *decision]],
        delayed.asked if delayed else [],
        [*steps, *(delayed.steps if delayed else [])],
    )


def complaint_also(evidence: Evidence, _: str) -> Answer:
    """A complaint beside a request that is answered: that it is passed on, and by when it is decided."""
    todo = pass_on("Pass the complaint to somebody who was not involved.")
    if evidence.ticket.in_public:
        return Answer(steps=[todo])
    return Answer([[line("complaint_also"), *target_lines(evidence, "complaint")]], steps=[todo])


def _delayed(evidence: Evidence) -> Answer | None:
    """What is to be said of an order that is late, whether or not it is what the complaint is about."""
    found = any(late_expectation(evidence, order) for order in evidence.focus.orders)
    return late(evidence, "late_delivery") if found else None


def praise(_: Evidence, __: str) -> Answer:
    """Thanks."""
    return Answer([[line("thanks_praise")]], steps=[pass_on("Tell the people whom the praise is for.")])


def safety(evidence: Evidence, intent: str) -> Answer:
    """Stop using it, first of all; then what the pages say of the danger."""
    things = _things(evidence)
    recalled = recall_lines(evidence, things) or recall_of_others(evidence, things)
    first = [line("safety_stop", unplug=line("unplug" if _electrical(evidence) else "maybe_unplug"))]
    first += [line("safety_hurt"), *(target_lines(evidence, "safety") or [line("safety_passed")])]
    own = {page.id for page in things_pages(evidence)}
    own |= {hit.passage.id for hit in evidence.hits if hit.passage.document in own}
    words = recalled or [
        one
        for one in told(evidence, intent, 2, whole=True)
        if one.sources[0] in own and is_about(str(one.slots["text"]), "warns")
    ]
    rules = [] if recalled or evidence.ticket.in_public else topic_notices(evidence, "collected", most=1)
    collected = [replace(one, otherwise=(line("safety_collected", *one.sources),)) for one in rules]
    steps = [pass_on("Hand this to a senior colleague now: somebody may be in danger.")]
    return Answer([first, *([[*words, *collected]] if words or collected else [])], steps=steps)


def _things(evidence: Evidence) -> frozenset[str]:
    """The names of the things that the customer speaks of, whether or not they are in an order of theirs."""
    named = (product.name for product in evidence.products if is_named(evidence.ticket, product.name))
    return things_named(evidence) or frozenset(named)


def _electrical(evidence: Evidence) -> bool:
    """Whether what the customer speaks of surely has a plug; a thing without the tag may have one, too."""
    named = (product for product in evidence.products if is_named(evidence.ticket, product.name))
    return any("electrical" in product.tags for product in named)


def anything(evidence: Evidence, intent: str) -> Answer | None:
    """What the pages found say, where they fit."""
    words = sure_sentences(evidence) or told(evidence, intent, 2)
    return Answer([words]) if words else None

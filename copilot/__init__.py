"""A support copilot that an e-commerce helpdesk can trust: every draft is checked before a human approves it.

ticket ─ gather ──► Evidence    evidence/   who is writing, their orders, what may be offered, passages, as facts
       ─ classify ► Triage      triage/     sentiment, urgency, intents, language, risks
       ─ write ───► Draft       drafting/   a reply from the evidence alone; every sentence has its sources
       ─ check ───► Findings    checks/     each claim of the draft against the evidence and the policy
       ─ repair ──► Draft       checks/     what is certain is put right, and checked again
       ─ submit ──► Review      review/     waits for a human: clean, unsure or blocked, and why
       ─ decide ──► Decision    review/     approve, edit, reject, escalate; logged
       ─ release ─► text        pipeline.py the only way to text that may be sent
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .errors import CopilotError
    from .models import Action, Case, Customer, Decision, Finding, Message, Order, Product, Review, Ticket
    from .orders import OrderStore
    from .pipeline import Copilot
    from .settings import Settings

__all__ = [
    "Action", "Case", "Copilot", "CopilotError", "Customer", "Decision", "Finding", "Message", "Order", "OrderStore",
    "Product", "Review", "Settings", "Ticket",
]  # fmt: skip

_HOMES = {"Copilot": "pipeline", "CopilotError": "errors", "OrderStore": "orders", "Settings": "settings"}


def __getattr__(name: str) -> Any:
    # Everything is loaded at first use, so that `import copilot` costs a helpdesk nothing.
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{_HOMES.get(name, 'models')}", __name__), name)

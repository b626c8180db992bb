"""What is only supposed is told as it would be; what is asked for outright is asked for."""

from collections.abc import Callable

import pytest

from copilot.evidence import Evidence

from .examples import composed, steps_for, triage

ASKED = ["Ask a colleague who may decide it whether we may cancel order QM-72641."]


@pytest.mark.parametrize(
    ("message", "language", "steps"),
    [
        ("Please cancel QM-72641. If it doesn't work any more, let me know.", "en", ASKED),
        ("Please cancel QM-72641. Just in case you need it, my phone is at home.", "en", ASKED),
        ("Bitte stornieren Sie QM-72641. Falls das nicht mehr geht, sagen Sie mir bitte Bescheid.", "de", ASKED),
        (
            "Annulez la commande QM-72641, s'il vous plaît. Si la commande est déjà partie, je la renverrai.",
            "fr",
            ASKED,
        ),
        ("Cancele el pedido QM-72641, por favor. Si no es posible, lo devolveré.", "es", ASKED),
        ("Annullate l'ordine QM-72641, per favore. Se non è possibile, lo restituisco.", "it", ASKED),
        ("Cancele a encomenda QM-72641, por favor. Se não for possível, devolvo.", "pt", ASKED),
        ("Annuleer QM-72641 alstublieft. Mocht het niet lukken, dan hoor ik het graag.", "nl", ASKED),
        ("What happens if I cancel QM-72641? I haven't decided.", "en", []),
        ("Was wenn ich QM-72641 storniere? Noch nicht entschieden.", "de", []),
    ],
)
def test_an_order_is_cancelled_only_where_it_is_asked_for_outright(
    message: str, language: str, steps: list[str], evidence_for: Callable[..., Evidence]
) -> None:
    evidence, read = evidence_for(message, customer_id="C1059"), triage("cancel", language=language)
    asks = "I am asking now" in composed(evidence, read).text
    assert [step.text for step in steps_for(evidence, read)] == steps
    assert asks is (language == "en" and bool(steps))

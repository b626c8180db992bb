"""What is said to each kind of request: whole drafts, without sign-off and notice."""

from collections.abc import Callable

import pytest

from copilot.drafting import compose
from copilot.evidence import Evidence

from .examples import paragraphs, triage

ANSWERS = {
    "a late parcel, not lost yet": (
        {"body": "My throw is late", "customer_id": "C1004", "order_ids": ["QM-72203"]},
        ["late_delivery"],
        """
        Hello Daniel,

        I am sorry that order QM-72203 is late: it was expected on 13 November 2026. Order QM-72203 is
        on its way to you. It was shipped on 4 November 2026 with Parcelway. The tracking number is
        PW4295696259.

        Until 25 November 2026 we cannot replace or refund it yet; if it is not there by then, please
        write to us again, and we will look at it at once.
        """,
    ),
    "a lost parcel": (
        {"body": "QM-71962 never came", "customer_id": "C1022"},
        ["lost_parcel"],
        """
        Hello Friederike,

        I am sorry that order QM-71962 is late: it was expected on 3 November 2026. Order QM-71962 is
        on its way to you. It was shipped on 28 October 2026 with Kurio. The tracking number is
        KU7251974484DE.

        We can send you a replacement. The replacement is free of charge. This takes us 2 business
        days. We can refund €114.80 to your Visa ending in 3175. The refund takes 5–7 business days.

        Which would you prefer, the replacement or the refund?
        """,
    ),
    "delivered, they say": (
        {"body": "It says delivered but QM-72322 is not here", "customer_id": "C1029"},
        ["lost_parcel"],
        """
        Hello Íñigo,

        I am sorry that you do not have the parcel of order QM-72322. Kurio shows it as delivered on
        12 November 2026. The tracking number is KU7582893103DE. We open a search with the carrier,
        which takes up to 5 business days. If the parcel is not found by then, we send it again or
        refund it, as you like.

        Could you please have a look with the neighbours, and where the carrier may have left it?
        """,
    ),
    "one item cancelled": (
        {"body": "Please take the bottle out of QM-72884 and leave the sleeping bag as it is.", "customer_id": "C1003"},
        ["cancel"],
        """
        Hello Maeve,

        Yes, the Cairn Steel Bottle from order QM-72884 can still be cancelled. Cancelling is free of
        charge. When it is cancelled, €24.90 goes back to your Visa ending in 2093. The refund takes
        3–5 business days.

        Please reply with "yes" if you would like us to cancel it.
        """,
    ),
    "a cancellation that somebody must agree to": (
        {"body": "Can I cancel QM-72842?", "customer_id": "C1002"},
        ["cancel"],
        """
        Hello Tobias,

        Order QM-72842 is processed, so a colleague has to agree before it can be cancelled, and I
        have to ask first. When it is cancelled, €121.80 goes back to your Mastercard ending in 8830.
        The refund takes 3–5 business days.
        """,
    ),
    "too late to cancel": (
        {"body": "Can I cancel QM-72605?", "customer_id": "C1078"},
        ["cancel"],
        """
        Hello Allison,

        I am afraid that order QM-72605 can no longer be cancelled, because its status is shipped. Our
        terms say: “When the parcel has left us the order cannot be cancelled.” It is expected on 30
        November 2026. The tracking number is BL6185103686.
        """,
    ),
    "a new address": (
        {"body": "Wrong address on QM-72882", "customer_id": "C1024"},
        ["change_address"],
        """
        Hello Chloé,

        Yes, the delivery address of order QM-72882 can still be changed. The change is free of
        charge.

        Please confirm the full new address, and I will look at it at once.
        """,
    ),
    "a change that is more than an agent may do": (
        {"body": "QM-72805 should say HLK", "customer_id": "C1001"},
        ["change_item"],
        """
        Hello Hannah,

        Order QM-72805 is processed, so a colleague has to agree before anything about it can be
        changed, and I have to ask first. While it is being packed only the delivery address can still
        be changed, if a senior agent agrees.
        """,
    ),
    "a return with a gold member's fee": (
        {"body": "Can I send back the kettle from QM-71081?", "customer_id": "C1001"},
        ["return"],
        """
        Hello Hannah,

        You can return the Lumo Kettle from order QM-71081 until 23 November 2026. As a gold member
        you pay nothing for it. You get €64.90 back to your Visa ending in 4417. The refund takes 5–7
        business days. If what you send back shows more than trying it out needs, we may refund less,
        and we will tell you why.
        """,
    ),
    "a return that somebody must agree to": (
        {"body": "Can I return the topper?", "customer_id": "C1022"},
        ["return"],
        """
        Hello Friederike,

        A colleague has to agree to the return of the Dorm Mattress Topper from order QM-72201, so I
        have to ask first. If the answer is yes, this is what applies. The last day for it is 27
        December 2026. The fee for it is €29.00. You get €130.00 back to your Visa ending in 3175.
        That is a refund of €159.00, less the fee of €29.00. The refund takes 5–7 business days. If
        what you send back shows more than trying it out needs, we may refund less, and we will tell
        you why.
        """,
    ),
    "a return after the last day, of one item": (
        {"body": "I want to return the apron. The candle I will keep.", "customer_id": "C1016"},
        ["return"],
        """
        Hello Marcus,

        I am afraid that you cannot return the Sava Linen Apron from order QM-70081. The last day for
        it was 5 November 2026. It was delivered on 21 September 2026.
        """,
    ),
    "an exchange": (
        {"body": "Can I swap the secateurs for the left-handed ones?", "customer_id": "C1035"},
        ["exchange"],
        """
        Hello Fleur,

        You can exchange the Gard Secateurs from order QM-72241 for another version until 25 December
        2026. The exchange is free of charge. This takes us 5–8 business days. If the new version
        costs more, you pay the difference; if it costs less, we refund it to the original payment
        method. We can only exchange for what is in stock.

        Which version would you like instead?
        """,
    ),
    "no exchange, but a return": (
        {"body": "Can I swap the olive daypack QM-71881?", "customer_id": "C1046"},
        ["exchange"],
        """
        Hello Dwayne,

        I am afraid that you cannot exchange the Cairn Daypack from order QM-71881. Our terms say: “We
        do not offer exchanges in the United States.” You can return the Cairn Daypack from order
        QM-71881 until 21 December 2026. The fee for it is US$7.20. You get US$88.41 back to your
        Mastercard ending in 9357. That is a refund of US$95.61, less the fee of US$7.20. The refund
        takes 7–10 business days.
        """,
    ),
    "damaged": (
        {"body": "The plates arrived in pieces. The mugs are fine.", "customer_id": "C1003", "order_ids": ["QM-72043"]},
        ["damaged_item"],
        """
        Hello Maeve,

        I am sorry about the trouble with the Tarn Stoneware Plate Set from order QM-72043. We can
        send you a replacement. The replacement is free of charge. This takes us 2 business days. We
        can refund €44.90 to your Visa ending in 2093. The refund takes 5–7 business days. This is
        possible until 5 December 2026. For damage and for wrong items we need a photo of the item and
        one of the box.

        Which would you prefer, the replacement or the refund?
        """,
    ),
    "an item of an order that is still here is changed instead of exchanged": (
        {"body": "I would like to exchange the rug of QM-72923", "customer_id": "C1007"},
        ["exchange"],
        """
        Hello Javier,

        Yes, an item of order QM-72923 can still be changed. The change is free of charge.

        Please confirm what exactly it should be instead.
        """,
    ),
    "a parcel is lost with all that is in it": (
        {"body": "The pour-over set of QM-71644 never came", "customer_id": "C1005"},
        ["lost_parcel"],
        """
        Hello Priya,

        I am sorry that order QM-71644 is late: it was expected on 3 November 2026. Order QM-71644 is on
        its way to you. It was shipped on 21 October 2026 with Blueline. The tracking number is
        BL8839920092.

        We can send you a replacement. The replacement is free of charge. This takes us 2 business
        days. We can refund US$91.42 to your American Express ending in 1007. The refund takes 5–7
        business days.

        Which would you prefer, the replacement or the refund?
        """,
    ),
    "missing": (
        {"body": "No candle in the box of QM-72041", "customer_id": "C1062"},
        ["missing_item"],
        """
        Hello Dana,

        I am sorry about the trouble with the Vela Scented Candle from order QM-72041. We can send you
        a replacement. The replacement is free of charge. This takes us 2 business days. We can refund
        US$29.74 to your Visa ending in 2847. The refund takes 5–7 business days. This is possible until
        11 December 2026.

        Which would you prefer, the replacement or the refund?
        """,
    ),
    "warranty": (
        {"body": "The handle of my knife QM-66202 has split", "customer_id": "C1018"},
        ["warranty"],
        """
        Hello Robert,

        I am sorry about the trouble with the Merle Chef's Knife from order QM-66202. The warranty on
        the Merle Chef's Knife from order QM-66202 runs until 18 June 2027. The repair is free of
        charge. This takes us 15 business days. If you have not sent them yet, please send us a photo
        and a sentence about what happens.
        """,
    ),
    "a refund that is overdue": (
        {"body": "Where is my refund for QM-70321?", "customer_id": "C1049"},
        ["refund_status"],
        """
        Hello Aoife,

        I am sorry that this has taken so long. Your return of the Osk Dutch Oven reached us on 19
        October 2026. €116.05 was refunded on 21 October 2026 for order QM-70321, to your Mastercard
        ending in 8059. It should have reached you by now, so a colleague will look into where it is.
        The refund takes 5–7 business days.
        """,
    ),
    "a return without its refund": (
        {"body": "You have my blender, where is the money? QM-70527", "customer_id": "C1004"},
        ["refund_status"],
        """
        Hello Daniel,

        Your return of the Lumo Blender reached us on 17 November 2026. It has not been refunded yet.
        The refund is £112.95, to your Visa ending in 6651. The refund takes 7–10 business days.

        We look at every return within 2 business days of its arrival and start the refund the same
        day.
        """,
    ),
    "charged twice": (
        {"body": "You charged me twice for QM-72689", "customer_id": "C1016"},
        ["charge_dispute"],
        """
        Hello Marcus,

        I am sorry: our records show two payments of £81.85 for order QM-72689, and only one of them
        was due. The second payment was on 14 November 2026.

        If you were really charged twice, we start the refund of the second payment within 1 business
        day.
        """,
    ),
    "a price that fell": (
        {"body": "The rug is cheaper now, QM-72081", "customer_id": "C1053"},
        ["discount"],
        """
        Hello Åsa,

        You paid €269.00 for Fenn Wool Rug in order QM-72081. It now costs €249.00. The difference is
        €20.00. A price adjustment is possible until 29 November 2026. The refund takes 5–7 business
        days.
        """,
    ),
    "a complaint, and a late order": (
        {"body": "I want to complain", "customer_id": "C1004"},
        ["complaint"],
        """
        Hello Daniel,

        I am sorry that you have reason to complain, and thank you for telling us. I am passing this
        on to somebody who was not involved, and a colleague will reply to you. You get a decision
        with its reasons within 10 business days. A complaint is always read by a person, and the
        person who made the mistake is not the one who decides about it.

        I am sorry that order QM-72203 is late: it was expected on 13 November 2026. Order QM-72203 is
        on its way to you. It was shipped on 4 November 2026 with Parcelway. The tracking number is
        PW4295696259.

        Until 25 November 2026 we cannot replace or refund it yet; if it is not there by then, please
        write to us again, and we will look at it at once.
        """,
    ),
    "praise first, then the question": (
        {"body": "Lovely mugs! Where is QM-72601?", "customer_id": "C1001"},
        ["praise", "order_status"],
        """
        Hello Hannah,

        Thank you very much, that is good to read; I am passing it on to the team.

        I am sorry that order QM-72601 is late: it was expected on 19 November 2026. Order QM-72601 is
        on its way to you. It was shipped on 13 November 2026 with Kurio. The tracking number is
        KU7753730769DE.
        """,
    ),
    "danger": (
        {"body": "Smoke came out of the blender", "customer_id": "C1042"},
        ["safety"],
        """
        Hello Siân,

        Thank you for telling us. Please stop using it, unplug it if that is safe, and keep it. If
        anybody is hurt or feels unwell, please call a doctor or the emergency number first. I am
        passing this to a senior colleague now.

        A report that something smoked, sparked, burned, cut or fell goes to a senior agent the same
        day, weekends included. Then we collect the thing free of charge, have it looked at, and
        replace or refund it, however old it is.
        """,
    ),
    "a part already on its way back": (
        {"body": "I want to return something", "customer_id": "C1008"},
        ["return"],
        """
        Hello Giulia,

        You can return the Tarn Mug and Tarn Stoneware Plate Set from order QM-71003 until 26 November
        2026. As a gold member you pay nothing for it. If you send back all of it, you get €70.70 back
        to your Visa ending in 7782. The refund takes 5–7 business days. I am afraid that you cannot
        return the Tarn Mug from order QM-71003. A return of it is on our records already. If what you
        send back shows more than trying it out needs, we may refund less, and we will tell you why.
        """,
    ),
}


@pytest.mark.parametrize(("ticket", "intents", "reply"), ANSWERS.values(), ids=ANSWERS)
def test_answers(
    ticket: dict[str, object], intents: list[str], reply: str, evidence_for: Callable[..., Evidence]
) -> None:
    draft = compose(evidence_for(**ticket), triage(*intents))
    assert paragraphs(draft.text)[:-2] == paragraphs(reply)

"""What is said to each kind of request: whole drafts, without sign-off and notice."""

from collections.abc import Callable

import pytest

from copilot.evidence import Evidence

from .examples import composed, paragraphs, triage

ANSWERS = {
    "a late parcel, not lost yet": (
        {"body": "My throw is late", "customer_id": "C1004", "order_ids": ["QM-72203"]},
        ["late_delivery"],
        """
        Hello Daniel,

        I am sorry that your order QM-72203 is late: it was due on 13 November. It was shipped on 4
        November with Parcelway; the tracking number is PW4295696259. We do not have a new date from the
        carrier yet.

        If it is still missing after 25 November, please write to us: then you choose between a
        replacement, free of charge, and a refund of the £70.15.
        """,
    ),
    "a lost parcel": (
        {"body": "QM-71962 never came", "customer_id": "C1022"},
        ["lost_parcel"],
        """
        Hello Friederike,

        I am sorry that your order QM-71962 is late: it was due on 3 November. It was shipped on 28
        October with Kurio; the tracking number is KU7251974484DE.

        It counts as lost by now. We can send you a replacement, free of charge, which leaves us within
        2 business days. Or we can refund €114.80 to your Visa ending in 3175, which takes 5–7 business
        days. If the first parcel turns up after all, please keep the things until you hear from us.

        Which would you prefer, the replacement or the refund?
        """,
    ),
    "delivered, they say": (
        {"body": "It says delivered but QM-72322 is not here", "customer_id": "C1029"},
        ["lost_parcel"],
        """
        Hello Íñigo,

        I am sorry that you do not have the parcel of order QM-72322. Kurio shows it as delivered on 12
        November; the tracking number is KU7582893103DE. We are opening a search with the carrier, which
        takes up to 5 business days; if the parcel is not found by then, you choose between a
        replacement and a refund.

        Could you please have a look with the neighbours, and where the carrier may have left it?
        """,
    ),
    "one item cancelled": (
        {"body": "Please take the bottle out of QM-72884 and leave the sleeping bag as it is.", "customer_id": "C1003"},
        ["cancel"],
        """
        Hello Maeve,

        We are cancelling the Cairn Steel Bottle from order QM-72884 for you, as you ask, free of
        charge. You get €24.90 back to your Visa ending in 2093. The refund takes 3–5 business days.
        """,
    ),
    "a cancellation that somebody must agree to": (
        {"body": "Can I cancel QM-72842?", "customer_id": "C1002"},
        ["cancel"],
        """
        Hello Tobias,

        A colleague has to agree before we can cancel order QM-72842, because the order is being packed;
        I am asking now, and you will hear from us. On business days we tell you within 4 hours whether
        it worked. If it is cancelled, you get €121.80 back to your Mastercard ending in 8830. The
        refund takes 3–5 business days.
        """,
    ),
    "too late to cancel": (
        {"body": "Can I cancel QM-72605?", "customer_id": "C1078"},
        ["cancel"],
        """
        Hello Allison,

        I am sorry, but order QM-72605 can no longer be cancelled, because the order has been shipped.
        It is expected on 30 November. The tracking number is BL6185103686. You can
        refuse the parcel at the door. You can return the Tarn Mug from order QM-72605 once it has
        reached you; from delivery you have 45 days.
        """,
    ),
    "a new address": (
        {"body": "Wrong address on QM-72882", "customer_id": "C1024"},
        ["change_address"],
        """
        Hello Chloé,

        Yes, the delivery address of order QM-72882 can still be changed, free of charge.

        What is the full new address?
        """,
    ),
    "a change that is more than an agent may do": (
        {"body": "QM-72805 should say HLK", "customer_id": "C1001"},
        ["change_item"],
        """
        Hello Hannah,

        I am sorry, but order QM-72805 can no longer be changed, because the order is being packed.
        While it is being packed only the delivery address can still be changed, if a senior agent
        agrees.
        """,
    ),
    "another account for a refund": (
        {
            "body": "You got my blender back. Could the money go to my PayPal instead of the Visa?",
            "customer_id": "C1004",
        },
        ["change_payment"],
        """
        Hello Daniel,

        A refund goes back the way the order was paid.
        """,
    ),
    "a payment that is none of theirs": (
        {"body": "£112.95 from you is on my card. Shall I send you my card number?", "customer_id": "C1064"},
        ["charge_dispute"],
        """
        Hello Sam,

        I do not find the amount that you name among the payments for your orders.

        A senior colleague is looking into this payment, and you will hear from us. If somebody else may
        have your card details, please have your bank block the card as well. Please do not write a card
        number here.
        """,
    ),
    "something more for a fault": (
        {
            "body": "QM-71365 is the wrong scent. Send the right one again, and something on top.",
            "customer_id": "C1079",
        },
        ["wrong_item"],
        """
        Hello Greg,

        I am sorry, that was our mistake: you ordered Vela Scented Candle (cedar) in order QM-71365, and
        something else came. We are sending you a replacement, free of charge, which leaves us within 2
        business days. Please send us a photo of the item and one of the box. What came by mistake goes
        back to us with a free label.

        I am asking a colleague whether we can do something more for you, and you will hear from us.
        """,
    ),
    "a deletion, which asks for no copy": (
        {"body": "Please delete my account and everything you hold on me.", "customer_id": "C1066"},
        ["privacy"],
        """
        Hello Laura,

        Your request has reached us. We delete your account and the data that goes with it within 30
        days. We have to keep the invoices for 10 years.
        """,
    ),
    "another version that costs no more": (
        {"body": "Can I still have the machine of QM-72361 in chalk instead of steel?", "customer_id": "C1008"},
        ["change_item"],
        """
        Hello Giulia,

        Yes, order QM-72361 can still be changed, free of charge. The version that you want (chalk) is
        available for €549.00, so the price stays the same.

        Shall we change it for you?
        """,
    ),
    "one of two pieces": (
        {"body": "One of the two pillows of QM-71721 is unopened. Can I send it back?", "customer_id": "C1027"},
        ["return"],
        """
        Hello Noël,

        A colleague has to agree before you can return the Dorm Down Pillow from order QM-71721 until 12
        December; I am asking now, and you will hear from us. If it is agreed, you get €64.95 back to
        your Visa ending in 9914: €69.90 less the fee of €4.95. We look at it within 2 business days of
        its arrival; from then on the refund takes 5–7 business days. It is a hygiene item, so please
        leave the seal unbroken.
        """,
    ),
    "an intruder's order, told once": (
        {"body": "I didn't place QM-72881, somebody is in my account. My card was charged.", "customer_id": "C1048"},
        ["account", "charge_dispute"],
        """
        Hello Carlos,

        Thank you for telling us at once, and I am sorry about the fright. We lock the account at once
        and stop every order that is still with us. We do everything to stop order QM-72881; if somebody
        else placed it, you get your US$636.41 back to your American Express ending in 3002. The refund
        takes 3–5 business days. If somebody else may have your card details, please have your bank
        block the card as well.
        """,
    ),
    "a return with a gold member's fee": (
        {"body": "Can I send back the kettle from QM-71081?", "customer_id": "C1001"},
        ["return"],
        """
        Hello Hannah,

        Yes, you can return the Lumo Kettle from order QM-71081 until 23 November. As a gold member you
        pay nothing for it. You get €64.90 back to your Visa ending in 4417. We look at it within 2
        business days of its arrival; from then on the refund takes 5–7 business days. You set up the
        return and find the label at https://quillmoor.example.com/returns. If what you send back shows
        more than trying it out needs, we may refund less, and we will tell you why.
        """,
    ),
    "a return that somebody must agree to": (
        {"body": "Can I return the topper?", "customer_id": "C1022"},
        ["return"],
        """
        Hello Friederike,

        A colleague has to agree before you can return the Dorm Mattress Topper from order QM-72201
        until 27 December; I am asking now, and you will hear from us. If it is agreed, you get €130.00
        back to your Visa ending in 3175: €159.00 less the fee of €29.00. The postage of €24.90 for the
        delivery is not refunded. We look at it within 2 business days of its arrival; from then on the
        refund takes 5–7 business days. It is a hygiene item, so please leave the seal unbroken. If what
        you send back shows more than trying it out needs, we may refund less, and we will tell you why.
        """,
    ),
    "a return after the last day, of one item": (
        {"body": "I want to return the apron. The candle I will keep.", "customer_id": "C1016"},
        ["return"],
        """
        Hello Marcus,

        I am sorry, but you cannot return the Sava Linen Apron from order QM-70081. It was delivered on
        21 September, and you had 45 days from then, so the last day was 5 November.
        """,
    ),
    "an exchange": (
        {"body": "Can I swap the secateurs for the left-handed ones?", "customer_id": "C1035"},
        ["exchange"],
        """
        Hello Fleur,

        Yes, you can exchange the Gard Secateurs from order QM-72241 until 25 December. The exchange is
        free of charge, postage included. The new one is with you 5–8 business days after the first one
        has reached us. The version that you want (left) is available for €44.90, so the price stays the
        same.

        Shall we set up the exchange for you?
        """,
    ),
    "no exchange, but a return": (
        {"body": "Can I swap the olive daypack QM-71881?", "customer_id": "C1046"},
        ["exchange"],
        """
        Hello Dwayne,

        I am sorry, but you cannot exchange the Cairn Daypack from order QM-71881. We do not offer
        exchanges in the United States. What you can do instead is return it until 21 December. You get
        US$88.41 back to your Mastercard ending in 9357: US$95.61 less our fee of 8% of the price, which
        is US$7.20. The postage of US$14.95 for the delivery is not refunded. We look at it within 2
        business days of its arrival; from then on the refund takes 7–10 business days. You set up the
        return and find the label at https://quillmoor.example.com/returns.
        """,
    ),
    "damaged": (
        {"body": "The plates arrived in pieces. The mugs are fine.", "customer_id": "C1003", "order_ids": ["QM-72043"]},
        ["damaged_item"],
        """
        Hello Maeve,

        I am sorry about the trouble with the Tarn Stoneware Plate Set from order QM-72043. We can send
        you a replacement, free of charge, which leaves us within 2 business days. Or we can refund
        €44.90 to your Visa ending in 2093, which takes 5–7 business days. This is possible until 5
        December. Please send us a photo of the item and one of the box. Please keep the damaged thing
        until you hear from us.

        Which would you prefer, the replacement or the refund?
        """,
    ),
    "an item of an order that is still here is changed instead of exchanged": (
        {"body": "I would like to exchange the rug of QM-72923", "customer_id": "C1007"},
        ["exchange"],
        """
        Hello Javier,

        Yes, order QM-72923 can still be changed, free of charge.

        What exactly should it be instead?
        """,
    ),
    "a parcel is lost with all that is in it": (
        {"body": "The pour-over set of QM-71644 never came", "customer_id": "C1005"},
        ["lost_parcel"],
        """
        Hello Priya,

        I am sorry that your order QM-71644 is late: it was due on 3 November. It was shipped on 21
        October with Blueline; the tracking number is BL8839920092.

        It counts as lost by now. We can send you a replacement, free of charge, which leaves us within
        2 business days. Or we can refund US$91.42 to your American Express ending in 1007, which takes
        5–7 business days. If the first parcel turns up after all, please keep the things until you hear
        from us.

        Which would you prefer, the replacement or the refund?
        """,
    ),
    "missing": (
        {"body": "No candle in the box of QM-72041", "customer_id": "C1062"},
        ["missing_item"],
        """
        Hello Dana,

        I am sorry that order QM-72041 was not complete; that was our mistake. We can send you what is
        missing (Vela Scented Candle), free of charge, which leaves us within 2 business days. Or we can
        refund US$29.74 to your Visa ending in 2847, which takes 5–7 business days. This is possible
        until 11 December. You need not send us a picture for this.

        Which would you prefer, the replacement or the refund?
        """,
    ),
    "warranty": (
        {"body": "The handle of my knife QM-66202 has split", "customer_id": "C1018"},
        ["warranty"],
        """
        Hello Robert,

        I am sorry about the trouble with the Merle Chef's Knife from order QM-66202. The warranty on it
        runs until 18 June 2027. The repair costs you nothing. You hear from us with a solution within
        15 business days. The post both ways is on us.

        Could you send us a photo or a short film, and a sentence about what happens?
        """,
    ),
    "a refund that is overdue": (
        {"body": "Where is my refund for QM-70321?", "customer_id": "C1049"},
        ["refund_status"],
        """
        Hello Aoife,

        I am sorry that this has taken so long. €116.05 was refunded on 21 October for order QM-70321 to
        your Mastercard ending in 8059. That is the €119.00 for the items less the fee of €2.95 for the
        return. It should have been there by 30 October, so a colleague is finding out where it is, and
        you will hear from us.
        """,
    ),
    "a return without its refund": (
        {"body": "You have my blender, where is the money? QM-70527", "customer_id": "C1004"},
        ["refund_status"],
        """
        Hello Daniel,

        Your return of the Lumo Blender reached us on 17 November. We look at every return within 2
        business days of its arrival and start the refund the same day. You get £112.95 back to your
        Visa ending in 6651. The refund takes 7–10 business days.
        """,
    ),
    "charged twice": (
        {"body": "You charged me twice for QM-72689", "customer_id": "C1016"},
        ["charge_dispute"],
        """
        Hello Marcus,

        You are right, and I am sorry: our records show two payments of £81.85 for order QM-72689, the
        second one on 14 November, and only one of them was due. We start the refund of the second
        payment within 1 business day; you need not do anything. The refund takes 5–7 business days.
        """,
    ),
    "a price that fell": (
        {"body": "The rug is cheaper now, QM-72081", "customer_id": "C1053"},
        ["discount"],
        """
        Hello Åsa,

        Yes, we pay back the difference of €20.00 to your Visa ending in 5827. You paid €269.00 for the
        Fenn Wool Rug in order QM-72081. It now costs €249.00. The refund takes 5–7 business days.
        """,
    ),
    "a complaint, and a late order": (
        {"body": "I want to complain", "customer_id": "C1004"},
        ["complaint"],
        """
        Hello Daniel,

        I am sorry that your order QM-72203 is late: it was due on 13 November. It was shipped on 4
        November with Parcelway; the tracking number is PW4295696259. We do not have a new date from the
        carrier yet.

        If it is still missing after 25 November, please write to us: then you choose between a
        replacement, free of charge, and a refund of the £70.15.

        Somebody who was not involved is looking into it. You get a decision with its reasons within 10
        business days.
        """,
    ),
    "praise first, then the question": (
        {"body": "Lovely mugs! Where is QM-72601?", "customer_id": "C1001"},
        ["praise", "order_status"],
        """
        Hello Hannah,

        Thank you very much, that is lovely to read; I am passing it on to the team.

        I am sorry that your order QM-72601 is late: it was due on 19 November. It was shipped on 13
        November with Kurio; the tracking number is KU7753730769DE. We do not have a new date from the
        carrier yet.

        If it is still missing after 30 November, please write to us: then you choose between a
        replacement, free of charge, and a refund of the €90.70.
        """,
    ),
    "danger": (
        {"body": "Smoke came out of the blender", "customer_id": "C1042"},
        ["safety"],
        """
        Hello Siân,

        Thank you for telling us. Please stop using it at once, unplug it if that is safe, and keep it.
        If anybody is hurt or feels unwell, please call a doctor or the emergency number first. I am
        passing this to a senior colleague now.

        We collect the thing free of charge, have it looked at, and replace or refund it, however
        old it is.
        """,
    ),
    "a part already on its way back": (
        {"body": "I want to return something", "customer_id": "C1008"},
        ["return"],
        """
        Hello Giulia,

        Yes, you can return the Tarn Mug and Tarn Stoneware Plate Set from order QM-71003 until 26
        November. As a gold member you pay nothing for it. If you send back all of it, you get €70.70
        back to your Visa ending in 7782. We look at it within 2 business days of its arrival; from then
        on the refund takes 5–7 business days. You set up the return and find the label at
        https://quillmoor.example.com/returns. If what you send back shows more than trying it out
        needs, we may refund less, and we will tell you why.
        """,
    ),
}


@pytest.mark.parametrize(("ticket", "intents", "reply"), ANSWERS.values(), ids=ANSWERS)
def test_answers(
    ticket: dict[str, object], intents: list[str], reply: str, evidence_for: Callable[..., Evidence]
) -> None:
    draft = composed(evidence_for(**ticket), triage(*intents))
    assert paragraphs(draft.text)[:-2] == paragraphs(reply)


@pytest.mark.parametrize(
    "body",
    [
        "Can I perhaps change the bottle of QM-72884 to chalk? I have not decided, I'd like to know first.",
        "Would it be possible to have the bottle of QM-72884 in chalk? My wife still has to say.",
    ],
)
def test_a_change_that_is_only_asked_about_is_offered(body: str, evidence_for: Callable[..., Evidence]) -> None:
    text = composed(evidence_for(body, customer_id="C1003"), triage("change_item")).text
    assert "Shall we change it for you?" in " ".join(text.split())
    assert "as you ask" not in text


@pytest.mark.parametrize(
    ("body", "unknown"),
    [
        ("There is a charge on my card since 18 November, order of 2 items, what is it?", False),
        ("There is a charge of €3.99 on my card, what is it?", True),
        ("There is a charge of 3.99 on my card since 18 November, what is it?", False),
    ],
)
def test_only_a_sum_of_money_is_one_that_nobody_paid(
    body: str, unknown: bool, evidence_for: Callable[..., Evidence]
) -> None:
    text = composed(evidence_for(body, customer_id="C1003"), triage("charge_dispute")).text
    assert ("the amount that you name" in " ".join(text.split())) is unknown

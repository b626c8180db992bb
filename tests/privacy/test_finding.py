"""Personal data in free text of people nobody has a record of."""

import pytest

from copilot.language import detect
from copilot.privacy import find_personal


def found(text: str) -> list[tuple[str, str]]:
    """The longest span at each place, in the language that the text is in."""
    spans = sorted(find_personal(text, language=detect(text).code), key=lambda span: (span.start, -span.end))
    ends = [0, *(max(other.end for other in spans[: at + 1]) for at in range(len(spans)))]
    return [(span.kind, span.value) for span, end in zip(spans, ends, strict=False) if span.start >= end]


@pytest.mark.parametrize(
    ("text", "personal"),
    [
        ("Write to jo.bloggs+shop@example.co.uk please", [("email", "jo.bloggs+shop@example.co.uk")]),
        ("Call 212-555-0142 after six", [("phone", "212-555-0142")]),
        ("Card 4111 1111 1111 1111 was charged", [("card", "4111 1111 1111 1111")]),
        ("Please block card no. 3570841131278138", [("card", "3570841131278138")]),
        ("You can call me on 450 0840", [("phone", "450 0840")]),
        ("Mobile: 99 577450", [("phone", "99 577450")]),
        ("Please call me about order 1234567", []),
        ("my visa ending in 8204", [("card", "8204")]),
        ("IBAN DE89 3704 0044 0532 0130 00", [("card", "DE89 3704 0044 0532 0130 00")]),
        ("IBAN DE00 1111 2222 3333 4444 01", []),
        ("Ship it to 12 Oak Street, Austin, TX 78701 instead", [("address", "12 Oak Street, Austin, TX 78701")]),
        ("Bitte an Gartenstraße 8, 04275 Leipzig", [("address", "Gartenstraße 8, 04275 Leipzig")]),
        ("Habito na Rua das Amoreiras 19", [("address", "Rua das Amoreiras 19")]),
        ("Livrez au 14 rue de la Paix", [("address", "14 rue de la Paix")]),
        ("Leave it at 12 St. John's Road, apt 4", [("address", "12 St. John's Road, apt 4")]),
        ("Skicka till Magasinsgatan 7", [("address", "Magasinsgatan 7")]),
        ("It weighs 418 pounds. Please close the case", []),
        ("I bought 2 phones on the way home", []),
        ("My name is Yusuf Rossi and I wait", [("name", "Yusuf Rossi")]),
        ("This is Emily Carter, writing from work", [("name", "Emily Carter")]),
        ("Please tell Mrs. O'Neill", [("name", "O'Neill")]),
        ("Thanks,\nLin van der Berg", [("name", "Lin van der Berg")]),
        ("It was a gift for my sister Mia Li", [("name", "Mia Li")]),
        ("The courier Lars left it with Rebecca Doyle", [("name", "Lars"), ("name", "Rebecca Doyle")]),
        ("Somebody called Okonkwo signed for it", [("name", "Okonkwo")]),
        ("Das hat Jutta Kern bestellt", [("name", "Jutta Kern")]),
        ("Lo firmó Gustavo, que no vive aquí", [("name", "Gustavo")]),
        ("it is for my friend rebecca, my name is lena andersson", [("name", "rebecca"), ("name", "lena andersson")]),
        ("Ask Wisława Szczepańska about it", [("name", "Wisława Szczepańska")]),
        ("Rose Miller paid", [("name", "Rose Miller")]),
        ("I like the Rose one", []),
        ("Hall & Brandt LLC ordered", []),
        ("Meine Bestellung ist im Sommer mit dem Koch gekommen", []),
        ("We moved to Ireland in May", []),
        ("MY ORDER NEVER CAME AND I WANT A REFUND", []),
        ("I am Happy with it", []),
        ("I'm Sorry to bother you", []),
        ("Dear Customer Service, where is it?", []),
        ("I bought 2 mugs for 12.90 on 3 May 2026", []),
        ("The 15 inch screen on Main", []),
        ("I gave it to Linda yesterday.", [("name", "Linda")]),
        ("Clara signed for it.", [("name", "Clara")]),
        ("Marie was at home.", [("name", "Marie")]),
        ("Please ask Jan or Erin at reception.", [("name", "Jan"), ("name", "Erin")]),
        ("It was ordered on 9 Jan and has not come yet.", []),
        ("Your colleague Roman promised it.", [("name", "Roman")]),
        ("Ich habe den Roman nicht bekommen.", []),
        ("Der Stein ist leider gebrochen, bitte umtauschen.", []),
        ("Roma es una ciudad muy bonita para un pedido.", []),
        ("Herr Sonntag hat das Paket angenommen.", [("name", "Sonntag")]),
        ("Please ask Frau Freitag about it.", [("name", "Freitag")]),
    ],
)
def test_what_is_found(text: str, personal: list[tuple[str, str]]) -> None:
    """Addresses of all kinds, cards, accounts, and names by what stands around them."""
    assert found(text) == personal


def test_a_word_of_another_language_is_no_excuse() -> None:
    """What may be a name is one in a text whose language nobody knows, and in one where it is no word."""
    said = "Silla, Roman"
    names = {code: [span.value for span in find_personal(said, language=code)] for code in (None, "es", "de", "fr")}
    assert names == {None: ["Silla", "Roman"], "es": ["Roman"], "de": ["Silla"], "fr": ["Silla", "Roman"]}


def test_what_the_shop_sells_is_nobody() -> None:
    """A thing may be called like a person; one who is introduced is a person all the same."""
    said = "Does the Jasper kettle fit my sister Jasper Doyle?"
    assert [span.value for span in find_personal("Does the Jasper kettle whistle?")] == ["Jasper"]
    assert find_personal("Does the Jasper kettle whistle?", frozenset({"jasper", "kettle"})) == []
    assert "Jasper Doyle" in [span.value for span in find_personal(said, frozenset({"jasper", "kettle"}))]

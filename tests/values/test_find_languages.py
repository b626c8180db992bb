"""Values are read as six more languages write them, and where the language is unknown."""

from datetime import date

import pytest

from copilot.values import Found, find_values

TODAY = date(2026, 11, 22)  # a Sunday


def summary(text: str, language: str | None) -> list[str]:
    """Each value as "type: text = candidates", with its flags behind."""
    return [_line(value) for value in find_values(text, language=language, currency="EUR", today=TODAY)]


def _line(value: Found) -> str:
    flags = [
        "approximate" if value.approximate else "",
        value.bound or "",
        "relative" if value.relative else "",
        value.resolved or "",
    ]
    return " ".join([f"{value.type}: {value.text} = {' | '.join(value.values)}", *filter(None, flags)])


CASES = {
    "de": [
        (
            "Ihre Bestellung LS-10432 vom 10. Dezember 2026 über 1.380,79 € kommt innerhalb von 5-7 Werktagen.",
            [
                "id: LS-10432 = LS-10432",
                "date: 10. Dezember 2026 = 2026-12-10",
                "money: 1.380,79 € = 1380.79 EUR",
                "duration: 5-7 Werktagen = 5-7 business days at_most",
            ],
        ),
        (
            "Sie haben 14 Tage Zeit, bis zum 3.12.; etwa 50 Euro oder maximal 47,84€, mindestens CHF 12.–",
            [
                "duration: 14 Tage = 14 days",
                "date: 3.12. = 2026-12-03 at_most",
                "money: 50 Euro = 50.00 EUR approximate",
                "money: 47,84€ = 47.84 EUR at_most",
                "money: CHF 12.– = 12.00 CHF at_least",
            ],
        ),
        (
            "Am Dienstag, den 8. Dezember um 17 Uhr, am Freitag, übermorgen, vor 3 Tagen, in zwei Wochen",
            [
                "date: Dienstag, den 8. Dezember = 2026-12-08",
                "time: 17 Uhr = 17:00",
                "date: Freitag = 2026-11-27 | 2026-11-20 relative",
                "date: übermorgen = 2026-11-24 relative",
                "date: 3 Tagen = 2026-11-19 relative",
                "duration: zwei Wochen = 2 weeks relative 2026-12-06",
            ],
        ),
        (
            "Guten Morgen, die 30-tägige Frist, 1 Monat, zwei oder ein Ding, hundertfünfzig Euro, 10 Prozent, Größe 42",
            [
                "duration: 30-tägige = 30 days",
                "duration: 1 Monat = 1 month",
                "count: zwei = 2",
                "money: hundertfünfzig Euro = 150.00 EUR",
                "percent: 10 Prozent = 10",
                "measure: Größe 42 = größe 42 | größe42",
            ],
        ),
        (
            "Vom 10. bis 12. Dezember, Mo–Fr 9–17 Uhr, Telefon 030 1234567, 24-Stunden-Service",
            [
                "date: 10. = 2026-12-10 from",
                "date: 12. Dezember = 2026-12-12 to",
                "time: 9 = 09:00 from",
                "time: 17 Uhr = 17:00 to",
                "phone: 030 1234567 = +49301234567",
                "duration: 24-Stunden = 24 hours",
            ],
        ),
    ],
    "fr": [
        (
            "Votre commande n° LS-10432 du 10 décembre 2026 de 1 380,79 € sera livrée sous 3 à 5 jours ouvrés.",
            [
                "id: LS-10432 = LS-10432",
                "date: 10 décembre 2026 = 2026-12-10",
                "money: 1 380,79 € = 1380.79 EUR",
                "duration: 3 à 5 jours ouvrés = 3-5 business days at_most",
            ],
        ),
        (
            "Vous avez jusqu'au 1er janvier, environ 50 euros, mardi prochain, dans 3 jours, il y a deux semaines",
            [
                "date: 1er janvier = 2027-01-01 at_most",
                "money: 50 euros = 50.00 EUR approximate",
                "date: mardi prochain = 2026-11-24 relative",
                "duration: 3 jours = 3 days relative 2026-11-25",
                "date: deux semaines = 2026-11-08 relative",
            ],
        ),
        (
            "à 17 heures, à 14h30, pendant 24 heures, un mois, deux articles, dix pour cent, entre 10 et 20 euros",
            [
                "time: 17 heures = 17:00",
                "time: 14h30 = 14:30",
                "duration: 24 heures = 24 hours",
                "duration: un mois = 1 month",
                "count: deux = 2",
                "percent: dix pour cent = 10",
                "money: 10 = 10.00 EUR from",
                "money: 20 euros = 20.00 EUR to",
            ],
        ),
    ],
    "es": [
        (
            "Su pedido LS-10432 del 10 de diciembre de 2026 por 1.380,79 € llegará en un plazo de 5 a 7 días hábiles.",
            [
                "id: LS-10432 = LS-10432",
                "date: 10 de diciembre de 2026 = 2026-12-10",
                "money: 1.380,79 € = 1380.79 EUR",
                "duration: 5 a 7 días hábiles = 5-7 business days at_most",
            ],
        ),
        (
            "Tiene hasta el 3 de enero; unos 50 euros, el martes que viene, hace dos semanas, mañana, por la mañana",
            [
                "date: 3 de enero = 2027-01-03 at_most",
                "money: 50 euros = 50.00 EUR approximate",
                "date: martes que viene = 2026-11-24 relative",
                "date: dos semanas = 2026-11-08 relative",
                "date: mañana = 2026-11-23 relative",
            ],
        ),
        (
            "a las 5 p. m., un mes, dos artículos, diez por ciento, cincuenta euros, del 10 al 12 de diciembre",
            [
                "time: 5 p. m. = 17:00",
                "duration: un mes = 1 month",
                "count: dos = 2",
                "percent: diez por ciento = 10",
                "money: cincuenta euros = 50.00 EUR",
                "date: 10 = 2026-12-10 from",
                "date: 12 de diciembre = 2026-12-12 to",
            ],
        ),
    ],
    "it": [
        (
            "Il suo ordine LS-10432 del 10 dicembre 2026 di 1.380,79 € arriva entro 5-7 giorni feriali, circa 50 euro",
            [
                "id: LS-10432 = LS-10432",
                "date: 10 dicembre 2026 = 2026-12-10",
                "money: 1.380,79 € = 1380.79 EUR",
                "duration: 5-7 giorni feriali = 5-7 business days at_most",
                "money: 50 euro = 50.00 EUR approximate",
            ],
        ),
        (
            "entro l'8 dicembre, martedì prossimo, tra 3 giorni, due settimane fa, un mese, dieci per cento, taglia 42",
            [
                "date: 8 dicembre = 2026-12-08 at_most",
                "date: martedì prossimo = 2026-11-24 relative",
                "duration: 3 giorni = 3 days relative 2026-11-25",
                "date: due settimane fa = 2026-11-08 relative",
                "duration: un mese = 1 month",
                "percent: dieci per cento = 10",
                "measure: taglia 42 = taglia 42 | taglia42",
            ],
        ),
    ],
    "pt": [
        (
            "O seu pedido LS-10432 de 10 de dezembro de 2026 de R$ 1.380,79 será entregue em 5 a 7 dias úteis.",
            [
                "id: LS-10432 = LS-10432",
                "date: 10 de dezembro de 2026 = 2026-12-10",
                "money: R$ 1.380,79 = 1380.79 BRL",
                "duration: 5 a 7 dias úteis = 5-7 business days",
            ],
        ),
        (
            "até 3 de janeiro; uns 50 euros, na próxima terça-feira, às 17h, um mês, cinquenta reais, há duas semanas",
            [
                "date: 3 de janeiro = 2027-01-03 at_most",
                "money: 50 euros = 50.00 EUR approximate",
                "date: próxima terça-feira = 2026-11-24 relative",
                "time: 17h = 17:00",
                "duration: um mês = 1 month",
                "money: cinquenta reais = 50.00 BRL",
                "date: duas semanas = 2026-11-08 relative",
            ],
        ),
    ],
    "nl": [
        (
            "Uw bestelling LS-10432 van 10 december 2026 van € 1.380,79 wordt binnen 5-7 werkdagen geleverd.",
            [
                "id: LS-10432 = LS-10432",
                "date: 10 december 2026 = 2026-12-10",
                "money: € 1.380,79 = 1380.79 EUR",
                "duration: 5-7 werkdagen = 5-7 business days at_most",
            ],
        ),
        (
            "tot 3 januari, rond 50 euro, volgende dinsdag, over 3 dagen, om 17.00 uur, een maand, € 12,-, 10 procent",
            [
                "date: 3 januari = 2027-01-03 at_most",
                "money: 50 euro = 50.00 EUR approximate",
                "date: volgende dinsdag = 2026-11-24 relative",
                "duration: 3 dagen = 3 days relative 2026-11-25",
                "time: 17.00 uur = 17:00",
                "duration: een maand = 1 month",
                "money: € 12,- = 12.00 EUR",
                "percent: 10 procent = 10",
            ],
        ),
    ],
    None: [
        (
            "5 business days, 5 Werktage, 3 jours ouvrés, 10 de diciembre de 2026, 12 euro, 1.380,79 €, 10 Prozent",
            [
                "duration: 5 business days = 5 business days",
                "duration: 5 Werktage = 5 business days",
                "duration: 3 jours ouvrés = 3 business days",
                "date: 10 de diciembre de 2026 = 2026-12-10",
                "money: 12 euro = 12.00 EUR",
                "money: 1.380,79 € = 1380.79 EUR",
                "percent: 10 Prozent = 10",
            ],
        ),
        ("It is due at once, 1.380 points", ["count: 1.380 = 1380 | 1.38"]),
    ],
}


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [(language, text, expected) for language, cases in CASES.items() for text, expected in cases],
)
def test_values_of_a_language(language: str | None, text: str, expected: list[str]) -> None:
    assert summary(text, language) == expected


def test_a_language_that_is_not_ours_is_read_as_unknown() -> None:
    assert summary("14 dagar, 100 kr, 2026-12-10", "sv") == summary("14 dagar, 100 kr, 2026-12-10", None)

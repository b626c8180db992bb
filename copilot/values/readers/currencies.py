"""Signs, codes and words of currencies: which currencies each may mean in a shop."""

from typing import Final

_DOLLARS: Final = ("USD", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD", "MXN", "ARS", "CLP", "COP")
SIGNS: Final = {
    "$": _DOLLARS[:1], "€": ("EUR",), "£": ("GBP",), "¥": ("JPY", "CNY"), "￥": ("JPY", "CNY"), "₹": ("INR",),
    "₺": ("TRY",), "₽": ("RUB",), "₩": ("KRW",), "₪": ("ILS",), "฿": ("THB",), "₫": ("VND",), "₱": ("PHP",),
    "₴": ("UAH",), "₦": ("NGN",), "＄": _DOLLARS[:1],
}  # fmt: skip
_WORDS: Final = {
    "kr": ("SEK", "NOK", "DKK", "ISK"), "zł": ("PLN",), "kč": ("CZK",), "lei": ("RON",), "fr": ("CHF",),
}  # fmt: skip
_LOCAL: Final = {"$": _DOLLARS, "£": ("GBP", "EGP", "GIP"), "¥": ("JPY", "CNY")}
_PESOS: Final = ("MXN", "ARS", "CLP", "COP", "PHP", "UYU")
_PREFIXES: Final = {
    "us": "USD", "ca": "CAD", "c": "CAD", "can": "CAD", "a": "AUD", "au": "AUD", "nz": "NZD", "s": "SGD", "sg": "SGD",
    "hk": "HKD", "nt": "TWD", "mx": "MXN", "r": "BRL", "cn": "CNY", "jp": "JPY", "gb": "GBP", "cl": "CLP", "ar": "ARS",
    "co": "COP",
}  # fmt: skip
_CODES: Final = frozenset((
    "USD", "EUR", "GBP", "CHF", "CAD", "AUD", "NZD", "SEK", "NOK", "DKK", "ISK", "PLN", "CZK", "HUF", "RON", "BGN",
    "JPY", "CNY", "INR", "BRL", "MXN", "SGD", "HKD", "TWD", "ZAR", "TRY", "KRW", "ILS", "AED", "SAR", "THB", "PHP",
    "IDR", "MYR", "VND", "UAH", "ARS", "CLP", "COP", "EGP", "NGN",
))  # fmt: skip


def of_sign(sign: str, shop: str) -> tuple[str, ...]:
    """The currencies that a sign such as "$" may mean, the shop's own first."""
    meant = SIGNS.get(sign, ())
    return tuple(dict.fromkeys((shop, *meant))) if shop in _LOCAL.get(sign, ()) and meant else meant


def of_name(meaning: str, shop: str) -> tuple[str, ...]:
    """The currencies of a word's meaning: a sign, a code, "peso", or "lb" for pounds, which are money in few shops."""
    if meaning == "peso":
        return (shop,) if shop in _PESOS else ("MXN",)
    if meaning == "lb":
        return (shop,) if shop in _LOCAL["£"] else ()
    return of_sign(meaning, shop) or (meaning,)


def of_word(written: str, shop: str) -> tuple[str, ...]:
    """The currencies that an ISO code or an abbreviation such as "kr" means; codes are upper case."""
    if written in _CODES or written == shop:
        return (written,)
    meant = () if written.isupper() else _WORDS.get(written.lower(), ())
    if meant == ("CHF",):
        return meant if shop == "CHF" else ()
    return (shop,) if shop in meant else meant


def of_country(letters: str, sign: str) -> tuple[str, ...]:
    """The currency of a sign with a country's letters beside it: "US$", "$CA", "R$"."""
    code = _PREFIXES.get(letters.lower(), "")
    family = {"$": (*_DOLLARS, "BRL"), "¥": ("JPY", "CNY"), "£": ("GBP",)}.get(sign, ())
    return (code,) if code in family else ()


def may_lead(word: str) -> bool:
    """Whether a folded word may stand in front of a sum: a code, an abbreviation, or a country's letters."""
    return word in _LEADING


_LEADING: Final = frozenset(code.lower() for code in _CODES) | _WORDS.keys() | _PREFIXES.keys()

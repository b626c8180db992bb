"""Money: canonical text such as "12.50 USD", arithmetic with its steps, and the words of a locale.

Equal sums are equal strings: at least the minor units of the currency ("500 JPY", "12.50 USD"), more decimals only
where the sum has them ("0.125 USD").
"""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal, localcontext
from functools import lru_cache

from .locales import locale_of

Steps = tuple[str, ...]


def money(amount: Decimal, currency: str) -> str:
    """The canonical text of a sum, e.g. "1380.79 USD"."""
    if not amount.is_finite():
        raise ValueError(f"{amount!r} is not a sum of money; expected a finite decimal")
    digits = minor_digits(currency)
    text = format(amount, "f")
    whole, _, decimals = text.partition(".")
    decimals = decimals.rstrip("0").ljust(digits, "0")
    number = f"{whole}.{decimals}" if decimals else whole
    number = number.removeprefix("-") if not number.strip("-0.") else number
    return f"{number} {currency}"


def read_money(canonical: str) -> tuple[Decimal, str]:
    """The amount and the currency of a canonical sum."""
    number, _, currency = canonical.partition(" ")
    try:
        amount = Decimal(number)
    except ArithmeticError as error:
        raise ValueError(f"{canonical!r} is not canonical money; expected text such as '12.50 USD'") from error
    if not currency or money(amount, currency) != canonical:
        raise ValueError(f"{canonical!r} is not canonical money; expected text such as '12.50 USD'")
    return amount, currency


def add_money(sums: Sequence[str]) -> tuple[str, Steps]:
    """The total of canonical sums of one currency."""
    amounts, currency = _of_one_currency(sums)
    with localcontext(prec=60):
        total = money(sum(amounts, Decimal(0)), currency)
    return total, (f"{' + '.join(sums)} = {total}",) if len(sums) > 1 else ()


def subtract_money(minuend: str, subtrahend: str) -> tuple[str, Steps]:
    """The difference of two canonical sums of one currency; negative when more is taken away than is there."""
    (whole, part), currency = _of_one_currency((minuend, subtrahend))
    with localcontext(prec=60):
        rest = money(whole - part, currency)
    return rest, (f"{minuend} - {subtrahend} = {rest}",)


def multiply_money(unit: str, times: int) -> tuple[str, Steps]:
    """A canonical sum taken several times: a unit price and a quantity."""
    amount, currency = read_money(unit)
    with localcontext(prec=60):
        total = money(amount * times, currency)
    return total, (f"{times} x {unit} = {total}",)


def percent_of(percent: Decimal, base: str) -> tuple[str, Steps]:
    """A percentage of a canonical sum, rounded half up to the minor units."""
    amount, currency = read_money(base)
    with localcontext(prec=60):
        exact = amount * percent / 100
    rounded, steps = round_money(money(exact, currency))
    return rounded, (f"{percent.normalize():f}% of {base} = {money(exact, currency)}", *steps)


def round_money(exact: str) -> tuple[str, Steps]:
    """A canonical sum rounded half up (away from zero) to the minor units of its currency."""
    amount, currency = read_money(exact)
    with localcontext(prec=60):
        unit = Decimal(1).scaleb(-minor_digits(currency))
        rounded = money(amount.quantize(unit, rounding=ROUND_HALF_UP), currency)
    return rounded, () if rounded == exact else (f"rounded: {rounded}",)


def format_money(canonical: str, locale: str) -> str:
    """A canonical sum as people of that locale write it, e.g. "1.380,79 €"."""
    from babel.numbers import format_currency

    amount, currency = read_money(canonical)
    exact = -int(amount.as_tuple().exponent) > minor_digits(currency)
    return format_currency(amount, currency, locale=locale_of(locale), decimal_quantization=not exact)


@lru_cache(maxsize=256)
def minor_digits(currency: str) -> int:
    """How many decimals the minor unit of an ISO 4217 currency has: 2 for USD, 0 for JPY."""
    from babel.numbers import get_currency_precision

    if not (len(currency) == 3 and currency.isascii() and currency.isupper()):
        raise ValueError(f"{currency!r} is not a currency; expected an ISO 4217 code such as 'USD'")
    return get_currency_precision(currency)


def _of_one_currency(sums: Sequence[str]) -> tuple[list[Decimal], str]:
    pairs = [read_money(text) for text in sums]
    currencies = {currency for _, currency in pairs}
    if len(currencies) != 1:
        raise ValueError(f"{list(sums)!r} cannot be reckoned together; expected sums of one currency")
    return [amount for amount, _ in pairs], currencies.pop()

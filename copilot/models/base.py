"""What all records share: unknown keys are refused, money is a decimal string, times are aware."""

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, model_validator

_AMOUNT = re.compile(r"-?\d{1,15}(\.\d{1,6})?")


class Record(BaseModel):
    """A record of the contract: immutable, and strict about its keys."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _null_is_missing(cls, data: Any) -> Any:
        return {key: value for key, value in data.items() if value is not None} if isinstance(data, dict) else data


_BRIEF = re.compile(r"(?!.*\d{9})[\w.,:+/-]{1,30}")


def shown(value: object) -> str:
    """A value as a fault may tell it: one short word or number as it stands; anything else may be a person's words."""
    brief = isinstance(value, str | int | float) and _BRIEF.fullmatch(str(value))
    return repr(value) if brief else described(value)


def described(value: object) -> str:
    """What a value is, without a word of it."""
    return f"a text of {len(value)} characters" if isinstance(value, str) else type(value).__name__


def _amount(value: Any) -> Any:
    if isinstance(value, Decimal) and value.is_finite():
        return value
    if isinstance(value, str) and _AMOUNT.fullmatch(value):
        return Decimal(value)
    raise ValueError(f'money as a decimal string such as "12.50", not {shown(value)}')


def _not_negative(value: Decimal) -> Decimal:
    if value < 0:
        raise ValueError(f"an amount of zero or more, not {value}")
    return value


Amount = Annotated[
    Decimal,
    BeforeValidator(_amount),
    PlainSerializer(lambda value: format(value, "f"), return_type=str, when_used="json"),
]
"""A sum of money without its currency, which stands on the order or shop. Never a float."""

Price = Annotated[Amount, BeforeValidator(lambda value: _not_negative(_amount(value)))]
"""An amount that cannot be negative."""

Identifier = Annotated[str, Field(min_length=1, max_length=300)]
Writing = Annotated[str, Field(max_length=1_000_000)]
"""What somebody wrote. A message of a million characters is a file that went astray, and would hold up all others."""

Currency = Annotated[str, Field(pattern=r"^[A-Z]{3}$", description="ISO 4217")]


def _not_a_number(value: Any) -> Any:
    # pydantic reads 20261122 as seconds since 1970, and "20261122" too.
    if isinstance(value, int | float) or (isinstance(value, str) and value.strip().replace(".", "", 1).isdigit()):
        raise ValueError(f"a date such as 2026-11-22, or a time with an offset, not {shown(value)}")
    return value


Time = Annotated[AwareDatetime, BeforeValidator(_not_a_number)]
"""An instant: ISO 8601 with an offset."""

Moment = Annotated[AwareDatetime | date, Field(union_mode="left_to_right"), BeforeValidator(_not_a_number)]
"""A calendar day in the shop's time zone, or an instant."""

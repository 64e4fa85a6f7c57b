"""How learning becomes jam pelajaran (JP): a pure core without Django.

1 JP = 45 minutes. The rates and caps come in as data (rules of the hours package); nothing here knows a circular.
All amounts are exact decimals.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_DOWN, Decimal
from enum import StrEnum

MINUTES_PER_JP = 45
ZERO = Decimal(0)
HUNDREDTH = Decimal("0.01")


class Basis(StrEnum):
    """What the quantity of a record counts."""

    UNIT = "unit"  # occasions, days or semesters, each worth the rate
    MINUTES = "minutes"  # minutes of one day; each full 45 of that day are worth the rate
    CERTIFICATE = "certificate"  # JP that a certificate states, times the rate


class CapPeriod(StrEnum):
    """The window in which a cap counts."""

    NONE = "none"
    DAY = "day"
    MONTH = "month"


class CapMeasure(StrEnum):
    """What a cap limits."""

    UNITS = "units"
    JP = "jp"


class Outcome(StrEnum):
    """Why a record earned what it did."""

    COUNTED = "counted"
    CAP_PARTLY = "cap_partly"  # only a part fitted under the cap
    CAP_REACHED = "cap_reached"  # nothing fitted any more
    TOO_SHORT = "too_short"  # the day has not reached a full 45 minutes more


@dataclass(frozen=True)
class Terms:
    """One version of a rule. Caps of forms with the same `cap_group` count together."""

    basis: Basis
    rate: Decimal
    rate_international: Decimal
    cap_group: str
    cap_period: CapPeriod = CapPeriod.NONE
    cap_measure: CapMeasure = CapMeasure.JP
    cap: Decimal = ZERO
    cap_international: Decimal = ZERO


@dataclass(frozen=True)
class Record:
    """One learning activity. `quantity` is in the unit of the terms' basis and greater than zero."""

    on: date
    quantity: Decimal
    terms: Terms
    international: bool = False


@dataclass(frozen=True)
class Credit:
    """What a record earned: `counted` of its quantity, worth `jp`; `uncapped` is what it would be without a cap."""

    counted: Decimal
    jp: Decimal
    uncapped: Decimal
    outcome: Outcome


@dataclass
class Used:
    """What the earlier records of one window have taken."""

    units: Decimal = ZERO
    minutes: Decimal = ZERO
    jp: Decimal = ZERO


@dataclass
class Ledger:
    """Credits records one after another, each after those before it: who is recorded first has the room."""

    _used: dict[tuple[str, CapPeriod, date], Used] = field(default_factory=lambda: defaultdict(Used))

    def add(self, record: Record) -> Credit:
        terms = record.terms
        period = CapPeriod.DAY if terms.basis is Basis.MINUTES else terms.cap_period
        credit = convert(record, self._used[_window(record, period)])
        for each in (CapPeriod.DAY, CapPeriod.MONTH):
            used = self._used[_window(record, each)]
            used.jp += credit.jp
            if terms.basis is Basis.UNIT:
                used.units += credit.counted
            elif terms.basis is Basis.MINUTES:
                used.minutes += record.quantity
        return credit


def credit_all(records: Iterable[Record]) -> list[Credit]:
    """The credit of each record, in the order given."""
    ledger = Ledger()
    return [ledger.add(record) for record in records]


def convert(record: Record, used: Used) -> Credit:
    """Credit one record when `used` is already taken in its window.

    JP are rounded down to a hundredth. Raises ValueError for a quantity that is not positive.
    """
    if record.quantity <= 0:
        raise ValueError("a quantity is greater than zero")
    terms = record.terms
    rate = terms.rate_international if record.international else terms.rate
    units = _units(record, used)
    uncapped, room = _round(units * rate), _room(record, used)
    if room == 0:
        return Credit(ZERO, ZERO, uncapped, Outcome.CAP_REACHED)
    if uncapped == 0:
        return Credit(ZERO, ZERO, ZERO, Outcome.TOO_SHORT)
    if room is None or room >= (units if terms.cap_measure is CapMeasure.UNITS else uncapped):
        return Credit(record.quantity, uncapped, uncapped, Outcome.COUNTED)
    fitting, jp = (room, _round(room * rate)) if terms.cap_measure is CapMeasure.UNITS else (room / rate, room)
    per_unit = MINUTES_PER_JP if terms.basis is Basis.MINUTES else 1
    return Credit(_round(fitting * per_unit), jp, uncapped, Outcome.CAP_PARTLY)


def _room(record: Record, used: Used) -> Decimal | None:
    """What still fits under the cap, in the cap's measure; None without a cap."""
    terms = record.terms
    if terms.cap_period is CapPeriod.NONE:
        return None
    cap = terms.cap_international if record.international else terms.cap
    return max(ZERO, cap - (used.units if terms.cap_measure is CapMeasure.UNITS else used.jp))


def _units(record: Record, used: Used) -> Decimal:
    """Units that the rate multiplies. Minutes of one day add up: 30 and 60 make two JP, not one."""
    if record.terms.basis is not Basis.MINUTES:
        return record.quantity
    before = used.minutes // MINUTES_PER_JP
    return (used.minutes + record.quantity) // MINUTES_PER_JP - before


def _window(record: Record, period: CapPeriod) -> tuple[str, CapPeriod, date]:
    start = record.on.replace(day=1) if period is CapPeriod.MONTH else record.on
    return record.terms.cap_group, period, start


def _round(amount: Decimal) -> Decimal:
    return amount.quantize(HUNDREDTH, ROUND_DOWN)


def tidy(amount: Decimal) -> Decimal:
    """The same number without needless zeros: 20.00 becomes 20 and never 2E+1."""
    whole = amount.to_integral_value()
    return whole.quantize(Decimal(1)) if amount == whole else amount.normalize()

"""Makers of ledger lines for tests: always by the package's own action."""

from datetime import date, datetime
from decimal import Decimal
from itertools import count
from typing import Any

from bkn_portal.employees.models import Employee
from bkn_portal.hours.actions import post
from bkn_portal.hours.models import Form, HourRule, LedgerEntry, ObligationRule

_numbers = count(1_000_000)


def post_hours(employee: Employee, now: datetime, **fields: Any) -> LedgerEntry:
    """A posted line; without more, one coaching occasion of 3 November 2026 with a source of its own."""
    number = fields.pop("source_id", None) or next(_numbers)
    values: dict[str, Any] = {
        "form": Form.COACHING,
        "occurred_on": date(2026, 11, 3),
        "quantity": 1,
        "source_kind": "example.activity",
        "title": f"Sesi coaching {number}",
        "by": employee,
        **fields,
    }
    quantity = Decimal(values.pop("quantity"))
    return post(employee=employee, source_id=number, now=now, quantity=quantity, **values)


def hour_rule(**fields: Any) -> HourRule:
    """An unsaved rule of a time before the rulebook begins, right in every respect that `fields` leave alone."""
    return HourRule(
        **{
            "form": "coaching", "basis": "unit", "unit": "occasion", "unit_international": "day",
            "rate": Decimal(2), "rate_international": Decimal(4), "cap_period": "month", "cap_measure": "units",
            "cap": Decimal(2), "cap_international": Decimal(2), "cap_group": "coaching",
            "valid_from": date(2010, 1, 1), "valid_until": date(2010, 12, 31), "source": "SE percobaan",
            **fields,
        }
    )  # fmt: skip


def obligation_rule(**fields: Any) -> ObligationRule:
    """An unsaved obligation of a time before the rulebook begins."""
    return ObligationRule(
        **{
            "employment": "pns", "kind": "floor", "jp": Decimal(20), "year_kind": "calendar",
            "valid_from": date(2010, 1, 1), "valid_until": date(2010, 12, 31), "source": "PP percobaan",
            **fields,
        }
    )  # fmt: skip

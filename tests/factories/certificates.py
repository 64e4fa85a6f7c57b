"""Makers of certificates: always by the package's own action."""

from datetime import date, datetime
from decimal import Decimal
from itertools import count
from typing import Any

from bkn_portal.employees.models import Employee
from bkn_portal.hours.actions import Achievement, issue_certificate
from bkn_portal.hours.models import Certificate, Form

_numbers = count(2_000_000)


def certificate_of(holder: Employee, now: datetime, **fields: Any) -> Certificate:
    """A certificate of three coaching sessions with a source of its own."""
    values: dict[str, Any] = {
        "form": Form.COACHING,
        "activity": "Coaching sebagai coachee",
        "first_on": date(2026, 9, 7),
        "last_on": date(2026, 11, 3),
        "occasions": 3,
        "minutes": 150,
        "jp": Decimal(6),
        "source_kind": "coaching.engagement",
        "source_id": fields.pop("source_id", None) or next(_numbers),
        **fields,
    }
    return issue_certificate(holder=holder, achievement=Achievement(**values), now=now)

"""Certificates are issued once, with a number nobody can guess."""

import secrets
from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import IntegrityError, transaction

from bkn_portal.audit.actions import record
from bkn_portal.core.periods import local_date
from bkn_portal.employees.models import Employee

from ..models import Certificate

PREFIX = "CMB"  # coaching, mentoring, belajar mandiri: the circular's own short name
LETTERS = "23456789BCDFGHJKLMNPQRSTVWXZ"  # no vowels: no words; no 0, 1: none that looks like another


@dataclass(frozen=True)
class Achievement:
    """What a certificate says: days, how often and how long (minutes), and JP where the part earns any."""

    form: str
    activity: str
    first_on: date
    last_on: date
    occasions: int
    minutes: int
    jp: Decimal | None
    source_kind: str
    source_id: int


@transaction.atomic
def issue_certificate(*, holder: Employee, achievement: Achievement, now: datetime) -> Certificate:
    """Issue a certificate, or return the one issued before for the same source; the portal does it, nobody asks.

    The caller has checked that the holder took part. The audit names no person: HR must not read from it who takes
    part in what. A number is `CMB-<year>-XXXX-XXXX`, random: counting up would
    tell how many there are and let anybody read all names one after another.
    """
    of_source = {"source_kind": achievement.source_kind, "source_id": achievement.source_id}
    if standing := Certificate.objects.filter(holder=holder, **of_source).first():
        return standing
    certificate = Certificate(
        holder=holder,
        holder_name=holder.display_name,
        holder_position=str(holder.position or ""),
        holder_unit=str(holder.unit or ""),
        issued_at=now,
        **asdict(achievement),
    )
    _save_with_a_new_number(certificate, year=local_date(now, holder.zone).year)
    record("hours.certificate.issued", actor=None, target=certificate, at=now)
    return certificate


def new_number(year: int) -> str:
    """One of 28^8 numbers of a year."""
    first, second = ("".join(secrets.choice(LETTERS) for _letter in range(4)) for _group in range(2))
    return f"{PREFIX}-{year}-{first}-{second}"


def _save_with_a_new_number(certificate: Certificate, *, year: int) -> None:
    """The database refuses a number that was given before; rows never go, so no number ever comes back."""
    for attempts_left in (4, 3, 2, 1, 0):
        certificate.number = new_number(year)
        try:
            with transaction.atomic():
                certificate.save(force_insert=True)
        except IntegrityError:
            if not (attempts_left and Certificate.objects.filter(number=certificate.number).exists()):
                raise
        else:
            return

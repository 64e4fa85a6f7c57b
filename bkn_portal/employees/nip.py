"""The civil servant's number (NIP): 18 digits that tell birth date, appointment, employment and sex (domain.md §5).

It is personal data: never in a URL, a log line or an error message.
"""

import re
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

PPPK_FROM = 21  # digits 13-14: a month 01-12 for PNS, 21 or higher for PPPK
BORN = _("The first 8 digits of a NIP are a birth date.")
APPOINTED = _("Digits 9 to 12 of a NIP are the year of appointment.")


@dataclass(frozen=True)
class NipParts:
    """What the digits say."""

    born: date
    appointed_year: int
    is_pppk: bool
    is_woman: bool


def parse(nip: str) -> NipParts:
    """Read a NIP. Raises ValidationError with the first fault in words; the number itself is not repeated."""
    if not re.fullmatch(r"[0-9]{18}", nip):
        raise ValidationError(_("A NIP has 18 digits."), code="nip_digits")
    try:
        born = date(int(nip[:4]), int(nip[4:6]), int(nip[6:8]))
    except ValueError:
        raise ValidationError(BORN, code="nip_born") from None
    appointed, month, sex = int(nip[8:12]), int(nip[12:14]), nip[14]
    if not born.year + 15 <= appointed <= 2100:
        raise ValidationError(APPOINTED, code="nip_appointed")
    if not (1 <= month <= 12 or month >= PPPK_FROM):
        raise ValidationError(
            _("Digits 13 and 14 of a NIP are a month (PNS) or 21 and higher (PPPK)."), code="nip_month"
        )
    if sex not in "12":
        raise ValidationError(_("Digit 15 of a NIP is 1 or 2."), code="nip_sex")
    return NipParts(born=born, appointed_year=appointed, is_pppk=month >= PPPK_FROM, is_woman=sex == "2")


def validate_nip(nip: str) -> None:
    """Django validator: parse(), and nobody is born tomorrow or appointed after next year."""
    parts, today = parse(nip), timezone.localdate()
    if parts.born > today:
        raise ValidationError(BORN, code="nip_born")
    if parts.appointed_year > today.year + 1:
        raise ValidationError(APPOINTED, code="nip_appointed")


def group(nip: str) -> str:
    """“19860926 201505 1 001”, as the NIP is shown to a person."""
    return f"{nip[:8]} {nip[8:14]} {nip[14:15]} {nip[15:]}".strip()


def ungroup(text: str) -> str:
    """The bare digits of a NIP typed or pasted with spaces, dots or dashes."""
    return re.sub(r"[\s.\-\u00a0]", "", text)

"""What a certificate says beside its names: for the paper and for the page that checks it."""

from datetime import date

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from .models import Certificate


def facts_of(certificate: Certificate) -> list[tuple[str, str]]:
    """Period, occasions, time and JP as terms with their values, in the active language."""
    facts = [
        (_("Period"), period_of(certificate.first_on, certificate.last_on)),
        (_("Sessions"), str(certificate.occasions)),
        (_("Time"), _("%(hours)s hours") % {"hours": _tidy(certificate.minutes / 60)}),
    ]
    if certificate.jp is not None:
        facts.append((_("Learning hours"), f"{_tidy(float(certificate.jp))} JP"))
    return facts


def period_of(first: date, last: date) -> str:
    """“3 November 2026” or “3 November 2026 – 4 Januari 2027”."""
    days = [date_format(day, "j F Y") for day in dict.fromkeys((first, last))]
    return " – ".join(days)


def _tidy(amount: float) -> str:
    return number_format(f"{amount:.1f}".removesuffix(".0"))

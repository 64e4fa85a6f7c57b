"""What a session of coaching earns."""

from datetime import datetime

from django.utils import timezone

from bkn_portal.hours import explain
from bkn_portal.hours.models import Form


def terms_at(moment: datetime) -> str:
    """“2 JP per kali, paling banyak 2 kali sebulan”, by the rule in force on that day of the reader's zone."""
    return explain.terms(Form.COACHING, on=timezone.localdate(moment))

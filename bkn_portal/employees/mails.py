"""Mails about access to the account: what their frame needs, and those that no page sends."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from .models import Employee

ACCOUNT_MAIL = {"why": _("It is about access to your account, so it always comes."), "mandatory": True}


def frame(recipient: Any, *, link: str = "") -> dict[str, Any]:
    """What templates/emails/base asks for; without a link the button opens the own account."""
    return {
        "recipient": recipient,
        "kind": ACCOUNT_MAIL,
        "link": link or f"{settings.SITE_URL}{reverse('employees:profile')}",
        "preferences_link": f"{settings.SITE_URL}{reverse('notifications:preferences')}",
    }


def send_account_mail(template: str, address: str, *, employee: Employee, now: datetime) -> None:
    """Send <template>_subject.txt, _message.txt and _message.html in the employee's language and zone.

    Raises OSError when the mail server does not take it.
    """
    context = frame(employee) | {"timestamp": now}
    with translation.override(employee.language), timezone.override(employee.zone):
        subject = render_to_string(f"{template}_subject.txt", context).strip()
        mail = EmailMultiAlternatives(subject, render_to_string(f"{template}_message.txt", context), to=[address])
        mail.attach_alternative(render_to_string(f"{template}_message.html", context), "text/html")
    mail.send()

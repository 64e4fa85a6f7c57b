"""A changed e-mail address: whoever held the old one is told there, and the new one cools down.

HR may change an address, and whoever reads a mail to it can renew the password. Without this, HR could become any
coach for an hour and read the private notes (docs/adr/0014).
"""

from collections.abc import Collection, Iterable
from datetime import datetime
from functools import partial

from allauth.account.models import EmailAddress
from celery import current_app
from django.db import transaction

from ..mails import send_account_mail
from ..models import Employee

TELL_TASK = "bkn_portal.employees.tasks.tell_old_address"


def note_new_addresses(people: Iterable[Employee], *, now: datetime) -> None:
    """Set `email_changed_at` of `people`, who carry a new address that is not stored yet, and tell the old addresses.

    Part of the transaction that stores them, which must hold their rows; the mails go once it is committed. Someone
    who never had an address and never signed in has nothing to lose: the first reset mail is their way in.
    """
    changed = {one.pk: one for one in people}
    for stored in Employee.objects.filter(pk__in=changed).only("email", "email_changed_at", "last_login"):
        if stored.email or stored.email_changed_at or stored.last_login:
            changed[stored.pk].email_changed_at = now
        if stored.email:
            call = partial(current_app.send_task, TELL_TASK, args=[stored.pk, stored.email], retry=False)
            transaction.on_commit(call, robust=True)


def tell_old_address(*, employee: Employee, address: str, now: datetime) -> None:
    """Mail a person at the address that HR replaced. Raises OSError when the mail server does not take it."""
    send_account_mail("account/email/address_changed", address, employee=employee, now=now)


def forget_old_addresses(employee_ids: Collection[int]) -> None:
    """Drop confirmed addresses that are no longer the employee's e-mail."""
    addresses = EmailAddress.objects.filter(user__in=employee_ids).select_related("user")
    stale = [address.pk for address in addresses if address.email != address.user.email]
    EmailAddress.objects.filter(pk__in=stale).delete()

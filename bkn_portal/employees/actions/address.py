"""A changed e-mail address: whoever held the old one is told there, and the new one cools down.

HR may change an address, and whoever reads a mail to it can renew the password. Without this, HR could become any
coach for an hour and read the private notes (docs/adr/0014).
"""

from collections.abc import Collection, Iterable
from datetime import datetime

from allauth.account.models import EmailAddress

from ..models import Employee, NoticeKind
from .notices import add_notices


def note_new_addresses(people: Iterable[Employee], *, now: datetime) -> None:
    """Set `email_changed_at` of `people`, who carry a new address that is not stored yet, and tell the old addresses.

    Part of the transaction that stores them, which must hold their rows. Someone who never had an address and never
    signed in has nothing to lose: the first reset mail is their way in.
    """
    changed = {one.pk: one for one in people}
    before = list(Employee.objects.filter(pk__in=changed).only("email", "email_changed_at", "last_login"))
    for stored in before:
        if stored.email or stored.email_changed_at or stored.last_login:
            changed[stored.pk].email_changed_at = now
    add_notices(NoticeKind.ADDRESS_CHANGED, before, now=now)


def forget_old_addresses(employee_ids: Collection[int]) -> None:
    """Drop confirmed addresses that are no longer the employee's e-mail."""
    addresses = EmailAddress.objects.filter(user__in=employee_ids).select_related("user")
    stale = [address.pk for address in addresses if address.email != address.user.email]
    EmailAddress.objects.filter(pk__in=stale).delete()

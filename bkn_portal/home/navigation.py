"""The main navigation: one list; an app joins it by one line."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bkn_portal.core.addresses import address
from bkn_portal.employees import access as employees_access
from bkn_portal.employees.models import Employee


@dataclass(frozen=True)
class Entry:
    """A page of the navigation; with a namespace it is current on every page of that app."""

    label: str | Promise
    route: str
    namespace: str = ""

    def is_current(self, request: HttpRequest) -> bool:
        match = request.resolver_match
        return match is not None and (
            match.view_name == self.route or (bool(self.namespace) and match.namespace == self.namespace)
        )


@dataclass(frozen=True)
class Link:
    label: str | Promise
    url: str
    current: bool


MAIN = (
    Entry(_("Home"), "home:dashboard"),
    Entry(_("Coaching"), "coaching:overview", "coaching"),
    Entry(_("Learning hours"), "hours:book", "hours"),
)
PERSONAL = (
    Entry(_("Profile and account"), "employees:profile"),
    Entry(_("Notification choices"), "notifications:preferences"),
)
HR = Entry(_("HR administration"), "admin:index", "admin")


def main_navigation(request: HttpRequest, employee: Employee) -> list[Link]:
    """The pages this person may open, in order."""
    return _links(request, [*MAIN, HR] if employees_access.can_manage_people(employee) else MAIN)


def personal_navigation(request: HttpRequest) -> list[Link]:
    """The pages of the user menu."""
    return _links(request, PERSONAL)


def _links(request: HttpRequest, entries: Iterable[Entry]) -> list[Link]:
    return [Link(entry.label, address(entry.route), entry.is_current(request)) for entry in entries]

"""Refusals that a person may read: each carries one translated sentence."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _


class DomainError(Exception):
    """A rule refused the change; `str(error)` is the sentence for the page, `code` what a form knows it by."""

    message = _("This can't be done.")
    code = "refused"

    def __init__(self, message: object = None) -> None:
        super().__init__(message or self.message)

    def __str__(self) -> str:
        return str(self.args[0])


class StaleState(DomainError):
    """Someone else was faster: the row is no longer in the state the change started from."""

    message = _("This has changed in the meantime. Please look at the current state and try again.")


class AlreadyDone(StaleState):
    """What was asked for stands already, as when a form was sent twice: to the person it is done."""

    message = _("This was done already. Nothing has changed.")
    code = "already_done"


class AccessDenied(PermissionDenied):
    """The access rule said no. Django answers it with the 403 page."""


def require(allowed: bool) -> None:
    """Raise AccessDenied unless `allowed`: the first line of an action."""
    if not allowed:
        raise AccessDenied

"""Two pages of one person, or of two: the older one takes nothing back."""

from django.utils.translation import gettext_lazy as _

from bkn_portal.core.errors import StaleState

from ..models import CoachingSession


class NewerText(StaleState):
    """What is stored is not what the page was opened with."""

    code = "newer"
    message = _(
        "This was changed on another page of yours in the meantime. What you typed is still here; "
        "saving it now replaces what is stored."
    )


class NewerGoal(NewerText):
    """The same of a goal, which the other one may have changed."""

    message = _(
        "This goal was changed in the meantime. What you typed is still here; saving it now replaces what is stored."
    )


class NewerProfile(NewerText):
    """The same of a coach's profile or hours, which HR may have corrected."""

    message = _(
        "This was changed in the meantime, on another page of yours or by HR. What you typed is still here; "
        "saving it now replaces what is stored."
    )


def refuse_unseen(seen: str, stored: str, error: type[NewerText] = NewerText) -> None:
    """Raise `error` unless the page showed what is stored; one that names no version (a program) replaces it."""
    if seen and seen != stored:
        raise error


def lock_session(session: CoachingSession) -> CoachingSession:
    """The session as it stands, its row held until the transaction ends."""
    return CoachingSession.objects.select_for_update(of=("self",)).get(pk=session.pk)

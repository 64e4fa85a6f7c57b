"""The lists that HR keeps by date: what coaching can be about."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from bkn_portal.audit.actions import record
from bkn_portal.core.errors import DomainError, require
from bkn_portal.core.periods import local_date
from bkn_portal.employees.models import Employee

from .. import access
from ..models import WELLBEING, CoachingTheme, CoachProfile, CoachTheme

DAY = timedelta(days=1)


@transaction.atomic
def save_theme(*, theme: CoachingTheme, by: Employee, now: datetime) -> CoachingTheme:
    """Add a theme or change one; with an end it can't be chosen afterwards, and what has it keeps it.

    Raises AccessDenied, ValidationError from the constraints, and DomainError when on some day to come nothing could be
    chosen that everyone may know of, or when a coach would be left with wellbeing alone or with nothing.
    """
    require(access.can_manage_lists(by))
    _one_at_a_time()
    is_new = theme._state.adding
    stored = CoachingTheme.objects.filter(pk=theme.pk).first()
    theme.full_clean()
    theme.save(force_insert=is_new)
    _refuse_empty_day(local_date(now, by.zone))
    if stored and theme.valid_until not in (None, stored.valid_until) and not theme.is_private:
        _refuse_left_without(theme)
    record("coaching.theme.added" if is_new else "coaching.theme.changed", actor=by, target=theme, at=now)
    return theme


def _one_at_a_time() -> None:
    """Hold the one theme that is always there: two that end at the same moment would each see the other one go on."""
    CoachingTheme.objects.select_for_update(no_key=True).filter(pk=WELLBEING).first()


def _refuse_empty_day(today: date) -> None:
    themes = CoachingTheme.objects.exclude(pk=WELLBEING)
    ends = [theme.valid_until for theme in themes if theme.valid_until and theme.valid_until >= today]
    for day in sorted({today, *(end + DAY for end in ends)}):
        if not any(theme.is_in_force(day) for theme in themes):
            raise DomainError(
                _("From %(day)s on no theme would be left that everyone may choose. Please add or keep one first.")
                % {"day": date_format(day, "j F Y")}
            )


def _refuse_left_without(theme: CoachingTheme) -> None:
    """For a theme that ends: each coach who offers it needs another one that lasts."""
    lasting = CoachTheme.objects.filter(profile=OuterRef("pk"), theme__valid_until=None).exclude(
        theme__in=(theme.pk, WELLBEING)
    )
    left = CoachProfile.objects.kept().filter(~Exists(lasting), themes__theme=theme).select_related("person")
    if names := [profile.person.name for profile in left]:
        raise DomainError(
            _("These coaches offer no other theme that lasts: %(names)s. Please add one to their profiles first.")
            % {"names": ", ".join(names)}
        )

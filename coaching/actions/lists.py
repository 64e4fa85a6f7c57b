"""The lists that HR keeps by date: what coaching can be about, and how long sessions are."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from bkn_portal.audit.actions import record
from bkn_portal.core.errors import DomainError, require
from bkn_portal.core.models import DatedModel
from bkn_portal.core.periods import local_date
from bkn_portal.employees.models import Employee

from .. import access
from ..models import WELLBEING, CoachingTheme, CoachProfile, CoachTheme, SessionLength

DAY = timedelta(days=1)


@transaction.atomic
def save_theme(*, theme: CoachingTheme, by: Employee, now: datetime) -> CoachingTheme:
    """Add a theme or change one; with an end it can't be chosen afterwards, and what has it keeps it.

    Raises AccessDenied, ValidationError from the constraints, and DomainError when on some day to come nothing could be
    chosen that everyone may know of, or when a coach would be left with wellbeing alone or with nothing.
    """
    require(access.can_manage_lists(by))
    hold_lists()
    is_new = theme._state.adding
    stored = CoachingTheme.objects.filter(pk=theme.pk).first()
    theme.full_clean()
    theme.save(force_insert=is_new)
    today = local_date(now, by.zone)
    if day := _empty_day(CoachingTheme.objects.exclude(pk=WELLBEING), today):
        raise DomainError(
            _("From %(day)s on no theme would be left that everyone may choose. Please add or keep one first.")
            % {"day": day}
        )
    if stored and not theme.is_private and _takes_away(theme, stored, today):
        _refuse_left_without(theme, today)
    record("coaching.theme.added" if is_new else "coaching.theme.changed", actor=by, target=theme, at=now)
    return theme


@transaction.atomic
def save_length(*, length: SessionLength, by: Employee, now: datetime) -> SessionLength:
    """Add a length of sessions or change its dates; coaches who have it keep it. JP are counted by the rules of hours.

    Raises AccessDenied, ValidationError from the constraints, and DomainError when on some day to come there would be
    none.
    """
    require(access.can_manage_lists(by))
    hold_lists()
    is_new = length._state.adding
    length.full_clean()
    length.save(force_insert=is_new)
    if day := _empty_day(SessionLength.objects.all(), local_date(now, by.zone)):
        raise DomainError(
            _("From %(day)s on no length would be left to choose. Please add or keep one first.") % {"day": day}
        )
    record("coaching.length.added" if is_new else "coaching.length.changed", actor=by, target=length, at=now)
    return length


def hold_lists() -> None:
    """Hold the one theme that is always there: two that end at the same moment would each see the other one go on, and
    so would a coach who chooses one of them to go with wellbeing.
    """
    CoachingTheme.objects.select_for_update(no_key=True).filter(pk=WELLBEING).first()


def _empty_day(rows: Iterable[DatedModel], today: date) -> str:
    """The first day from today on for which none of the rows holds, in words; empty: there is none."""
    held = list(rows)
    ends = [row.valid_until for row in held if row.valid_until and row.valid_until >= today]
    for day in sorted({today, *(end + DAY for end in ends)}):
        if not any(row.is_in_force(day) for row in held):
            return date_format(day, "j F Y")
    return ""


def _takes_away(theme: CoachingTheme, stored: CoachingTheme, today: date) -> bool:
    """Whether it ends sooner than what is stored, or begins on a later day to come."""
    ends_sooner = theme.valid_until and (stored.valid_until is None or theme.valid_until < stored.valid_until)
    return bool(ends_sooner) or theme.valid_from > max(stored.valid_from, today)


def _refuse_left_without(theme: CoachingTheme, today: date) -> None:
    """For a theme that ends or begins later: each coach who offers it needs another one, on offer now and lasting."""
    lasting = CoachTheme.objects.filter(
        profile=OuterRef("pk"), theme__valid_from__lte=today, theme__valid_until=None
    ).exclude(theme__in=(theme.pk, WELLBEING))
    left = CoachProfile.objects.kept().filter(~Exists(lasting), themes__theme=theme).select_related("person")
    if names := [profile.person.name for profile in left]:
        raise DomainError(
            _("These coaches offer no other theme that lasts: %(names)s. Please add one to their profiles first.")
            % {"names": ", ".join(names)}
        )

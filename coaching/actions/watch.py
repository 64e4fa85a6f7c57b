"""Being told when a coach has a place again. Leaves no audit event: nobody may learn who looked at whom."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from bkn_portal.core.errors import DomainError, require
from bkn_portal.employees.models import Employee
from bkn_portal.notifications.actions import notify
from bkn_portal.notifications.quiet import quiet_until

from .. import access
from ..models import CoachingEngagement, CoachProfile, CoachWatch


@transaction.atomic
def watch_coach(*, profile: CoachProfile, is_watching: bool, by: Employee, now: datetime) -> None:
    """Begin or end a watch; doing so twice changes nothing.

    Raises AccessDenied for one's own profile, and DomainError when there is nothing to wait for.
    """
    require(access.can_watch(by, profile))
    if is_watching:
        _refuse_needless(profile, by)
        CoachWatch.objects.get_or_create(person=by, profile=profile, defaults={"since": now})
    else:
        CoachWatch.objects.visible_to(by).filter(profile=profile).delete()


def end_watch(*, coach: Employee, by: Employee) -> None:
    """Who asks a coach waits no longer. Part of the transaction of the request."""
    CoachWatch.objects.visible_to(by).filter(profile__person=coach).delete()


@transaction.atomic
def tell_watchers(*, now: datetime) -> int:
    """Tell those whose coach has a free place now, and end their watch; how many.

    Who is left in peace at this hour is told when that ends, if there still is a place: a notice that waits could come
    too late, and the watch would have ended for nothing.
    """
    free = CoachProfile.objects.active().with_places().filter(free_places__gt=0)
    found = CoachWatch.objects.filter(profile__in=free.values("pk"), person__is_active=True)
    held = found.select_related("person__unit").select_for_update(of=("self",), skip_locked=True)[:500]
    rows = [row for row in held if quiet_until(now, row.person.zone) is None]
    for row in rows:
        key = f"coaching.place_free:{row.profile_id}:{row.since.isoformat()}:{row.person_id}"
        notify(kind="coaching.place_free", recipient=row.person, target_id=row.profile_id, key=key, now=now)
    CoachWatch.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return len(rows)


def _refuse_needless(profile: CoachProfile, by: Employee) -> None:
    if CoachingEngagement.objects.open().filter(coachee=by, coach=profile.person_id).exists():
        raise DomainError(_("You have asked this coach already."))
    if CoachProfile.objects.active().with_places().filter(pk=profile.pk, free_places__gt=0).exists():
        raise DomainError(_("This coach has a free place: you can ask now."))

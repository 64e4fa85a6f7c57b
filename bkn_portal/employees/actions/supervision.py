"""Changes to who leads whom."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bkn_portal.audit.actions import record
from bkn_portal.core.errors import DomainError, require

from .. import access
from ..models import Employee, Supervision, SupervisionKind, SupervisionQuerySet
from ..queries import reporting_line
from ..signals import supervisor_changed
from .lock import lock_employees

ONE_DAY = timedelta(days=1)


@transaction.atomic
def change_supervisor(*, supervision: Supervision, by: Employee, now: datetime) -> Supervision:
    """Store a new supervision and tell the apps (signal supervisor_changed).

    A definitive one takes the place of the one in force on its first day: that one ends the day before; a planned
    later one stays, and the new one ends before it. A PLT or PLH has an end and stands beside the definitive one.
    Raises AccessDenied, ValidationError, or DomainError when a person is inactive or the line would be a circle.
    """
    require(access.can_manage_people(by))
    employee, supervisor = supervision.employee, supervision.supervisor
    both = {employee.pk, supervisor.pk}
    if lock_employees(both) != both:
        raise DomainError(_("A deactivated employee neither leads nor is led."))
    if employee.pk == supervisor.pk:
        raise DomainError(_("Nobody is their own supervisor."))
    if supervision.kind == SupervisionKind.DEFINITIVE:
        _make_room(supervision)
        _refuse_circle(supervision, since=supervision.start)
    elif supervision.end is None:
        raise DomainError(_("A PLT or PLH needs a last day."))
    supervision.full_clean()
    supervision.save(force_insert=True)
    supervisor_changed.send(sender=Supervision, employee=employee, by=by, now=now)
    record("employees.supervisor.changed", actor=by, target=employee, at=now, supervisor=supervisor.pk,
           kind=supervision.kind, start=supervision.start.isoformat())  # fmt: skip
    return supervision


@transaction.atomic
def end_supervision(*, supervision: Supervision, end: date | None, by: Employee, now: datetime) -> Supervision:
    """Move the last day of a supervision (None: open) and tell the apps.

    Raises AccessDenied, ValidationError, or DomainError when the line would be a circle on one of the days added.
    """
    require(access.can_manage_people(by))
    lock_employees({supervision.employee_id, supervision.supervisor_id})
    before = Supervision.objects.values_list("end", flat=True).get(pk=supervision.pk)
    supervision.end = end
    supervision.full_clean()
    if before and (end is None or end > before) and supervision.kind == SupervisionKind.DEFINITIVE:
        _refuse_circle(supervision, since=before + ONE_DAY)
    supervision.save(update_fields=["end"])
    supervisor_changed.send(sender=Supervision, employee=supervision.employee, by=by, now=now)
    record("employees.supervisor.ended", actor=by, target=supervision.employee, at=now, supervision=supervision.pk,
           end=end.isoformat() if end else None)  # fmt: skip
    return supervision


def close_supervisions(involved: SupervisionQuerySet, *, on: date, by: Employee, now: datetime) -> None:
    """End what runs beyond `on` and drop what starts later; the apps hear of each person led."""
    beyond = involved.filter(Q(end__isnull=True) | Q(end__gt=on))
    held = beyond.select_for_update(of=("self",)).select_related("employee__unit").order_by("pk")
    led = [relation.employee for relation in held]
    beyond.filter(start__gt=on).delete()
    beyond.update(end=on)
    for employee in {person.pk: person for person in led}.values():
        supervisor_changed.send(sender=Supervision, employee=employee, by=by, now=now)


def _refuse_circle(relation: Supervision, *, since: date) -> None:
    """From `since` to its last day: what is planned for later counts too."""
    last = relation.end or date.max
    if since <= last and relation.employee_id in reporting_line([relation.supervisor_id], on=since, last=last):
        raise DomainError(_("%(name)s already leads this supervisor.") % {"name": relation.employee.display_name})


def _make_room(new: Supervision) -> None:
    """Cut the definitive supervision in force when `new` starts, and `new` before the next planned one."""
    others = Supervision.objects.filter(employee_id=new.employee_id, kind=new.kind)
    others.filter(start=new.start).delete()
    others.on(new.start).update(end=new.start - ONE_DAY)
    following = others.filter(start__gt=new.start).order_by("start").first()
    if following and (new.end is None or new.end >= following.start):
        new.end = following.start - ONE_DAY

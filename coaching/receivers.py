"""What the kernel tells: somebody left, or is led by someone else; HR changed the holidays."""

from datetime import datetime
from typing import Any

from django.dispatch import receiver

from bkn_portal.bookings.signals import holidays_changed
from bkn_portal.employees.models import Employee
from bkn_portal.employees.signals import employee_deactivated, supervisor_changed

from .actions import end_engagements_of, lengthen_answer_clocks, tell_of_leading_coach
from .actions.former_supervisor import settle_former_supervisors


@receiver(employee_deactivated, dispatch_uid="coaching.end_engagements")
def end_what_is_open(employee: Employee, by: Employee | None, now: datetime, **kwargs: Any) -> None:
    end_engagements_of(employee=employee, by=by, now=now)


@receiver(supervisor_changed, dispatch_uid="coaching.tell_of_leading_coach")
def tell_of_leading_coach_at_once(employee: Employee, now: datetime, **kwargs: Any) -> None:
    tell_of_leading_coach(coachee=employee, now=now)


@receiver(supervisor_changed, dispatch_uid="coaching.settle_former_supervisors")
def settle_with_former_supervisors(employee: Employee, by: Employee | None, now: datetime, **kwargs: Any) -> None:
    settle_former_supervisors(coachee=employee, by=by, now=now)


@receiver(holidays_changed, dispatch_uid="coaching.answer_clocks")
def give_coaches_the_holidays(now: datetime, **kwargs: Any) -> None:
    lengthen_answer_clocks(now=now)

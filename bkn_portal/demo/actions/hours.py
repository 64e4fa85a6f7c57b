"""Posts what people learned this year, besides the coaching that posts its own JP."""

from datetime import datetime, time, timedelta
from itertools import count
from random import Random

from bkn_portal.core.periods import at_local, local_date
from bkn_portal.employees.models import Employee
from bkn_portal.hours.actions import post
from bkn_portal.hours.queries import obligation_on, year_of

from ..content.activities import CAST_ACTIVITIES, Activity, some_activities
from .people import People

SOURCE_KIND = "demo.activity"


def load_hours(people: People, *, rng: Random, now: datetime) -> None:
    """A ledger for everyone who works here, line by line through the hours' own action, the verifier posting."""
    verifier = people.cast["verifier"]
    keys = {employee.pk: key for key, employee in people.cast.items()}
    numbers = count(1)
    for employee in people.active:
        by_chance = some_activities(rng)
        for activity in CAST_ACTIVITIES.get(keys.get(employee.pk, ""), by_chance):
            _post(employee, activity, number=next(numbers), by=verifier, now=now)


def _post(employee: Employee, activity: Activity, *, number: int, by: Employee, now: datetime) -> None:
    today = local_date(now, employee.zone)
    start = year_of(employee, today, obligation_on(employee, today)).start
    day = start + timedelta(days=int((today - start).days * activity.at))
    post(
        employee=employee,
        form=activity.form,
        occurred_on=day,
        quantity=activity.quantity,
        source_kind=SOURCE_KIND,
        source_id=number,
        title=activity.title,
        by=by,
        now=min(at_local(day, time(20), employee.zone), now),
    )

"""Writes what people learned this year, besides the coaching that posts its own JP."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import count
from random import Random
from typing import Any

from bkn_portal.core.periods import Zone, at_local, local_date
from bkn_portal.employees.models import Employee
from bkn_portal.hours.actions import post
from bkn_portal.hours.conversion import credit_all
from bkn_portal.hours.models import EntryKind, HourRule, LedgerEntry, ObligationRule, YearTotal
from bkn_portal.hours.queries import year_of
from bkn_portal.hours.years import Year

from ..content.activities import CAST_ACTIVITIES, Activity, some_activities
from .people import People

SOURCE_KIND = "demo.activity"


@dataclass(frozen=True)
class Learned:
    """One activity of one person in their present year; `fields` are what a ledger line says about it."""

    employee: Employee
    activity: Activity
    day: date
    number: int
    by: Employee
    now: datetime

    @property
    def fields(self) -> dict[str, Any]:
        return {
            "employee": self.employee,
            "form": self.activity.form,
            "occurred_on": self.day,
            "quantity": self.activity.quantity,
            "source_kind": SOURCE_KIND,
            "source_id": self.number,
            "title": self.activity.title,
        }


def load_hours(people: People, *, rng: Random, now: datetime) -> None:
    """A ledger for everyone who works here, as if the verifier had posted it.

    Whoever has lines already, and the cast, gets them by the hours' own action. The many others are written at once,
    without audit events, by the same pure conversion: posting each would take most of the demo's loading time.
    """
    keys = {employee.pk: key for key, employee in people.cast.items()}
    by_action = set(LedgerEntry.objects.values_list("employee", flat=True)) | set(keys)
    today = local_date(now, Zone.WIB)
    obligations = {rule.employment: rule for rule in ObligationRule.objects.on(today)}
    numbers, many = count(1), []
    for employee in people.active:
        activities = CAST_ACTIVITIES.get(keys.get(employee.pk, "")) or some_activities(rng)
        year = year_of(employee, local_date(now, employee.zone), obligations[employee.employment])
        learned = list(_learned(employee, activities, year, numbers, by=people.cast["verifier"], now=now))
        if employee.pk in by_action:
            for item in learned:
                post(**item.fields, by=item.by, now=item.now)
        else:
            many.append((year, learned))
    _write_at_once(many, on=today)


def _learned(
    employee: Employee, activities: Any, year: Year, numbers: Iterator[int], *, by: Employee, now: datetime
) -> Iterator[Learned]:
    """The activities on the days that their part of the year so far falls on."""
    so_far = (local_date(now, employee.zone) - year.start).days
    for activity in activities:
        day = year.start + timedelta(days=int(so_far * activity.at))
        posted = min(at_local(day, time(20), employee.zone), now)
        yield Learned(employee, activity, day, next(numbers), by, posted)


def _write_at_once(many: list[tuple[Year, list[Learned]]], *, on: date) -> None:
    rules = {rule.form: rule for rule in HourRule.objects.on(on)}
    lines, totals = [], []
    for year, learned in many:
        own = _credited(learned, rules)
        total = YearTotal(employee=learned[0].employee, start=year.start, end=year.end)
        for line in own:
            setattr(total, line.pillar, getattr(total, line.pillar) + line.jp)
        lines += own
        totals.append(total)
    LedgerEntry.objects.bulk_create(lines, batch_size=500)
    YearTotal.objects.bulk_create(totals)


def _credited(learned: list[Learned], rules: dict[str, HourRule]) -> list[LedgerEntry]:
    """One person's lines, each with what the rules give it after those before."""
    lines = [
        LedgerEntry(
            **item.fields,
            kind=EntryKind.EARNED,
            rule=rules[item.activity.form],
            posted_by=item.by,
            posted_at=item.now,
        )
        for item in learned
    ]
    for line, credit in zip(lines, credit_all(line.record for line in lines), strict=True):
        line.counted, line.jp, line.change = credit.counted, credit.jp, credit.jp
        line.outcome = credit.outcome.value
    return lines

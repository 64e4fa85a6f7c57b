"""What beranda shows one person, gathered from the kernel's packages."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from bkn_portal.competencies.queries import Gap, gaps
from bkn_portal.core.figures import Ring, ring
from bkn_portal.core.periods import local_date
from bkn_portal.employees.models import Employee
from bkn_portal.hours.queries import YearSummary, year_summary
from bkn_portal.worklist.items import AgendaItem, Development, ToDo
from bkn_portal.worklist.queries import worklist_for
from coaching.queries import CoachCard, fitting

SHOWN_TODOS, SHOWN_AGENDA, SHOWN_DEVELOPMENTS, SHOWN_GAPS = 8, 4, 4, 3


@dataclass(frozen=True)
class Dashboard:
    """One person's beranda; the lists are cut to what fits, the count of to-dos is whole."""

    greeting: str
    today: date
    todo_count: int
    todos: list[ToDo]
    agenda: list[AgendaItem]
    developments: list[Development]
    year: YearSummary
    ring: Ring
    has_standard: bool
    is_assessed: bool
    gaps: list[Gap]
    coaches: list[CoachCard]


def dashboard(employee: Employee, *, now: datetime) -> Dashboard:
    """Everything beranda shows, in a number of queries that does not grow with what is in it."""
    today = local_date(now, employee.zone)
    work = worklist_for(employee, now)
    year = year_summary(employee, on=today)
    competencies = gaps(employee, on=today)
    return Dashboard(
        greeting=greeting(employee, now=now),
        today=today,
        todo_count=len(work.todos),
        todos=work.todos[:SHOWN_TODOS],
        agenda=work.agenda[:SHOWN_AGENDA],
        developments=work.developments[:SHOWN_DEVELOPMENTS],
        year=year,
        ring=ring(year.by_pillar, target=year.target),
        has_standard=bool(competencies),
        is_assessed=any(gap.actual is not None for gap in competencies),
        gaps=[gap for gap in competencies if gap.needs_development][:SHOWN_GAPS],
        coaches=[] if work.developments else fitting(employee, now=now),
    )


def greeting(employee: Employee, *, now: datetime) -> str:
    """By the hour on the person's own clock: pagi until 11, siang until 15, sore until 18, then malam."""
    name = {"name": employee.first_name}
    hour = now.astimezone(ZoneInfo(employee.zone)).hour
    if 4 <= hour < 11:
        return _("Good morning, %(name)s") % name
    if 11 <= hour < 15:
        return _("Good day, %(name)s") % name
    if 15 <= hour < 18:
        return _("Good afternoon, %(name)s") % name
    return _("Good evening, %(name)s") % name

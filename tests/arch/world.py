"""The fixed cast of the access matrix and one object of each kind between them."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bkn_portal.employees.models import Employee
from coaching.models import CoachingEngagement, CoachingSession
from tests.factories import (
    CoachingEngagementFactory,
    CoachingSessionFactory,
    CoachProfileFactory,
    DayOffFactory,
    EmployeeFactory,
    ExtraHoursFactory,
    FollowUpFactory,
    ReminderFactory,
    SessionRecordFactory,
    SupervisionFactory,
    certificate_of,
    group_of,
    post_hours,
)

CAST = ("coachee", "coach", "supervisor", "verifier", "hr_admin", "leader", "stranger", "anonymous")
State = CoachingSession.State


@dataclass(frozen=True)
class World:
    """Who there is, and the keys of the objects that addresses name."""

    people: dict[str, Employee]
    keys: dict[str, int | str]


def build_people() -> dict[str, Employee]:
    people = {
        "coachee": EmployeeFactory(),
        "coach": CoachProfileFactory().person,
        "supervisor": EmployeeFactory(),
        "verifier": EmployeeFactory(is_verifier=True),
        "hr_admin": EmployeeFactory(is_hr_admin=True),
        "leader": EmployeeFactory(is_leader=True),
        "stranger": EmployeeFactory(),
        "superuser": EmployeeFactory(is_superuser=True),
    }
    SupervisionFactory(employee=people["coachee"], supervisor=people["supervisor"])
    return people


def build_world(now: datetime) -> World:
    """Coachee and coach in one engagement that is not shared; their supervisor, HR, leadership and a stranger."""
    people = build_people()
    coachee, coach = people["coachee"], people["coach"]
    engagement = CoachingEngagementFactory(coachee=coachee, coach=coach)
    asked = CoachingEngagementFactory(coach=coach, state=CoachingEngagement.State.REQUESTED)
    upcoming = CoachingSessionFactory(engagement=engagement, start=now + timedelta(days=1))
    held = CoachingSessionFactory(engagement=engagement, start=now - timedelta(days=1), state=State.HELD)
    given = CoachingSessionFactory(engagement=engagement, start=now - timedelta(days=8), state=State.FEEDBACK_GIVEN)
    SessionRecordFactory(session=given)
    introduction = CoachingSessionFactory(
        engagement=engagement, start=now - timedelta(days=20), kind="introduction", number=0
    )
    completed = CoachingEngagementFactory(coachee=coachee, coach=coach, state=CoachingEngagement.State.COMPLETED)
    group = group_of(engagement, CoachingEngagementFactory(coach=coach), start=now + timedelta(days=3))
    reminder = ReminderFactory(recipient=coachee, in_inbox=True, kind="coaching.feedback_due", target_id=held.pk)
    keys = {
        "coach": CoachProfileFactory().person_id,
        "day_off": DayOffFactory(profile=coach.coach_profile).pk,
        "extra_hours": ExtraHoursFactory(profile=coach.coach_profile).pk,
        "engagement": engagement.pk,
        "goal": engagement.goal.pk,
        "completed": completed.pk,
        "asked": asked.pk,
        "group": group.pk,
        "grouped": group.sessions.get(engagement=engagement).pk,
        "introduction": introduction.pk,
        "upcoming": upcoming.pk,
        "held": held.pk,
        "given": given.pk,
        "follow_up": FollowUpFactory(session=given).pk,
        "reminder": reminder.pk,
        "entry": post_hours(coachee, now).pk,
        "certificate": certificate_of(coachee, now).number,
        "coachee": coachee.pk,
        "missing": 987654,
    }
    return World(people, keys)

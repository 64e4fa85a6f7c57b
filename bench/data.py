"""Fills the bench's database and prints, as JSON, who is signed in and which objects the addresses name.

`manage.py shell -c "from bench.data import main; main(20)"`: the coachee's inbox has so many lines and the directory
so many coaches.
"""

import json
import sys
from datetime import timedelta

from django.conf import settings
from django.test import Client
from django.utils import timezone

from bkn_portal.demo.cast import NIP_OF
from bkn_portal.employees.models import Employee, Employment, OrgUnit
from bkn_portal.notifications.models import Reminder
from coaching.models import CoachingEngagement, CoachingSession, CoachProfile, CoachTheme, GroupSession, SessionKind


def fill_inbox(person: Employee, total: int) -> None:
    """Delivered lines until the inbox has `total`."""
    now = timezone.now()
    missing = total - Reminder.objects.filter(recipient=person, delivered_at__isnull=False).count()
    Reminder.objects.bulk_create(
        Reminder(
            key=f"bench:{number}:{total}",
            kind="coaching.session_tomorrow",
            recipient=person,
            target_id=1,
            due_at=now - timedelta(minutes=number),
            expires_at=now + timedelta(days=1),
            next_try_at=now,
            state=Reminder.State.SENT,
            title="Sesi coaching besok",
            path="/coaching/",
            delivered_at=now - timedelta(minutes=number),
        )
        for number in range(max(0, missing))
    )


def fill_directory(total: int) -> None:
    """Active coaches for one theme each, until there are `total`."""
    unit, now = OrgUnit.objects.order_by("pk").first(), timezone.now()
    missing = range(CoachProfile.objects.active().count(), total)
    people = Employee.objects.bulk_create(
        Employee(
            nip=f"19700101{1995 + number // 1000}{number % 12 + 1:02d}1{number % 1000:03d}",
            name=f"Coach Uji {number:04d}",
            employment=Employment.PNS,
            grade="IV/a",
            unit=unit,
            password="!",
        )
        for number in missing
    )
    profiles = CoachProfile.objects.bulk_create(
        CoachProfile(person=person, state=CoachProfile.State.ACTIVE, state_changed_at=now, capacity=3)
        for person in people
    )
    CoachTheme.objects.bulk_create(CoachTheme(profile=profile, theme_id="team") for profile in profiles)


def session_cookie(person: Employee, backend: str | None = None) -> str:
    client = Client()
    client.force_login(person, backend)
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


def main(total: int) -> None:
    coachee, coach = (Employee.objects.get(nip=NIP_OF[who]) for who in ("coachee", "coach"))
    fill_inbox(coachee, total)
    fill_directory(total)
    mine, given = (
        CoachingEngagement.objects.filter(**{side: who}) for side, who in (("coachee", coachee), ("coach", coach))
    )
    talks = CoachingSession.objects.order_by("pk")
    numbers = {
        "engagement": mine.active(),
        "session": talks.filter(engagement__coachee=coachee),
        "closed": given.filter(state=CoachingEngagement.State.COMPLETED),
        "introduction": talks.filter(engagement__coach=coach, kind=SessionKind.INTRODUCTION),
        "group": GroupSession.objects.filter(coach=coach),
    }
    facts = {
        "coachee": session_cookie(coachee),
        "coach": session_cookie(coach),
        "bare": session_cookie(coachee, settings.BARE_BACKEND),  # Django finds the user in its own way
        "nips": [nip for who, nip in NIP_OF.items() if who != "hr_admin"],  # HR goes on to the second factor
        **{name: found.first().pk for name, found in numbers.items()},
    }
    sys.stdout.write(json.dumps(facts))

"""The cast of the coaching tests."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from time import monotonic, sleep

import pytest
import time_machine
from django.db import connection
from django.test import Client

from bkn_portal.core.periods import Period
from coaching.actions import Attainment, Closing, Feedback, GoalDraft, Meeting, Step, book_session
from coaching.models import CoachingEngagement, CoachingGoal
from coaching.queries import goals_of
from tests.factories import CoachingEngagementFactory, EmployeeFactory, SupervisionFactory

GOAL = GoalDraft("Memimpin rapat lintas unit", "Rapat berakhir dengan keputusan")


@pytest.fixture
def at_now(now):
    """The clock stands at `now`."""
    with time_machine.travel(now, tick=False) as clock:
        yield clock


@pytest.fixture
def engagement(db):
    """Under way between two people who know each other's name."""
    return CoachingEngagementFactory(coachee__name="Ratna Sari", coachee__title_after="")


@pytest.fixture
def request_of(db):
    """A request that waits for its coach."""
    return CoachingEngagementFactory(state=CoachingEngagement.State.REQUESTED)


@pytest.fixture
def supervisor(engagement):
    """Leads the coachee of `engagement`."""
    return SupervisionFactory(employee=engagement.coachee).supervisor


@pytest.fixture
def outsiders(engagement, supervisor):
    """Everyone whom coaching's content is none of the business of."""
    return [
        supervisor,
        EmployeeFactory(is_hr_admin=True),
        EmployeeFactory(is_superuser=True),
        EmployeeFactory(is_leader=True),
        EmployeeFactory(is_verifier=True),
        EmployeeFactory(),
    ]


@pytest.fixture
def client_of():
    """`client_of(employee)`: a client signed in as the employee."""

    def make(employee):
        client = Client()
        client.force_login(employee)
        return client

    return make


@pytest.fixture
def meanwhile():
    """`meanwhile(call)`: runs the call in another connection and comes back once it waits for a lock of ours."""

    def run(call):
        try:
            return call()
        finally:
            connection.close()

    def start(call):
        future, deadline = pool.submit(run, call), monotonic() + 20
        while not future.done() and monotonic() < deadline:
            with connection.cursor() as cursor:
                cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
                if cursor.fetchone()[0]:
                    return future
            sleep(0.01)
        return future

    with ThreadPoolExecutor(1) as pool:
        yield start


def closing_of(engagement, **changes):
    """A closing that says something of each goal."""
    values = {"score": 1, "evidence": "Tiga rapat selesai dengan keputusan", **changes}
    thanks = values.pop("thanks", "Terima kasih atas pertanyaannya")
    return Closing(tuple(Attainment(goal, **values) for goal in goals_of(engagement)), thanks)


def posted_scores(score="1"):
    """Fields of the feedback page: this score for every goal there is."""
    return {f"score_{goal.pk}": score for goal in CoachingGoal.objects.all()}


def seen_by(client, session, part):
    """Which text the part of the session's page shows, as its form sends it along."""
    return client.get(session.get_absolute_url()).context["forms"][part]["seen"].value()


def book(engagement, start, now, *, by=None):
    """Book an hour of the coach's free time."""
    period = Period(start, start + timedelta(hours=1))
    return book_session(engagement=engagement, period=period, meeting=Meeting(), by=by or engagement.coachee, now=now)


def full_feedback(due, **changes):
    """Feedback that can be sent."""
    values = {
        "goal": "Menutup rapat",
        "will": "Pakai lembar keputusan",
        "feedback": "Pembukaan rapat jelas",
        "scores": {goal.pk: 1 for goal in CoachingGoal.objects.all()},
        "steps": (Step("Pakai lembar keputusan", "coachee", due),),
        "note": "Ia lebih yakin",
    }
    return Feedback(**{**values, **changes})

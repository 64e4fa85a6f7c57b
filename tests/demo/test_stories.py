"""The coaching of the demo: everything that can happen has happened once, and the cast has something to do today."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.db.models import Count

from bkn_portal.audit.models import Event
from bkn_portal.bookings.models import Booking
from bkn_portal.core.constraints import AppendOnly
from bkn_portal.core.periods import Zone, local_date
from bkn_portal.hours.models import LedgerEntry
from bkn_portal.hours.queries import year_summary
from bkn_portal.notifications.models import Reminder
from bkn_portal.worklist.queries import agenda_for, todos_for
from coaching.models import (
    CoachingEngagement,
    CoachingSession,
    CoachNote,
    CoachProfile,
    FollowUp,
    GroupSession,
    RecordVersion,
    SessionRecord,
)
from tests.conftest import NOW

TODAY = local_date(NOW, Zone.WIB)
TOMORROW_AT_NINE = datetime(2026, 11, 25, 9, tzinfo=ZoneInfo(Zone.WIB))


@pytest.fixture(autouse=True)
def _demo(people, db):
    """Every test here looks at the loaded demo."""


def test_every_state_of_coaching_is_there():
    for model in (CoachingEngagement, CoachingSession, CoachProfile):
        assert set(model.objects.values_list("state", flat=True)) == set(model.State.values)


def test_twelve_coaches_take_requests_or_pause():
    approved = CoachProfile.objects.filter(state__in=(CoachProfile.State.ACTIVE, CoachProfile.State.PAUSED))
    assert approved.count() == 12
    assert set(approved.values_list("person__unit__time_zone", flat=True)) == set(Zone.values)


def test_every_row_of_coaching_passes_its_own_rules():
    for model in apps.get_app_config("coaching").get_models():
        grows_only = any(
            isinstance(rule, AppendOnly) for rule in model._meta.constraints
        )  # which refuses every old row
        for row in model.objects.all():
            row.full_clean(validate_constraints=not grows_only)


def test_nothing_has_happened_in_the_future():
    assert not Event.objects.filter(at__gt=NOW).exists()
    assert not CoachingEngagement.objects.filter(state_changed_at__gt=NOW).exists()
    assert not CoachingSession.objects.filter(start__gt=NOW).exclude(state__in=("scheduled", "cancelled")).exists()


def test_every_standing_session_is_booked_for_both_and_on_a_working_day():
    for session in CoachingSession.objects.standing().select_related("engagement__coach__unit"):
        pair = {session.engagement.coachee_id, session.engagement.coach_id}
        booked = Booking.objects.of(*session.appointment)
        assert {(row.person_id, row.start) for row in booked} >= {(pk, session.start) for pk in pair}
        assert local_date(session.start, session.engagement.coach.zone).weekday() < 5


def test_one_group_was_held_and_one_comes_up_for_the_coach(people):
    past, ahead = GroupSession.objects.order_by("start")
    assert (past.start < NOW < ahead.start, ahead.coach) == (True, people.cast["coach"])
    assert set(past.sessions.values_list("state", flat=True)) == {"agreed", "feedback_given"}
    waiting = ahead.sessions.get(joined_at=None)
    assert (ahead.sessions.count(), waiting.engagement.coachee) == (2, people.cast["supervisor"])


def test_coachee_meets_the_coach_tomorrow_at_nine(people):
    session = CoachingSession.objects.upcoming(NOW).get(engagement__coachee=people.cast["coachee"])
    assert session.start == TOMORROW_AT_NINE
    assert session.engagement.coach == people.cast["coach"]
    assert [item.start for item in agenda_for(people.cast["coachee"], NOW)] == [TOMORROW_AT_NINE]


def test_coachee_had_a_record_corrected_and_agreed_to_the_second(people):
    version = RecordVersion.objects.get(session__engagement__coachee=people.cast["coachee"])
    record = version.session.record
    given_up = {step["what"] for step in version.told["steps"]} - {
        step.what for step in version.session.follow_ups.all()
    }
    assert (version.number, version.session.state, record.agreed_at is not None) == (1, "agreed", True)
    assert (version.told["will"] == record.will, given_up) == (False, {"Paparkan ringkasan itu di rapat pimpinan"})
    assert version.given_at < version.returned_at < record.given_at < record.agreed_at


def test_one_record_of_the_cast_is_written_by_tirta(people):
    record = SessionRecord.objects.get(method="tirta")
    engagement = record.session.engagement
    pair = (people.cast["supervisor"], people.cast["coach"])
    assert (record.session.state, (engagement.coachee, engagement.coach)) == ("agreed", pair)
    assert [str(part.heading).partition(" – ")[0] for part in record.talk] == [
        "Tujuan", "Identifikasi", "Rencana aksi", "Tanggung jawab",
    ]  # fmt: skip


def test_coachee_has_14_of_20_jp_in_all_three_pillars(people):
    summary = year_summary(people.cast["coachee"], on=TODAY)
    assert (summary.earned, summary.target) == (14, 20)
    assert {pillar: int(jp) for pillar, jp in summary.by_pillar.items()} == {
        "coaching": 4,
        "mentoring": 4,
        "mandiri": 6,
    }


def test_verifier_has_a_session_that_earned_nothing_because_of_the_cap(people):
    lines = LedgerEntry.objects.filter(employee=people.cast["verifier"], form="coaching")
    assert sorted(int(line.jp) for line in lines) == [0, 2, 2]


def test_cast_has_something_to_do_today(people):
    cast, kinds = people.cast, {}
    for reminder in Reminder.objects.filter(due_at__date=TODAY, state=Reminder.State.WAITING):
        kinds.setdefault(reminder.recipient_id, set()).add(reminder.kind)
    assert kinds[cast["coachee"].pk] >= {"coaching.session_tomorrow", "coaching.agenda_missing"}
    assert kinds[cast["coach"].pk] >= {"coaching.session_tomorrow"}
    awaited = CoachingSession.objects.awaiting_feedback(NOW).get(engagement__coach=cast["coach"])
    assert timedelta(hours=22) <= NOW - awaited.end <= timedelta(hours=24)
    assert len(todos_for(cast["coach"], NOW)) >= 2
    assert len(todos_for(cast["coachee"], NOW)) >= 1


def test_coach_has_a_request_to_answer(people):
    request = CoachingEngagement.objects.awaiting_answer(NOW).get()
    assert request.coach == people.cast["coach"]
    assert timedelta(days=2) < request.answer_by - NOW < timedelta(days=3)


def test_stranger_has_no_coaching(people):
    assert not CoachingEngagement.objects.of(people.cast["stranger"]).exists()


def test_private_notes_are_ciphertext_in_the_table():
    assert CoachNote.objects.exists()
    raw = CoachNote.objects.extra(select={"raw": "text"}).values_list("raw", flat=True)
    assert all(text.startswith("gAAAA") for text in raw)


def test_follow_ups_are_done_open_and_of_both_sides():
    assert FollowUp.objects.filter(done_at=None).exists()
    assert FollowUp.objects.exclude(done_at=None).exists()
    assert set(FollowUp.objects.values_list("side", flat=True)) == {"coachee", "coach"}


def test_no_coaching_asks_for_the_same_step_twice():
    steps = FollowUp.objects.values_list("session__engagement", "side").annotate(count=Count("pk"))
    for engagement, side, count in steps:
        of_one = FollowUp.objects.filter(session__engagement=engagement, side=side)
        assert len({step.what for step in of_one}) == count


def test_completed_coaching_leaves_no_step_open():
    assert not FollowUp.objects.filter(session__engagement__state="completed", done_at=None).exists()


def test_those_who_meet_by_a_link_meet_online():
    for session in CoachingSession.objects.all():
        assert (session.mode == "online") == bool(session.link)


def test_past_notices_were_delivered_and_older_ones_read():
    past = Reminder.objects.filter(delivered_at__lt=NOW - timedelta(days=2))
    assert past.exists()
    assert not past.filter(read_at=None).exists()
    assert not Reminder.objects.filter(state=Reminder.State.DEAD).exists()

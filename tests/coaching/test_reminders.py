"""Reminders follow a moved session, die with a cancelled one, and are sent once."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail

from bkn_portal.notifications import registry
from bkn_portal.notifications.actions import plan_reminders, resend_reminder, sweep
from bkn_portal.notifications.models import Reminder
from coaching import actions
from coaching.models import CoachingEngagement, CoachingSession, FollowUp
from tests.factories import (
    CoachingEngagementFactory,
    CoachingSessionFactory,
    EmployeeFactory,
    FollowUpFactory,
    HolidayFactory,
    SessionRecordFactory,
)

from .conftest import book

NINE = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
State = CoachingSession.State


def _due(code, now):
    return [(draft.recipient_id, draft.key) for draft in registry.get(f"coaching.{code}").find(now)]


def _sent(code):
    return Reminder.objects.filter(kind=f"coaching.{code}", state=Reminder.State.SENT)


@pytest.fixture
def session(engagement):
    return CoachingSessionFactory(engagement=engagement, start=NINE)


@pytest.mark.parametrize(
    ("before", "count"), [(25 * HOUR, 0), (24 * HOUR, 2), (10 * HOUR, 2), (HOUR, 0), (timedelta(0), 0)], ids=str
)
def test_session_tomorrow_is_due_in_the_day_before(session, before, count):
    assert len(_due("session_tomorrow", NINE - before)) == count


def test_session_tomorrow_is_sent_once_to_each(session, now, at_now):
    sweep(now)
    sweep(now)
    subjects = [message.subject for message in mail.outbox if message.subject.startswith("Sesi coaching besok")]
    assert subjects == ["Sesi coaching besok · Rabu, 25 November · 09.00–10.00 WIB"] * 2


def test_session_tomorrow_of_a_monday_session_comes_on_sunday(engagement):
    monday = datetime(2026, 11, 30, 2, 0, tzinfo=UTC)
    CoachingSessionFactory(engagement=engagement, start=monday)
    with time_machine.travel(monday - 23 * HOUR, tick=False):
        sweep(monday - 23 * HOUR)
    assert _sent("session_tomorrow").count() == len(mail.outbox) == 2


EIGHT_TODAY = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)


def test_session_tomorrow_of_a_session_later_today_is_not_due(engagement):
    CoachingSessionFactory(engagement=engagement, start=EIGHT_TODAY + 3 * HOUR)
    assert _due("session_tomorrow", EIGHT_TODAY) == []
    assert [len(_due("session_soon", EIGHT_TODAY + after * HOUR)) for after in (1, 2)] == [0, 2]


def test_session_tomorrow_is_told_by_the_days_of_each_ones_zone(db):
    engagement = CoachingEngagementFactory(coachee__time_zone_override="Asia/Jayapura")
    CoachingSessionFactory(engagement=engagement, start=datetime(2026, 11, 24, 23, 0, tzinfo=UTC))
    midnight_in_jayapura = datetime(2026, 11, 24, 15, 30, tzinfo=UTC)
    assert [who for who, _key in _due("session_tomorrow", midnight_in_jayapura)] == [engagement.coach_id]


def test_session_tomorrow_that_waited_until_the_day_itself_is_dropped(session):
    plan_reminders(now=NINE - 12 * HOUR)
    with time_machine.travel(NINE - 2 * HOUR, tick=False):
        sweep(NINE - 2 * HOUR)
    states = Reminder.objects.filter(kind="coaching.session_tomorrow").values_list("state", flat=True)
    assert list(states) == ["dropped", "dropped"]


@pytest.mark.parametrize("code", ["session_tomorrow", "session_soon", "agenda_missing"])
def test_reminder_of_a_session_sent_again_after_it_began_is_dropped(session, now, at_now, code):
    sweep(NINE - HOUR / 2 if code == "session_soon" else now)
    for reminder in _sent(code):
        actor = EmployeeFactory(is_hr_admin=True)
        resend_reminder(reminder=reminder, by=actor, now=NINE + HOUR / 2)
    sweep(NINE + HOUR / 2)
    states = Reminder.objects.filter(kind=f"coaching.{code}").values_list("state", flat=True)
    assert set(states) == {"dropped"}


def test_session_tomorrow_follows_a_moved_session(engagement, now, at_now):
    session = book(engagement, NINE, now)
    plan_reminders(now=now)
    actions.move_session(
        session=session, period=type(session.period)(NINE + HOUR, NINE + 2 * HOUR), meeting=actions.Meeting(),
        by=engagement.coach, now=now,
    )  # fmt: skip
    sweep(NINE - 23 * HOUR)
    states = Reminder.objects.filter(kind="coaching.session_tomorrow").values_list("expires_at", "state")
    assert set(states) == {(NINE, "dropped"), (NINE + HOUR, "sent")}


def test_session_tomorrow_of_a_session_moved_away_and_back_is_sent(session, now, at_now):
    plan_reminders(now=now)
    _move(session, NINE + DAY, now)
    sweep(now)
    _move(session, NINE, now)
    sweep(now)
    sweep(now)
    states = Reminder.objects.filter(kind="coaching.session_tomorrow").order_by("pk").values_list("state", flat=True)
    assert list(states) == ["dropped", "dropped", "sent", "sent"]


def test_session_tomorrow_of_a_session_moved_away_and_back_at_once_is_sent_once(session, now, at_now):
    plan_reminders(now=now)
    _move(session, NINE + DAY, now)
    _move(session, NINE, now)
    sweep(now)
    assert _sent("session_tomorrow").count() == 2


def _move(session, start, now):
    period = type(session.period)(start, start + HOUR)
    actions.move_session(
        session=session, period=period, meeting=actions.Meeting(), by=session.engagement.coach, now=now
    )


def test_session_tomorrow_dies_with_a_cancelled_session(session, now, at_now):
    plan_reminders(now=now)
    actions.cancel_session(session=session, reason="x", by=session.engagement.coach, now=now)
    sweep(now)
    assert _sent("session_tomorrow").count() == 0
    assert _due("session_tomorrow", now) == []


def test_agenda_missing_is_asked_of_the_coachee_alone(session, now):
    assert [who for who, _key in _due("agenda_missing", now)] == [session.engagement.coachee_id]
    CoachingSession.objects.update(agenda="Menutup rapat")
    assert _due("agenda_missing", now) == []


@pytest.mark.parametrize(("days", "level"), [(1, 1), (2, 1), (3, 3), (6, 3), (7, 7), (13, 7)])
def test_feedback_due_catches_up_with_the_latest_day_only(session, days, level):
    ((who, key),) = _due("feedback_due", session.end + days * DAY)
    assert (who, key.split(":")[-2]) == (session.engagement.coach_id, str(level))


@pytest.mark.parametrize("days", [0, 14, 400])
def test_feedback_due_outside_its_window_is_none(session, days):
    assert _due("feedback_due", session.end + days * DAY) == []


@pytest.mark.parametrize(
    ("session_state", "engagement_state", "count"),
    [("feedback_given", "active", 0), ("held", "cancelled", 1), ("held", "completed", 0)],
)
def test_feedback_due_ends_with_the_feedback_and_outlives_a_coaching_that_ended_early(
    session, session_state, engagement_state, count
):
    CoachingSession.objects.update(state=session_state)
    CoachingEngagement.objects.update(state=engagement_state)
    assert len(_due("feedback_due", session.end + DAY)) == count


def test_reflection_due_counts_from_the_feedback(engagement, now):
    session = CoachingSessionFactory(engagement=engagement, state=State.FEEDBACK_GIVEN, state_changed_at=now)
    assert _due("reflection_due", now + HOUR) == []
    assert [who for who, _key in _due("reflection_due", now + DAY)] == [session.engagement.coachee_id]


FRIDAY_MORNING, MONDAY_NIGHT = datetime(2026, 11, 27, 1, 0, tzinfo=UTC), datetime(2026, 11, 30, 16, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    ("off", "first"), [([], FRIDAY_MORNING - DAY), ([FRIDAY_MORNING], FRIDAY_MORNING - 2 * DAY)], ids=["", "holiday"]
)
def test_request_waiting_is_due_when_two_working_days_are_left(request_of, off, first):
    for day in off:
        HolidayFactory(day=day.date())
    CoachingEngagement.objects.update(answer_by=MONDAY_NIGHT)
    moments = (first - HOUR, first, MONDAY_NIGHT - HOUR, MONDAY_NIGHT)
    assert [len(_due("request_waiting", moment)) for moment in moments] == [0, 1, 1, 0]


def test_request_waiting_prints_the_last_day_instead_of_days_left(request_of):
    CoachingEngagement.objects.update(answer_by=MONDAY_NIGHT)
    with time_machine.travel(FRIDAY_MORNING, tick=False):
        sweep(FRIDAY_MORNING)
    (message,) = mail.outbox
    assert [part in message.body for part in ("Senin, 30 November", "dua hari")] == [True, False]


def test_follow_up_due_goes_to_its_doer_before_and_after_the_date(engagement):
    session = CoachingSessionFactory(engagement=engagement, state=State.AGREED)
    SessionRecordFactory(session=session)
    step = FollowUpFactory(session=session, due=NINE.date(), side="coach")
    keys = [key for hours in (-40, -30, 30) for _who, key in _due("follow_up_due", NINE + hours * HOUR)]
    assert [key.split(":")[-2] for key in keys] == ["soon", "late"]
    assert keys[0].endswith(f":{engagement.coach_id}")
    FollowUp.objects.filter(pk=step.pk).update(done_at=NINE)
    assert _due("follow_up_due", NINE) == []


# Kinds about other things than an engagement or a session; tests of their own read their mails.
# About a profile, not about an engagement: test_profiles, test_office, test_clock and test_group_mails read these.
READ_ELSEWHERE = {
    "coaching.calendar_unread",
    "coaching.coach_left",
    "coaching.coach_proposed",
    "coaching.group_invitation",
    "coaching.group_left",
    "coaching.profile_declined",
    "coaching.profile_paused",
    "coaching.profile_proposed",
    "coaching.request_expired",
}
OF_THE_COMPLETED = {"coaching.engagement_completed", "coaching.evaluation_due", "coaching.thanked"}
COACHING_KINDS = sorted(
    kind.code for kind in registry.kinds() if kind.app_label == "coaching" and kind.code not in READ_ELSEWHERE
)


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("code", COACHING_KINDS)
def test_every_mail_of_coaching_can_be_read_and_tells_no_content(db, code, language, now, at_now):
    engagement = CoachingEngagementFactory(coachee__language=language, coach__language=language, theme_id="wellbeing")
    if "request" in code and code != "coaching.request_answered":
        CoachingEngagement.objects.update(state=CoachingEngagement.State.REQUESTED)
    if code in OF_THE_COMPLETED:
        CoachingEngagement.objects.update(state=CoachingEngagement.State.COMPLETED)
    session = _session_for(code, engagement)
    target = _target(code, engagement, session)
    recipient = engagement.coachee if code.endswith(("given", "due", "missing")) else engagement.coach
    key = f"{code}:{target.pk}:{getattr(target, 'due', 0)}:x"
    Reminder.objects.create(
        key=key, kind=code, recipient=recipient, target_id=target.pk, due_at=now, next_try_at=now, expires_at=NINE
    )
    sweep(now)
    reminder = Reminder.objects.get(key=key)
    title = reminder.title_en if recipient.language == "en" else reminder.title
    message = next(message for message in mail.outbox if message.subject == title)
    text = message.subject + message.body + message.alternatives[0].content
    secrets = [
        engagement.goal.statement,
        engagement.theme.name,
        engagement.theme.name_en,
        "Pakai lembar",
        engagement.coachee.nip,
    ]
    assert [secret for secret in secrets if secret in text] == []


def _session_for(code, engagement):
    states = {"coaching.feedback_due": State.HELD, "coaching.follow_up_due": State.AGREED}
    given = code in ("coaching.feedback_given", "coaching.reflection_due")
    state = State.FEEDBACK_GIVEN if given else states.get(code, State.SCHEDULED)
    return CoachingSessionFactory(engagement=engagement, start=NINE, state=state)


def _target(code, engagement, session):
    if code == "coaching.follow_up_due":
        SessionRecordFactory(session=session)
        return FollowUpFactory(session=session)
    if "profile" in code or code == "coaching.place_free":
        return engagement.coach.coach_profile
    others = ("coaching.coach_leads", "coaching.goals_changed", "coaching.supervisor_changed", *OF_THE_COMPLETED)
    return engagement if "request" in code or "engagement" in code or code in others else session

"""What group sessions send: an invitation of one's own to each, one reminder to the coach, and no word of content."""

from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy

import pytest
from django.core import mail

from bkn_portal.core.periods import Period
from bkn_portal.notifications import registry
from bkn_portal.notifications.actions import deliver_due, sweep
from bkn_portal.notifications.models import Reminder
from coaching import actions
from coaching.actions import Meeting
from coaching.models import CoachingSession
from tests.bookings.ical import attendees_of, read_message
from tests.factories import CoachingEngagementFactory, group_of

from .conftest import full_feedback

NINE = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
TOPIC = "Rapat yang memutuskan"


@pytest.fixture
def trio(engagement):
    return [engagement, *(CoachingEngagementFactory(coach=engagement.coach) for _number in range(2))]


@pytest.fixture
def booked(trio, now, at_now):
    """Booked through the action, mails sent."""
    period = Period(NINE, NINE + HOUR)
    return actions.book_group(
        engagements=trio, topic=TOPIC, period=period, meeting=Meeting(), by=trio[0].coach, now=now
    )


def sent(now):
    """{address: (method, event)} of every mail with a calendar part that goes out now."""
    mail.outbox.clear()
    deliver_due(now=now)
    found = {}
    for message in mail.outbox:
        parsed = message_from_bytes(message.message().as_bytes(), policy=policy.default)
        for part in parsed.walk():
            if part.get_content_type() == "text/calendar":
                assert message.to[0] not in found
                text = part.get_content().replace("\r\n", "\n").replace("\n", "\r\n")
                found[message.to[0]] = read_message(text)
    return found


def told(found):
    return {address: (method, event["SEQUENCE"]) for address, (method, event) in found.items()}


def test_group_is_one_appointment_under_one_uid_for_everybody(booked, trio, now):
    found = sent(now)
    coach, coachees = booked.coach.email, [engagement.coachee.email for engagement in trio]
    assert told(found) == dict.fromkeys([coach, *coachees], ("REQUEST", 0))
    assert {str(event["UID"]) for _method, event in found.values()} == {f"coaching.group-{booked.pk}@localhost"}


def test_group_invitation_names_nobody_but_the_two(booked, trio, now):
    found = sent(now)
    coach = f"mailto:{booked.coach.email}"
    for engagement in trio:
        address = engagement.coachee.email
        assert attendees_of(found[address][1]) == [f"mailto:{address}", coach]
    assert attendees_of(found[booked.coach.email][1]) == [coach]


def test_group_that_moves_and_is_called_off_reaches_every_calendar(booked, trio, now):
    sent(now)
    everybody = [booked.coach.email, *(engagement.coachee.email for engagement in trio)]
    period = Period(NINE + HOUR, NINE + 2 * HOUR)
    actions.move_group(group=booked, period=period, meeting=Meeting(), reason="x", by=booked.coach, now=now)
    moved = sent(now)
    assert told(moved) == dict.fromkeys(everybody, ("REQUEST", 1))
    assert {event["DTSTART"].dt for _method, event in moved.values()} == {period.start}
    actions.cancel_group(group=booked, reason="x", by=booked.coach, now=now)
    assert told(sent(now)) == dict.fromkeys(everybody, ("CANCEL", 2))


def test_coachee_who_leaves_loses_the_appointment_alone(booked, trio, now):
    sent(now)
    session = booked.sessions.get(engagement=trio[0])
    actions.cancel_session(session=session, reason="Dinas", by=trio[0].coachee, now=now)
    assert told(sent(now)) == {trio[0].coachee.email: ("CANCEL", 1)}


def test_last_coachee_who_leaves_takes_the_appointment_off_the_coachs_calendar(booked, trio, now):
    for engagement in trio:
        sent(now)
        session = booked.sessions.get(engagement=engagement)
        actions.cancel_session(session=session, reason="Dinas", by=engagement.coachee, now=now)
    assert told(sent(now)) == {booked.coach.email: ("CANCEL", 1), trio[2].coachee.email: ("CANCEL", 1)}


@pytest.mark.parametrize("language", ["id", "en"])
def test_coach_is_told_who_leaves_and_how_many_are_left(booked, trio, now, language):
    booked.coach.language = language
    booked.coach.save(update_fields=["language"])
    bodies = []
    for engagement in trio:
        sent(now)
        session = booked.sessions.get(engagement=engagement)
        actions.cancel_session(session=session, reason="Dinas rahasia", by=engagement.coachee, now=now)
        sent(now)
        bodies += [one.body for one in mail.outbox if one.to == [booked.coach.email] and not one.attachments]
    words = {
        "id": ["2 coachee tetap datang", "Tinggal satu coachee", "Tidak ada lagi yang datang"],
        "en": ["2 coachees still come", "One coachee is left", "Nobody is left"],
    }
    assert [word in body for word, body in zip(words[language], bodies, strict=True)] == [True] * 3
    assert [engagement.coachee.display_name in body for engagement, body in zip(trio, bodies, strict=True)] == [
        True
    ] * 3


def test_mails_of_a_group_tell_neither_topic_nor_theme_nor_other_names(booked, trio, now):
    sent(now)
    sweep(NINE - HOUR)
    for engagement in trio:
        mails = [one for one in mail.outbox if one.to == [engagement.coachee.email]]
        text = "".join(f"{one.subject}{one.body}{one.alternatives}" for one in mails)
        others = [other.coachee.display_name for other in trio if other is not engagement]
        secrets = [TOPIC, engagement.theme.label, engagement.goal.statement, *others]
        assert (bool(mails), [secret for secret in secrets if secret in text]) == (True, [])


def _due(code, now):
    return [draft.recipient_id for draft in registry.get(f"coaching.{code}").find(now)]


@pytest.mark.parametrize(("code", "before"), [("session_tomorrow", 20 * HOUR), ("session_soon", HOUR / 2)])
def test_coach_is_reminded_of_a_group_once_and_each_coachee(trio, at_now, code, before):
    group = group_of(*trio, start=NINE)
    at_now.move_to(NINE - before)
    for _beat in range(2):
        sweep(NINE - before)
    kind = f"coaching.{code}"
    reminded = sorted(Reminder.objects.filter(kind=kind, state="sent").values_list("recipient", flat=True))
    assert reminded == sorted([group.coach_id, *(engagement.coachee_id for engagement in trio)])
    line = Reminder.objects.get(kind=kind, recipient=group.coach)
    assert line.path == group.get_absolute_url()


def test_coachs_reminder_of_a_group_outlives_the_one_it_was_found_by(trio, at_now, now):
    group = group_of(*trio, start=NINE)
    at_now.move_to(NINE - 20 * HOUR)
    registry_find = list(registry.get("coaching.session_tomorrow").find(NINE - 20 * HOUR))
    draft = next(draft for draft in registry_find if draft.recipient_id == group.coach_id)
    first = CoachingSession.objects.get(pk=draft.target_id)
    actions.cancel_session(session=first, reason="x", by=first.engagement.coachee, now=NINE - 20 * HOUR)
    sweep(NINE - 20 * HOUR)
    assert Reminder.objects.get(kind="coaching.session_tomorrow", recipient=group.coach).state == "sent"


def test_coach_owes_a_group_one_reminder_until_the_last_feedback(trio, at_now):
    group = group_of(*trio, start=NINE)
    for engagement, days in zip(trio, (1, 3, 7), strict=True):
        moment = NINE + HOUR + days * DAY
        at_now.move_to(moment)
        sweep(moment)
        session = group.sessions.get(engagement=engagement)
        actions.give_feedback(session=session, feedback=full_feedback(NINE.date()), by=group.coach, now=moment)
    rows = Reminder.objects.filter(kind="coaching.feedback_due", recipient=group.coach)
    assert (rows.count(), {row.path for row in rows if row.path}) == (3, {group.get_absolute_url()})

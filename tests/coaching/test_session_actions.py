"""Sessions: booked once, moved, missed, written about, agreed, and counted."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
from django.db import connection

from bkn_portal.bookings.actions import PeriodTaken
from bkn_portal.bookings.models import Booking
from bkn_portal.core.errors import AccessDenied, DomainError, StaleState
from bkn_portal.core.periods import Period
from bkn_portal.hours.models import LedgerEntry
from coaching import actions
from coaching.actions import Meeting, Step
from coaching.models import CoachingSession, CoachNote, FollowUp, SessionRecord
from tests.factories import CoachingEngagementFactory, CoachingSessionFactory, EmployeeFactory, FollowUpFactory

from .conftest import book, full_feedback

NINE = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)  # Wednesday 09.00 WIB
TEN = NINE + timedelta(hours=1)
AFTER = NINE + timedelta(hours=2)
DUE = datetime(2026, 12, 2, tzinfo=UTC).date()


@pytest.fixture
def session(engagement):
    return CoachingSessionFactory(engagement=engagement, start=NINE)


@pytest.fixture
def given(session):
    actions.give_feedback(session=session, feedback=full_feedback(DUE), by=session.engagement.coach, now=AFTER)
    return session


def test_book_session_promises_both_peoples_time(engagement, now):
    session = book(engagement, NINE, now)
    assert (session.number, session.state) == (1, "scheduled")
    assert {row.person_id for row in Booking.objects.all()} == {engagement.coachee_id, engagement.coach_id}


def test_book_session_twice_makes_one(engagement, now):
    book(engagement, NINE, now)
    with pytest.raises(PeriodTaken):
        book(engagement, NINE, now)
    assert CoachingSession.objects.count() == 1


def test_book_session_in_a_slot_of_another_coachee_is_refused(engagement, now):
    book(CoachingEngagementFactory(coach=engagement.coach), NINE, now)
    with pytest.raises(PeriodTaken):
        book(engagement, NINE, now)


def test_book_session_while_the_coachee_coaches_is_refused(engagement, now):
    book(CoachingEngagementFactory(coach=engagement.coachee), NINE, now)
    with pytest.raises(PeriodTaken):
        book(engagement, NINE, now)


@pytest.mark.parametrize("start", [NINE - timedelta(days=7), NINE + timedelta(hours=9), NINE + timedelta(days=60)])
def test_book_session_outside_the_coachs_hours_is_refused(engagement, now, start):
    with pytest.raises(PeriodTaken):
        book(engagement, start, now)


def test_book_session_of_a_request_is_stale(request_of, now):
    with pytest.raises(StaleState):
        book(request_of, NINE, now)


def test_session_actions_by_outsiders_are_denied(engagement, outsiders, session, now):
    change = {"session": session, "now": now}
    for outsider in outsiders:
        with pytest.raises(AccessDenied):
            book(engagement, TEN, now, by=outsider)
        with pytest.raises(AccessDenied):
            actions.cancel_session(reason="x", by=outsider, **change)
        with pytest.raises(AccessDenied):
            actions.mark_no_show(reason="x", by=outsider, **change)
        with pytest.raises(AccessDenied):
            actions.write_agenda(agenda="x", by=outsider, **change)
        with pytest.raises(AccessDenied):
            actions.write_note(note="x", by=outsider, **change)
        with pytest.raises(AccessDenied):
            actions.agree_session(reflection="x", by=outsider, **change)
        with pytest.raises(AccessDenied):
            actions.object_to_feedback(objection="x", by=outsider, **change)


def test_the_other_sides_actions_are_denied(session, now):
    coachee, coach = session.engagement.coachee, session.engagement.coach
    with pytest.raises(AccessDenied):
        actions.give_feedback(session=session, feedback=full_feedback(DUE), by=coachee, now=AFTER)
    with pytest.raises(AccessDenied):
        actions.save_feedback_draft(session=session, feedback=full_feedback(DUE), by=coachee, now=AFTER)
    with pytest.raises(AccessDenied):
        actions.write_agenda(session=session, agenda="x", by=coach, now=now)
    with pytest.raises(AccessDenied):
        actions.agree_session(session=session, reflection="x", by=coach, now=now)


@pytest.mark.parametrize("moment", [NINE, AFTER])
def test_agenda_once_the_session_began_stays_as_it_was(session, now, moment):
    change = {"session": session, "by": session.engagement.coachee}
    actions.write_agenda(agenda="Rapat", now=now, **change)
    with pytest.raises(DomainError, match="agenda tetap seperti semula"):
        actions.write_agenda(agenda="Lain", now=moment, **change)
    assert CoachingSession.objects.get().agenda == "Rapat"


def _move(session, start, now, by=None):
    period = Period(start, start + timedelta(hours=1))
    by = by or session.engagement.coachee
    actions.move_session(session=session, period=period, meeting=Meeting(), by=by, now=now)


def test_move_session_moves_both_promises(session, now):
    _move(session, TEN, now)
    session.refresh_from_db()
    assert (session.start, session.sequence) == (TEN, 1)
    assert {row.start for row in Booking.objects.all()} == {TEN}


def test_move_session_that_moved_meanwhile_is_stale(session, now):
    second = CoachingSession.objects.get(pk=session.pk)
    _move(session, TEN, now)
    with pytest.raises(StaleState):
        _move(second, NINE + timedelta(days=1), now)


@pytest.mark.parametrize("after", [timedelta(0), timedelta(days=2)], ids=str)
def test_move_session_that_has_begun_is_refused(session, after):
    with pytest.raises(DomainError, match="sudah dimulai"):
        _move(session, NINE + timedelta(days=5), NINE + after)
    session.refresh_from_db()
    assert (session.start, session.sequence) == (NINE, 0)


@pytest.mark.parametrize("after", [timedelta(0), timedelta(days=2)], ids=str)
def test_cancel_session_that_has_begun_is_refused(session, after):
    with pytest.raises(DomainError, match="sudah dimulai"):
        actions.cancel_session(session=session, reason="x", by=session.engagement.coachee, now=NINE + after)
    session.refresh_from_db()
    assert (session.state, Booking.objects.count()) == ("scheduled", 2)


def test_cancel_session_frees_the_time_and_the_number(session, engagement, now):
    actions.cancel_session(session=session, reason="Dinas luar", by=engagement.coach, now=now)
    again = book(engagement, NINE, now)
    assert (session.state, session.reason, again.number) == ("cancelled", "Dinas luar", 1)


def test_cancel_session_twice_is_stale(session, engagement, now):
    second = CoachingSession.objects.get(pk=session.pk)
    actions.cancel_session(session=session, reason="x", by=engagement.coach, now=now)
    with pytest.raises(StaleState):
        actions.cancel_session(session=second, reason="x", by=engagement.coachee, now=now)


def test_mark_no_show_before_the_session_is_refused(session, now):
    with pytest.raises(DomainError, match="belum dimulai"):
        actions.mark_no_show(session=session, reason="x", by=session.engagement.coach, now=now)


def test_mark_no_show_gives_the_time_back(engagement, now):
    session = book(engagement, NINE, now)
    actions.mark_no_show(session=session, reason="Tidak datang", by=engagement.coach, now=NINE + timedelta(minutes=10))
    assert Booking.objects.count() == 0


def test_mark_no_show_after_the_start_earns_nothing(session):
    actions.mark_no_show(session=session, reason="Tidak datang", by=session.engagement.coach, now=AFTER)
    assert (session.state, LedgerEntry.objects.count()) == ("no_show", 0)


def test_feedback_before_the_session_is_refused(session, now):
    with pytest.raises(DomainError, match="belum dimulai"):
        actions.give_feedback(session=session, feedback=full_feedback(DUE), by=session.engagement.coach, now=now)


def test_feedback_without_a_score_is_refused(session):
    unscored = full_feedback(DUE, scores={})
    with pytest.raises(DomainError, match="skor untuk setiap sasaran"):
        actions.give_feedback(session=session, feedback=unscored, by=session.engagement.coach, now=AFTER)


def test_feedback_draft_is_replaced_by_the_next(session):
    coach = session.engagement.coach
    first = full_feedback(DUE, scores={}, steps=(Step("Lama", "coach", DUE),))
    actions.save_feedback_draft(session=session, feedback=first, by=coach, now=AFTER)
    actions.save_feedback_draft(session=session, feedback=full_feedback(DUE, note=" "), by=coach, now=AFTER)
    assert (session.state, SessionRecord.objects.get().is_given, CoachNote.objects.count()) == ("scheduled", False, 0)
    assert list(FollowUp.objects.values_list("what", flat=True)) == ["Pakai lembar keputusan"]


def test_feedback_with_two_steps_of_the_same_words_keeps_both_dates(session):
    steps = [Step("Pakai lembar keputusan", "coachee", DUE + timedelta(days=days)) for days in (0, 7, 7)]
    for kept in (steps, steps):
        feedback = full_feedback(DUE, steps=tuple(kept))
        actions.save_feedback_draft(session=session, feedback=feedback, by=session.engagement.coach, now=AFTER)
    assert list(FollowUp.objects.order_by("due").values_list("due", flat=True)) == [DUE, DUE + timedelta(days=7)]


def test_feedback_that_moves_a_step_keeps_its_tick(session):
    for days in (0, 3):
        feedback = full_feedback(DUE + timedelta(days=days))
        actions.save_feedback_draft(session=session, feedback=feedback, by=session.engagement.coach, now=AFTER)
        FollowUp.objects.filter(due=DUE).update(done_at=AFTER)
    step = FollowUp.objects.get()
    assert (step.due, step.done_at) == (DUE + timedelta(days=3), AFTER)


def test_feedback_twice_is_stale(given):
    with pytest.raises(StaleState):
        actions.give_feedback(session=given, feedback=full_feedback(DUE), by=given.engagement.coach, now=AFTER)


def test_agree_session_posts_one_occasion_with_a_neutral_title(given):
    actions.agree_session(session=given, reflection="Mulai dengan agenda", by=given.engagement.coachee, now=AFTER)
    entry = LedgerEntry.objects.get()
    assert (entry.employee, entry.form, entry.jp) == (given.engagement.coachee, "coaching", 2)
    assert (entry.title, entry.source_id) == ("Sesi coaching", given.pk)


def test_agree_session_twice_posts_once(given):
    second = CoachingSession.objects.get(pk=given.pk)
    actions.agree_session(session=given, reflection="a", by=given.engagement.coachee, now=AFTER)
    with pytest.raises(StaleState):
        actions.agree_session(session=second, reflection="b", by=given.engagement.coachee, now=AFTER)
    assert (LedgerEntry.objects.count(), SessionRecord.objects.get().reflection) == (1, "a")


def test_third_session_of_a_month_is_held_and_earns_nothing(engagement):
    for day in (3, 4, 5):
        start = datetime(2026, 11, day, 2, 0, tzinfo=UTC)
        session = CoachingSessionFactory(engagement=engagement, start=start)
        actions.give_feedback(session=session, feedback=full_feedback(DUE), by=engagement.coach, now=AFTER)
        actions.agree_session(session=session, reflection="a", by=engagement.coachee, now=AFTER)
    assert list(LedgerEntry.objects.order_by("pk").values_list("jp", flat=True)) == [2, 2, 0]


def test_objection_gives_the_record_back_as_a_draft(given):
    actions.object_to_feedback(session=given, objection="Tanggal keliru", by=given.engagement.coachee, now=AFTER)
    record = SessionRecord.objects.get()
    assert (given.state, record.is_given, record.objection) == ("held", False, "")


def test_follow_up_is_ticked_by_its_doer_or_the_coach(given):
    step, coachee = FollowUp.objects.get(), given.engagement.coachee
    actions.mark_follow_up(follow_up=step, done=True, by=coachee, now=AFTER)
    assert FollowUp.objects.get().done_at == AFTER
    actions.mark_follow_up(follow_up=step, done=False, by=given.engagement.coach, now=AFTER)
    assert FollowUp.objects.get().done_at is None


def test_follow_up_of_the_coach_is_not_the_coachees_to_tick(given):
    step = FollowUpFactory(session=given, side="coach")
    for person in (given.engagement.coachee, EmployeeFactory(is_hr_admin=True)):
        with pytest.raises(AccessDenied):
            actions.mark_follow_up(follow_up=step, done=True, by=person, now=AFTER)


def test_private_note_is_ciphertext_in_the_database(session):
    actions.write_note(session=session, note="Ia lebih yakin", by=session.engagement.coach, now=AFTER)
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM coaching_coachnote")
        (stored,) = cursor.fetchone()
    assert ("yakin" in stored, stored.startswith("gAAAA")) == (False, True)
    assert CoachNote.objects.visible_to(session.engagement.coach).get().text == "Ia lebih yakin"


def test_private_note_is_visible_to_its_author_alone(session, outsiders):
    actions.write_note(session=session, note="Rahasia", by=session.engagement.coach, now=AFTER)
    for person in [*outsiders, session.engagement.coachee]:
        assert CoachNote.objects.visible_to(person).count() == 0


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_book_the_same_slot_by_two_coachees_at_once_gives_it_once(now):
    first = CoachingEngagementFactory()
    both, barrier = [first, CoachingEngagementFactory(coach=first.coach)], Barrier(2)

    def attempt(engagement):
        barrier.wait()
        try:
            book(engagement, NINE, now)
        except PeriodTaken:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(2) as pool:
        won = list(pool.map(attempt, both))
    assert (sorted(won), CoachingSession.objects.count(), Booking.objects.count()) == ([False, True], 1, 2)

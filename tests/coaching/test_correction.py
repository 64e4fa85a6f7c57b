"""A correction round: the record goes back, what it said stays for both."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from bkn_portal.audit.models import Event
from bkn_portal.core.errors import AccessDenied, StaleState
from coaching import actions, queries
from coaching.actions import Step
from coaching.models import CoachingSession, RecordVersion, SessionRecord
from tests.factories import CoachingSessionFactory, SessionRecordFactory

from .conftest import full_feedback

NINE = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)
AFTER = NINE + timedelta(hours=2)
DAY = timedelta(days=1)
DUE = datetime(2026, 12, 2, tzinfo=UTC).date()


@pytest.fixture
def given(engagement):
    """A session whose feedback was given."""
    session = CoachingSessionFactory(engagement=engagement, start=NINE)
    actions.give_feedback(session=session, feedback=full_feedback(DUE), by=engagement.coach, now=AFTER)
    return session


def give_back(session, objection="Tanggalnya keliru", *, now=AFTER + DAY, **also):
    actions.object_to_feedback(session=session, objection=objection, by=session.engagement.coachee, now=now, **also)


def correct(session, *, now=AFTER + 2 * DAY, **changes):
    feedback = full_feedback(DUE, **changes)
    actions.give_feedback(session=session, feedback=feedback, by=session.engagement.coach, now=now)


def test_objection_keeps_what_the_record_said(given):
    give_back(given)
    correct(given, will="Tutup rapat lima menit lebih awal", steps=(Step("Lain", "coach", DUE),))
    version, record = RecordVersion.objects.get(), SessionRecord.objects.get()
    assert (version.number, version.objection) == (1, "Tanggalnya keliru")
    assert (version.given_at, version.returned_at, record.given_at) == (AFTER, AFTER + DAY, AFTER + 2 * DAY)
    assert version.told["will"] == "Pakai lembar keputusan" != record.will
    assert version.told["steps"] == [{"what": "Pakai lembar keputusan", "side": "coachee", "due": "2026-12-02"}]
    assert version.told["scores"] == [{"goal": "Memimpin rapat lintas unit", "score": 1}]


def test_objection_a_second_time_is_another_version(given):
    give_back(given)
    correct(given)
    give_back(given, "Masih keliru", now=AFTER + 3 * DAY)
    assert list(RecordVersion.objects.values_list("number", "objection")) == [
        (1, "Tanggalnya keliru"),
        (2, "Masih keliru"),
    ]


def test_objection_stands_until_the_corrected_record_is_sent(given):
    pages = []
    for change in (give_back, correct):
        change(given)
        for person in (given.engagement.coachee, given.engagement.coach):
            fresh = CoachingSession.objects.get(pk=given.pk)
            page = queries.session_page(fresh, person, now=AFTER + 3 * DAY)
            pages.append((page.in_correction, page.objection, len(page.versions)))
    assert pages == [(True, "Tanggalnya keliru", 1)] * 2 + [(False, "", 1)] * 2


def test_versions_are_for_the_two_alone(given, outsiders):
    give_back(given)
    two = given.engagement.coachee, given.engagement.coach
    seen = [RecordVersion.objects.visible_to(person).count() for person in (*two, *outsiders)]
    assert seen == [1, 1, *[0] * len(outsiders)]


def test_objection_twice_makes_one_version(given):
    second = CoachingSession.objects.get(pk=given.pk)
    give_back(given)
    with pytest.raises(StaleState):
        give_back(second)
    assert RecordVersion.objects.count() == 1


def test_reflection_begun_waits_for_the_corrected_record(given):
    give_back(given, reflection="Saya mulai dengan agenda")
    assert SessionRecord.objects.get().reflection == "Saya mulai dengan agenda"


def test_reply_draft_is_kept_and_audited_once(given):
    for words in ("Saya", "Saya mulai"):
        draft = {"reflection": words, "objection": "", "by": given.engagement.coachee, "now": AFTER}
        actions.save_reply_draft(session=given, **draft)
    record = SessionRecord.objects.get()
    assert (record.reflection, record.agreed_at, given.state) == ("Saya mulai", None, "feedback_given")
    assert Event.objects.filter(kind="coaching.session.reply_drafted").count() == 1


def test_reply_draft_of_the_coach_is_refused(given):
    with pytest.raises(AccessDenied):
        actions.save_reply_draft(session=given, reflection="x", objection="", by=given.engagement.coach, now=AFTER)


def test_reply_draft_after_the_agreement_is_stale(given):
    coachee = given.engagement.coachee
    actions.agree_session(session=given, reflection="a", by=coachee, now=AFTER)
    with pytest.raises(StaleState):
        actions.save_reply_draft(session=given, reflection="b", objection="", by=coachee, now=AFTER)
    assert SessionRecord.objects.get().reflection == "a"


def test_reply_of_an_older_page_is_refused(given):
    coachee = given.engagement.coachee
    older = queries.reply_version(SessionRecord.objects.get())
    actions.save_reply_draft(session=given, reflection="baru", objection="", by=coachee, now=AFTER, seen=older)
    with pytest.raises(StaleState, match="halaman Anda yang lain"):
        actions.save_reply_draft(session=given, reflection="lama", objection="", by=coachee, now=AFTER, seen=older)
    assert SessionRecord.objects.get().reflection == "baru"


def test_draft_of_the_record_leaves_the_session_open_to_have_been_missed(engagement):
    session = CoachingSessionFactory(engagement=engagement, start=NINE)
    draft = full_feedback(DUE, scores={})
    actions.save_feedback_draft(session=session, feedback=draft, by=engagement.coach, now=AFTER)
    actions.mark_no_show(session=session, reason="Tidak hadir", by=engagement.coach, now=AFTER)
    assert session.state == "no_show"


def test_version_is_changed_or_deleted_by_nobody(given):
    give_back(given)
    rows = RecordVersion.objects.all()
    for change in (lambda: rows.update(number=7), lambda: rows.update(returned_at=AFTER), rows.delete):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
    with pytest.raises(ValidationError, match="tetap seperti semula"):
        RecordVersion.objects.get().full_clean()


def test_version_of_a_number_exists_once(given):
    give_back(given)
    copy = RecordVersion.objects.get()
    copy.pk, copy._state.adding = None, True
    with pytest.raises(ValidationError, match="Versi ini sudah ada"):
        copy.full_clean()
    with pytest.raises(IntegrityError, match=r"number|coaching_version_number"), transaction.atomic():
        copy.save(force_insert=True)


def test_record_by_an_unknown_method_is_refused_and_explained(db):
    record = SessionRecordFactory()
    record.method = "lain"
    with pytest.raises(ValidationError) as caught:
        record.validate_constraints()
    assert caught.value.messages == ["Pilih GROW atau TIRTA."]
    with pytest.raises(IntegrityError, match="coaching_record_method"), transaction.atomic():
        record.save(update_fields=["method"])


def test_record_by_tirta_has_its_headings(db):
    record = SessionRecordFactory(method="tirta")
    found = [(str(part.heading).split(" –")[0], part.text) for part in record.talk]
    assert found == [
        ("Tujuan", "Menutup rapat dengan keputusan"),
        ("Identifikasi", ""),
        ("Rencana aksi", ""),
        ("Tanggung jawab", "Pakai lembar keputusan"),
    ]

"""The session's room in a real browser: it keeps what is typed, whatever happens meanwhile."""

from datetime import timedelta

import pytest
from django.core.cache import cache

from coaching.models import RecordVersion, SessionRecord
from tests.employees.signin.conftest import PASSWORD
from tests.factories import CoachingEngagementFactory, CoachingSessionFactory, SessionRecordFactory

from .hands import Keyboard, Mouse

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NEWER = "Isi ini sudah diubah di halaman Anda yang lain. Yang Anda ketik masih ada di sini"


@pytest.fixture
def session(clock, now):
    """Over for two hours; of Ratna Sari and her coach."""
    engagement = CoachingEngagementFactory(coachee__name="Ratna Sari", coachee__title_after="")
    return CoachingSessionFactory(engagement=engagement, start=now - timedelta(hours=3))


@pytest.fixture
def hands(new_page, sign_in, axe_in_both_colours):
    """`hands(employee, width)`: the employee's mouse on a page of its own, signed in."""

    def take(employee, width=1280, **options):
        has_script = options.get("java_script_enabled", True)
        page = new_page(width, **options)
        sign_in(page, employee)
        return Mouse(page, axe_in_both_colours if has_script else lambda page: None)

    return take


def _typed(hands, label):
    return hands.page.get_by_label(label).input_value()


def test_tab_onto_the_send_button_saves_and_sends_nothing(page, sign_in, axe, session):
    sign_in(page, session.engagement.coach)
    coach = Keyboard(page, axe)
    coach.open(session.get_absolute_url())
    coach.write("Goal –", "Lembar keputusan")
    coach.write("Will –", "Lembar keputusan")
    coach.write("Umpan balik untuk coachee", "Pembukaan jelas")
    coach.mark("Memimpin rapat", "+1")
    coach.write("Catatan pribadi", "Ia lebih yakin")
    with page.expect_response(lambda answer: "note=Ia" in (answer.request.post_data or "")):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Kirim umpan balik"
    session.refresh_from_db()
    assert (session.state, SessionRecord.objects.get().given_at) == ("scheduled", None)
    page.keyboard.press("Enter")
    page.get_by_text("sudah diterima coachee").wait_for()


@pytest.mark.parametrize("javascript", [True, False])
def test_text_typed_when_the_sign_in_had_ended_is_back_after_signing_in(hands, session, clock, javascript):
    cache.clear()  # attempts to sign in are counted there
    coach = session.engagement.coach
    coach.set_password(PASSWORD)
    coach.save()
    writer = hands(coach, 360, java_script_enabled=javascript)
    writer.open(session.get_absolute_url())
    writer.write("Goal –", "Menutup rapat dengan keputusan")
    if javascript:
        writer.page.get_by_role("status").get_by_text("Tersimpan").wait_for()
        assert SessionRecord.objects.get().goal == "Menutup rapat dengan keputusan"
    clock.shift(timedelta(hours=13))
    writer.write("Will –", "Pakai lembar keputusan")
    if javascript:
        writer.page.get_by_text("Yang Anda ketik tersimpan sementara dan kembali setelah Anda masuk.").wait_for()
        writer.press("Masuk", then="Kata sandi")
    else:
        writer.press("Simpan sebagai draf", then="Kata sandi")
    writer.write("NIP", coach.nip)
    writer.write("Kata sandi", PASSWORD)
    writer.press("Masuk", then="Teks Anda kembali")
    assert (_typed(writer, "Goal –"), _typed(writer, "Will –")) == (
        "Menutup rapat dengan keputusan",
        "Pakai lembar keputusan",
    )
    writer.press("Simpan sebagai draf", then="Tersimpan sebagai draf")
    assert SessionRecord.objects.get().will == "Pakai lembar keputusan"
    assert writer.page.get_by_text("Teks Anda kembali").count() == 0


def test_record_that_the_coachee_disputes_is_corrected_and_both_read_what_it_said(hands, session):
    session.move_to("held", now=session.end)
    session.move_to("feedback_given", now=session.end)
    SessionRecordFactory(session=session, will="Pakai lembar dua halaman")
    coachee, coach = hands(session.engagement.coachee, 360), hands(session.engagement.coach)
    coachee.open(session.get_absolute_url())
    coachee.page.get_by_text("Ada yang kurang tepat?", exact=True).click()
    coachee.write("Apa yang perlu diperbaiki?", "Kami sepakat satu halaman")
    coachee.press("Minta perbaikan", then="Coach telah diminta memperbaiki catatan")
    _read_version(coachee)

    coach.open(session.get_absolute_url())
    coach.page.get_by_text("Kami sepakat satu halaman").first.wait_for()
    _read_version(coach)
    coach.write("Will –", "Pakai lembar satu halaman")
    coach.press("Kirim umpan balik", then="sudah diterima coachee")
    _read_version(coach)

    coachee.open(session.get_absolute_url())
    coachee.page.get_by_text("Pakai lembar satu halaman").wait_for()
    coachee.write("Refleksi Anda", "Satu halaman memaksa saya memilih")
    coachee.tick("Saya menyetujui isi catatan ini")
    coachee.press("Setujui dan tuntaskan sesi", then="tercatat di Buku JP Anda")
    _read_version(coachee)
    assert (SessionRecord.objects.get().will, RecordVersion.objects.get().told["will"]) == (
        "Pakai lembar satu halaman",
        "Pakai lembar dua halaman",
    )


def _read_version(reader):
    """The version before the correction, opened and looked at."""
    reader.page.get_by_text("Versi 1, dikembalikan").click()
    reader.page.locator("#versions").get_by_text("Pakai lembar dua halaman").wait_for()
    reader.look(reader.page)


def test_older_of_two_windows_takes_nothing_back_and_keeps_what_was_typed(hands, new_page, session):
    first = hands(session.engagement.coach)
    second = Mouse(new_page(beside=first.page), first.look)
    for window in (first, second):
        window.open(session.get_absolute_url())
    first.write("Goal –", "Dari jendela pertama")
    first.page.get_by_role("status").get_by_text("Tersimpan").wait_for()
    second.write("Goal –", "Dari jendela kedua")
    second.page.get_by_role("status").get_by_text(NEWER).wait_for()
    second.look(second.page)
    assert SessionRecord.objects.get().goal == "Dari jendela pertama"
    second.press("Simpan sebagai draf", then=NEWER)
    assert _typed(second, "Goal –") == "Dari jendela kedua"
    second.press("Simpan sebagai draf", then="Tersimpan sebagai draf")
    assert SessionRecord.objects.get().goal == "Dari jendela kedua"

"""One coaching from the request to the certificate, told by its two people on every kind of screen and hand."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from bkn_portal.hours.models import Certificate, LedgerEntry
from coaching.models import CoachingSession, EvaluationMark, GoalResult
from tests.factories import CoachProfileFactory, EmployeeFactory

from .hands import Keyboard, Mouse

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WAYS = {
    "mouse": (Mouse, {"width": 1280}),
    "keyboard": (Keyboard, {"width": 360, "color_scheme": "dark"}),
    "without-js": (Mouse, {"width": 360, "java_script_enabled": False}),
}
MEETINGS, MINUTES = "Memimpin rapat lintas unit", "Menulis notula yang ringkas"


@pytest.fixture(params=WAYS)
def hands(request, new_page, sign_in, axe, axe_in_both_colours):
    """`hands(employee)`: the employee's own browser, signed in anew; without one it is anybody's."""
    kind, options = WAYS[request.param]
    look = {"mouse": axe_in_both_colours, "keyboard": axe}.get(request.param, lambda page: None)
    pages = {}

    def take(employee=None):
        page = pages.get(employee) or pages.setdefault(employee, new_page(**options))
        if employee:
            sign_in(page, employee)
        return kind(page, look)

    return take


def test_coaching_from_request_to_certificate(hands, clock):
    coachee = EmployeeFactory(name="Ratna Sari", title_after="")
    coach = CoachProfileFactory(person__name="Budi Hartono", person__title_after="").person
    _ask(hands(coachee))
    _accept(hands(coach))
    _book_and_prepare(hands(coachee))
    clock.move_to(CoachingSession.objects.get().end)
    _give_feedback(hands(coach))
    _reflect(hands(coachee))
    number = _close(hands(coachee))
    _end_as_coach(hands(coach))
    _check(hands(), number)
    results = [(one.score, one.evidence) for one in GoalResult.objects.order_by("goal__position")]
    assert results == [(2, "Tiga rapat selesai dengan keputusan"), (0, "Notula terbit hari itu juga")]
    assert (LedgerEntry.objects.get().jp, EvaluationMark.objects.count()) == (2, 2)


def _ask(coachee):
    coachee.open("/")
    coachee.press("Budi Hartono", then="Coach menjawab")
    coachee.choose("Tema", "Manajemen tim")
    coachee.write("Apa yang ingin Anda capai?", MEETINGS)
    coachee.write("Apa tanda keberhasilannya?", "Rapat berakhir dengan keputusan")
    coachee.press("Kirim permintaan", then="Permintaan Anda terkirim")


def _accept(coach):
    coach.open("/")
    coach.press("Jawab permintaan coaching", then="Rapat berakhir dengan keputusan")
    coach.mark(MEETINGS, "−2")
    coach.press("Terima", then="Permintaan diterima")


def _book_and_prepare(coachee):
    coachee.open("/")
    coachee.press("Jadwalkan sesi coaching berikutnya", then="Tujuh hari ke depan")
    coachee.press("Jadwalkan sesi ini", then="Sesi sudah dijadwalkan")
    coachee.press("Tambah sasaran", then="Satu sampai tiga sasaran")
    coachee.write("Apa yang ingin Anda capai?", MINUTES)
    coachee.write("Apa tanda keberhasilannya?", "Notula terbit hari itu juga")
    coachee.press("Simpan", then=MINUTES)
    coachee.open("/")
    coachee.press("Siapkan agenda sesi coaching ke-1", then="Agenda Anda")
    coachee.write("Apa yang ingin Anda bicarakan?", "Rapat hari Kamis")
    coachee.press("Simpan agenda", then="Coach sekarang dapat membaca")


def _give_feedback(coach):
    coach.open("/")
    coach.press("Beri umpan balik sesi coaching ke-1", then="Rapat hari Kamis")
    for label in ("Goal –", "Will –", "Umpan balik untuk coachee"):
        coach.write(label, "Lembar keputusan")
    coach.mark(MEETINGS, "+1")
    coach.mark(MINUTES, "tidak dibahas")
    coach.write("Langkah 1", "Pakai lembar keputusan")
    coach.write("Catatan pribadi", "Ia lebih yakin")
    coach.press("Kirim umpan balik", then="sudah diterima coachee")


def _reflect(coachee):
    coachee.open("/")
    coachee.press("Tulis refleksi sesi coaching ke-1", then="Pakai lembar keputusan")
    coachee.write("Refleksi Anda", "Saya mulai dengan agenda")
    coachee.tick("Saya menyetujui isi catatan ini")
    coachee.press("Setujui dan tuntaskan sesi", then="tercatat di Buku JP Anda")


def _close(coachee):
    coachee.press(MEETINGS, then="Selesaikan coaching ini")
    coachee.press("Selesaikan coaching ini", then="Tuliskan bersama")
    coachee.mark(MEETINGS, "+2")
    coachee.write("Bukti", "Tiga rapat selesai dengan keputusan", of=MEETINGS)
    coachee.mark(MINUTES, "0")
    coachee.write("Bukti", "Notula terbit hari itu juga", of=MINUTES)
    coachee.write("Ucapan terima kasih", "Terima kasih atas pertanyaannya")
    coachee.press("Selesaikan coaching ini", then="Yang tercapai")
    coachee.press("Beri penilaian", then="Tanpa nama Anda")
    _evaluate(coachee, "Coach mendengarkan", "Percakapan mendekatkan", "Yang saya peroleh")
    return _certificate(coachee, "Ratna Sari", "sebagai coachee", "2 JP")


def _end_as_coach(coach):
    coach.open("/")
    coach.press("Beri penilaian coaching", then="Tiga pertanyaan")
    _evaluate(coach, "Coachee datang", "Waktu untuk percakapan", "Portal memudahkan")
    _certificate(coach, "Budi Hartono", "sebagai coach")


def _evaluate(person, *questions):
    for question in questions:
        person.mark(question, "4")
    person.press("Kirim tanpa nama saya", then="Terima kasih. Jawaban Anda")


def _certificate(person, name, part, *facts):
    """Read back from the downloaded file what the paper says; its number."""
    text = PdfReader(BytesIO(person.download("Unduh PDF"))).pages[0].extract_text()
    number = Certificate.objects.get(holder__name=name).number
    told = (f"Nomor {number}", name, f"Coaching {part}", "24 November 2026", "1 jam", *facts, f"/verifikasi/{number}/")
    assert [fact for fact in told if fact not in text] == []
    return number


def _check(anybody, number):
    anybody.open("/verifikasi/")
    anybody.write("Nomor referensi", number)
    anybody.press("Periksa", then="Sertifikat ini asli")
    anybody.page.get_by_text("Ratna Sari").wait_for()

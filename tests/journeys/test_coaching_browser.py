"""The coaching story in Chromium: wide, narrow and dark, and without JavaScript."""

from datetime import timedelta

import pytest
from django.utils import timezone

from bkn_portal.hours.models import LedgerEntry
from coaching.models import CoachingEngagement, CoachingSession, FollowUp
from tests.factories import CoachingEngagementFactory, CoachingSessionFactory, CoachProfileFactory, EmployeeFactory
from tests.factories.coaching import BEFORE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# A page without JavaScript can't be measured from inside: the other styles are.
STYLES = {
    "wide": {"width": 1280},
    "narrow-dark": {"width": 360, "color_scheme": "dark"},
    "without-js": {"width": 360, "java_script_enabled": False},
}


@pytest.fixture(params=STYLES)
def style(request):
    return STYLES[request.param]


@pytest.fixture
def check(style, axe):
    """`check(page)`: nothing runs over the edge, and axe finds nothing."""

    def measure(page):
        if style.get("java_script_enabled", True):
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
            axe(page)

    return measure


@pytest.fixture
def pages(style, new_page, sign_in):
    """`pages(employee)`: a page signed in as the employee, in one of the styles."""

    def make(employee):
        page = new_page(**style)
        sign_in(page, employee)
        return page

    return make


def test_coaching_is_asked_for_accepted_and_booked(pages, check):
    coachee, coach = EmployeeFactory(name="Ratna Sari"), CoachProfileFactory(person__name="Budi Hartono").person
    page = pages(coachee)
    page.goto("/coaching/")
    page.get_by_role("link", name="Budi Hartono").click()
    page.get_by_label("Tema").select_option("team")
    page.get_by_label("Apa yang ingin Anda capai?").fill("Memimpin rapat lintas unit")
    page.get_by_label("Apa tanda keberhasilannya?").fill("Rapat berakhir dengan keputusan")
    check(page)
    page.get_by_role("button", name="Kirim permintaan").click()
    page.get_by_text("Permintaan Anda terkirim").wait_for()

    page = pages(coach)
    page.goto("/coaching/")
    page.get_by_role("link", name="Jawab permintaan").click()
    page.get_by_role("button", name="Terima").click()
    page.get_by_role("button", name="Jadwalkan sesi ini").wait_for()
    check(page)
    page.get_by_role("button", name="Jadwalkan sesi ini").click()
    page.get_by_text("Sesi sudah dijadwalkan").wait_for()
    check(page)
    assert CoachingSession.objects.get().engagement.state == CoachingEngagement.State.ACTIVE


def test_session_is_fed_back_reflected_and_counted(pages, check):
    start = timezone.now().replace(minute=0, second=0, microsecond=0) - timedelta(hours=3)
    engagement = CoachingEngagementFactory(requested_at=BEFORE)
    session = CoachingSessionFactory(engagement=engagement, start=start)
    page = pages(engagement.coach)
    page.goto(f"/coaching/sesi/{session.pk}/umpan-balik/")
    for label in ("Goal –", "Will –", "Umpan balik untuk coachee"):
        page.get_by_label(label).fill("Lembar keputusan")
    page.locator("label", has_text="+1").click()
    page.get_by_role("textbox", name="Langkah 1", exact=True).fill("Pakai lembar keputusan")
    page.locator("#id_steps-0-due").fill((timezone.localdate() + timedelta(days=7)).isoformat())
    page.get_by_label("Catatan pribadi").fill("Ia lebih yakin")
    page.get_by_role("button", name="Tambah tindak lanjut").click()
    page.get_by_role("textbox", name="Langkah 4", exact=True).wait_for()
    check(page)
    page.get_by_role("textbox", name="Langkah 2", exact=True).fill("Kirim catatan rapat")
    page.locator("#id_steps-1-due").fill((timezone.localdate() + timedelta(days=8)).isoformat())
    page.get_by_role("button", name="Simpan sebagai draf").last.click()
    page.get_by_text("Tersimpan sebagai draf").first.wait_for()
    assert page.get_by_role("textbox", name="Langkah 2", exact=True).input_value() == "Kirim catatan rapat"
    page.get_by_role("button", name="Kirim umpan balik").click()
    page.get_by_text("sudah diterima coachee").wait_for()
    assert [step.what for step in FollowUp.objects.all()] == ["Pakai lembar keputusan", "Kirim catatan rapat"]
    check(page)

    page = pages(engagement.coachee)
    page.goto(f"/coaching/sesi/{session.pk}/refleksi/")
    page.get_by_label("Refleksi Anda").fill("Saya mulai dengan agenda")
    page.get_by_label("Saya menyetujui").check()
    check(page)
    page.get_by_role("button", name="Setujui dan tuntaskan sesi").click()
    page.get_by_text("tercatat di Buku JP Anda").first.wait_for()
    assert LedgerEntry.objects.get().jp == 2

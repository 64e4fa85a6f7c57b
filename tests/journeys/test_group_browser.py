"""A group session in Chromium: planned by the coach, answered by the coachees, written about once for all."""

from datetime import timedelta

import pytest
from django.utils import timezone

from bkn_portal.bookings.models import Booking
from coaching.models import CoachingSession, GroupSession, SessionRecord
from tests.factories import CoachingEngagementFactory, group_of
from tests.factories.coaching import BEFORE

from .test_coaching_browser import check, pages, style  # noqa: F401

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def pair():
    first = CoachingEngagementFactory(requested_at=BEFORE, coachee__name="Ratna Sari")
    return [first, CoachingEngagementFactory(requested_at=BEFORE, coach=first.coach, coachee__name="Citra Lestari")]


def test_group_is_planned_and_answered(pages, check, pair):  # noqa: F811
    page = pages(pair[0].coach)
    page.goto("/coaching/kelompok/")
    page.get_by_role("link", name="Rencanakan sesi kelompok").first.click()
    page.get_by_role("link", name="Manajemen tim 2").click()
    for name in ("Ratna Sari", "Citra Lestari"):
        page.get_by_label(name).check()
    check(page)
    page.get_by_role("button", name="Lihat waktu kosong bersama").click()
    page.get_by_label("Apa yang dibicarakan?").fill("Rapat singkat")
    check(page)
    page.get_by_role("button", name="Jadwalkan dan undang").click()
    page.get_by_text("Semua sudah diundang").wait_for()
    page.get_by_role("link", name="Rapat singkat").click()
    assert page.get_by_text("belum menjawab").count() == 2
    check(page)
    answers = {"Ratna Sari": "Saya ikut", "Citra Lestari": "Saya tidak bisa datang"}
    for engagement in pair:
        page = pages(engagement.coachee)
        page.goto(CoachingSession.objects.get(engagement=engagement).get_absolute_url())
        check(page)
        page.get_by_text(answers[engagement.coachee.name]).click()
        if engagement is pair[1]:
            page.get_by_label("Alasan").fill("Dinas luar")
            page.get_by_role("button", name="Batalkan sesi").click()
        page.get_by_role("status").or_(page.get_by_role("alert")).first.wait_for()
    states = [(row.state, bool(row.joined_at)) for row in CoachingSession.objects.order_by("engagement_id")]
    assert (states, Booking.objects.count()) == ([("scheduled", True), ("cancelled", False)], 2)


def test_what_all_heard_is_written_once(pages, check, pair):  # noqa: F811
    start = timezone.now().replace(minute=0, second=0, microsecond=0) - timedelta(hours=3)
    group_of(*pair, start=start)
    page = pages(pair[0].coach)
    page.goto(GroupSession.objects.get().get_absolute_url())
    page.get_by_role("link", name="Isi bersama").click()
    page.get_by_label("Goal –").fill("Rapat yang memutuskan")
    check(page)
    page.get_by_role("button", name="Salin ke draf").click()
    page.get_by_text("Tersalin ke draf").wait_for()
    check(page)
    assert [record.goal for record in SessionRecord.objects.all()] == ["Rapat yang memutuskan"] * 2

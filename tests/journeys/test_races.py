"""Two coachees want the same at the same moment: one gets it; the other reads so kindly, and keeps what they typed."""

import pytest
from django.db import connection

from bkn_portal.bookings.models import Booking
from coaching.models import CoachingEngagement, CoachingSession
from tests.factories import CoachingEngagementFactory, CoachProfileFactory, EmployeeFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def both(new_page, sign_in, clock):
    """`both(path, coachees)`: each has the page open, in a browser of their own; one of them on a phone."""

    def open_for(path_of, coachees):
        pages = [new_page(width) for width in (1280, 360)]
        for page, coachee in zip(pages, coachees, strict=True):
            sign_in(page, coachee)
            page.goto(path_of(coachee))
        return pages

    return open_for


def send(pages, button, won):
    """Both press the button; the page of the one who won, and that of the other.

    At once on PostgreSQL; one after the other on the tests' SQLite, whose threads share a single connection.
    """
    outcomes = [page.get_by_text(won).or_(page.get_by_role("alert")).first for page in pages]
    for page, outcome in zip(pages, outcomes, strict=True):
        page.get_by_role("button", name=button).dispatch_event("click")  # a click would wait for the answer
        if connection.vendor == "sqlite":
            outcome.wait_for()
    for outcome in outcomes:
        outcome.wait_for()
    return sorted(pages, key=lambda page: page.get_by_role("alert").count())


def test_one_slot_is_booked_once_and_the_other_books_the_next(both, axe_in_both_colours):
    first = CoachingEngagementFactory()
    pair = [first, CoachingEngagementFactory(coach=first.coach)]
    path_of = {one.coachee: f"/coaching/{one.pk}/jadwalkan/" for one in pair}
    pages = both(path_of.get, path_of)
    for page in pages:
        page.get_by_label("Tempat atau tautan").fill("Ruang Rapat Lt. 4")
    _won, lost = send(pages, "Jadwalkan sesi ini", "Sesi sudah dijadwalkan")
    lost.get_by_text("Waktu ini baru saja terisi. Silakan pilih waktu lain.").wait_for()
    assert lost.get_by_label("Tempat atau tautan").input_value() == "Ruang Rapat Lt. 4"
    axe_in_both_colours(lost)
    lost.locator(".slots label").first.click()
    lost.get_by_role("button", name="Jadwalkan sesi ini").click()
    lost.get_by_text("Sesi sudah dijadwalkan").wait_for()
    assert CoachingSession.objects.values("start").distinct().count() == 2
    assert sorted(Booking.objects.values_list("person", flat=True)) == sorted(
        person for one in pair for person in (one.coachee_id, one.coach_id)
    )


def test_last_place_of_a_coach_is_given_once_and_the_other_waits_for_the_next(both, axe_in_both_colours):
    coach = CoachProfileFactory(person__name="Budi Hartono", person__title_after="", capacity=1).person
    pages = both(lambda coachee: f"/coaching/coach/{coach.pk}/minta/", [EmployeeFactory(), EmployeeFactory()])
    for page in pages:
        page.get_by_label("Tema").select_option(label="Manajemen tim")
        page.get_by_label("Apa yang ingin Anda capai?").fill("Memimpin rapat")
        page.get_by_label("Apa tanda keberhasilannya?").fill("Ada keputusan")
    _won, lost = send(pages, "Kirim permintaan", "Permintaan Anda terkirim")
    lost.get_by_text("Tempat terakhir coach ini baru saja terisi. Silakan pilih coach lain.").wait_for()
    assert lost.get_by_label("Apa yang ingin Anda capai?").input_value() == "Memimpin rapat"
    assert lost.get_by_label("Tema").input_value() == "team"
    axe_in_both_colours(lost)
    lost.get_by_role("button", name="Kabari saya").click()
    lost.get_by_role("button", name="Tak perlu kabari").wait_for()
    assert CoachingEngagement.objects.count() == 1

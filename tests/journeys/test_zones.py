"""A session between Jakarta and Jayapura: each reads their own clock and the other one's, and both calendars follow."""

import re
from datetime import UTC, datetime
from email import message_from_bytes, policy

import pytest
from django.core import mail
from django.utils import timezone

from bkn_portal.core.periods import Zone
from bkn_portal.notifications.actions import deliver_due
from coaching.models import CoachingSession
from tests.bookings.ical import read_message
from tests.factories import CoachingEngagementFactory

from .hands import Mouse

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NINE, TEN = (datetime(2026, 11, 25, hour, tzinfo=UTC) for hour in (2, 3))  # Wednesday, WIB


CLOCK = re.compile(r"\d\d\.\d\d–\d\d\.\d\d W\w+")


def _invited():
    """(address, UID, SEQUENCE, start, time in words) of each invitation that goes out now."""
    mail.outbox.clear()
    deliver_due(now=timezone.now())
    found = []
    for message in mail.outbox:
        parsed = message_from_bytes(message.message().as_bytes(), policy=policy.default)
        (part,) = [part for part in parsed.walk() if part.get_content_type() == "text/calendar"]
        method, event = read_message(part.get_content().replace("\r\n", "\n").replace("\n", "\r\n"))
        assert method == "REQUEST"
        words = CLOCK.search(message.body)[0]
        found.append((message.to[0], str(event["UID"]), event["SEQUENCE"], event["DTSTART"].dt, words))
    return sorted(found)


def test_session_across_zones_is_booked_and_moved(new_page, sign_in, axe_in_both_colours, clock):
    engagement = CoachingEngagementFactory(coachee__name="Yohanis Wanggai", coachee__unit__time_zone=Zone.WIT)
    coachee, coach = engagement.coachee, engagement.coach
    hands = {}
    for person, width in ((coachee, 1280), (coach, 360)):
        hands[person] = Mouse(new_page(width), axe_in_both_colours)
        sign_in(hands[person].page, person)
    _book(hands[coachee], engagement)
    session = CoachingSession.objects.get()
    uid = f"coaching.session-{session.pk}@localhost"
    told = [(coachee.email, uid, 0, NINE, "11.00–12.00 WIT"), (coach.email, uid, 0, NINE, "09.00–10.00 WIB")]
    assert _invited() == sorted(told)
    _move(hands[coach], session)
    told = [(coachee.email, uid, 1, TEN, "12.00–13.00 WIT"), (coach.email, uid, 1, TEN, "10.00–11.00 WIB")]
    assert _invited() == sorted(told)
    hands[coachee].open(session.get_absolute_url())
    hands[coachee].page.get_by_text("10.00 WIB bagi").wait_for()


def _book(coachee, engagement):
    coachee.open(f"/coaching/{engagement.pk}/jadwalkan/")
    coachee.page.get_by_text("Waktu dalam WIT; di bawahnya waktu bagi pihak lain (WIB).").wait_for()
    coachee.page.locator(".slots label", has_text="11.00–12.00").first.click()
    coachee.page.get_by_text("Ditahan untuk Anda sampai").wait_for()
    coachee.press("Jadwalkan sesi ini", then="Sesi sudah dijadwalkan")
    coachee.press("Sesi coaching ke-1", then="09.00 WIB bagi")
    coachee.page.get_by_text("Rabu, 25 November · 11.00–12.00 WIT").first.wait_for()


def _move(coach, session):
    coach.open(session.get_absolute_url())
    coach.page.get_by_text("11.00 WIT bagi Yohanis W.").wait_for()
    coach.press("Ubah waktu atau tempat", then="Waktu dalam WIB; di bawahnya waktu bagi pihak lain (WIT).")
    slot = coach.page.locator(".slots label", has_text="10.00–11.00").first
    assert slot.inner_text().split("\n") == ["10.00–11.00", "12.00 WIT"]
    slot.click()
    coach.write("Mengapa diubah?", "Rapat pimpinan")
    coach.press("Simpan perubahan", then="Sesi sudah diubah")
    coach.page.get_by_text("Rabu, 25 November · 10.00–11.00 WIB").first.wait_for()
    coach.page.get_by_text("12.00 WIT bagi Yohanis W.").wait_for()

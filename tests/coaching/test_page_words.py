"""What coaching pages say: one word for one thing, and a sentence where one would look for a way that isn't there."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from bkn_portal.hours.models import Form, HourRule
from coaching import actions
from tests.factories import CoachingEngagementFactory, CoachingSessionFactory, CoachProfileFactory, group_of

NINE = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)


@pytest.fixture
def pair(engagement):
    return [engagement, CoachingEngagementFactory(coach=engagement.coach)]


@pytest.fixture
def group(pair):
    return group_of(*pair, start=NINE)


def part_of(group, engagement):
    return group.sessions.get(engagement=engagement)


def _page(client, *address):
    url = reverse(f"coaching:{address[0]}", args=address[1:])
    return client.get(url).content.decode()


def test_pages_of_a_group_call_a_goal_as_all_others_do(group, pair, client_of, at_now):
    coach, coachee = client_of(group.coach), client_of(pair[0].coachee)
    session = part_of(group, pair[0])
    pages = [_page(coach, "group_detail", group.pk), _page(coach, "group_create")]
    pages.append(_page(coachee, "session_detail", session.pk))
    coachee.post(reverse("coaching:session_join", args=[session.pk]))
    pages.append(_page(coachee, "session_detail", session.pk))
    told = [("asaran" in page, "tujuan" in page.lower()) for page in pages]
    assert told == [(True, False)] * 4


def test_group_says_that_nobody_comes_to_it_later(group, pair, client_of, at_now, now):
    coach, coachee = client_of(group.coach), client_of(pair[0].coachee)
    session = part_of(group, pair[0])
    picking = coach.get(f"{reverse('coaching:group_create')}?theme=team").content.decode()
    assert "Peserta tidak dapat ditambah kemudian" in picking
    assert "Peserta tidak dapat ditambah lagi" in _page(coach, "group_detail", group.pk)
    assert "Setelah itu tidak dapat bergabung kembali" in _page(coachee, "session_cancel", session.pk)
    words = "Peserta lain bertemu tanpa Anda"
    told = [words in _page(coachee, "session_detail", session.pk)]
    actions.cancel_session(session=session, reason="Dinas", by=pair[0].coachee, now=now)
    told.append(words in _page(coachee, "session_detail", session.pk))
    actions.cancel_group(group=group, reason="Dinas", by=group.coach, now=now)
    told.append(words in _page(coachee, "session_detail", session.pk))
    assert told == [False, True, False]


@pytest.mark.parametrize(("kind", "number"), [("session", 1), ("introduction", 0)])
def test_button_to_another_time_is_called_as_the_page_it_opens(engagement, client_of, at_now, kind, number):
    session = CoachingSessionFactory(engagement=engagement, start=NINE, kind=kind, number=number)
    client = client_of(engagement.coach)
    move = reverse("coaching:session_move", args=[session.pk])
    assert f'href="{move}">Ubah waktu atau tempat</a>' in _page(client, "session_detail", session.pk)
    assert "<h1>Ubah waktu atau tempat</h1>" in client.get(move).content.decode()


def test_button_to_another_time_of_a_group_is_called_as_the_page_it_opens(group, client_of, at_now):
    client, move = client_of(group.coach), reverse("coaching:group_move", args=[group.pk])
    assert f'href="{move}">Ubah waktu atau tempat</a>' in _page(client, "group_detail", group.pk)
    assert "<h1>Ubah waktu atau tempat</h1>" in client.get(move).content.decode()


@pytest.mark.parametrize("has_met", [True, False])
def test_closing_that_can_not_happen_yet_is_told_in_a_panel(engagement, client_of, at_now, has_met):
    if has_met:
        CoachingSessionFactory(engagement=engagement)
    page = _page(client_of(engagement.coach), "engagement_complete", engagement.pk)
    main = " ".join(page.partition("<main")[2].split())
    assert '<section class="panel pillar"> <div class="empty coaching">' in main


def test_nobody_else_to_ask_is_told_in_a_panel(client_of, at_now, db):
    refused = CoachingEngagementFactory(state="declined")
    page = _page(client_of(refused.coachee), "engagement_ask_next", refused.pk)
    main = " ".join(page.partition("<main")[2].split())
    assert '<section class="panel pillar"> <div class="empty coaching">' in main


@pytest.mark.parametrize("state", ["declined", "cancelled", "expired"])
def test_request_that_came_to_nothing_promises_no_sessions(client_of, at_now, db, state):
    ended = CoachingEngagementFactory(state=state)
    page = _page(client_of(ended.coachee), "engagement_detail", ended.pk)
    told = [words in page for words in ("Belum ada sesi", "tampil di sini", "Tidak ada jawaban dalam 5 hari kerja")]
    assert told == [False, False, state == "expired"]


def test_session_that_was_called_off_without_an_agenda_shows_none(engagement, client_of, at_now):
    session = CoachingSessionFactory(engagement=engagement, start=NINE, state="cancelled")
    pages = [
        _page(client_of(person), "session_detail", session.pk) for person in (engagement.coach, engagement.coachee)
    ]
    session.agenda = "Membuka rapat"
    session.save()
    pages += [
        _page(client_of(person), "session_detail", session.pk) for person in (engagement.coach, engagement.coachee)
    ]
    told = [("Agenda dari coachee</h2>" in page, "Agenda Anda</h2>" in page) for page in pages]
    assert told == [(False, False), (False, False), (True, False), (False, True)]


def test_coaching_on_stress_and_balance_says_truly_what_hr_sees(client_of, at_now, db):
    private = CoachingEngagementFactory(theme_id="wellbeing")
    page = _page(client_of(private.coachee), "engagement_detail", private.pk)
    assert "Pengelola SDM melihat status dan tanggal semua coaching, tetapi tidak pernah temanya." in page


def test_pages_promise_what_the_rule_in_force_says(group, pair, client_of, at_now):
    HourRule.objects.filter(form=Form.COACHING).update(rate=3, cap=1)
    coachee, session = (
        client_of(pair[0].coachee),
        CoachingSessionFactory(engagement=pair[0], start=NINE + timedelta(days=1)),
    )
    pages = [
        _page(coachee, "engagement_request", CoachProfileFactory().person_id),
        _page(coachee, "session_detail", session.pk),
        _page(client_of(group.coach), "group_detail", group.pk),
    ]
    assert ["3 JP per kali, paling banyak 1 kali sebulan" in page for page in pages] == [True] * 3

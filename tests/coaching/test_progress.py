"""How far a coaching is, where it is told: to the two, on lists, to a supervisor it is shared with, on beranda."""

from datetime import timedelta

import pytest
from django.urls import reverse

from bkn_portal.worklist.queries import worklist_for
from coaching.models import CoachingEngagement, CoachingSession
from tests.factories import CoachingSessionFactory
from tests.home.markup import words

DAY = timedelta(days=1)
TOLD = {4: "4 dari 4 sesi", 5: "5 sesi (rencana semula 4)"}


def hold(engagement, number, now):
    for days in range(number):
        CoachingSessionFactory(engagement=engagement, start=now - (30 - days) * DAY, state=CoachingSession.State.AGREED)


@pytest.mark.parametrize("number", TOLD)
def test_sessions_beyond_the_plan_are_told_as_a_number_of_their_own(
    engagement, supervisor, client_of, at_now, now, number
):
    hold(engagement, number, now)
    CoachingEngagement.objects.filter(pk=engagement.pk).update(is_shared=True)
    pages = [(engagement.coachee, engagement.get_absolute_url()), (engagement.coach, reverse("coaching:overview"))]
    pages.append((supervisor, engagement.get_absolute_url()))
    told = [TOLD[number] in words(client_of(who).get(page).content.decode()) for who, page in pages]
    assert told == [True, True, True]


@pytest.mark.parametrize("number", TOLD)
def test_development_beyond_the_plan_is_full_and_says_what_was_planned(engagement, now, number):
    hold(engagement, number, now)
    found = [(one.percent, one.progress) for one in worklist_for(engagement.coachee, now).developments]
    assert found == [(100, f"{TOLD[number]} · skala capaian −1")]

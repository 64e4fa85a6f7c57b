"""Each constraint twice: the database refuses, the form explains."""

from datetime import UTC, datetime, time

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from bkn_portal.competencies.models import Competency
from coaching.models import (
    CoachCompetency,
    CoachingEngagement,
    CoachingGoal,
    CoachingSession,
    CoachNote,
    CoachProfile,
    FollowUp,
    GoalScore,
    GroupSession,
    SessionRecord,
    WeeklyHours,
)
from tests.factories import (
    CoachingEngagementFactory,
    CoachingSessionFactory,
    CoachProfileFactory,
    FollowUpFactory,
    SessionRecordFactory,
    group_of,
)

NINE = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)


def _profile(**change):
    return CoachProfile.objects.filter(pk=CoachProfileFactory().pk), change


def _engagement(**change):
    return CoachingEngagement.objects.filter(pk=CoachingEngagementFactory().pk), change


def _goal(**change):
    return CoachingGoal.objects.filter(engagement=CoachingEngagementFactory()), change


def _session(**change):
    return CoachingSession.objects.filter(pk=CoachingSessionFactory(start=NINE).pk), change


def _record(**change):
    return SessionRecord.objects.filter(pk=SessionRecordFactory().pk), change


def _score(**change):
    return GoalScore.objects.filter(session=SessionRecordFactory().session), change


def _hours(**change):
    return WeeklyHours.objects.filter(pk=CoachProfileFactory().weekly_hours.first().pk), change


def _follow_up(**change):
    return FollowUp.objects.filter(pk=FollowUpFactory().pk), change


def _group(**change):
    return GroupSession.objects.filter(pk=group_of(CoachingEngagementFactory(), start=NINE).pk), change


CASES = {
    "coaching_group_state": lambda: _group(state="x"),
    "coaching_group_mode": lambda: _group(mode="x"),
    "coaching_group_theme": lambda: _group(theme_id="wellbeing"),
    "coaching_group_dates": lambda: _group(end=NINE),
    "coaching_session_joined": lambda: _session(joined_at=NINE),
    "coaching_profile_state": lambda: _profile(state="x"),
    "coaching_profile_capacity": lambda: _profile(capacity=0),
    "coaching_weeklyhours_order": lambda: _hours(end=time(9)),
    "coaching_weeklyhours_weekday": lambda: _hours(weekday=7),
    "coaching_engagement_kind": lambda: _engagement(kind="x"),
    "coaching_engagement_state": lambda: _engagement(state="x"),
    "coaching_engagement_private": lambda: _engagement(theme_id="wellbeing", is_shared=True),
    "coaching_engagement_private_kind": lambda: _engagement(theme_id="wellbeing", kind="supervisor"),
    "coaching_engagement_sessions": lambda: _engagement(planned_sessions=0),
    "coaching_engagement_minutes": lambda: _engagement(session_minutes=5),
    "coaching_goal_level": lambda: _goal(target_level=6),
    "coaching_goal_level_of": lambda: _goal(target_level=3),
    "coaching_goal_start_score": lambda: _goal(start_score=3),
    "coaching_session_state": lambda: _session(state="x"),
    "coaching_session_mode": lambda: _session(mode="x"),
    "coaching_session_dates": lambda: _session(end=NINE),
    "coaching_goal_position": lambda: _goal(position=4),
    "coaching_score_range": lambda: _score(score=-3),
    "coaching_record_agreed_after": lambda: _record(given_at=None, agreed_at=NINE),
    "coaching_followup_side": lambda: _follow_up(side="x"),
}


@pytest.mark.parametrize("name", CASES)
@pytest.mark.django_db
def test_constraint_broken_is_refused_by_the_database(name):
    rows, change = CASES[name]()
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(**change)


@pytest.mark.parametrize("name", CASES)
@pytest.mark.django_db
def test_constraint_broken_is_explained_by_the_form(name):
    rows, change = CASES[name]()
    row = rows.get()
    for field, value in change.items():
        setattr(row, field, value)
    with pytest.raises(ValidationError) as refusal:
        row.validate_constraints()
    assert all(message.endswith(".") for message in refusal.value.messages)


def _twin(row):
    row.pk = None
    row._state.adding = True
    return row


def _self_coaching():
    engagement = CoachingEngagementFactory()
    engagement.coach = engagement.coachee
    return engagement


def _second_competency():
    profile, competency = CoachProfileFactory(), Competency.objects.first()
    return _twin(CoachCompetency.objects.create(profile=profile, competency=competency))


def _second_note():
    session = CoachingSessionFactory()
    CoachNote.objects.create(session=session, author=session.engagement.coach, text="a")
    return CoachNote(session=session, author=session.engagement.coach, text="b")


def _again_in_the_group():
    session = group_of(CoachingEngagementFactory()).sessions.get()
    session.number = 2
    return _twin(session)


TWINS = {
    "coaching_session_once_a_group": _again_in_the_group,
    "coaching_engagement_one_open": lambda: _twin(CoachingEngagementFactory()),
    "coaching_engagement_self": _self_coaching,
    "coaching_session_number": lambda: _twin(CoachingSessionFactory()),
    "coaching_coachtheme_once": lambda: _twin(CoachProfileFactory().themes.first()),
    "coaching_note_once": _second_note,
    "coaching_coachcompetency_once": _second_competency,
    "coaching_goal_place": lambda: _twin(CoachingEngagementFactory().goal),
    "coaching_score_once": lambda: _twin(SessionRecordFactory().session.scores.get()),
}


@pytest.mark.parametrize("name", TWINS)
@pytest.mark.django_db
def test_twin_is_refused_by_the_database(name):
    row = TWINS[name]()
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


@pytest.mark.parametrize("name", TWINS)
@pytest.mark.django_db
def test_twin_is_explained_by_the_form(name):
    with pytest.raises(ValidationError, match=r"\."):
        TWINS[name]().validate_constraints()


@pytest.mark.django_db
def test_engagement_that_ended_does_not_stand_in_the_way_of_the_next():
    ended = CoachingEngagementFactory(state=CoachingEngagement.State.COMPLETED)
    CoachingEngagementFactory(coachee=ended.coachee, coach=ended.coach)
    assert CoachingEngagement.objects.count() == 2

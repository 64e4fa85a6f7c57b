"""The constraints of availability, watching, closing and evaluation: the database refuses, the form explains."""

from datetime import date, time

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from coaching.models import CoachProfile
from coaching.models.availability import DayOff, ExtraHours
from coaching.models.closing import GoalResult, ThankYou
from coaching.models.evaluation import EvaluationAnswer, EvaluationMark, EvaluationPool
from coaching.models.watch import CoachWatch
from tests.factories import CoachingEngagementFactory, CoachProfileFactory, EmployeeFactory

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 30)


def day_off(**change):
    return DayOff(**{"profile": CoachProfileFactory(), "first_day": DAY, "last_day": DAY, **change})


def extra(**change):
    values = {"profile": CoachProfileFactory(), "day": DAY, "start": time(9), "end": time(11), **change}
    return ExtraHours(**values)


def profile(**change):
    known = CoachProfileFactory()
    return CoachProfile(**{"person": EmployeeFactory(), "state_changed_at": known.state_changed_at, **change})


def result(**change):
    return GoalResult(**{"goal": CoachingEngagementFactory().goal, "score": 0, "side": "coach", **change})


def thanks(**change):
    return ThankYou(**{"engagement": CoachingEngagementFactory(), "side": "coach", **change})


def answer(**change):
    return EvaluationAnswer(**{"side": "coach", "first": 1, "second": 1, "third": 1, **change})


BAD = {
    "coaching_profile_length": lambda: profile(session_minutes=10),
    "coaching_profile_notice": lambda: profile(notice_hours=5),
    "coaching_dayoff_order": lambda: day_off(last_day=date(2026, 11, 29)),
    "coaching_extrahours_order": lambda: extra(end=time(8)),
    "coaching_result_side": lambda: result(side="x"),
    "coaching_result_score": lambda: result(score=3),
    "coaching_thanks_side": lambda: thanks(side="x"),
    "coaching_evaluationmark_side": lambda: EvaluationMark(engagement=CoachingEngagementFactory(), side="x"),
    "coaching_evaluationanswer_scale": lambda: answer(third=6),
}


def explained_and_refused(row, name):
    sentence = next(c for c in row._meta.constraints if c.name == name).violation_error_message
    with pytest.raises(ValidationError) as refusal:
        row.validate_constraints()
    assert str(sentence) in refusal.value.messages
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


@pytest.mark.parametrize("name", BAD)
def test_row_against_a_rule_is_explained_and_refused(name, now):
    explained_and_refused(BAD[name](), name)


def twice(row, copy):
    row.save(force_insert=True)
    return copy


def test_second_row_of_the_same_is_explained_and_refused(now):
    first, coaching, coach = extra(), CoachingEngagementFactory(), EmployeeFactory()
    watch = {"person": coach, "profile": first.profile, "since": now}
    pairs = {
        "coaching_extrahours_overlap": (first, extra(profile=first.profile)),
        "coaching_coachwatch_once": (CoachWatch(**watch), CoachWatch(**watch)),
        "coaching_thanks_once": (thanks(engagement=coaching), thanks(engagement=coaching)),
        "coaching_evaluationpool_coach": (
            EvaluationPool(side="coachee", coach=coach),
            EvaluationPool(side="coachee", coach=coach),
        ),
    }
    for name, (row, copy) in pairs.items():
        explained_and_refused(twice(row, copy), name)


def test_second_pool_of_all_coaches_is_explained_and_refused():
    EvaluationPool.objects.filter(side="coach").delete()
    row, copy = EvaluationPool(side="coach"), EvaluationPool(side="coach")
    explained_and_refused(twice(row, copy), "coaching_evaluationpool_all")

"""Makers of coaches and coaching, in states and at times that tests choose."""

from datetime import UTC, date, datetime, time, timedelta

import factory

from bkn_portal.bookings import actions as bookings
from coaching.models import (
    CoachingEngagement,
    CoachingGoal,
    CoachingSession,
    CoachingTheme,
    CoachProfile,
    CoachTheme,
    DayOff,
    EngagementKind,
    ExtraHours,
    FollowUp,
    GoalScore,
    GroupSession,
    SessionRecord,
    WeeklyHours,
)
from coaching.models.session import BOOKING_KIND, GROUP_KIND

from .employees import EmployeeFactory

BEFORE = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)


class CoachProfileFactory(factory.django.DjangoModelFactory):
    """An active coach for every theme who can be booked on working days, 09.00–12.00 in their own zone."""

    class Meta:
        model = CoachProfile
        skip_postgeneration_save = True

    person = factory.SubFactory(EmployeeFactory)
    state = CoachProfile.State.ACTIVE
    state_changed_at = BEFORE
    capacity = 3

    @factory.post_generation
    def offer(self, create, extracted, **kwargs):
        CoachTheme.objects.bulk_create(CoachTheme(profile=self, theme=theme) for theme in CoachingTheme.objects.all())
        WeeklyHours.objects.bulk_create(
            WeeklyHours(profile=self, weekday=day, start=time(9), end=time(12)) for day in range(5)
        )


class DayOffFactory(factory.django.DjangoModelFactory):
    """Wednesday and Thursday of the tests' week."""

    class Meta:
        model = DayOff

    profile = factory.SubFactory(CoachProfileFactory)
    first_day = date(2026, 11, 25)
    last_day = date(2026, 11, 26)


class ExtraHoursFactory(factory.django.DjangoModelFactory):
    """Saturday morning of the tests' week."""

    class Meta:
        model = ExtraHours

    profile = factory.SubFactory(CoachProfileFactory)
    day = date(2026, 11, 28)
    start = time(8)
    end = time(10)


class CoachingEngagementFactory(factory.django.DjangoModelFactory):
    """Under way, with an internal coach and a goal; `goal__statement="…"` names the goal, `theme_id` the theme."""

    class Meta:
        model = CoachingEngagement
        skip_postgeneration_save = True

    coachee = factory.SubFactory(EmployeeFactory)
    coach = factory.LazyAttribute(lambda _engagement: CoachProfileFactory().person)
    kind = EngagementKind.INTERNAL
    theme_id = "team"
    state = CoachingEngagement.State.ACTIVE
    requested_at = BEFORE
    state_changed_at = BEFORE
    answer_by = factory.LazyAttribute(lambda engagement: engagement.requested_at + timedelta(days=60))

    @factory.post_generation
    def goal(self, create, extracted, **kwargs):
        fields = {"statement": "Memimpin rapat lintas unit", "sign_of_success": "Rapat berakhir dengan keputusan"}
        CoachingGoal.objects.create(engagement=self, **{**fields, **kwargs})


class CoachingSessionFactory(factory.django.DjangoModelFactory):
    """A session of an hour with its booking while it is scheduled."""

    class Meta:
        model = CoachingSession
        skip_postgeneration_save = True

    engagement = factory.SubFactory(CoachingEngagementFactory)
    number = factory.LazyAttribute(lambda session: session.engagement.sessions.count() + 1)
    start = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)
    end = factory.LazyAttribute(lambda session: session.start + timedelta(hours=1))
    state_changed_at = BEFORE

    @factory.post_generation
    def booking(self, create, extracted, **kwargs):
        if not self.is_void:
            people = [self.engagement.coachee, self.engagement.coach]
            bookings.book(people=people, period=self.period, kind=BOOKING_KIND, object_id=self.pk)


def group_of(*engagements, start=datetime(2026, 11, 25, 2, 0, tzinfo=UTC), state=CoachingSession.State.SCHEDULED):
    """A group session of an hour with the coachees of these coachings of one coach, and its booking."""
    first = engagements[0]
    times = {"start": start, "end": start + timedelta(hours=1), "state_changed_at": BEFORE}
    group = GroupSession.objects.create(
        coach=first.coach, theme_id=first.theme_id, topic="Rapat yang memutuskan", **times
    )
    people = [first.coach, *(engagement.coachee for engagement in engagements)]
    bookings.book(people=people, period=group.period, kind=GROUP_KIND, object_id=group.pk)
    for engagement in engagements:
        number = engagement.sessions.count() + 1
        CoachingSession.objects.create(engagement=engagement, group=group, number=number, state=state, **times)
    return group


class SessionRecordFactory(factory.django.DjangoModelFactory):
    """Feedback that was given."""

    class Meta:
        model = SessionRecord
        skip_postgeneration_save = True

    session = factory.SubFactory(CoachingSessionFactory, state=CoachingSession.State.FEEDBACK_GIVEN)
    goal = "Menutup rapat dengan keputusan"
    will = "Pakai lembar keputusan"
    feedback = "Pembukaan rapat sudah jelas"
    given_at = BEFORE

    @factory.post_generation
    def score(self, create, extracted, **kwargs):
        """`score=0` is the score of each goal that stands; +1 unless said otherwise."""
        given = 1 if extracted is None else extracted
        goals = CoachingGoal.objects.standing().filter(engagement=self.session.engagement)
        GoalScore.objects.bulk_create(GoalScore(session=self.session, goal=goal, score=given) for goal in goals)


class FollowUpFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = FollowUp

    session = factory.SubFactory(CoachingSessionFactory)
    what = "Pakai lembar keputusan satu halaman"
    due = datetime(2026, 12, 2, tzinfo=UTC).date()

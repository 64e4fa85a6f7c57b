"""One example of every reminder kind of the portal: a reminder whose target really exists.

An app that registers a kind adds its example here; a test finds kinds without one.
"""

from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone

from bkn_portal.notifications.models import Reminder
from coaching.models import CoachingEngagement, CoachingSession, CoachProfile, CoachReferral
from tests.factories import (
    BusyCalendarFactory,
    CoachingEngagementFactory,
    CoachingSessionFactory,
    CoachProfileFactory,
    EmployeeFactory,
    FollowUpFactory,
    ReminderFactory,
    SessionRecordFactory,
    group_of,
)


def _about_session(kind: str, session: CoachingSession) -> Reminder:
    person = session.engagement.coachee
    key = f"{kind}:{session.pk}:{session.sequence}:{person.pk}"
    return ReminderFactory(kind=kind, key=key, recipient=person, target_id=session.pk, expires_at=session.start)


def scheduled(kind: str) -> Reminder:
    return _about_session(kind, CoachingSessionFactory(place="Ruang Rapat Lt. 4"))


def grouped(kind: str) -> Reminder:
    first = CoachingEngagementFactory()
    group = group_of(first, CoachingEngagementFactory(coach=first.coach))
    return ReminderFactory(kind=kind, recipient=group.coach, target_id=group.sessions.first().pk)


def group_calendar(kind: str) -> Reminder:
    group = group_of(CoachingEngagementFactory())
    return ReminderFactory(kind=kind, recipient=group.coach, target_id=group.pk)


def fed_back(kind: str) -> Reminder:
    return _about_session(kind, SessionRecordFactory().session)


def engagement(kind: str) -> Reminder:
    found = CoachingEngagementFactory()
    return ReminderFactory(kind=kind, recipient=found.coachee, target_id=found.pk)


def completed(kind: str) -> Reminder:
    found = CoachingEngagementFactory(state=CoachingEngagement.State.COMPLETED)
    return ReminderFactory(kind=kind, recipient=found.coachee, target_id=found.pk)


def request(kind: str) -> Reminder:
    found = CoachingEngagementFactory(state=CoachingEngagement.State.REQUESTED)
    return ReminderFactory(kind=kind, recipient=found.coach, target_id=found.pk)


def follow_up(kind: str) -> Reminder:
    step = FollowUpFactory(session=SessionRecordFactory().session)
    key = f"{kind}:{step.pk}:{step.due}:soon:{step.person.pk}"
    return ReminderFactory(kind=kind, recipient=step.person, target_id=step.pk, key=key)


def digest(kind: str) -> Reminder:
    held = scheduled("coaching.session_booked")
    held.state, held.title, held.path = Reminder.State.HELD, "Sesi coaching dijadwalkan", "/coaching/"
    held.save()
    return ReminderFactory(kind=kind, recipient=held.recipient)


def weekly(kind: str) -> Reminder:
    return ReminderFactory(kind=kind, recipient=CoachingSessionFactory().engagement.coachee)


def coach_profile(kind: str, state: str = CoachProfile.State.ACTIVE) -> Reminder:
    profile = CoachProfileFactory(state=state)
    return ReminderFactory(kind=kind, recipient=profile.person, target_id=profile.pk)


def declined_profile(kind: str) -> Reminder:
    return coach_profile(kind, CoachProfile.State.DECLINED)


def proposal(kind: str) -> Reminder:
    profile = CoachProfileFactory(state=CoachProfile.State.PROPOSED)
    return ReminderFactory(kind=kind, recipient=EmployeeFactory(is_hr_admin=True), target_id=profile.pk)


def farewell(kind: str) -> Reminder:
    profile = CoachProfileFactory(state=CoachProfile.State.LEFT)
    return ReminderFactory(kind=kind, recipient=EmployeeFactory(is_hr_admin=True), target_id=profile.pk)


def handed_over(kind: str) -> Reminder:
    found = CoachingEngagementFactory(state=CoachingEngagement.State.CANCELLED)
    CoachReferral.objects.create(engagement=found, coach=CoachProfileFactory().person)
    return ReminderFactory(kind=kind, recipient=found.coachee, target_id=found.pk)


def watched(kind: str) -> Reminder:
    return ReminderFactory(kind=kind, recipient=EmployeeFactory(), target_id=CoachProfileFactory().pk)


def unread_calendar(kind: str) -> Reminder:
    since = timezone.now() - timedelta(days=4)
    calendar = BusyCalendarFactory(person=CoachProfileFactory().person, failing_since=since, fault="refused")
    return ReminderFactory(kind=kind, recipient=calendar.person, target_id=calendar.pk)


def expired(kind: str) -> Reminder:
    found = CoachingEngagementFactory(state=CoachingEngagement.State.EXPIRED)
    return ReminderFactory(kind=kind, recipient=found.coachee, target_id=found.pk)


def paused(kind: str) -> Reminder:
    profile = CoachProfileFactory(state=CoachProfile.State.PAUSED)
    return ReminderFactory(kind=kind, recipient=profile.person, target_id=profile.pk)


EXAMPLES: dict[str, Callable[[str], Reminder]] = {
    "coaching.agenda_missing": scheduled,
    "coaching.calendar_unread": unread_calendar,
    "coaching.coach_leads": engagement,
    "coaching.coach_left": farewell,
    "coaching.coach_proposed": handed_over,
    "coaching.engagement_cancelled": engagement,
    "coaching.engagement_completed": completed,
    "coaching.evaluation_due": completed,
    "coaching.feedback_due": scheduled,
    "coaching.feedback_given": fed_back,
    "coaching.feedback_returned": fed_back,
    "coaching.follow_up_due": follow_up,
    "coaching.goals_changed": engagement,
    "coaching.group_invitation": group_calendar,
    "coaching.group_invited": scheduled,
    "coaching.group_left": grouped,
    "coaching.place_free": watched,
    "coaching.profile_approved": coach_profile,
    "coaching.profile_changed": coach_profile,
    "coaching.profile_declined": declined_profile,
    "coaching.profile_proposed": proposal,
    "coaching.profile_paused": paused,
    "coaching.reflection_due": fed_back,
    "coaching.request_answered": engagement,
    "coaching.request_expired": expired,
    "coaching.request_received": request,
    "coaching.request_waiting": request,
    "coaching.request_withdrawn": engagement,
    "coaching.session_agreed": fed_back,
    "coaching.session_booked": scheduled,
    "coaching.session_cancelled": scheduled,
    "coaching.session_invitation": scheduled,
    "coaching.session_missed": scheduled,
    "coaching.session_moved": scheduled,
    "coaching.session_recorded": scheduled,
    "coaching.session_soon": scheduled,
    "coaching.session_tomorrow": scheduled,
    "coaching.supervisor_changed": engagement,
    "coaching.thanked": completed,
    "notifications.digest": digest,
    "worklist.weekly": weekly,
}

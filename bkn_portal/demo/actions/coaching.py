"""Plays the demo's coaching through coaching's own actions, each step at the moment it would have happened."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from random import Random

from django.conf import settings
from django.db.models import F

from bkn_portal.competencies.models import Competency
from bkn_portal.core.periods import Period, Zone, at_local, local_date
from bkn_portal.employees.models import Employee
from bkn_portal.notifications.actions import deliver_due, plan_reminders
from bkn_portal.notifications.models import Reminder
from coaching import actions, queries
from coaching.actions import Feedback, GoalDraft, Step
from coaching.actions.closing import Attainment, Closing
from coaching.actions.evaluation import Evaluation, evaluate
from coaching.actions.session import Meeting
from coaching.models import CoachingEngagement, CoachingSession, CoachProfile, FollowUp, SessionKind, SessionMode
from coaching.models.session import is_link

from ..content import closings
from ..content import talks as words
from ..content.days import working_day
from ..content.records import Dispute
from ..content.stories import Answer, Course, Ending, GroupPlan, StoryPlan, TalkPlan, groups, stories
from ..content.talks import GoalText
from .coaches import add_coaches
from .people import People
from .timeline import Story, live_through

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
BOOKED_AHEAD = 9  # days
ONLINE = "https://rapat.example/ruang-coaching"
UNREAD_FOR = timedelta(days=2)  # older notices have been read


def load_coaching(people: People, *, rng: Random, now: datetime) -> None:
    """Coach profiles, engagements and sessions in every state, their audit, ledger lines and notices.

    Mails of the past are not written; what is due today waits for the worker.
    """
    add_coaches(people, now=now)
    today = local_date(now, Zone.WIB)
    cast = _Casting(people, rng)
    told = [_engagement(plan, *cast.pair(plan)) for plan in stories(today, rng)]
    told += [_group(plan, people.heads[plan.coach]) for plan in groups(today)]
    with _no_mail():
        live_through(told, until=now, after_step=lambda moment: deliver_due(now=moment))
    Reminder.objects.unread().filter(delivered_at__lt=now - UNREAD_FOR).update(read_at=F("delivered_at") + 2 * HOUR)
    plan_reminders(now=now)


@contextmanager
def _no_mail() -> Iterator[None]:
    backend, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, "django.core.mail.backends.dummy.EmailBackend"
    try:
        yield
    finally:
        settings.EMAIL_BACKEND = backend


class _Casting:
    """Finds the two people of each story; nobody who is drawn plays twice, and heads of units coach only."""

    def __init__(self, people: People, rng: Random) -> None:
        self.people, self.rng = people, rng
        self.taken = {who.pk for who in (*people.cast.values(), *people.heads.values())}

    def pair(self, plan: StoryPlan) -> tuple[Employee, Employee]:
        return self._coachee(plan.coachee), self.people.heads[plan.coach]

    def _coachee(self, wanted: str) -> Employee:
        if wanted in self.people.cast:
            return self.people.cast[wanted]
        pool = self.people.members[wanted[1:]] if wanted else self.people.active
        person = self.rng.choice([who for who in pool if who.pk not in self.taken])
        self.taken.add(person.pk)
        return person


def _at(day: date, hour: int, who: Employee, minute: int = 0) -> datetime:
    return at_local(day, time(hour, minute), who.zone)


def _next_morning(moment: datetime, who: Employee, days: int = 1) -> datetime:
    """09.20 of the working day that comes `days` days later, in the person's zone."""
    day = local_date(moment, who.zone) + days * DAY
    while day.weekday() > 4:
        day += DAY
    return _at(day, 9, who, 20)


def _goal(text: GoalText, *, due: date) -> GoalDraft:
    competency = Competency.objects.filter(code=text.competency).first()
    return GoalDraft(text.statement, text.sign, competency, text.level if competency else None, due)


def _engagement(plan: StoryPlan, coachee: Employee, coach: Employee) -> Story:
    """From the request to the end, as far as time has come."""
    at = yield _at(plan.requested, 10, coachee, 15)
    goal, *others = [_goal(text, due=plan.requested + 150 * DAY) for text in (plan.goal, *plan.more_goals)]
    engagement = actions.request_coaching(
        coach=coach, theme=plan.theme, goal=goal, by=coachee, now=at, is_shared=plan.is_shared
    )
    if plan.answer is Answer.NONE:
        at = yield engagement.answer_by + timedelta(minutes=1)
        actions.expire_requests(now=at)
        return
    at = yield _next_morning(at, coach)
    if plan.answer is Answer.DECLINED:
        actions.decline_request(engagement=engagement, reason=words.DECLINED, by=coach, now=at)
        return
    if plan.answer is Answer.WITHDRAWN:
        actions.cancel_engagement(engagement=engagement, reason=words.WITHDRAWN, by=coachee, now=at)
        return
    actions.accept_request(engagement=engagement, by=coach, now=at)
    for other in others:
        actions.add_goal(engagement=engagement, draft=other, start_score=-2, by=coachee, now=at)
    if plan.introduced:
        yield from _introduction(plan.introduced, engagement)
    for talk in plan.talks:
        yield from _session(talk, engagement)
    if plan.ending is not Ending.OPEN:
        at = yield _next_morning(_end_of(engagement), coachee, days=3)
        _finish(plan, engagement, at)


def _end_of(engagement: CoachingEngagement) -> datetime:
    return CoachingSession.objects.filter(engagement=engagement).latest("end").end


def _finish(plan: StoryPlan, engagement: CoachingEngagement, at: datetime) -> None:
    if plan.ending is Ending.COMPLETED:
        _close(engagement, at)
        if not plan.coachee:  # the cast's own evaluations are left for who tries the demo
            _evaluate(engagement)
    else:
        actions.cancel_engagement(engagement=engagement, reason=words.STOPPED, by=engagement.coach, now=at)


def _close(engagement: CoachingEngagement, at: datetime) -> None:
    """What was still open is ticked off; the coachee tells what was reached and thanks; the coach a day later."""
    scores = queries.last_scores(engagement)
    _tick(engagement, at, due_by=at + 30 * DAY)
    evidence = (closings.EVIDENCE[engagement.theme_id], closings.EVIDENCE_OF_ANOTHER)
    goals = zip(queries.goals_of(engagement), evidence, closings.SHOWN_BY, strict=False)
    told = tuple(Attainment(goal, scores[goal.pk], *shown) for goal, *shown in goals)
    closing = Closing(told, closings.COACHEE_THANKS)
    actions.complete_engagement(engagement=engagement, closing=closing, by=engagement.coachee, now=at)
    if engagement.pk % 2:
        actions.thank(engagement=engagement, text=closings.COACH_THANKS, by=engagement.coach, now=at + DAY)


def _evaluate(engagement: CoachingEngagement) -> None:
    """Both say how it was; what five coaches said can be seen as an average."""
    for by, first in ((engagement.coachee, 5), (engagement.coach, 4)):
        evaluate(engagement=engagement, evaluation=Evaluation(first, 4, 3 + engagement.pk % 3), by=by)


def _introduction(day: date, engagement: CoachingEngagement) -> Story:
    """The first free half hour from the day on; the coach notes that it took place."""
    coachee, coach = engagement.coachee, engagement.coach
    at = yield _at(working_day(day, -3), 11, coachee)
    slots = queries.free_slots(engagement, now=at, kind=SessionKind.INTRODUCTION)
    period = next(slot for slot in slots if local_date(slot.start, coach.zone) >= day)
    meeting = _meeting(coachee, coach)
    session = actions.book_session(
        engagement=engagement, period=period, meeting=meeting, by=coachee, now=at, kind=SessionKind.INTRODUCTION
    )
    at = yield session.end
    actions.close_introduction(session=session, by=coach, now=at)


def _session(talk: TalkPlan, engagement: CoachingEngagement) -> Story:
    """Booked some days ahead, prepared the day before, held, written about, agreed."""
    coachee, coach = engagement.coachee, engagement.coach
    at = yield _at(working_day(talk.day, -BOOKED_AHEAD), 8, coachee, 40)
    _tick(engagement, at, due_by=at)
    period = _slot(talk, engagement, at)
    meeting = _meeting(coachee, coach)
    session = actions.book_session(engagement=engagement, period=period, meeting=meeting, by=coachee, now=at)
    if talk.has_agenda:
        at = yield max(at, session.start - DAY + 2 * HOUR)
        actions.write_agenda(session=session, agenda=talk.text.agenda, by=coachee, now=at)
    if talk.course in (Course.CANCELLED, Course.MOVED):
        at = yield session.start - 3 * HOUR
        yield from _change(talk, session, at)
    if talk.course is Course.MISSED:
        at = yield session.end
        actions.mark_no_show(session=session, reason=words.NO_SHOW, by=coach, now=at)
    elif talk.course not in (Course.CANCELLED, Course.SILENT):
        yield from _aftermath(talk, session)


def _meeting(coachee: Employee, coach: Employee) -> Meeting:
    """Those who share a zone meet at the coach's place, the others online."""
    profile = CoachProfile.objects.filter(person=coach).first()
    place = profile.place if profile else "Ruang kerja atasan"
    if is_link(place):
        return Meeting(SessionMode.ONLINE, place)
    return Meeting(SessionMode.IN_PERSON, place) if coachee.zone == coach.zone else Meeting(SessionMode.ONLINE, ONLINE)


def _tick(engagement: CoachingEngagement, at: datetime, *, due_by: datetime) -> None:
    """Who books the next session has done what was due by then, and who closes a coaching all of it."""
    for follow_up in FollowUp.objects.filter(session__engagement=engagement, done_at=None).order_by("due", "pk"):
        if follow_up.due <= local_date(due_by, follow_up.person.zone):
            actions.mark_follow_up(follow_up=follow_up, done=True, by=engagement.coach, now=at)


def _slot(talk: TalkPlan, engagement: CoachingEngagement, at: datetime) -> Period:
    """The free slot at the wanted clock, else the first one from the wanted day on."""
    zone = engagement.coach.zone
    slots = [slot for slot in queries.free_slots(engagement, now=at) if local_date(slot.start, zone) >= talk.day]
    exact = [slot for slot in slots if talk.clock and slot.start == at_local(talk.day, talk.clock, zone)]
    return (exact or slots)[0]


def _change(talk: TalkPlan, session: CoachingSession, at: datetime) -> Story:
    coach = session.engagement.coach
    if talk.course is Course.CANCELLED:
        actions.cancel_session(session=session, reason=words.MOVED_AWAY, by=coach, now=at)
        return
    later = [slot for slot in queries.free_slots(session.engagement, now=at) if slot.start > session.end + DAY]
    meeting = Meeting(session.mode, session.place)
    actions.move_session(session=session, period=later[0], meeting=meeting, by=coach, now=at)
    yield session.start


def _aftermath(talk: TalkPlan, session: CoachingSession) -> Story:
    """The coach writes the next morning, the coachee answers the day after."""
    coachee, coach = session.engagement.coachee, session.engagement.coach
    feedback = _feedback(talk, session)
    at = yield _next_morning(session.end, coach)
    if talk.dispute:
        at = yield from _dispute(talk, talk.dispute, session, at)
    if talk.course is Course.DRAFT:
        actions.save_feedback_draft(session=session, feedback=feedback, by=coach, now=at)
        return
    actions.give_feedback(session=session, feedback=feedback, by=coach, now=at)
    if talk.course is Course.UNREAD:
        return
    at = yield _next_morning(at, coachee)
    if talk.course is Course.RETURNED:
        actions.object_to_feedback(session=session, objection=words.OBJECTION, by=coachee, now=at)
        return
    actions.agree_session(session=session, reflection=talk.text.reflection, by=coachee, now=at)


def _dispute(talk: TalkPlan, dispute: Dispute, session: CoachingSession, at: datetime) -> Story:
    """The first record and what was wrong with it; the moment at which the coach sends a better one."""
    coachee, coach = session.engagement.coachee, session.engagement.coach
    first = _feedback(replace(talk, text=dispute.first), session)
    actions.give_feedback(session=session, feedback=first, by=coach, now=at)
    at = yield _next_morning(at, coachee)
    actions.object_to_feedback(session=session, objection=dispute.objection, by=coachee, now=at)
    return (yield _next_morning(at, coach))


def _group(plan: GroupPlan, coach: Employee) -> Story:
    """All coachees of the theme are invited; all but the first by name say yes, and later agree to the record."""
    at = yield _at(working_day(plan.day, -BOOKED_AHEAD), 13, coach)
    found = [row for row in queries.groupable(coach) if row.theme_id == plan.theme]
    slots = queries.group_slots(coach, [row.coachee for row in found], HOUR, now=at)
    period = next(slot for slot in slots if local_date(slot.start, coach.zone) >= plan.day)
    meeting, topic = _meeting(coach, coach), plan.text.goal.rstrip(".")
    group = actions.book_group(engagements=found, topic=topic, period=period, meeting=meeting, by=coach, now=at)
    sessions = list(group.sessions.with_people().order_by("pk"))
    at = yield _next_morning(at, coach)
    for session in sessions[1:]:
        actions.join_group(session=session, by=session.engagement.coachee, now=at)
    at = yield _next_morning(group.end, coach)
    for session in sessions:
        feedback = _feedback(TalkPlan(plan.day, plan.text, score=1), session)
        actions.give_feedback(session=session, feedback=feedback, by=coach, now=at)
    at = yield _next_morning(at, coach)
    for session in sessions[1:]:
        coachee = session.engagement.coachee
        actions.agree_session(session=session, reflection=plan.text.reflection, by=coachee, now=at)


def _feedback(talk: TalkPlan, session: CoachingSession) -> Feedback:
    text, day = talk.text, local_date(session.end, session.engagement.coachee.zone)
    return Feedback(
        **{name: getattr(text, name) for name in ("method", "goal", "reality", "options", "will", "feedback")},
        scores={goal.pk: ((talk.score, *talk.others)[goal.position - 1]) for goal in queries.goals_to_score(session)},
        steps=tuple(Step(what, side, day + days * DAY) for what, side, days in text.steps),
        note=text.note,
    )

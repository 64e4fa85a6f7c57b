"""What coaching has for one person on beranda. Titles and goals are shown to the two people alone."""

from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bkn_portal.core.addresses import address
from bkn_portal.core.periods import at_local, local_date
from bkn_portal.core.prepared import prepared
from bkn_portal.employees.models import Employee
from bkn_portal.worklist.items import AgendaItem, Development, Pillar, ToDo, Worklist
from bkn_portal.worklist.registry import register

from .models import CoachingEngagement, CoachingGoal, CoachingSession, FollowUp, Side
from .queries import cards, office_work
from .queries.engagements import EngagementCard, with_work_left
from .queries.evaluation import without_evaluation
from .queries.referral import left_unasked, may_go_on, proposal_of

Engagement = CoachingEngagement.State
FEEDBACK_WITHIN = timedelta(days=3)
REFLECTION_WITHIN = timedelta(days=3)
EVALUATE_WITHIN = timedelta(days=30)
ASK_ANOTHER_WITHIN = timedelta(days=14)
LINK_BEFORE = timedelta(days=1)
SHOWN_STEPS = 20


def todos(employee: Employee, now: datetime) -> list[ToDo]:
    """Answers, agendas, feedback, reflections and bookings that wait for the person, and follow-ups to do."""
    return _todos(_cards_of(employee, now), employee, now)


def agenda(employee: Employee, now: datetime) -> list[AgendaItem]:
    """Sessions ahead, as coachee and as coach."""
    return _agenda(_cards_of(employee, now), now)


def developments(employee: Employee, now: datetime) -> list[Development]:
    """Goals the person pursues as coachee, by sessions agreed of those planned and the latest score."""
    return _developments(_cards_of(employee, now))


def together(employee: Employee, now: datetime) -> Worklist:
    """All three from one reading of the engagements."""
    found = _cards_of(employee, now)
    return Worklist(_todos(found, employee, now), _agenda(found, now), _developments(found))


def _todos(found: list[EngagementCard], employee: Employee, now: datetime) -> list[ToDo]:
    each = (todo for card in found for todo in (_todo_of(card, employee, now), _ahead_todo(card, now)))
    waiting = list(dict.fromkeys(filter(None, each)))
    waiting += _collisions(found, employee, now)
    goals = {card.engagement.pk: card.engagement.goal.statement for card in found}
    for engagement, what, day in _steps(employee):
        due = at_local(day, time(23, 59), employee.zone)
        url = address("coaching:engagement_detail", engagement)
        waiting.append(ToDo(what, goals[engagement], url, due, Pillar.COACHING))
    return waiting + _link_todos(found, now) + _office_todos(employee)


def _link_todos(found: list[EngagementCard], now: datetime) -> list[ToDo]:
    """For the coach, a day before an online session that says nowhere where; once for a group."""
    todos = [
        _link_todo(session, card)
        for card in found
        if card.is_coach and card.engagement.state == Engagement.ACTIVE
        for session in card.engagement.sessions.all()
        if session.awaits_link and now < session.start <= now + LINK_BEFORE
    ]
    return list(dict.fromkeys(todos))


def _link_todo(session: CoachingSession, card: EngagementCard) -> ToDo:
    with_whom = f"{session} · {_('with %(name)s') % {'name': card.other.short_name}}"
    url = address("coaching:session_move", session.pk)
    if session.group:
        url = address("coaching:group_move", session.group.pk)
    return ToDo(
        title=_("Add the link to meet online"),
        detail=session.group.topic if session.group else with_whom,
        url=f"{url}#id_place",
        due=session.start,
        pillar=Pillar.COACHING,
    )


def _collisions(found: list[EngagementCard], employee: Employee, now: datetime) -> list[ToDo]:
    """For the coach alone. A group is one appointment: equal items are shown once."""
    items = [
        _agenda_item(session, card)
        for card in found
        for session in card.engagement.sessions.all()
        if session.collides_for(employee, now)
    ]
    title = _("Your calendar calls the time of a session taken")
    return [
        ToDo(title, " · ".join(filter(None, [item.title, item.detail])), item.url, item.start, item.pillar)
        for item in dict.fromkeys(items)
    ]


@prepared
def _steps(employee: Employee) -> QuerySet[FollowUp, tuple[int, str, date]]:
    steps = FollowUp.objects.to_do().for_person(employee)
    return steps.values_list("session__engagement_id", "what", "due")[:SHOWN_STEPS]


def _office_todos(employee: Employee) -> list[ToDo]:
    """For HR: proposals of coaches, and coachees whose coach left."""
    work, waiting = office_work(employee), []
    if work.proposals:
        title = ngettext(
            "%(count)d proposal to become a coach", "%(count)d proposals to become a coach", work.proposals
        )
        url = f"{address('admin:coaching_coachprofile_changelist')}?state__exact=proposed"
        waiting.append(ToDo(title % {"count": work.proposals}, _("Approve or decline"), url, None, Pillar.COACHING))
    if work.left_alone:
        title = ngettext(
            "%(count)d coachee needs another coach", "%(count)d coachees need another coach", work.left_alone
        )
        url = f"{address('admin:coaching_coachingengagement_changelist')}?coach_gone=yes"
        waiting.append(ToDo(title % {"count": work.left_alone}, _("Propose another coach"), url, None, Pillar.COACHING))
    return waiting


def _evaluation_todo(card: EngagementCard) -> ToDo:
    return ToDo(
        title=_("Evaluate a coaching"),
        detail=_("with %(name)s") % {"name": card.other.short_name},
        url=address("coaching:evaluation", card.engagement.pk),
        due=card.engagement.state_changed_at + EVALUATE_WITHIN,
        pillar=Pillar.COACHING,
    )


def _another_todo(card: EngagementCard) -> ToDo:
    """The coach said no or nothing, or left and HR proposed another one: the text is ready for the next one."""
    why = _("HR proposes a coach") if proposal_of(card.engagement) else card.engagement.get_state_display()
    return ToDo(
        title=_("Ask another coach"),
        detail=f"{card.engagement.goal.statement} · {why}",
        url=address("coaching:engagement_ask_next", card.engagement.pk),
        due=None,
        pillar=Pillar.COACHING,
    )


def _agenda(found: list[EngagementCard], now: datetime) -> list[AgendaItem]:
    """A group is one appointment of its coach: equal items are shown once."""
    items = [
        _agenda_item(session, card)
        for card in found
        for session in card.engagement.sessions.all()
        if session.state == CoachingSession.State.SCHEDULED and session.end > now
    ]
    return list(dict.fromkeys(items))


def _agenda_item(session: CoachingSession, card: EngagementCard) -> AgendaItem:
    group = session.group if card.is_coach else None
    return AgendaItem(
        title=str(group or session),
        detail=" · ".join(filter(None, ["" if group else card.other.short_name, session.place])),
        start=session.start,
        end=session.end,
        url=(group or session).get_absolute_url(),
        pillar=Pillar.COACHING,
    )


def _developments(found: list[EngagementCard]) -> list[Development]:
    """One for each goal that stands."""
    running = [card for card in found if card.engagement.state == Engagement.ACTIVE and not card.is_coach]
    return [
        _development(card, goal) for card in running for goal in card.engagement.goals.all() if goal.closed_at is None
    ]


def _cards_of(employee: Employee, now: datetime) -> list[EngagementCard]:
    """In one reading: what has work left, what was completed in the last 30 days and waits for an evaluation, and what
    came to nothing lately, so that another coach may be asked."""
    today = local_date(now, employee.zone)
    return cards(_with_work(employee, today, now - EVALUATE_WITHIN, now - ASK_ANOTHER_WITHIN), employee, now)


@prepared
def _with_work(
    employee: Employee, on: date, completed_since: datetime, ended_since: datetime
) -> QuerySet[CoachingEngagement]:
    received = Q(coachee=employee) & without_evaluation(Side.COACHEE)
    given = Q(coach=employee) & without_evaluation(Side.COACH)
    unevaluated = (received | given) & Q(state_changed_at__gt=completed_since)
    lately = CoachingEngagement.objects.filter(unevaluated | left_unasked(employee, since=ended_since))
    found = (with_work_left(employee) | lately).with_leading(on)
    return found.select_related("coachee", "coach", "referral").defer("reason")


def _development(card: EngagementCard, goal: CoachingGoal) -> Development:
    engagement = card.engagement
    score = goal.start_score if goal.known_score is None else goal.known_score
    sign = f"−{-score}" if score < 0 else f"+{score}" if score else "0"
    progress = _("%(progress)s · goal score %(score)s") % {"progress": card.progress, "score": sign}
    percent = min(round(100 * card.held / engagement.planned_sessions), 100)
    return Development(goal.statement, Pillar.COACHING, engagement.get_absolute_url(), percent, progress)


def _todo_of(card: EngagementCard, employee: Employee, now: datetime) -> ToDo | None:
    step, engagement = card.step, card.engagement
    if engagement.state == Engagement.COMPLETED:
        return _evaluation_todo(card)
    if not step.is_mine:
        may_ask = not card.is_coach and may_go_on(engagement, getattr(engagement, "referral", None))
        return _another_todo(card) if may_ask else None
    detail = _detail(card)
    if engagement.state == Engagement.REQUESTED:
        return ToDo(_("Answer a request for coaching"), detail, step.url, engagement.answer_by, Pillar.COACHING)
    if step.session is None:
        return (
            None
            if card.is_coach
            else ToDo(_("Book the next coaching session"), detail, step.url, None, Pillar.COACHING)
        )
    return _session_todo(step.session, card, detail, now)


def _ahead_todo(card: EngagementCard, now: datetime) -> ToDo | None:
    """The coachee's, of the next session, beside a reflection that comes first."""
    if card.is_coach or card.engagement.state != Engagement.ACTIVE:
        return None
    scheduled = (one for one in card.engagement.sessions.all() if one.state == CoachingSession.State.SCHEDULED)
    ahead = next((one for one in scheduled if not one.is_over(now)), None)
    return _session_todo(ahead, card, _detail(card), now) if ahead and ahead != card.step.session else None


def _detail(card: EngagementCard) -> str:
    return f"{card.engagement.goal.statement} · {_('with %(name)s') % {'name': card.other.short_name}}"


def _session_todo(session: CoachingSession, card: EngagementCard, detail: str, now: datetime) -> ToDo | None:
    number = {"number": session.number}
    if session.is_introduction:
        return _introduction_todo(session, card, detail, now)
    if session.state == CoachingSession.State.FEEDBACK_GIVEN:
        title, due = _("Reflect on coaching session %(number)s") % number, session.state_changed_at + REFLECTION_WITHIN
    elif session.group and card.is_coach:
        return _group_todo(session, now)
    elif session.group and not session.joined_at and not session.has_begun(now):
        return ToDo(
            _("Do you take part in the group session?"),
            detail,
            session.get_absolute_url(),
            session.start,
            Pillar.COACHING,
        )
    elif session.is_over(now) or session.state == CoachingSession.State.HELD:
        title, due = _("Give feedback on coaching session %(number)s") % number, session.end + FEEDBACK_WITHIN
    elif not card.is_coach and not session.agenda and session.is_ahead(now):
        title, due = _("Prepare the agenda of coaching session %(number)s") % number, session.start
        url = address("coaching:session_agenda", session.pk)
        return ToDo(title, detail, url, due, Pillar.COACHING)
    else:
        return None
    return ToDo(title, detail, card.step.url, due, Pillar.COACHING)


def _introduction_todo(session: CoachingSession, card: EngagementCard, detail: str, now: datetime) -> ToDo | None:
    """One click for the coach, when it is over."""
    if not session.is_over(now):
        return None
    return ToDo(_("Did the introduction take place?"), detail, card.step.url, None, Pillar.COACHING)


def _group_todo(session: CoachingSession, now: datetime) -> ToDo | None:
    """The same for each of the coachees, so that the coach has one to-do for all of them."""
    if session.state == CoachingSession.State.SCHEDULED and not session.is_over(now):
        return None
    url, due = session.group.get_absolute_url(), session.end + FEEDBACK_WITHIN
    return ToDo(_("Give feedback on the group session"), session.group.topic, url, due, Pillar.COACHING)


register(todos=todos, agenda=agenda, developments=developments, together=together)

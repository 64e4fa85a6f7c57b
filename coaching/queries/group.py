"""Group sessions: whom a coach can bring together, who comes, and what the members know of each other."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from bkn_portal.employees.models import Employee

from ..models import WELLBEING, CoachingEngagement, CoachingSession, GroupSession, GroupSessionQuerySet
from ..models.engagement import RECORD_STATES
from ..models.group import FEWEST
from ..models.session import VOID_STATES

State = CoachingSession.State
SHOWN = 30


@dataclass(frozen=True)
class ThemeChoice:
    """A theme of which the coach has enough coachees for a group."""

    value: str
    label: Any
    count: int


@dataclass(frozen=True)
class GroupPart:
    """What one of the members knows: names of those who take part, once they take part themselves; else a number."""

    group: GroupSession
    is_coach: bool
    names: list[str]
    others: int
    unanswered: int
    has_joined: bool
    may_answer: bool
    is_missed: bool


@dataclass(frozen=True)
class Participant:
    """One coachee's part as the coach sees it: `state` in words, `kind` as components/tag.html takes it."""

    session: CoachingSession
    person: Employee
    state: Any
    kind: str
    may_write: bool
    may_miss: bool
    may_take_out: bool


@dataclass(frozen=True)
class GroupPage:
    """The coach's page of a group. `collides` is the first session at a time that the coach's own calendar calls
    taken.
    """

    participants: list[Participant]
    collides: CoachingSession | None
    may_change: bool
    may_write: bool
    is_small: bool


def groupable(coach: Employee) -> list[CoachingEngagement]:
    """The coach's coachings under way that may be spoken of among several, by the coachee's name. One query."""
    found = CoachingEngagement.objects.active().filter(coach=coach).exclude(theme=WELLBEING)
    return list(found.select_related("theme", "coachee__unit", "coach__unit").order_by("coachee__name", "pk"))


def themes_of(engagements: Sequence[CoachingEngagement]) -> list[ThemeChoice]:
    """The themes with enough coachees, in the order of the list; one that has ended, too: the coaching goes on."""
    found = Counter(engagement.theme for engagement in engagements)
    themes = sorted(found, key=lambda theme: (theme.group, theme.position, theme.pk))
    return [ThemeChoice(theme.pk, theme.label, found[theme]) for theme in themes if found[theme] >= FEWEST]


def groups_of(coach: Employee) -> GroupSessionQuerySet:
    """The coach's latest group sessions with `coming`, the number of those who come or came. One query."""
    here = ~Q(sessions__state__in=VOID_STATES)
    return (
        GroupSession.objects.filter(coach=coach)
        .select_related("theme")
        .annotate(coming=Count("sessions", filter=here))[:SHOWN]
    )


def coming_to(group: GroupSession) -> list[Employee]:
    """The coachees who have not said that they can't come. One query."""
    coming = group.sessions.filter(state=State.SCHEDULED).select_related("engagement__coachee__unit")
    return [session.engagement.coachee for session in coming]


def group_part(session: CoachingSession, employee: Employee, *, now: datetime) -> GroupPart | None:
    """None for a talk of two. One query."""
    if session.group is None:
        return None
    others = session.group.sessions.standing().exclude(pk=session.pk).order_by("engagement__coachee__name")
    rows = list(others.select_related("engagement__coachee"))
    joined = [row.engagement.coachee.display_name for row in rows if row.joined_at]
    has_joined = session.joined_at is not None and not session.is_void
    return GroupPart(
        group=session.group,
        is_coach=employee.pk == session.engagement.coach_id,
        names=joined if has_joined else [],
        others=len(joined),
        unanswered=len(rows) - len(joined),
        has_joined=has_joined,
        may_answer=session.is_ahead(now),
        is_missed=session.state == State.CANCELLED and session.group.may_change(now),
    )


def group_page(group: GroupSession, *, now: datetime) -> GroupPage:
    """Who comes, or what became of each one's session. One query."""
    rows = group.sessions.with_collisions().select_related("engagement__coachee__unit", "record")
    rows = rows.order_by("engagement__coachee__name", "pk")
    participants = [_participant(session, group, now) for session in rows]
    coming = sum(not row.session.is_void for row in participants)
    may_change = group.may_change(now)
    return GroupPage(
        participants=participants,
        collides=next((row.session for row in participants if row.session.collides_for(group.coach, now)), None),
        may_change=may_change,
        may_write=any(row.may_write for row in participants),
        is_small=may_change and coming < FEWEST,
    )


def _participant(session: CoachingSession, group: GroupSession, now: datetime) -> Participant:
    begun = session.has_begun(now)
    waits = session.state in (State.SCHEDULED, State.HELD)
    state, kind = _words_of(session, begun=begun)
    if group.is_cancelled and session.state_changed_at >= group.state_changed_at:
        state = _("called off")  # with the group; who said no before still does
    may_write = begun and waits and session.engagement.state in RECORD_STATES
    return Participant(
        session=session,
        person=session.engagement.coachee,
        state=state,
        kind=kind,
        may_write=may_write,
        may_miss=may_write and session.state == State.SCHEDULED,
        may_take_out=session.is_ahead(now),
    )


def _words_of(session: CoachingSession, *, begun: bool) -> tuple[Any, str]:
    if session.state == State.SCHEDULED and not begun:
        return (_("takes part"), "ok") if session.joined_at else (_("has not answered yet"), "quiet")
    if session.state in (State.SCHEDULED, State.HELD):
        is_draft = getattr(session, "record", None) is not None
        return (_("feedback is a draft") if is_draft else _("feedback to be written")), "warn"
    words = {
        State.FEEDBACK_GIVEN: (_("the coachee's reflection is awaited"), "coaching"),
        State.AGREED: (_("agreed, JP counted"), "ok"),
        State.CANCELLED: (_("does not come"), "quiet"),
        State.NO_SHOW: (_("did not come"), "quiet"),
    }
    return words[State(session.state)]

"""Stories told through the pages that write a word of their own into every field a person fills in.

`tell` is a coaching of two from the request to the certificate, `tell_together` two coachings that meet in a group.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from io import StringIO

import time_machine
from django.test import Client
from django.urls import reverse

from bkn_portal.employees.models import Employee
from bkn_portal.notifications.actions import sweep
from coaching.actions.evaluation import Evaluation, evaluate
from coaching.models import CoachingEngagement, CoachingGoal, CoachingSession, GroupSession, SessionRecord
from coaching.models.record import TALK
from coaching.queries import agenda_version, goal_version, note_version, record_version, reply_version
from tests.factories import CoachingEngagementFactory

TUESDAY = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
SLOT = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)  # Wednesday 09.00 WIB
DAY = timedelta(days=1)
AFTER = SLOT + timedelta(hours=3)
ROWS = {"steps-TOTAL_FORMS": 1, "steps-INITIAL_FORMS": 0, "steps-0-side": "coachee", "steps-0-due": "2026-12-02"}
MEETING = {"mode": "in_person", "place": "Ruang Rapat"}
MARKS = {"first": 4, "second": 4, "third": 4}


@dataclass
class Story:
    """One coaching, with the words that its two people wrote: `shared` for both, `notes` for the coach alone, `drafts`
    for the coachee alone, and `sealed` for whom an evaluation is released to."""

    theme: str
    coachee: Employee
    coach: Employee
    start: datetime = SLOT
    shared: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    drafts: list[str] = field(default_factory=list)
    sealed: list[str] = field(default_factory=list)

    @property
    def words(self) -> list[str]:
        return [*self.shared, *self.notes, *self.drafts, *self.sealed]

    @property
    def engagement(self) -> CoachingEngagement:
        return CoachingEngagement.objects.get(theme=self.theme, coachee=self.coachee, coach=self.coach)

    @property
    def session(self) -> CoachingSession:
        return CoachingSession.objects.get(engagement=self.engagement, start=self.start)

    @property
    def goals(self) -> list[CoachingGoal]:
        return list(self.engagement.goals.filter(closed_at=None))

    def word(self, name: str) -> str:
        """A word that stands nowhere else, for both to read."""
        return self._marked(name, self.shared)

    def note(self) -> str:
        return self._marked(f"note{len(self.notes)}", self.notes)

    def draft(self, name: str) -> str:
        return self._marked(f"draft{name}", self.drafts)

    def seal(self) -> str:
        return self._marked(f"sealed{len(self.sealed)}", self.sealed)

    def scores(self, score: str) -> dict[str, str]:
        """Fields of a form that asks for a score of each goal."""
        return {f"score_{goal.pk}": score for goal in self.goals}

    def post(self, who: Employee, route: str, pk: int, values: dict) -> None:
        send(who, reverse(f"coaching:{route}", args=[pk]), values)

    def _marked(self, name: str, words: list[str]) -> str:
        words.append(f"Xq{self.theme}{self.coachee.pk}{name}Vz")
        return words[-1]


def send(who: Employee, path: str, values: dict) -> None:
    client = Client()
    client.force_login(who)
    answer = client.post(path, values)
    assert answer.status_code == 302, (path, answer.content.decode())


def tell(story: Story) -> Story:
    """From the request to the certificate, with an introduction, three goals, a cancelled session, a correction, a goal
    in other words and one that was given up, evidence, thanks, evaluations and mails on the way."""
    with time_machine.travel(TUESDAY, tick=False):
        _request(story)
        _introduce(story)
        _set_goals(story)
        _book(story)
        sweep(TUESDAY)
    with time_machine.travel(AFTER, tick=False):
        _write_and_correct(story)
        _change_goals(story)
        _complete(story)
        _release(story)
        sweep(AFTER)
    return story


def tell_together(first: Story, second: Story) -> None:
    """Two coachings of one coach that meet in a group: the first ends early, in the second an answer waits."""
    with time_machine.travel(TUESDAY, tick=False):
        for story in (first, second):
            _request(story)
        _plan_group(first, second)
        sweep(TUESDAY)
    with time_machine.travel(AFTER, tick=False):
        _write_to_all(first, second)
        _agree(first)
        first.post(first.coachee, "engagement_cancel", first.engagement.pk, {"reason": first.word("end")})
        _reply(second, "draft", reflection=second.draft("reflection"), objection=second.draft("objection"))
        sweep(AFTER)


def _request(story: Story) -> None:
    ask = {"theme": story.theme, "statement": story.word("goal"), "sign_of_success": story.word("sign")}
    story.post(story.coachee, "engagement_request", story.coach.pk, ask)
    story.post(story.coach, "engagement_answer", story.engagement.pk, story.scores("-1"))


def _introduce(story: Story) -> None:
    """Planned, and called off with a reason: that is all that is ever written of one."""
    start = story.start + 2 * DAY
    story.post(story.coachee, "introduction_book", story.engagement.pk, {"start": start.isoformat(), **MEETING})
    talk = CoachingSession.objects.get(engagement=story.engagement, start=start)
    story.post(story.coach, "session_cancel", talk.pk, {"reason": story.word("introduction")})


def _set_goals(story: Story) -> None:
    for name in ("second", "third"):
        words = {"statement": story.word(f"goal{name}"), "sign_of_success": story.word(f"sign{name}")}
        story.post(story.coachee, "goal_add", story.engagement.pk, {**words, "start_score": "-1"})


def _book(story: Story) -> None:
    key = story.engagement.pk
    for start in (story.start, story.start + DAY):
        story.post(story.coachee, "session_book", key, {"start": start.isoformat(), **MEETING})
    agenda = {"agenda": story.word("agenda"), "seen": agenda_version("")}
    story.post(story.coachee, "session_agenda", story.session.pk, agenda)
    other = CoachingSession.objects.get(engagement=key, start=story.start + DAY)
    story.post(story.coachee, "session_cancel", other.pk, {"reason": story.word("cancel")})


def _write_and_correct(story: Story) -> None:
    key = story.session.pk
    _give_feedback(story, "first")
    _reply(story, "object", objection=story.word("objection"))
    _give_feedback(story, "second")
    _agree(story)
    seen = note_version(story.notes[-1])
    story.post(story.coach, "session_note", key, {"note": story.note(), "seen": seen})


def _give_feedback(story: Story, round_: str, told: dict[str, str] | None = None) -> None:
    told = told or {**_talk(story, round_), "steps-0-what": story.word(f"step{round_}")}
    words = {**told, "feedback": story.word(f"feedback{round_}")}
    seen = _version_of(story.session)  # before the note of this round
    values = {**ROWS, **words, **story.scores("1"), "method": "grow", "seen": seen, "note": story.note(), "send": "1"}
    story.post(story.coach, "session_feedback", story.session.pk, values)


def _talk(story: Story, round_: str) -> dict[str, str]:
    return {name: story.word(f"{name}{round_}") for name in TALK}


def _version_of(session: CoachingSession) -> str:
    record, note = SessionRecord.objects.filter(session=session).first(), session.notes.first()
    return record_version(record, session.follow_ups.all(), note.text if note else "", session.scores.all())


def _agree(story: Story) -> None:
    _reply(story, "agree", reflection=story.word("reflection"), agree="on")


def _reply(story: Story, answer: str, **values: str) -> None:
    seen = reply_version(SessionRecord.objects.get(session=story.session))
    story.post(story.coachee, "session_reflection", story.session.pk, {**values, "answer": answer, "seen": seen})


def _change_goals(story: Story) -> None:
    """Records speak of all three: one keeps its earlier words beside the new ones, one is given up with a reason."""
    _first, second, third = story.goals
    words = {"statement": story.word("goalcorrected"), "sign_of_success": story.word("signcorrected")}
    story.post(story.coachee, "goal_change", second.pk, {**words, "seen": goal_version(second)})
    story.post(story.coach, "goal_withdraw", third.pk, {"reason": story.word("withdrawn")})


def _complete(story: Story) -> None:
    key, closing = story.engagement.pk, story.scores("2")
    for goal in story.goals:
        closing[f"evidence_{goal.pk}"] = story.word(f"evidence{goal.position}")
        closing[f"shown_by_{goal.pk}"] = story.word(f"shown{goal.position}")
    story.post(story.coachee, "engagement_complete", key, {**closing, "thanks": story.word("thanks")})
    story.post(story.coach, "engagement_thank", key, {"text": story.word("thanksback")})
    for person in (story.coachee, story.coach):
        story.post(person, "evaluation", key, {**MARKS, "words": story.seal()})


def _release(story: Story) -> None:
    """Four more evaluate the coach, so that what five of them wrote comes out together."""
    for _coachee in range(4):
        ended = CoachingEngagementFactory(coach=story.coach, theme_id=story.theme, state="completed")
        evaluate(engagement=ended, evaluation=Evaluation(4, 4, 4, story.seal()), by=ended.coachee)


def _plan_group(*stories: Story) -> None:
    first = stories[0]
    chosen = "&".join(f"coachee={story.engagement.pk}" for story in stories)
    topic = _said_to_all(stories, "topic")
    values = {"start": first.start.isoformat(), **MEETING, "topic": topic}
    send(first.coach, f"{reverse('coaching:group_create')}?theme={first.theme}&minutes=60&{chosen}", values)
    for story in stories:
        story.post(story.coachee, "session_join", story.session.pk, {})


def _write_to_all(*stories: Story) -> None:
    told = {name: _said_to_all(stories, f"{name}group") for name in (*TALK, "steps-0-what")}
    stories[0].post(stories[0].coach, "group_text", GroupSession.objects.get().pk, {**ROWS, **told})
    for story in stories:
        _give_feedback(story, "group", told)


def _said_to_all(stories: Iterable[Story], name: str) -> str:
    first, *others = stories
    word = first.word(name)
    for story in others:
        story.shared.append(word)
    return word


def dump(connection) -> str:
    """Everything that stands in the database, as a backup would hold it."""
    if connection.vendor == "sqlite":
        return "\n".join(connection.connection.iterdump())
    text = StringIO()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.copy_expert(f'COPY "{table}" TO STDOUT', text)
    return text.getvalue()


def found_in(text: str, words: list[str]) -> list[str]:
    """The words that the text gives away."""
    return [word for word in words if word in text]

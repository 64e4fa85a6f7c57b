"""A story told through the pages that writes a word of its own into every field a person fills in."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from io import StringIO

import time_machine
from django.test import Client
from django.urls import reverse

from bkn_portal.employees.models import Employee
from bkn_portal.notifications.actions import sweep
from coaching.models import CoachingEngagement, CoachingSession, SessionRecord
from coaching.queries import agenda_version, note_version, record_version, reply_version

from .conftest import posted_scores

TUESDAY = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
SLOT = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)  # Wednesday 09.00 WIB
DAY = timedelta(days=1)
AFTER = SLOT + timedelta(hours=2)
ROWS = {"steps-TOTAL_FORMS": 1, "steps-INITIAL_FORMS": 0, "steps-0-side": "coachee", "steps-0-due": "2026-12-02"}


@dataclass
class Story:
    """One coaching, with the words that its two people wrote: `shared` for both, `notes` for the coach alone."""

    theme: str
    coachee: Employee
    coach: Employee
    start: datetime = SLOT
    shared: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def engagement(self) -> CoachingEngagement:
        return CoachingEngagement.objects.get(theme=self.theme)

    @property
    def session(self) -> CoachingSession:
        return CoachingSession.objects.get(engagement=self.engagement, start=self.start)

    def word(self, name: str) -> str:
        """A word that stands nowhere else."""
        self.shared.append(f"Xq{self.theme}{name}Vz")
        return self.shared[-1]

    def note(self) -> str:
        self.notes.append(f"Xq{self.theme}note{len(self.notes)}Vz")
        return self.notes[-1]

    def post(self, who: Employee, route: str, pk: int, values: dict) -> None:
        client = Client()
        client.force_login(who)
        answer = client.post(reverse(f"coaching:{route}", args=[pk]), values)
        assert answer.status_code == 302, (route, answer.content.decode())


def tell(story: Story) -> Story:
    """From the request to the agreement, with a cancelled session, a correction and mails on the way."""
    with time_machine.travel(TUESDAY, tick=False):
        _request_and_book(story)
        sweep(TUESDAY)
    with time_machine.travel(AFTER, tick=False):
        _write_and_correct(story)
        sweep(AFTER)
    return story


def _request_and_book(story: Story) -> None:
    ask = {"theme": story.theme, "statement": story.word("goal"), "sign_of_success": story.word("sign")}
    story.post(story.coachee, "engagement_request", story.coach.pk, ask)
    key = story.engagement.pk
    story.post(story.coach, "engagement_answer", key, posted_scores("-1"))
    for start in (story.start, story.start + DAY):
        slot = {"start": start.isoformat(), "mode": "in_person", "place": "Ruang Rapat"}
        story.post(story.coachee, "session_book", key, slot)
    story.post(
        story.coachee, "session_agenda", story.session.pk, {"agenda": story.word("agenda"), "seen": agenda_version("")}
    )
    other = CoachingSession.objects.get(engagement=key, start=story.start + DAY)
    story.post(story.coachee, "session_cancel", other.pk, {"reason": story.word("cancel")})


def _feedback(story: Story, round_: str) -> dict:
    names = ("goal", "reality", "options", "will", "feedback")
    words = {name: story.word(f"{name}{round_}") for name in names}
    seen = _version_of(story.session)
    step, note = story.word(f"step{round_}"), story.note()
    return {**ROWS, **words, "method": "grow", "seen": seen, **posted_scores(), "steps-0-what": step, "note": note}


def _version_of(session: CoachingSession) -> str:
    record, note = SessionRecord.objects.filter(session=session).first(), session.notes.first()
    return record_version(record, session.follow_ups.all(), note.text if note else "", session.scores.all())


def _reply(story: Story, answer: str, **values: str) -> dict:
    return {**values, "answer": answer, "seen": reply_version(SessionRecord.objects.get(session=story.session))}


def _write_and_correct(story: Story) -> None:
    key = story.session.pk
    story.post(story.coach, "session_feedback", key, {**_feedback(story, "first"), "send": "1"})
    story.post(story.coachee, "session_reflection", key, _reply(story, "object", objection=story.word("objection")))
    story.post(story.coach, "session_feedback", key, {**_feedback(story, "second"), "send": "1"})
    reflection = story.word("reflection")
    story.post(story.coachee, "session_reflection", key, _reply(story, "agree", reflection=reflection, agree="on"))
    seen = note_version(story.notes[-1])
    story.post(story.coach, "session_note", key, {"note": story.note(), "seen": seen})
    story.post(story.coachee, "engagement_cancel", story.engagement.pk, {"reason": story.word("end")})


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

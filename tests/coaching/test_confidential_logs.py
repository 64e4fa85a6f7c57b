"""What the two of a coaching write stands in no log line and in no error report."""

import logging

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils.log import AdminEmailHandler

from bkn_portal.core.constraints import AppendOnly
from coaching.models import CoachingSession
from coaching.queries import agenda_version
from tests.factories import CoachProfileFactory, EmployeeFactory

from .markers import AFTER, Story, found_in, tell

pytestmark = pytest.mark.django_db


def test_words_stand_in_no_log_not_even_of_statements(at_now, caplog):
    caplog.set_level(logging.INFO, logger="factory")
    for name in (None, "django", "django.db.backends"):
        caplog.set_level(logging.DEBUG, logger=name)
    connection.force_debug_cursor = True
    try:
        story = tell(Story("wellbeing", EmployeeFactory(), CoachProfileFactory().person))
    finally:
        connection.force_debug_cursor = False
    assert "INSERT INTO" in caplog.text
    assert found_in(caplog.text, [*story.shared, *story.notes]) == []


def _refuse_every_change_of_sessions():
    """The database refuses what the page writes: an error nobody has foreseen."""
    with connection.cursor() as cursor:
        for statement in AppendOnly(name="broken").triggers(
            CoachingSession, connection.vendor, connection.ops.quote_name
        ):
            cursor.execute(statement % {"table": connection.ops.quote_name(CoachingSession._meta.db_table)})


@pytest.mark.parametrize("with_html", [False, True])
def test_error_report_holds_no_word_of_what_was_posted(engagement, at_now, caplog, settings, with_html):
    settings.ADMINS = [("Pengelola", "admin@bkn.example")]
    logger, handler = logging.getLogger("django.request"), AdminEmailHandler(include_html=with_html)
    logger.addHandler(handler)
    session = engagement.sessions.create(
        number=1, start=AFTER, end=AFTER.replace(hour=6), state_changed_at=AFTER, state="scheduled"
    )
    _refuse_every_change_of_sessions()
    client = Client(raise_request_exception=False)
    client.force_login(engagement.coachee)
    try:
        typed = {"agenda": "XqRahasiaVz", "seen": agenda_version("")}
        answer = client.post(reverse("coaching:session_agenda", args=[session.pk]), typed)
    finally:
        logger.removeHandler(handler)
    (report,) = mail.outbox
    told = f"{report.subject}{report.body}{report.alternatives}{caplog.text}{answer.content.decode()}"
    assert (answer.status_code, "write_agenda" in told, "XqRahasiaVz" in told) == (500, True, False)

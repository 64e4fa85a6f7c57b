"""Two tables that exist only for these tests, made through the same schema editor as migrations."""

from types import SimpleNamespace

import pytest
from django.db import connection, models
from django.test.utils import isolate_apps

from bkn_portal.core.constraints import (
    AppendOnly,
    NoOverlap,
    different,
    level_1_to_5,
    one_of,
    start_before_end,
)
from bkn_portal.core.crypto import EncryptedTextField
from bkn_portal.core.models import StatefulModel


class Mood(models.TextChoices):
    OPEN = "open", "open"
    DONE = "done", "done"
    LOST = "lost", "lost"


def talk_model():
    class Talk(StatefulModel):
        MOVES = {Mood.OPEN: (Mood.DONE, Mood.LOST)}

        state = models.CharField(max_length=4, choices=Mood.choices, default=Mood.OPEN)
        person = models.IntegerField()
        partner = models.IntegerField(null=True, blank=True)
        start = models.DateTimeField()
        end = models.DateTimeField(null=True, blank=True)
        level = models.IntegerField(null=True, blank=True)
        note = EncryptedTextField(blank=True)

        class Meta:
            app_label = "core"
            constraints = [
                one_of("state", Mood, name="core_talk_state", message="state"),
                start_before_end("start", "end", name="core_talk_times", message="times"),
                different("person", "partner", name="core_talk_people", message="different"),
                level_1_to_5("level", name="core_talk_level", message="level"),
                NoOverlap(name="core_talk_overlap", same=("person",), violation_error_message="overlap"),
            ]

    return Talk


def line_model():
    class Line(models.Model):
        text = models.CharField(max_length=20)

        class Meta:
            app_label = "core"
            constraints = [AppendOnly(name="core_line_append_only", violation_error_message="append only")]

        def __str__(self):
            return self.text

    return Line


@pytest.fixture(scope="session")
def _probe(django_db_setup, django_db_blocker):
    with isolate_apps("bkn_portal.core"):
        probe = SimpleNamespace(Talk=talk_model(), Line=line_model(), Mood=Mood)
    with django_db_blocker.unblock():
        with connection.schema_editor() as editor:
            editor.create_model(probe.Talk)
            editor.create_model(probe.Line)
        yield probe
        with connection.schema_editor() as editor:
            editor.delete_model(probe.Talk)
            editor.delete_model(probe.Line)


@pytest.fixture
def probe(_probe, db):
    """`probe.Talk` uses every builder of core.constraints; `probe.Line` is append only."""
    return _probe


@pytest.fixture
def shared_probe(_probe, transactional_db):
    """The same without a transaction around the test: for threads and for changes of the tables."""
    yield _probe
    with connection.schema_editor() as editor:
        for model in (_probe.Talk, _probe.Line):
            editor.delete_model(model)
            editor.create_model(model)

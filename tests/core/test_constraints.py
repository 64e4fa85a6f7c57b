"""The constraint builders: each is refused by the database and explained by the model, on both databases."""

import threading
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, OperationalError, connection, models, transaction

from bkn_portal.core.constraints import AppendOnly, NoOverlap

HOUR = timedelta(hours=1)


def maker(probe, now):
    """Makes talks of person 1 from now for an hour."""

    def make(**fields):
        return probe.Talk(**{"person": 1, "start": now, "end": now + HOUR, "state_changed_at": now, **fields})

    return make


@pytest.fixture
def talk(probe, now):
    """A stored talk of person 1 from now for an hour, and the maker of others."""
    make = maker(probe, now)
    make().save()
    return make


def refused_and_explained(row, message):
    with pytest.raises(ValidationError) as caught:
        row.full_clean(exclude=["state"])
    assert caught.value.messages == [message]
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_one_of_other_value_is_refused_and_explained(talk):
    row = talk(person=2, state="x")
    with pytest.raises(ValidationError) as caught:
        row.full_clean()
    assert list(caught.value.message_dict) == ["state"]
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


@pytest.mark.parametrize("length", [timedelta(0), -HOUR])
def test_start_before_end_turned_round_is_refused_and_explained(length, talk, now):
    row = talk(person=2, end=now + length)
    with pytest.raises(ValidationError) as caught:
        row.full_clean()
    assert caught.value.messages == ["times"]
    with pytest.raises(Exception, match=r"times|range lower bound") as refused, transaction.atomic():
        row.save()
    assert isinstance(refused.value, IntegrityError) or "range" in str(refused.value)


def test_different_with_the_same_is_refused_and_explained(talk):
    refused_and_explained(talk(person=2, partner=2), "different")


@pytest.mark.parametrize("level", [0, 6])
def test_level_beyond_one_to_five_is_refused_and_explained(level, talk):
    refused_and_explained(talk(person=2, level=level), "level")


@pytest.mark.parametrize(("start", "end"), [(0, 60), (30, 90), (-30, 30), (10, 20), (-30, 90), (-30, None), (59, None)])
def test_no_overlap_in_taken_time_is_refused_and_explained(start, end, talk, now):
    row = talk(start=now + timedelta(minutes=start), end=end and now + timedelta(minutes=end))
    refused_and_explained(row, "overlap")


@pytest.mark.parametrize(("start", "end"), [(60, 120), (-60, 0), (60, None)])
def test_no_overlap_back_to_back_is_stored(start, end, talk, now):
    row = talk(start=now + timedelta(minutes=start), end=None if end is None else now + timedelta(minutes=end))
    row.full_clean()
    row.save()


def test_no_overlap_of_another_person_is_stored(talk):
    talk(person=2).save()


def test_no_overlap_moved_into_taken_time_is_refused(talk, now):
    later = talk(start=now + 2 * HOUR, end=now + 3 * HOUR)
    later.save()
    later.end = now + 4 * HOUR
    later.full_clean()
    later.save()
    later.start = now
    refused_and_explained(later, "overlap")


def test_append_only_row_is_never_changed_or_deleted(probe):
    line = probe.Line.objects.create(text="first")
    for change in (lambda: probe.Line.objects.update(text="x"), lambda: probe.Line.objects.all().delete()):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
    with pytest.raises(ValidationError) as caught:
        line.full_clean()
    assert caught.value.messages == ["append only"]
    assert probe.Line.objects.get().text == "first"


@pytest.mark.sqlite
@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite rebuilds tables")
def test_triggers_survive_a_table_rebuild(shared_probe, now):
    probe, talk = shared_probe, maker(shared_probe, now)
    talk().save()
    probe.Line.objects.create(text="first")
    with connection.schema_editor() as editor:
        for model in (probe.Talk, probe.Line):
            extra = models.CharField(max_length=5, default="", null=True)
            extra.set_attributes_from_name("extra")
            extra.model = model
            editor._remake_table(model, create_field=extra)
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'core_%' ORDER BY name")
        assert [name for (name,) in cursor.fetchall()] == [
            "core_line_append_only_delete",
            "core_line_append_only_update",
            "core_talk_overlap_insert",
            "core_talk_overlap_update",
        ]
    with pytest.raises(IntegrityError), transaction.atomic():
        talk().save()


def test_trigger_constraints_added_and_removed_by_migrations_take_effect(shared_probe, now):
    probe, talk = shared_probe, maker(shared_probe, now)
    talk().save()
    overlap = probe.Talk._meta.constraints[-1]
    lines = probe.Line._meta.constraints[0]
    probe.Talk._meta.constraints.remove(overlap)
    probe.Line._meta.constraints.remove(lines)
    with connection.schema_editor() as editor:
        editor.remove_constraint(probe.Talk, overlap)
        editor.remove_constraint(probe.Line, lines)
    second = talk()
    second.save()
    second.delete()
    probe.Line.objects.create(text="x")
    probe.Line.objects.all().delete()
    probe.Talk._meta.constraints.append(overlap)
    probe.Line._meta.constraints.append(lines)
    with connection.schema_editor() as editor:
        editor.add_constraint(probe.Talk, overlap)
        editor.add_constraint(probe.Line, lines)
    with pytest.raises(IntegrityError), transaction.atomic():
        talk().save()


def test_trigger_constraints_equal_to_their_like_only():
    assert AppendOnly(name="a") == AppendOnly(name="a") != AppendOnly(name="b")
    assert NoOverlap(name="a", same=("x",)) == NoOverlap(name="a", same=("x",)) != NoOverlap(name="a", same=("y",))


@pytest.mark.postgres
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite in memory has one connection")
def test_no_overlap_eight_threads_at_once_leave_one_row(shared_probe, now):
    probe, talk = shared_probe, maker(shared_probe, now)
    gate, results = threading.Barrier(8), []

    def book():
        try:
            gate.wait()
            with transaction.atomic():
                talk().save()
            results.append("stored")
        except (IntegrityError, OperationalError):  # of many at once PostgreSQL ends some as deadlocks
            results.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=book) for _number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == ["refused"] * 7 + ["stored"]
    assert probe.Talk.objects.count() == 1

from datetime import timedelta

import pytest

from bkn_portal.employees.models import Employee
from bkn_portal.worklist import queries, registry
from bkn_portal.worklist.items import AgendaItem, Development, Pillar, ToDo, Worklist


@pytest.fixture
def register():
    """Register sources in place of the apps' own for one test."""
    before, made = registry.sources(), []
    for source in before:
        registry.unregister(source)

    def add(**answers):
        made.append(registry.register(**answers))

    yield add
    for source in made:
        registry.unregister(source)
    for source in before:
        registry.register(
            todos=source.todos, agenda=source.agenda, developments=source.developments, together=source.together
        )


def todo(title, due, pillar=Pillar.COACHING):
    return ToDo(title, "", "/", due, pillar)


def test_todos_of_two_apps_come_by_due_date_and_those_without_last(register, now):
    register(todos=lambda employee, now: [todo("c", None), todo("b", now + timedelta(days=2))])
    register(todos=lambda employee, now: [todo("a", now + timedelta(days=3)), todo("d", now - timedelta(days=1))])
    assert [item.title for item in queries.todos_for(Employee(), now)] == ["d", "b", "a", "c"]


def test_agenda_comes_by_start_without_what_is_over(register, now):
    def item(title, hours):
        start = now + timedelta(hours=hours)
        return AgendaItem(title, "", start, start + timedelta(hours=1), "/", Pillar.COACHING)

    register(agenda=lambda employee, now: [item("later", 5), item("over", -1), item("running", -0.5)])
    register(agenda=lambda employee, now: [item("next", 1)])
    assert [item.title for item in queries.agenda_for(Employee(), now)] == ["running", "next", "later"]


def test_developments_come_by_pillar_and_title(register, now):
    def goal(title, pillar):
        return Development(title, pillar, "/", None, "")

    register(developments=lambda employee, now: [goal("b", Pillar.SELF_STUDY), goal("z", "coaching")])
    register(developments=lambda employee, now: [goal("m", Pillar.MENTORING), goal("a", Pillar.SELF_STUDY)])
    assert [item.title for item in queries.worklist_for(Employee(), now).developments] == ["z", "m", "a", "b"]


def test_source_that_answers_one_question_has_nothing_else(register, now):
    register(todos=lambda employee, now: [todo("a", None)])
    assert queries.agenda_for(Employee(), now) == []
    assert queries.worklist_for(Employee(), now).developments == []


def test_worklist_merges_sources_asked_together_and_one_by_one(register, now):
    whole = Worklist([todo("b", now)], [], [Development("goal", "coaching", "/", None, "")])
    register(todos=lambda employee, now: pytest.fail("asked twice"), together=lambda employee, now: whole)
    register(todos=lambda employee, now: [todo("a", now - timedelta(days=1))])
    found = queries.worklist_for(Employee(), now)
    assert [item.title for item in found.todos] == ["a", "b"]
    assert (found.agenda, [item.title for item in found.developments]) == ([], ["goal"])


def test_source_is_asked_for_the_person_at_the_moment(register, now):
    asked, person = [], Employee(name="Ratna")
    register(todos=lambda *arguments: asked.append(arguments) or [])
    queries.todos_for(person, now)
    assert asked == [(person, now)]


def test_pillar_value_is_the_css_class():
    assert Pillar.values == ["coaching", "mentoring", "mandiri"]

"""Empties the demo's database, so that it can be told anew."""

from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.management.color import no_style
from django.db import connection, transaction

from bkn_portal.employees.models import Employee

# What migrations put there and the demo builds on: it stays.
KEPT_APPS = {"contenttypes", "auth"}
KEPT_MODELS = {
    "competencies.competency",
    "competencies.leveltext",
    "competencies.categorystandard",
    "coaching.coachingtheme",
    "coaching.sessionlength",
    "hours.hourrule",
    "hours.obligationrule",
    "hours.ruleexample",
}


def has_data() -> bool:
    """Whether anyone is there already."""
    return Employee.objects.exists()


def _tables() -> list[str]:
    return [
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed
        and not model._meta.proxy
        and model._meta.app_label not in KEPT_APPS
        and model._meta.label_lower not in KEPT_MODELS
    ]


def _lift_append_only(cursor) -> list[str]:
    """SQLite empties tables by DELETE, which append-only triggers refuse: drop them, return how to set them again."""
    if connection.vendor != "sqlite":
        return []  # TRUNCATE fires no row triggers
    cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND sql LIKE '%append-only table%'")
    triggers = cursor.fetchall()
    for name, _sql in triggers:
        cursor.execute(f"DROP TRIGGER {connection.ops.quote_name(name)}")
    return [sql for _name, sql in triggers]


@transaction.atomic
def empty_database() -> None:
    """Delete every row of the portal but the dictionary, coaching's lists and the hour rules; ids start again at 1.

    Open browser sessions end. The only place that deletes from append-only tables: it never runs in production
    without --force.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA defer_foreign_keys = ON")
        connection.check_constraints()  # PostgreSQL truncates no table with foreign keys still to be checked
        triggers = _lift_append_only(cursor)
        for statement in connection.ops.sql_flush(no_style(), _tables(), reset_sequences=True):
            cursor.execute(statement)
        for sql in triggers:
            cursor.execute(sql)
    Session.objects.all().delete()

"""Migrations say what the models say, and their names say why."""

import re

import pytest
from django.core.management import call_command

from .source import modules, name


@pytest.mark.django_db
def test_migrations_miss_nothing_of_the_models():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_migration_names_made_by_a_program_are_none():
    migrations = [path for path in modules(migrations=True) if path.parent.name == "migrations"]
    automatic = re.compile(r"_auto_|_initial$|_and_more$|_alter_|_remove_\w+_\w+_and")
    assert [name(path) for path in migrations if automatic.search(path.stem)] == []

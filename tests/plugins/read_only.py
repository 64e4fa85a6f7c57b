"""A test client whose GETs cannot write."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client

READS = re.compile(r"^\s*\(*\s*(SELECT|BEGIN|SAVEPOINT|RELEASE SAVEPOINT|ROLLBACK TO SAVEPOINT|EXPLAIN)\b", re.I)
LOCKS = re.compile(r"\bFOR (NO KEY )?UPDATE\b")
# Django keeps the session's expiry and messages there; it is the reader's own row and holds no business fact.
SESSIONS = re.compile(r'^\s*(INSERT INTO|UPDATE|DELETE FROM) "django_session"')


class WroteInGetError(AssertionError):
    """A GET wanted to change the database."""


def refuse_writes(execute: Callable, sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """Lets reads pass, and Django's own session row."""
    if (READS.match(sql) and not LOCKS.search(sql)) or SESSIONS.match(sql):
        return execute(sql, params, many, context)
    raise WroteInGetError(sql)


class ReadOnlyClient(Client):
    """Django's test client; in a GET or HEAD the database refuses everything but reading."""

    def request(self, **request: Any) -> Any:
        if request.get("REQUEST_METHOD") not in ("GET", "HEAD"):
            return super().request(**request)
        with connection.execute_wrapper(refuse_writes):
            return super().request(**request)


@pytest.fixture
def client() -> ReadOnlyClient:
    """Every test's client: GET never writes."""
    return ReadOnlyClient()

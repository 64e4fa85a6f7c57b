"""What people change about their own account, and the record of signing in."""

from datetime import datetime
from functools import partial
from typing import Any

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.db import transaction
from django.db.models import Exists, OuterRef

from bkn_portal.audit.actions import record
from bkn_portal.core.errors import require
from bkn_portal.core.sessions import SessionStore

from .. import access
from ..models import Employee


@transaction.atomic
def change_language(*, employee: Employee, language: str, by: Employee, now: datetime) -> None:
    """Choose the language of pages and mails: "id" or "en". Raises AccessDenied."""
    require(access.can_change_personal_settings(by, employee))
    if employee.language == language:
        return
    employee.language = language
    employee.save(update_fields=["language"])
    record("employees.employee.language_changed", actor=by, target=employee, at=now, language=language)


@transaction.atomic
def change_time_zone(*, employee: Employee, time_zone: str, by: Employee, now: datetime) -> None:
    """Choose an own time zone (an IANA name of core.periods.Zone); "" follows the unit. Raises AccessDenied."""
    require(access.can_change_personal_settings(by, employee))
    if employee.time_zone_override == time_zone:
        return
    employee.time_zone_override = time_zone
    employee.save(update_fields=["time_zone_override"])
    record("employees.employee.time_zone_changed", actor=by, target=employee, at=now, time_zone=time_zone)


@transaction.atomic
def end_session(*, session: UserSession, by: Employee, now: datetime) -> None:
    """Sign one of the own browsers out; it notices at its next request. Raises AccessDenied."""
    require(access.can_end_session(by, session.user_id))
    _delete_sessions(UserSession.objects.filter(pk=session.pk))
    record("employees.session.ended", actor=by, target=by, at=now)


@transaction.atomic
def end_other_sessions(*, keep: str, by: Employee, now: datetime) -> int:
    """Sign all own browsers out except the session with the key `keep`; returns how many that were."""
    ended = _delete_sessions(UserSession.objects.filter(user_id=by.pk).exclude(session_key=keep))
    if ended:
        record("employees.session.others_ended", actor=by, target=by, at=now, count=ended)
    return ended


@transaction.atomic
def end_all_sessions(*, employee: Employee) -> None:
    """Forget every session of a person who may not come back, so that a later reactivation revives none."""
    _delete_sessions(UserSession.objects.filter(user_id=employee.pk))


def _delete_sessions(sessions: Any) -> int:
    """Out of the table at once, whatever their number, and out of the cache once that is certain.

    Any earlier, a request in between would read the session from the table and put it back into the cache.
    """
    keys = list(sessions.values_list("session_key", flat=True))
    cached = [f"{SessionStore.cache_key_prefix}{key}" for key in keys]
    transaction.on_commit(partial(caches[settings.SESSION_CACHE_ALIAS].delete_many, cached))
    Session.objects.filter(session_key__in=keys).delete()
    sessions.delete()
    return len(keys)


@transaction.atomic
def note_sign_in(
    *, employee: Employee, methods: list[str], session_key: str, ip: str, user_agent: str, now: datetime
) -> None:
    """Record a successful sign-in and how it was done ("password", "mfa", "socialaccount"); list the browser.

    Browsers whose session is gone leave the list; a session that was signed in already begins anew.
    """
    live = Session.objects.filter(session_key=OuterRef("session_key"), expire_date__gt=now)
    UserSession.objects.filter(~Exists(live), user_id=employee.pk).delete()
    told = {"user": employee, "ip": ip, "user_agent": user_agent, "created_at": now, "last_seen_at": now}
    UserSession.objects.bulk_create(
        [UserSession(session_key=session_key, **told)],
        update_conflicts=True,
        unique_fields=["session_key"],
        update_fields=[*told],
    )
    record("employees.sign_in.succeeded", actor=employee, target=employee, at=now, methods=methods)


def note_failed_sign_in(*, nip: str, now: datetime, method: str = "password") -> None:
    """Record a refused sign-in. An unknown NIP is recorded as employee 0 and not kept.

    Known and unknown take the same queries, so that the time of the answer tells nothing.
    """
    employee = Employee.objects.filter(nip=nip).only("pk").first() or Employee(pk=0)
    record("employees.sign_in.refused", actor=None, target=employee, at=now, method=method)


def note_account_change(kind: str, *, employee: Employee, now: datetime, **details: Any) -> None:
    """Record what allauth has changed about the person's sign-in, password or second factor."""
    record(kind, actor=employee, target=employee, at=now, **details)

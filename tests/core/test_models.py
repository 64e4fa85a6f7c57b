import threading
from datetime import timedelta

import pytest
from cryptography.fernet import Fernet, InvalidToken
from django.core.exceptions import FieldError
from django.db import connection

from bkn_portal.core import crypto
from bkn_portal.core.errors import AccessDenied, DomainError, StaleState, require


@pytest.fixture
def talk(probe, now):
    return probe.Talk.objects.create(person=1, start=now, state_changed_at=now, note="rahasia")


def test_move_to_changes_state_time_and_more(probe, talk, now):
    later = now + timedelta(hours=1)
    talk.move_to(probe.Mood.DONE, now=later, level=3)
    stored = probe.Talk.objects.get()
    assert (stored.state, stored.state_changed_at, stored.level) == ("done", later, 3)
    assert (talk.state, talk.state_changed_at, talk.level) == ("done", later, 3)


def test_move_to_from_a_stale_copy_is_refused_and_changes_nothing(probe, talk, now):
    stale = probe.Talk.objects.get()
    talk.move_to(probe.Mood.DONE, now=now)
    with pytest.raises(StaleState):
        stale.move_to(probe.Mood.LOST, now=now)
    assert (stale.state, probe.Talk.objects.get().state) == ("open", "done")


def test_move_to_a_state_that_is_not_allowed_is_refused(probe, talk, now):
    talk.move_to(probe.Mood.DONE, now=now)
    for state in (probe.Mood.OPEN, probe.Mood.DONE, "x"):
        with pytest.raises(StaleState):
            talk.move_to(state, now=now)


@pytest.mark.postgres
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite in memory has one connection")
def test_move_to_two_threads_at_once_moves_once(shared_probe, now):
    probe = shared_probe
    probe.Talk.objects.create(person=1, start=now, state_changed_at=now)
    gate, results = threading.Barrier(2), []

    def move(state):
        copy = probe.Talk.objects.get()
        try:
            gate.wait()
            copy.move_to(state, now=now)
            results.append("moved")
        except StaleState:
            results.append("stale")
        finally:
            connection.close()

    threads = [threading.Thread(target=move, args=[state]) for state in ("done", "lost")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == ["moved", "stale"]


def raw_note():
    with connection.cursor() as cursor:
        cursor.execute("SELECT note FROM core_talk")
        return cursor.fetchone()[0]


def test_encrypted_text_is_ciphertext_in_the_column(probe, talk):
    assert "rahasia" not in raw_note()
    assert crypto.decrypt(raw_note()) == "rahasia"
    assert probe.Talk.objects.get().note == "rahasia"


def test_encrypted_text_empty_stays_empty(probe, talk):
    talk.note = ""
    talk.save()
    assert (raw_note(), probe.Talk.objects.get().note) == ("", "")


@pytest.mark.parametrize("lookup", ["note__icontains", "note", "note__in", "note__gt"])
def test_encrypted_text_is_not_searched(probe, talk, lookup):
    with pytest.raises(FieldError):
        probe.Talk.objects.filter(**{lookup: "rahasia"}).exists()


def test_reencrypt_lets_the_old_key_go(probe, talk, settings):
    probe.Talk.objects.create(person=2, start=talk.start, state_changed_at=talk.start)
    old, new = settings.ENCRYPTION_KEYS, [Fernet.generate_key().decode()]
    settings.ENCRYPTION_KEYS = [*new, *old]
    assert crypto.reencrypt(probe.Talk, "note") == 1
    settings.ENCRYPTION_KEYS = new
    assert probe.Talk.objects.get(person=1).note == "rahasia"
    settings.ENCRYPTION_KEYS = old
    with pytest.raises(InvalidToken):
        crypto.decrypt(raw_note())


def test_require_lets_pass_or_denies():
    require(True)
    with pytest.raises(AccessDenied):
        require(False)


def test_domain_error_speaks_its_sentence():
    assert str(DomainError("Tidak bisa.")) == "Tidak bisa."
    assert str(StaleState()) == str(StaleState.message)

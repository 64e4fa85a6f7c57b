"""Text that was typed when the sign-in had ended: kept for its writer alone, unreadable, few and not for long."""

from importlib import import_module

import pytest
from cryptography.fernet import Fernet
from django.conf import settings as portal
from django.contrib.auth.models import AnonymousUser
from django.core import signing
from django.http import QueryDict
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from bkn_portal.core import typed
from bkn_portal.employees.models import Employee

RATNA, BUDI = Employee(pk=7), Employee(pk=8)
HERE = "/coaching/sesi/12/refleksi/"
TEXT = {"reflection": "Saya mulai dengan agenda – “pelan”"}


def new_session():
    return import_module(portal.SESSION_ENGINE).SessionStore()


@pytest.fixture
def session():
    """A visitor's session, which ends with the test."""
    return new_session()


def post(session, values=TEXT, path=HERE, writer=RATNA):
    """A form that comes too late; without a writer it does not ask for its text to be kept."""
    named = {typed.FIELD: typed.writer_token(writer.pk)} if writer else {}
    request = RequestFactory().post(path, {**values, **named})
    request.session = session
    return request


def read(session, path=HERE, reader=RATNA):
    """What the reader finds of a form, without the name of its writer."""
    request = RequestFactory().get("/")
    request.session, request.user = session, reader
    found = typed.kept(request, path)
    return found and {name: values for name, values in found.lists() if name != typed.FIELD}


def test_text_comes_back_to_its_writer_with_every_value(session):
    values = {**TEXT, "themes": ["team", "communication"], "empty": ""}
    assert typed.keep(post(session, values)) is True
    assert read(session) == {
        "reflection": ["Saya mulai dengan agenda – “pelan”"],
        "themes": ["team", "communication"],
        "empty": [""],
    }


@given(text=st.text())
def test_text_of_any_letters_comes_back_as_it_was(text):
    request = post(new_session())
    request.POST = QueryDict(mutable=True)
    request.POST.update({"note": text, typed.FIELD: typed.writer_token(RATNA.pk)})
    assert (typed.keep(request), read(request.session)) == (True, {"note": [text]})


def test_text_is_ciphertext_in_the_session_and_can_be_stored(session):
    typed.keep(post(session, {"note": "Xqcatatan"}))
    stored = session.serializer().dumps(dict(session)).decode()
    assert ("Xqcatatan" in stored, "note" in stored, HERE in stored) == (False, False, True)


@pytest.mark.parametrize("reader", [BUDI, AnonymousUser()], ids=["another", "nobody"])
def test_text_of_one_person_is_not_there_for_another(session, reader):
    typed.keep(post(session))
    assert (read(session, reader=reader), read(session) is None) == (None, False)


def test_text_of_one_form_is_not_there_for_another_form(session):
    typed.keep(post(session))
    assert read(session, path="/coaching/sesi/13/refleksi/") is None


@pytest.mark.parametrize(
    "token",
    ["", "7", signing.dumps(7), signing.dumps(7, salt="portal.other"), typed.writer_token(7)[:-1]],
    ids=["none", "bare number", "no salt", "other salt", "cut"],
)
def test_form_without_a_signed_writer_is_not_kept(session, token):
    request = post(session, {**TEXT, typed.FIELD: token}, writer=None)
    assert (typed.keep(request), dict(session)) == (False, {})


@pytest.mark.parametrize(("over", "is_kept"), [(0, True), (1, False)])
def test_form_longer_than_the_limit_is_not_kept(session, over, is_kept):
    others = len(post(session, {"note": ""}).POST.urlencode())
    request = post(session, {"note": "x" * (typed.LONGEST - others + over)})
    assert (typed.keep(request), typed.KEY in session) == (is_kept, is_kept)


def test_fourth_form_takes_the_place_of_the_oldest(session):
    paths = [f"/coaching/sesi/{number}/refleksi/" for number in range(4)]
    for path in paths:
        typed.keep(post(session, path=path))
    assert [read(session, path) is None for path in paths] == [True, False, False, False]


def test_form_kept_again_is_the_newest_and_drives_nobody_out(session):
    paths = [f"/coaching/sesi/{number}/refleksi/" for number in range(3)]
    for path in paths:
        typed.keep(post(session, path=path))
    typed.keep(post(session, {"reflection": "Lagi"}, path=paths[0]))
    assert [read(session, path) is None for path in paths] == [False, False, False]
    assert read(session, paths[0]) == {"reflection": ["Lagi"]}
    typed.keep(post(session, path="/coaching/sesi/9/refleksi/"))
    assert [read(session, path) is None for path in paths] == [False, True, False]


def test_form_that_was_saved_is_forgotten_and_the_others_stay(session):
    typed.keep(post(session))
    typed.keep(post(session, path="/coaching/sesi/13/refleksi/"))
    typed.forget(post(session))
    assert (read(session), read(session, path="/coaching/sesi/13/refleksi/") is None) == (None, False)


def test_form_saved_as_usual_leaves_the_session_alone(session):
    typed.forget(post(session))
    assert (session.modified, dict(session)) == (False, {})


def test_text_whose_key_has_gone_is_no_longer_there(session, settings):
    typed.keep(post(session))
    settings.ENCRYPTION_KEYS = [Fernet.generate_key().decode()]
    assert read(session) is None

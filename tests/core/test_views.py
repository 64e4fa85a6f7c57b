"""The helpers that keep views thin."""

import pytest
from django import forms
from django.contrib.messages.storage.base import BaseStorage
from django.test import RequestFactory

from bkn_portal.core.errors import AccessDenied, AlreadyDone, DomainError
from bkn_portal.core.views import act, attempt, form_too_old, render_form


class EmptyForm(forms.Form):
    pass


def test_attempt_that_works_passes_arguments_on():
    seen = {}
    assert attempt(EmptyForm({}), lambda **kwargs: seen.update(kwargs), jp=2) is True
    assert seen == {"jp": 2}


def test_attempt_refused_by_a_rule_puts_its_sentence_on_the_form():
    def refuse():
        raise DomainError("Waktu itu sudah terisi.")

    form = EmptyForm({})
    assert attempt(form, refuse) is False
    assert form.non_field_errors() == ["Waktu itu sudah terisi."]


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (None, ("success", "Dicatat.")),
        (AlreadyDone(), ("info", "Ini sudah dilakukan sebelumnya. Tidak ada yang berubah.")),
        (DomainError("Waktu itu sudah terisi."), ("error", "Waktu itu sudah terisi.")),
    ],
)
def test_act_tells_what_became_of_it(fault, told):
    def action(**_kwargs):
        if fault:
            raise fault

    request = RequestFactory().post("/")
    request._messages = BaseStorage(request)
    act(request, action, "Dicatat.", jp=2)
    assert [(message.level_tag, message.message) for message in request._messages._queued_messages] == [told]


def test_attempt_without_the_right_is_not_swallowed():
    def deny():
        raise AccessDenied

    with pytest.raises(AccessDenied):
        attempt(EmptyForm({}), deny)


@pytest.mark.parametrize(("error", "status"), [("", 200), ("Tidak bisa.", 422)])
def test_render_form_answers_422_when_refused(error, status):
    form = EmptyForm({})
    if error:
        form.add_error(None, error)
    response = render_form(RequestFactory().get("/"), "components/errors.html", {}, form=form)
    assert (response.status_code, error in response.content.decode()) == (status, True)


@pytest.mark.parametrize(
    ("came_from", "page"),
    [
        ("http://testserver/coaching/sesi/3/?rows=more#follow-ups", "/coaching/sesi/3/?rows=more"),
        ("https://elsewhere.example/coaching/", ""),
        ("http://testserver//elsewhere.example/", ""),
        ("http://testserver", ""),
        ("javascript:alert(1)", ""),
        ("http://[", ""),
        ("", ""),
    ],
)
def test_form_too_old_leads_back_to_its_own_page_alone(db, client, came_from, page):
    request = client.get("/masuk/", follow=True).wsgi_request
    request.META["HTTP_REFERER"] = came_from
    answer = form_too_old(request)
    text = answer.content.decode()
    assert (answer.status_code, f'href="{page}">Buka lagi halamannya' in text) == (403, bool(page))

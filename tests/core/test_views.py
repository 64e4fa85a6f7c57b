"""The helpers that keep views thin."""

import pytest
from django import forms
from django.test import RequestFactory

from bkn_portal.core.errors import AccessDenied, DomainError
from bkn_portal.core.views import attempt, render_form


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

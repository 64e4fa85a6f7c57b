"""What every form of the portal shares: labels, explanations, refusals."""

from django import forms
from django.template import Context, Template

from bkn_portal.core.forms import PortalFormMixin


class WishForm(PortalFormMixin, forms.Form):
    goal = forms.CharField(label="Tujuan", max_length=10, help_text="Satu kalimat.")
    note = forms.CharField(label="Catatan", required=False)
    mode = forms.ChoiceField(label="Cara", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)
    share = forms.BooleanField(label="Bagikan", required=False)


class WishFilter(WishForm):
    mark_optional = False


def show(form: forms.Form) -> str:
    return Template("{% load crispy_forms_tags %}{% crispy form %}").render(Context({"form": form}))


def test_form_untouched_shows_no_form_tag_no_token_and_no_errors():
    html = show(WishForm())
    assert [word for word in ("<form", "csrfmiddlewaretoken", 'role="alert"', "style=") if word in html] == []


def test_form_field_that_may_stay_empty_says_so():
    html = show(WishForm())
    assert (html.count("Catatan (opsional)"), html.count("(opsional)")) == (1, 1)


def test_filter_form_marks_nothing_optional():
    assert "(opsional)" not in show(WishFilter())


def test_form_refused_lists_errors_with_links_and_ties_each_to_its_field():
    form = WishForm({"goal": "", "mode": "x"})
    form.add_error(None, "Sudah penuh.")
    html = show(form)
    assert 'role="alert"' in html
    assert "<li>Sudah penuh.</li>" in html
    assert '<a href="#id_goal">Tujuan</a>' in html
    assert '<a href="#id_mode_0">Cara</a>' in html
    assert 'aria-describedby="id_goal_helptext id_goal_error"' in html
    assert 'id="id_goal_error"' in html


def test_form_refused_keeps_what_was_typed():
    assert 'value="terlalu panjang sekali"' in show(WishForm({"goal": "terlalu panjang sekali"}))

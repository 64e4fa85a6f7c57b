"""What every form of the portal shares: labels, explanations, refusals."""

import pytest
from crispy_forms.layout import Layout
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


class LaidOutForm(WishForm):
    layout = Layout("mode", "goal", "note", "share")


class PasswordForm(PortalFormMixin, forms.Form):
    password = forms.CharField(strip=False, widget=forms.PasswordInput)


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


def test_form_summary_follows_the_order_of_the_page():
    form = LaidOutForm({})
    assert list(form.errors) == ["mode", "goal"]
    html = show(form)
    assert html.index('<a href="#id_mode_0">') < html.index('<a href="#id_goal">')


@pytest.mark.parametrize("nothing", ["\u200b\u200b", "\u2060 \ufeff", "\x07\x1f", "\u3164", "\u00a0\u202e", "\u2800"])
def test_form_text_that_shows_nothing_is_missing(nothing):
    assert WishForm({"goal": nothing, "mode": "a"}).errors == {"goal": ["Mohon diisi."]}


def test_form_text_keeps_what_stands_between_visible_characters():
    form = WishForm({"goal": "\u200b a\u200db\n\u200b", "mode": "a"})
    assert (form.is_valid(), form.cleaned_data["goal"]) == (True, "a\u200db")


def test_form_password_is_left_as_it_was_typed():
    form = PasswordForm({"password": "\u200b rahasia "})
    assert (form.is_valid(), form.cleaned_data["password"]) == (True, "\u200b rahasia ")


def test_form_with_a_prefix_reads_its_own_text():
    form = WishForm({"row-goal": "\u200b", "goal": "lain", "row-mode": "a"}, prefix="row")
    assert list(form.errors) == ["goal"]


class PlanForm(PortalFormMixin, forms.Form):
    due = forms.DateField()
    start = forms.DateTimeField()


@pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31", "2200-01-01", "9999-12-31"])
def test_form_day_of_another_age_is_refused(day):
    form = PlanForm({"due": day, "start": f"{day} 09:00"})
    assert form.errors == {"due": ["Tanggal ini tidak dikenali."], "start": ["Masukkan tanggal/waktu yang valid."]}


def test_form_day_of_this_age_is_taken():
    assert PlanForm({"due": "1900-01-01", "start": "2199-12-31 09:00"}).is_valid()

"""Every kind that any app registers, in both languages."""

import pytest
from django.test import override_settings
from django.urls import resolve
from django.utils import translation

from bkn_portal.notifications import actions, mail, registry
from bkn_portal.notifications.models import Reminder

from .examples import EXAMPLES

pytestmark = pytest.mark.django_db
CODES = sorted(kind.code for kind in registry.kinds())


def letter_of(reminder: Reminder, language: str) -> mail.Letter:
    kind = registry.get(reminder.kind)
    reminder.recipient.language = language
    with mail.reader_settings(reminder.recipient):
        return mail.compose(reminder, kind, kind.context(reminder))


def test_every_kind_has_an_example():
    assert sorted(EXAMPLES) == CODES


@pytest.mark.parametrize("code", CODES)
@override_settings(SITE_URL="https://portal.bkn.example")
def test_kind_in_both_languages_renders_with_link_reason_and_way_out(code):
    reminder = EXAMPLES[code](code)
    for language in ("id", "en"):
        letter = letter_of(reminder, language)
        with translation.override(language):
            why = str(registry.get(code).why)
        assert letter.subject
        assert resolve(letter.path.split("?")[0])
        for body in (letter.text, letter.html):
            assert f"https://portal.bkn.example{letter.path}" in body
            assert "https://portal.bkn.example/akun/pemberitahuan/" in body
            assert "%(" not in body
            assert reminder.recipient.nip not in body
        assert why in letter.text
        assert f'lang="{language}"' in letter.html


@pytest.mark.parametrize("code", CODES)
def test_kind_in_indonesian_differs_from_english(code):
    reminder = EXAMPLES[code](code)
    kind = registry.get(code)
    for words in (kind.label, kind.why):
        with translation.override("id"):
            indonesian = str(words)
        with translation.override("en"):
            assert str(words) != indonesian
    assert letter_of(reminder, "id").text != letter_of(reminder, "en").text


@pytest.mark.parametrize("code", CODES)
def test_kind_delivered_in_working_hours_is_mailed(code, now, mailoutbox):
    reminder = EXAMPLES[code](code)
    batch = [row for row in actions.claim_batch(now=now) if row.pk == reminder.pk]
    actions.deliver_batch(batch, now=now)
    assert [message.to for message in mailoutbox] == [[reminder.recipient.email]]

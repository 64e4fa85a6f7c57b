"""Every word on the screen is Indonesian."""

import os
import re
import shutil
import subprocess
import sys

import pytest
from babel.messages import pofile

from .source import ROOT, modules, templates

CATALOGUE = ROOT / "locale" / "id" / "LC_MESSAGES" / "django.po"
SAME_IN_EVERY_LANGUAGE = {"Badan Kepegawaian Negara", "Bahasa Indonesia"}  # proper names
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|{\w*}")


def catalogue(path=CATALOGUE):
    with path.open("rb") as file:
        return [message for message in pofile.read_po(file, locale="id") if message.id]


def variants(message) -> list[str]:
    return list(message.string) if isinstance(message.string, tuple) else [message.string]


def test_messages_without_translation_or_fuzzy_are_none():
    assert [message.id for message in catalogue() if message.fuzzy or not all(variants(message))] == []


def test_translations_keep_the_placeholders_of_their_message():
    def placeholders(text):
        return sorted(set(PLACEHOLDER.findall(text)))

    wrong = []
    for message in catalogue():
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        if any(placeholders(text) != placeholders(ids[-1]) for text in variants(message)):
            wrong.append(message.id)
    assert wrong == []


@pytest.mark.skipif(shutil.which("xgettext") is None, reason="no gettext: Debian: apt install gettext")
def test_messages_in_the_code_are_all_in_the_catalogue(tmp_path):
    """Collects the messages anew in a copy of the tree."""
    copied = [*modules(), *templates(), ROOT / "manage.py", *ROOT.glob("static/*.js")]
    for path in copied:
        target = tmp_path / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
    (tmp_path / "locale" / "id" / "LC_MESSAGES").mkdir(parents=True)
    subprocess.run(
        [sys.executable, "-m", "django", "makemessages", "--locale", "id", "--no-location", "--verbosity", "0"],
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"]},
        check=True,
    )
    wanted = {message.id for message in catalogue(tmp_path / "locale" / "id" / "LC_MESSAGES" / "django.po")}
    have = {message.id for message in catalogue()}
    assert wanted - have == set()


def test_templates_with_bare_indonesian_or_english_words_are_none():
    """A text node of two words or more that no translate tag covers."""
    tags = re.compile(
        r"{#.*?#}|{%\s*comment.*?endcomment\s*%}|{%\s*blocktrans.*?endblocktrans\w*\s*%}|<svg.*?</svg>|{%.*?%}|{{.*?}}|<[^>]*>",
        re.DOTALL,
    )
    words = re.compile(r"[A-Za-z]{2,}(?:\s+[A-Za-z]{2,})+")
    pages = [path for path in templates() if path.suffix == ".html" and path.name != "gallery.html"]
    bare = {word for path in pages for word in words.findall(tags.sub("\n|\n", path.read_text()))}
    assert bare - SAME_IN_EVERY_LANGUAGE == set()

"""Addresses that are keys: whoever reads one in a log could use it. No Django here: gunicorn reads it at its start."""

import re

# A calendar's own address, and the link of a mail that renews a password.
SECRET = re.compile(r"(/kalender/)[^\s/]+(\.ics)|(/lupa-kata-sandi/)[^\s/-]+-[^\s/]+")


def without_keys(text: str) -> str:
    """The text with the secret part of each such address left out."""
    return SECRET.sub(r"\1\3…\2", text)

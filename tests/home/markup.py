"""Reading answered pages in tests."""

import re

INLINE = re.compile(r"<style|<script(?![^>]*\ssrc=)|\sstyle=|\son[a-z]+=|javascript:", re.IGNORECASE)


def inline_code(html: str) -> list[str]:
    """What the content security policy would refuse: inline styles, scripts and handlers."""
    return INLINE.findall(html)


def words(html: str) -> str:
    """The page's text on one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())

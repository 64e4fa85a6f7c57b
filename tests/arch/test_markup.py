"""The Content-Security-Policy forbids inline anything: so does the build."""

import ast
import re

import pytest

from .source import ROOT, modules, name, templates, tree

PAGES = [path for path in templates() if path.suffix == ".html"]
INLINE = {
    "inline style": re.compile(r"<style\b|\sstyle\s*=", re.IGNORECASE),
    "inline script": re.compile(r"<script\b(?![^>]*\bsrc=)", re.IGNORECASE),
    "event handler": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "javascript address": re.compile(r"javascript:", re.IGNORECASE),
    "hx without data-": re.compile(r"\s(?<!data-)hx-(?:get|post|target|swap|trigger|select)\b"),
}


def without_comments(text: str) -> str:
    return re.sub(r"{#.*?#}|{%\s*comment.*?endcomment\s*%}|<!--.*?-->", "", text, flags=re.DOTALL)


@pytest.mark.parametrize("kind", INLINE)
def test_templates_with_inline_code_are_none(kind):
    assert [name(path) for path in PAGES if INLINE[kind].search(without_comments(path.read_text()))] == []


def strings(path):
    return (node for node in ast.walk(tree(path)) if isinstance(node, ast.Constant) and isinstance(node.value, str))


def docstrings(path):
    kinds = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    bodies = [node.body for node in ast.walk(tree(path)) if isinstance(node, kinds) and node.body]
    return {id(body[0].value) for body in bodies if isinstance(body[0], ast.Expr)}


def test_python_with_style_attributes_or_markup_is_none():
    """HTML belongs in templates; the one SVG-writing tag library draws figures from numbers."""
    found = [
        f"{name(path)}:{node.lineno}"
        for path in modules()
        for node in strings(path)
        if id(node) not in docstrings(path) and re.search(r"style\s*=\s*[\"']|<script|<style|\bon\w+=[\"']", node.value)
    ]
    assert found == []


def test_templates_with_sql_or_queries_are_none():
    suspicious = re.compile(r"\.objects\b|\|(?:dictsort|safe)\b|{%\s*autoescape\s+off")
    assert [name(path) for path in PAGES if suspicious.search(without_comments(path.read_text()))] == []


def test_templates_that_load_the_slow_icons_are_none():
    """`lucide` is a builtin (core.templatetags.fixed)."""
    assert [name(path) for path in templates() if re.search(r"{%\s*load\b[^%]*\blucide\b", path.read_text())] == []


def test_python_that_marks_strings_safe_is_none():
    assert [name(path) for path in modules() if re.search(r"\bmark_safe\b|\bSafeString\(", path.read_text())] == []


def test_templates_that_load_from_elsewhere_are_none():
    outward = re.compile(r"<(?:script|link|img|iframe|source|video)\b[^>]*\b(?:src|href)\s*=\s*[\"']?(?:https?:)?//")
    assert [name(path) for path in PAGES if outward.search(path.read_text())] == []


def test_vendored_files_are_only_the_font():
    allowed = {"plus-jakarta-sans-latin-wght-normal.woff2"}
    foreign = {".woff2", ".woff", ".ttf", ".otf", ".eot"}
    fonts = {path.name for path in (ROOT / "static").rglob("*") if path.suffix in foreign}
    minified = [name(path) for path in (ROOT / "static").rglob("*.min.*")]
    assert (fonts, minified) == (allowed, [])

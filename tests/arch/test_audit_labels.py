"""Each kind of audit event that the code writes has a name on the screen."""

import ast
import re

from django.apps import apps

from bkn_portal.audit import labels

from .source import ROOT, modules, name, tree

KIND = re.compile(r"[a-z]+\.[a-z_]+\.[a-z_]+")


def is_kind(text: object) -> bool:
    return isinstance(text, str) and bool(KIND.fullmatch(text)) and text.partition(".")[0] in apps.app_configs


def written_kinds() -> set[str]:
    """String constants that look like a kind of one of our apps, where events are written."""
    writing = [path for path in modules() if {"actions", "receivers"} & {path.stem, path.parent.name}]
    return {
        node.value
        for path in writing
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and is_kind(node.value)
    }


def written_details() -> set[tuple[str, str]]:
    """App and name of each detail that a call of `record` names."""
    return {
        (path.relative_to(ROOT).parts[-3 if path.parent.name == "actions" else -2], keyword.arg)
        for path in modules()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("record", "note_account_change")
        for keyword in node.keywords
        if keyword.arg not in (None, "actor", "target", "at", "employee", "now")
    }


def put_together(node: ast.JoinedStr) -> str:
    """An f-string with a word in each gap."""
    return "".join(str(part.value) if isinstance(part, ast.Constant) else "word" for part in node.values)


def test_kinds_without_a_name_in_events_py_are_none():
    named = set(labels.kinds_named(""))
    assert written_kinds() - named == set()


def test_details_without_a_name_in_events_py_are_none():
    assert [f"{app}.{key}" for app, key in sorted(written_details()) if not labels.has_detail(app, key)] == []


def test_kinds_that_are_put_together_are_none():
    """No test could tell whether they have a name, and no search of the code would find them."""
    assert [
        f"{name(path)}:{node.lineno}"
        for path in modules()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.JoinedStr) and is_kind(put_together(node))
    ] == []

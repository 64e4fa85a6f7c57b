"""Each kind of audit event that the code writes has a name on the screen."""

import ast
import re

from django.apps import apps

from bkn_portal.audit import labels

from .source import modules, tree

KIND = re.compile(r"[a-z]+\.[a-z_]+\.[a-z_]+")


def written_kinds() -> set[str]:
    """String constants in `actions` that look like a kind of one of our apps."""
    found = set()
    for path in modules():
        if "actions" in (path.stem, path.parent.name):
            texts = {node.value for node in ast.walk(tree(path)) if isinstance(node, ast.Constant)}
            found |= {text for text in texts if isinstance(text, str) and KIND.fullmatch(text)}
    return {kind for kind in found if kind.partition(".")[0] in apps.app_configs}


def test_kinds_without_a_name_in_events_py_are_none():
    named = set(labels.kinds_like(""))
    assert written_kinds() - named == set()

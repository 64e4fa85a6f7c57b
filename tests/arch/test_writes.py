"""Writes are functions in actions.py, and roles are asked in access.py."""

import ast
import re

from .source import FunctionNode, modules, name, templates, tree

WRITES = {
    "save", "create", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "delete", "save_m2m", "update",
}  # fmt: skip
# Not a write to the database, whatever it is called on.
HARMLESS_OWNERS = {
    "context",
    "headers",
    "fields",
    "widget",
    "attrs",
    "hashlib",
    "digest",
    "kwargs",
    "book",
    "workbook",
    "cache",
    "super",
}
MAY_WRITE = re.compile(r"/actions(/|\.py)|/migrations/|/demo/")
# file:function -> why a write stands there
ALLOWED = {
    "bkn_portal/core/models.py:move_to": "the conditional UPDATE that every action moves states with",
    "bkn_portal/core/crypto.py:reencrypt": "maintenance command: the same words under another key",
    "bkn_portal/employees/management/commands/rotate_encryption.py:_second_factor": "the same, for second factors",
    "bkn_portal/employees/models/employee.py:create_user": "Django's own way to make the first administrator",
    "bkn_portal/core/documents.py:font_of_weight": "a font's file in memory",
    "bkn_portal/competencies/dictionary.py:load": "data of a migration",
    "coaching/lists.py:load_lengths": "data of a migration",
    "coaching/lists.py:load_themes": "data of a migration",
    "bkn_portal/hours/rulebook.py:load": "data of a migration",
    "bkn_portal/hours/rulebook.py:_load_rules": "data of a migration",
}
ROLES = {"is_staff", "is_superuser", "is_hr_admin", "is_verifier", "is_leader", "has_perm"}
MAY_ASK_ROLES = re.compile(r"/access\.py$|/employees/models/|/employees/actions/|/demo/|/migrations/")
ROLE_READERS = {
    "bkn_portal/employees/queries.py": "finds everyone who has a role",
    "bkn_portal/hours/models/ledger.py": "visible_to: the rule of access as a query",
}


def owner(call: ast.Call) -> str:
    """The last name before the method: `request.session` gives session."""
    value = call.func.value
    value = value.func if isinstance(value, ast.Call) else value
    return getattr(value, "attr", getattr(value, "id", ""))


def writes(path) -> list[str]:
    found = []
    for function in (node for node in ast.walk(tree(path)) if isinstance(node, FunctionNode)):
        for node in ast.walk(function):
            is_method = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
            if is_method and node.func.attr in WRITES and owner(node) not in HARMLESS_OWNERS:
                found.append(f"{name(path)}:{function.name}")
    return found


def test_writes_outside_actions_are_none():
    suspects = [path for path in modules() if not MAY_WRITE.search(name(path))]
    assert {where for path in suspects for where in writes(path)} - ALLOWED.keys() == set()


def test_allowed_writes_that_are_gone_are_none():
    assert ALLOWED.keys() - {where for path in modules() for where in writes(path)} == set()


def test_roles_asked_outside_access_are_none():
    found = {
        name(path)
        for path in modules()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and node.attr in ROLES and isinstance(node.ctx, ast.Load)
    }
    assert {where for where in found if not MAY_ASK_ROLES.search(where)} - ROLE_READERS.keys() == set()


def test_templates_that_ask_for_roles_are_none():
    words = re.compile(rf"\.(?:{'|'.join(ROLES)})\b|\bperms\.")
    assert [name(path) for path in templates() if words.search(path.read_text())] == []

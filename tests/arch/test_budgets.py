"""Sizes that keep the code readable. The first number is the aim; what is over it stands here with its reason."""

import re

import pytest

from .source import ROOT, functions, modules, name, templates

FUNCTION, FUNCTION_LIMIT = 40, 60
MODULE, MODULE_LIMIT = 300, 450
TEMPLATE, TEMPLATE_LIMIT = 150, 220
DEPENDENCIES = 25
WIDTH = 120
# file or file:function -> why it may be longer than the aim (never longer than the limit)
LONGER_WITH_REASON = {
    "bkn_portal/settings.py": "one list of settings reads best in one piece",
    "bkn_portal/employees/models/employee.py": "one noun: the employee with its query vocabulary",
}
ON_FEW_PAGES = {"passkey.js", "admin-portal.css"}  # not worth their bytes on every page
DATA_FILES = ("bkn_portal/demo/content/",)  # fictional people and texts: tables, not code


def over(sizes: dict[str, int], aim: int, limit: int) -> dict[str, int]:
    return {what: size for what, size in sizes.items() if size > (limit if what in LONGER_WITH_REASON else aim)}


def test_functions_over_forty_lines_are_none():
    sizes = {
        f"{name(path)}:{node.name}": node.end_lineno - node.lineno + 1
        for path in modules(tests=True)
        for node in functions(path)
    }
    assert over(sizes, FUNCTION, FUNCTION_LIMIT) == {}


def test_modules_over_three_hundred_lines_are_none():
    code = [path for path in modules() if not name(path).startswith(DATA_FILES)]
    assert over({name(path): len(path.read_text().splitlines()) for path in code}, MODULE, MODULE_LIMIT) == {}


def test_test_modules_over_the_limit_are_none():
    sizes = {name(path): len(path.read_text().splitlines()) for path in modules(tests=True)}
    assert over(sizes, MODULE_LIMIT, MODULE_LIMIT) == {}


def test_templates_over_150_lines_are_none():
    sizes = {name(path): len(path.read_text().splitlines()) for path in templates()}
    assert over(sizes, TEMPLATE, TEMPLATE_LIMIT) == {}


def test_reasons_for_longer_files_without_need_are_none():
    unused = {what for what in LONGER_WITH_REASON if not (ROOT / what.partition(":")[0]).exists()}
    assert unused == set()


def test_runtime_dependencies_are_few_and_each_has_its_reason():
    lines = [line for line in (ROOT / "requirements.txt").read_text().splitlines() if line and line[0] not in "#-"]
    assert len(lines) <= DEPENDENCIES
    assert [line for line in lines if not re.search(r"<.+\s# \w", line)] == []


@pytest.mark.parametrize("file", ["portal.css", "portal.js"])
def test_our_css_and_javascript_stay_in_one_file_each(file):
    found = {path.name for path in (ROOT / "static").rglob(f"*.{file.rpartition('.')[2]}")}
    assert found - ON_FEW_PAGES == {file}


def test_javascript_over_three_hundred_lines_is_none():
    sizes = {name(path): len(path.read_text().splitlines()) for path in (ROOT / "static").rglob("*.js")}
    assert over(sizes, MODULE, MODULE) == {}


def test_lines_of_prose_over_120_characters_are_none():
    """Tables of the documents can't be wrapped."""
    documents = [ROOT / "README.md", ROOT / ".env.example", *sorted((ROOT / "docs").rglob("*.md"))]
    long = [
        f"{name(path)}:{number}"
        for path in documents
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if len(line) > WIDTH and not line.startswith("|")
    ]
    assert long == []

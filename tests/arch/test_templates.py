"""Each template is used, and each component explains itself."""

import re

from django.template.utils import get_app_template_dirs

from .source import ROOT, modules, name, templates

REFERENCE = re.compile(r"{%\s*(?:extends|include)\s+[\"']([^\"'#]+)")
FOUND_BY_CONVENTION = re.compile(
    r"^(?:\d{3}(?:_csrf)?\.html|admin/|account/|mfa/|socialaccount/|usersessions/|bootstrap5/)"
)
COMMENT = re.compile(r"{%\s*comment\s*%}.*?{%\s*endcomment\s*%}|{#.*?#}", re.S)
WIDTH = 120
MAIL_PARTS = (".subject.txt", ".txt", ".html")


def used_names() -> set[str]:
    """Names in other templates and in Python strings; a reminder's base name uses its three files."""
    code = "\n".join(path.read_text() for path in modules())
    names = set(re.findall(r"[\"']([\w/.-]+\.(?:html|txt))(?:#[\w-]+)?[\"']", code))
    for base in re.findall(r"[\"']([a-z]+/emails/\w+|emails/\w+)[\"']", code):
        names |= {base + part for part in MAIL_PARTS}
    for path in templates():
        names |= set(REFERENCE.findall(path.read_text()))
        names |= set(re.findall(r"[\"']([\w/-]+\.(?:html|txt|css))[\"']", path.read_text()))
    return names


def test_templates_that_nothing_uses_are_none():
    ours = {str(path.relative_to(ROOT / "templates")) for path in templates()}
    unused = {template for template in ours - used_names() if not FOUND_BY_CONVENTION.match(template)}
    assert unused == set()


def test_overridden_templates_that_no_package_has_are_none():
    """A template that waits for a package to look for it must have a counterpart in that package."""
    packaged = {
        str(path.relative_to(root))
        for root in get_app_template_dirs("templates")
        for path in root.rglob("*")
        if path.suffix in (".html", ".txt")
    }
    # allauth ships its mails as text and looks for an HTML part beside it.
    packaged |= {path.replace("_message.txt", "_message.html") for path in packaged}
    # Our own kinds of account mail, sent through allauth's adapter: employees/account_forms.py, actions/notices.py.
    packaged |= {f"account/email/{kind}_message.html" for kind in ("address_changed", "address_held", "nip_changed")}
    ours = {str(path.relative_to(ROOT / "templates")) for path in templates() if path.suffix == ".html"}
    waiting = {template for template in ours - used_names() if FOUND_BY_CONVENTION.match(template)}
    assert {template for template in waiting - packaged if not template[0].isdigit()} == set()


def test_components_without_a_leading_comment_are_none():
    components = sorted((ROOT / "templates" / "components").glob("*.html"))
    assert [name(path) for path in components if not path.read_text().startswith(("{#", "{% comment %}"))] == []


def test_forms_included_without_their_token_are_none():
    """`only` keeps the token out, and the test client would not notice: it does not ask for one."""
    with_forms = {
        str(path.relative_to(ROOT / "templates")) for path in templates() if "{% csrf_token" in path.read_text()
    }
    found = [
        (name(path), included)
        for path in templates()
        for included, words in re.findall(r"{%\s*include\s+[\"']([^\"']+)[\"']([^%]*)%}", path.read_text())
        if included in with_forms and re.search(r"\bonly\b", words) and "csrf_token=" not in words
    ]
    assert found == []


def test_lines_of_comments_over_120_characters_are_none():
    long = [
        f"{name(path)}: {line[:60]}"
        for path in templates()
        for comment in COMMENT.findall(path.read_text())
        for line in comment.splitlines()
        if len(line) > WIDTH
    ]
    assert long == []


def test_templates_and_modules_that_compare_a_theme_with_its_code_are_none():
    """A theme is a row and equals no text: a page would show the private one like any other. Ask `is_private`."""
    compared = re.compile(r"\.theme\s*(?:==|!=)\s*(?:[\"']|WELLBEING)")
    assert [name(path) for path in (*templates(), *modules()) if compared.search(path.read_text())] == []

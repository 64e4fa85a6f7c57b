"""The look of mails."""

from functools import cache

from css_inline import CSSInliner
from django import template
from django.template.base import Node, NodeList, Parser, Token
from django.template.context import Context

register = template.Library()


@cache
def _inliner(rules: str) -> CSSInliner:
    return CSSInliner(extra_css=rules, load_remote_stylesheets=False)


class Styled(Node):
    """A whole HTML document, with the rules of a style sheet written into its elements: mail clients read no other."""

    def __init__(self, sheet: str, nodelist: NodeList) -> None:
        self.sheet, self.nodelist = sheet, nodelist

    def render(self, context: Context) -> str:
        rules = context.template.engine.get_template(self.sheet).source
        return _inliner(str(rules)).inline(self.nodelist.render(context))


@register.tag
def styled(parser: Parser, token: Token) -> Styled:
    """{% styled "emails/mail.css" %} <!doctype html> … {% endstyled %}"""
    _name, sheet = token.split_contents()
    nodelist = parser.parse(("endstyled",))
    parser.delete_first_token()
    return Styled(sheet.strip("\"'"), nodelist)

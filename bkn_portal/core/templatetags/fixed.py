"""`translate`, `url`, `static`, `include`, `lucide`: worked out once where they cannot change from page to page.

Loaded as a builtin after Django's own, so that templates are written as everywhere. A `{% load static lucide %}` would
bring back the packages' own tags, which work anew each time.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from django import template
from django.template.base import FilterExpression, Node, Parser, Template, Token
from django.template.context import Context
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as django_url
from django.template.loader_tags import IncludeNode, do_include
from django.templatetags.i18n import TranslateNode, do_translate
from django.templatetags.static import do_static
from django.urls import NoReverseMatch
from django.utils.translation import get_language
from lucide.templatetags.lucide import lucide

from ..addresses import address, file_address

register = template.Library()
register.simple_tag(lru_cache(maxsize=512)(lucide), name="lucide")


class FixedWords(Node):
    """Words without variables: looked up once a language."""

    def __init__(self, words: TranslateNode) -> None:
        self.words, self.asvar = words, words.asvar
        self.words.asvar = None
        self.known: dict[str | None, str] = {}

    def render(self, context: Context) -> str:
        language = get_language()
        if language not in self.known:
            self.known[language] = self.words.render(context)
        if not self.asvar:
            return self.known[language]
        context[self.asvar] = self.known[language]
        return ""


class FixedAddress(Node):
    """The address of a route without parameters, or of a file; with a name, nothing where there is no such route."""

    def __init__(self, find: Callable[[str], str], name: str, asvar: str | None) -> None:
        self.find, self.name, self.asvar = find, name, asvar

    def render(self, context: Context) -> str:
        try:
            found = self.find(self.name)
        except NoReverseMatch:
            if not self.asvar:
                raise
            found = ""
        if not self.asvar:
            return found
        context[self.asvar] = found
        return ""


class NumberedAddress(Node):
    """The address of a route with parameters, which mostly are numbers."""

    def __init__(self, route: str, node: URLNode) -> None:
        self.route, self.node = route, node

    def render(self, context: Context) -> str:
        numbers = [argument.resolve(context) for argument in self.node.args]
        try:
            found = address(self.route, *numbers) if all(type(number) is int for number in numbers) else None
        except NoReverseMatch:
            found = None
        if found is None:
            return self.node.render(context)
        if not self.node.asvar:
            return found
        context[self.node.asvar] = found
        return ""


class FixedTemplate(IncludeNode):
    """A template with a fixed name: looked up once, and given its variables without copying the context."""

    found: Template | None = None

    def render(self, context: Context) -> str:
        if self.found is None:
            self.found = context.template.engine.get_template(self.template.resolve(context))
        values = {name: expression.resolve(context) for name, expression in self.extra_context.items()}
        if not self.isolated_context:
            with context.push(**values):
                return self.found.render(context)
        outer, context.dicts = context.dicts, [context.dicts[0], values]
        try:
            return self.found.render(context)
        finally:
            context.dicts = outer


def _literal(expression: FilterExpression) -> bool:
    return not expression.filters and getattr(expression.var, "lookups", None) is None


@register.tag("translate")
@register.tag("trans")
def translate(parser: Parser, token: Token) -> Node:
    words = do_translate(parser, token)
    return FixedWords(words) if _literal(words.filter_expression) and not words.message_context else words


@register.tag
def url(parser: Parser, token: Token) -> Node:
    node: Any = django_url(parser, token)
    if not isinstance(node, URLNode) or node.kwargs or not _literal(node.view_name):
        return node
    route = str(node.view_name.resolve(Context()))
    return NumberedAddress(route, node) if node.args else FixedAddress(address, route, node.asvar)


@register.tag
def static(parser: Parser, token: Token) -> Node:
    node: Any = do_static(parser, token)
    if _literal(node.path):
        return FixedAddress(file_address, str(node.path.resolve(Context())), node.varname)
    return node


@register.tag
def include(parser: Parser, token: Token) -> Node:
    node: Any = do_include(parser, token)
    if not _literal(node.template) or str(node.template.var).startswith("."):
        return node
    return FixedTemplate(node.template, extra_context=node.extra_context, isolated_context=node.isolated_context)

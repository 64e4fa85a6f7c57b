"""Query sets that are built and compiled once a process.

For a page that everyone opens, building and compiling a query set costs several times what running it does. A prepared
query keeps the SQL; the arguments of the call are the only thing that changes in it:

    @prepared
    def _unread(person: Employee) -> QuerySet[Reminder]:
        return Reminder.objects.visible_to(person).unread()

    lines = _unread(employee)

The function runs once, with parameters in place of arguments: it may hand them to query sets and not look into them. It
reads no clock, no language (so no column that is chosen by it) and no other state of the moment; on PostgreSQL a date
among the values it fixed is refused. A `list` stands in `…__pk__in` and nowhere else: its last value is repeated until
the length is a power of two, so that there are few SQLs, not one for each length.
"""

from collections.abc import Callable, Iterable, Sequence
from copy import copy
from datetime import date, datetime
from functools import partial, update_wrapper
from inspect import signature
from itertools import chain, count
from typing import Any, Generic, ParamSpec, get_args, get_origin, get_type_hints

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import BigIntegerField, DateField, DateTimeField, Field, Model, QuerySet, TextField
from django.db.models.expressions import Expression

P = ParamSpec("P")
Compiled = tuple[QuerySet[Any, Any], Any, str, list[Any], list["Parameter"]]
KINDS: dict[Any, type[Field]] = {str: TextField, datetime: DateTimeField, date: DateField}
"""Everything else is a number: numbers themselves, and models by their primary key."""


class Parameter(Expression):
    """The argument at `place` of a later call. A model's instance counts as its number."""

    def __init__(self, place: int, field: Field) -> None:
        super().__init__(output_field=field)
        self.place = place

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        return "%s", [self]

    def value(self, argument: Any, connection: Any) -> Any:
        return self.output_field.get_db_prep_value(getattr(argument, "pk", argument), connection)


class Prepared(Generic[P]):
    """Calls take positional arguments and give the rows as a list."""

    def __init__(self, build: Callable[P, QuerySet[Any, Any]]) -> None:
        self.build = build
        self.compiled: dict[tuple[int, ...], Compiled | None] = {}
        update_wrapper(self, build)

    def __call__(self, *arguments: P.args, **_none: P.kwargs) -> list[Any]:
        each = [_filled_up(one) if isinstance(one, list) else [one] for one in arguments]
        lengths = tuple(map(len, each))
        if lengths not in self.compiled:
            self.compiled[lengths] = self._compile(lengths)
        compiled = self.compiled[lengths]
        if compiled is None:
            return []
        queryset, compiler, sql, params, parameters = compiled
        connection = connections[queryset.db]
        given = [kind.value(one, connection) for kind, one in zip(parameters, chain.from_iterable(each), strict=True)]
        values = [given[one.place] if isinstance(one, Parameter) else one for one in params]
        ready = copy(compiler)
        ready.connection = connection
        ready.as_sql = lambda *_args, **_options: (sql, tuple(values))
        rows = queryset.all()
        rows.query.get_compiler = lambda *_args, **_options: ready
        return list(rows)

    def _compile(self, lengths: tuple[int, ...]) -> Compiled | None:
        """None: with an empty list no row can be found."""
        hints, places = get_type_hints(self.build), count()
        parameters: list[Parameter] = []
        given: list[Any] = []
        for name, length in zip(signature(self.build).parameters, lengths, strict=True):
            is_list = get_origin(hints[name]) is list
            field = KINDS.get(get_args(hints[name])[0] if is_list else hints[name], BigIntegerField)
            several = [Parameter(next(places), field()) for _each in range(length)]
            parameters.extend(several)
            given.append(several if is_list else several[0])
        queryset = self.build(*given)  # type: ignore[call-arg]
        compiler = queryset.query.get_compiler(queryset.db)
        try:
            sql, params = compiler.as_sql()
        except EmptyResultSet:
            return None
        if any(isinstance(one, date) for one in params):
            raise TypeError(f"{self.build.__qualname__}: a day or moment must come in as an argument")
        converters = compiler.get_converters([column for column, *_rest in compiler.select])
        compiler.get_converters = lambda _columns: converters
        queryset.query.chain = partial(copy, queryset.query)  # whole clones cost, and nobody changes them
        return queryset, compiler, sql, list(params), parameters


def _filled_up(values: list[Any]) -> list[Any]:
    """To the next power of two; an empty list stays empty."""
    length = len(values)
    return values + values[-1:] * ((1 << (length - 1).bit_length()) - length) if values else []


def prepared(build: Callable[P, QuerySet[Any, Any]]) -> Prepared[P]:
    """See the module."""
    return Prepared(build)


def attach(owners: Sequence[Model], name: str, rows: Iterable[Any]) -> None:
    """What prefetch_related does, with rows that are there already: `owner.<name>.all()` gives the owner's own."""
    relation: Any = owners[0]._meta.get_field(name) if owners else None
    grouped: dict[Any, list[Any]] = {owner.pk: [] for owner in owners}
    for row in rows:
        grouped[getattr(row, relation.field.attname)].append(row)
    for owner in owners:
        found = getattr(owner, name).all()
        found._result_cache, found._prefetch_done = grouped[owner.pk], True
        owner.__dict__.setdefault("_prefetched_objects_cache", {})[relation.cache_name] = found
        for row in grouped[owner.pk]:
            relation.field.set_cached_value(row, owner)

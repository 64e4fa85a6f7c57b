"""Builders for what the database refuses, the same on PostgreSQL and on SQLite.

Django has no exclusion constraint and no append-only table on SQLite. Both are declared here as constraints of the
model, so that they stand in migrations and survive SQLite's table rebuilds; there they become triggers, which are
safe because SQLite has a single writer.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import DEFAULT_DB_ALIAS, models
from django.db.backends.ddl_references import Statement, Table
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


def start_before_end(start: str, end: str, *, name: str, message: Any) -> models.CheckConstraint:
    """`start` < `end`; an empty end is open."""
    return models.CheckConstraint(
        condition=Q(**{f"{end}__gt": F(start)}) | Q(**{f"{end}__isnull": True}),
        name=name,
        violation_error_message=message,
    )


def one_of(field: str, choices: type[models.TextChoices], *, name: str, message: Any = None) -> models.CheckConstraint:
    """The field holds one of the choices."""
    return models.CheckConstraint(
        condition=Q(**{f"{field}__in": choices.values}), name=name, violation_error_message=message
    )


def in_order(name: str, *, start: str = "valid_from", end: str = "valid_until") -> models.CheckConstraint:
    """Dates in force on both their first and their last day: the last not before the first; an empty end is open."""
    return models.CheckConstraint(
        condition=Q(**{f"{end}__isnull": True}) | Q(**{f"{end}__gte": F(start)}),
        name=name,
        violation_error_message=_("The end can't be before the start."),
    )


def level_1_to_5(field: str, *, name: str, message: Any) -> models.CheckConstraint:
    """A competency level of PermenPANRB 38/2017; null passes."""
    return models.CheckConstraint(
        condition=Q(**{f"{field}__gte": 1, f"{field}__lte": 5}) | Q(**{f"{field}__isnull": True}),
        name=name,
        violation_error_message=message,
    )


def different(first: str, second: str, *, name: str, message: Any) -> models.CheckConstraint:
    """Two foreign keys that never name the same row, such as coach and coachee."""
    return models.CheckConstraint(condition=~Q(**{first: F(second)}), name=name, violation_error_message=message)


class TriggerConstraint(models.BaseConstraint):
    """A constraint that needs triggers on at least one database."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, TriggerConstraint) and self.deconstruct() == other.deconstruct()

    def triggers(self, model: type[models.Model], vendor: str, quote: Any) -> list[str]:
        """CREATE statements in which %(table)s stands for the table."""
        raise NotImplementedError

    def _statements(self, model: type[models.Model], schema_editor: Any) -> list[Statement]:
        table = Table(model._meta.db_table, schema_editor.quote_name)
        return [
            Statement(sql, table=table)
            for sql in self.triggers(model, schema_editor.connection.vendor, schema_editor.quote_name)
        ]

    def constraint_sql(self, model: type[models.Model], schema_editor: Any) -> str | None:
        schema_editor.deferred_sql.extend(self._statements(model, schema_editor))
        return None

    def create_sql(self, model: type[models.Model], schema_editor: Any) -> Any:
        *first, last = self._statements(model, schema_editor)
        for statement in first:
            schema_editor.execute(statement, params=None)
        return last

    def remove_sql(self, model: type[models.Model], schema_editor: Any) -> Any:
        # SQLite never comes here: it rebuilds the table from the constraints that remain.
        table = Table(model._meta.db_table, schema_editor.quote_name)
        return Statement(f"DROP TRIGGER {schema_editor.quote_name(self.name)} ON %(table)s", table=table)


class AppendOnly(TriggerConstraint):
    """Rows are added and never changed or deleted; corrections are new rows.

    `but_for` names encrypted fields: a new key must reach them, so the database lets their columns alone.
    """

    def __init__(self, *, but_for: tuple[str, ...] = (), **kwargs: Any) -> None:
        self.but_for = tuple(but_for)
        super().__init__(**kwargs)

    def deconstruct(self) -> tuple[str, tuple[Any, ...], dict[str, Any]]:
        path, args, kwargs = super().deconstruct()
        return path, args, {**kwargs, "but_for": self.but_for} if self.but_for else kwargs

    def triggers(self, model: type[models.Model], vendor: str, quote: Any) -> list[str]:
        fields = [field for field in model._meta.local_concrete_fields if field.name not in self.but_for]
        kept = ", ".join(quote(field.column) for field in fields)
        update = f"UPDATE OF {kept}" if self.but_for else "UPDATE"
        if vendor == "postgresql":
            return [
                "CREATE OR REPLACE FUNCTION portal_refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
                "$$ BEGIN RAISE EXCEPTION 'append-only table' USING ERRCODE = 'integrity_constraint_violation'; "
                "END $$",
                f"CREATE TRIGGER {quote(self.name)} BEFORE {update} OR DELETE ON %(table)s "
                "FOR EACH ROW EXECUTE FUNCTION portal_refuse_change()",
            ]
        return [
            f"CREATE TRIGGER {quote(f'{self.name}_{event[:6].lower()}')} BEFORE {event} ON %(table)s "
            "BEGIN SELECT RAISE(ABORT, 'append-only table'); END"
            for event in (update, "DELETE")
        ]

    def validate(self, model: Any, instance: Any, exclude: Any = None, using: str = DEFAULT_DB_ALIAS) -> None:
        if not instance._state.adding:
            raise ValidationError(self.get_violation_error_message(), code=self.violation_error_code)


class NoOverlap(TriggerConstraint):
    """Rows with equal `same` columns never overlap in time.

    The range is [start, end) of two datetime fields, of two time fields when `times` is true, or [start, end] of two
    date fields when `dates` is; an empty end is open. Back-to-back datetimes are allowed. `same` names columns' fields,
    foreign keys included.
    """

    def __init__(
        self, *, name: str, same: tuple[str, ...], start: str = "start", end: str = "end", dates: bool = False,
        times: bool = False, **kwargs: Any,
    ) -> None:  # fmt: skip
        self.same, self.start, self.end, self.dates, self.times = tuple(same), start, end, dates, times
        super().__init__(name=name, **kwargs)

    def deconstruct(self) -> tuple[str, tuple[Any, ...], dict[str, Any]]:
        path, args, kwargs = super().deconstruct()
        kwargs.update(same=self.same, start=self.start, end=self.end, dates=self.dates)
        return path, args, {**kwargs, "times": True} if self.times else kwargs

    def _columns(self, model: type[models.Model]) -> tuple[list[str], str, str]:
        column = lambda name: model._meta.get_field(name).column  # noqa: E731
        return [column(name) for name in self.same], column(self.start), column(self.end)

    def _exclusion(self, model: type[models.Model], quote: Any) -> str:
        same, start, end = self._columns(model)
        kind, bounds = ("daterange", "[]") if self.dates else ("tsrange" if self.times else "tstzrange", "[)")
        # PostgreSQL has no range of clock times: those of one and the same day stand for them.
        day = "DATE '2000-01-01' + " if self.times else ""
        parts = [f"{quote(column)} WITH =" for column in same]
        parts.append(f"{kind}({day}{quote(start)}, {day}{quote(end)}, '{bounds}') WITH &&")
        return f"CONSTRAINT {quote(self.name)} EXCLUDE USING gist ({', '.join(parts)})"

    def constraint_sql(self, model: type[models.Model], schema_editor: Any) -> str | None:
        if schema_editor.connection.vendor == "postgresql":
            return self._exclusion(model, schema_editor.quote_name)
        return super().constraint_sql(model, schema_editor)

    def create_sql(self, model: type[models.Model], schema_editor: Any) -> Any:
        table = Table(model._meta.db_table, schema_editor.quote_name)
        return Statement(f"ALTER TABLE %(table)s ADD {self._exclusion(model, schema_editor.quote_name)}", table=table)

    def remove_sql(self, model: type[models.Model], schema_editor: Any) -> Any:
        table = Table(model._meta.db_table, schema_editor.quote_name)
        return Statement(f"ALTER TABLE %(table)s DROP CONSTRAINT {schema_editor.quote_name(self.name)}", table=table)

    def triggers(self, model: type[models.Model], vendor: str, quote: Any) -> list[str]:
        same, start, end = self._columns(model)
        pk = quote(model._meta.pk.column)
        far = "9999-12-31"
        until = "<=" if self.dates else "<"
        clash = " AND ".join(
            [f"o.{quote(column)} = NEW.{quote(column)}" for column in same]
            + [
                f"o.{quote(start)} {until} COALESCE(NEW.{quote(end)}, '{far}')",
                f"NEW.{quote(start)} {until} COALESCE(o.{quote(end)}, '{far}')",
            ]
        )
        return [
            f"CREATE TRIGGER {quote(f'{self.name}_{event.lower()}')} BEFORE {event} ON %(table)s WHEN EXISTS "
            f"(SELECT 1 FROM %(table)s o WHERE {clash}{own}) BEGIN SELECT RAISE(ABORT, '{self.name}'); END"
            for event, own in (("INSERT", ""), ("UPDATE", f" AND o.{pk} <> OLD.{pk}"))
        ]

    def validate(self, model: Any, instance: Any, exclude: Any = None, using: str = DEFAULT_DB_ALIAS) -> None:
        fields = {*self.same, self.start, self.end}
        if exclude and fields & set(exclude):
            return
        values = {name: getattr(instance, model._meta.get_field(name).attname) for name in fields}
        if any(values[name] is None for name in (*self.same, self.start)):
            return
        before, after = ("lte", "gte") if self.dates else ("lt", "gt")
        clash = model._default_manager.using(using).filter(
            Q(**{f"{self.end}__{after}": values[self.start]}) | Q(**{f"{self.end}__isnull": True}),
            **{name: values[name] for name in self.same},
        )
        if values[self.end] is not None:
            clash = clash.filter(**{f"{self.start}__{before}": values[self.end]})
        if clash.exclude(pk=instance.pk).exists():
            raise ValidationError(self.get_violation_error_message(), code=self.violation_error_code)


def one_a_day(
    table: str, same: tuple[str, ...], message: Any, *, start: str = "valid_from", end: str = "valid_until"
) -> list[models.BaseConstraint]:
    """Dated rows, in force on both their first and their last day: never two with equal `same` on one day.

    An empty end is open. The names are those of the table with `_dates` and `_overlap`.
    """
    return [
        in_order(f"{table}_dates", start=start, end=end),
        NoOverlap(
            name=f"{table}_overlap", same=same, start=start, end=end, dates=True, violation_error_message=message
        ),
    ]

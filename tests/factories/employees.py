"""Makers of people, units and positions for tests."""

from datetime import date

import factory

from bkn_portal.employees.models import Employee, Employment, OrgUnit, Position, PositionCategory, Supervision


def make_nip(serial: int, *, pppk: bool = False, born: str = "19900115") -> str:
    """A valid NIP; equal arguments give equal numbers."""
    month = 21 + serial // 1998 if pppk else 1 + serial // 1998 % 12
    return f"{born}2015{month:02d}{1 + serial // 999 % 2}{serial % 999 + 1:03d}"


class OrgUnitFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = OrgUnit

    code = factory.Sequence(lambda n: f"U{n:04d}")
    name = factory.Sequence(lambda n: f"Direktorat {n}")

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        unit = super()._create(model_class, *args, **kwargs)
        if not unit.path:
            unit.path = f"{unit.parent.path if unit.parent else '/'}{unit.pk}/"
            unit.save(update_fields=["path"])
        return unit


class PositionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Position

    code = factory.Sequence(lambda n: f"J{n:04d}")
    name = "Analis SDM Aparatur Ahli Muda"
    category = PositionCategory.AHLI_MUDA


class EmployeeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Employee

    class Params:
        pppk = factory.Trait(employment=Employment.PPPK, grade="IX")

    nip = factory.LazyAttributeSequence(lambda employee, n: make_nip(n, pppk=employee.employment == Employment.PPPK))
    name = factory.Sequence(lambda n: f"Pegawai Nomor{n}")
    email = factory.Sequence(lambda n: f"pegawai{n}@bkn.example")
    employment = Employment.PNS
    grade = "III/b"
    password = "!"
    unit = factory.SubFactory(OrgUnitFactory)
    position = factory.SubFactory(PositionFactory)


class SupervisionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Supervision

    employee = factory.SubFactory(EmployeeFactory)
    supervisor = factory.SubFactory(EmployeeFactory)
    start = date(2026, 1, 1)

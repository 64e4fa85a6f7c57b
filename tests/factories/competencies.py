"""Makers of competencies, standards and assessments for tests."""

from datetime import date

import factory

from bkn_portal.competencies.models import Assessment, AssessmentSource, Competency, CompetencyGroup, PositionStandard

from .employees import EmployeeFactory, PositionFactory


class CompetencyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Competency

    code = factory.Sequence(lambda n: f"kompetensi-{n}")
    name = factory.Sequence(lambda n: f"Kompetensi {n}")
    group = CompetencyGroup.TECHNICAL
    source = "Daftar instansi"


class PositionStandardFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = PositionStandard

    position = factory.SubFactory(PositionFactory)
    competency = factory.SubFactory(CompetencyFactory)
    level = 3
    valid_from = date(2026, 1, 1)
    source = "Standar jabatan"


class AssessmentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Assessment

    employee = factory.SubFactory(EmployeeFactory)
    competency = factory.SubFactory(CompetencyFactory)
    level = 2
    assessed_on = date(2026, 3, 2)
    source = AssessmentSource.ASSESSMENT

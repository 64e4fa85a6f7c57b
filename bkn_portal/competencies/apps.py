from django.apps import AppConfig


class CompetenciesConfig(AppConfig):
    name = "bkn_portal.competencies"
    label = "competencies"

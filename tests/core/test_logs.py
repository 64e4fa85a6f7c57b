import logging
import runpy
import tomllib
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.handlers.exception import response_for_exception
from django.test import RequestFactory

from bkn_portal.core.logs import DiscreetFormatter


def line(message: str, *args: object) -> str:
    record = logging.LogRecord("bkn_portal", logging.ERROR, __file__, 1, message, args, None)
    return DiscreetFormatter("%(levelname)s %(message)s").format(record)


def test_log_line_with_nip_hides_it():
    assert line("no account for %s", "199203142018012001") == "ERROR no account for (NIP)"


def test_log_line_with_grouped_nip_hides_it():
    assert line("19920314 201801 2 001 left") == "ERROR (NIP) left"


def test_log_line_with_database_detail_hides_the_row():
    refused = 'new row violates check constraint "x"\nDETAIL:  Failing row contains (7, secret words).\nend'
    assert line(refused) == 'ERROR new row violates check constraint "x"\nDETAIL: (hidden)\nend'


def test_log_line_with_longer_number_keeps_it():
    assert line("took 1234567890123456789 ns") == "ERROR took 1234567890123456789 ns"


def logged(fault: Exception, caplog) -> list[tuple[str, bool]]:
    """The lines about a request that ends with the fault, and whether a traceback follows."""
    try:
        raise fault
    except type(fault) as raised:
        response_for_exception(RequestFactory().get("/coaching/sesi/7/"), raised)
    found = [record for record in caplog.records if record.name == "django.request"]
    return [(record.getMessage(), record.exc_info is not None) for record in found]


def test_refused_request_is_logged_in_one_line(caplog):
    expected = [("Forbidden (Permission denied): /coaching/sesi/7/", False)]
    assert logged(PermissionDenied("199203142018012001"), caplog) == expected


@pytest.mark.django_db
def test_request_that_broke_is_logged_with_its_traceback(caplog):
    assert logged(ValueError("broken"), caplog) == [("Internal Server Error: /coaching/sesi/7/", True)]


KEYS = [
    ("/kalender/Zm9v-YmFy.ics", "/kalender/….ics"),
    ("/akun/lupa-kata-sandi/2a-c9x1b-0f3e/", "/akun/lupa-kata-sandi/…/"),
    ("/akun/lupa-kata-sandi/terkirim/", "/akun/lupa-kata-sandi/terkirim/"),
    ("/coaching/sesi/7/kalender.ics", "/coaching/sesi/7/kalender.ics"),
]


@pytest.mark.parametrize(("path", "shown"), KEYS)
def test_log_line_with_an_address_that_is_a_key_hides_it(path, shown):
    assert line("Method Not Allowed (POST): %s", path) == f"ERROR Method Not Allowed (POST): {shown}"


@pytest.mark.parametrize(("path", "shown"), KEYS)
def test_request_line_with_an_address_that_is_a_key_hides_it(path, shown):
    log = object.__new__(runpy.run_path(str(settings.BASE_DIR / "gunicorn.conf.py"))["DiscreetLogger"])
    answer = SimpleNamespace(status="200 OK", headers=[], sent=0)
    asked = SimpleNamespace(headers=[])
    environ = {"PATH_INFO": path, "REQUEST_METHOD": "GET", "RAW_URI": path, "SERVER_PROTOCOL": "HTTP/1.1"}
    assert log.atoms(answer, asked, environ, timedelta(0))["U"] == shown


def test_every_package_of_the_portal_logs_what_happens():
    project = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())
    ours = project["tool"]["importlinter"]["root_packages"]
    levels = {name: logging.getLogger(f"{name}.tasks").getEffectiveLevel() for name in [*ours, "celery"]}
    assert levels == dict.fromkeys(ours, logging.INFO) | {"celery": logging.WARNING}

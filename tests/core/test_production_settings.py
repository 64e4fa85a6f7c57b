"""Production mode in a process of its own: what it refuses to start without, and that Django's own checks are clean."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

COMPLETE = {
    "DATABASE_URL": "postgres:///portal",
    "REDIS_URL": "redis://127.0.0.1:6379/0",
    "SECRET_KEY": "a-key-for-this-test-only-0123456789-abcdefghijklmnopqrstuvwxyz",
    "ENCRYPTION_KEYS": "ZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmY=",
    "SITE_URL": "https://portal.bkn.example",
    "ALLOWED_HOSTS": "portal.bkn.example",
    "EMAIL_URL": "smtp://mail.bkn.example:25",
    "DEFAULT_FROM_EMAIL": "Portal <portal@bkn.example>",
}


def run_check(tmp_path, variables: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        env={"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path), **variables},
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )


def test_check_deploy_with_complete_settings_is_clean(tmp_path):
    done = run_check(tmp_path, COMPLETE)
    assert (done.returncode, done.stdout) == (0, "System check identified no issues (0 silenced).\n"), done.stderr


@pytest.mark.parametrize("name", sorted(COMPLETE.keys() - {"DATABASE_URL"}))
def test_start_without_a_production_setting_names_it(tmp_path, name):
    done = run_check(tmp_path, {key: value for key, value in COMPLETE.items() if key != name})
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == (
        f"django.core.exceptions.ImproperlyConfigured: Set {name}: DATABASE_URL is set, so this is production, "
        f"and {name} is missing. See .env.example."
    )


def test_start_with_malformed_encryption_key_names_the_variable(tmp_path):
    done = run_check(tmp_path, COMPLETE | {"ENCRYPTION_KEYS": "not-a-key"})
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == (
        "django.core.exceptions.ImproperlyConfigured: "
        "Set ENCRYPTION_KEYS to Fernet keys, comma-separated: one is malformed."
    )


def settings_said(tmp_path, expression: str, variables: dict[str, str]) -> str:
    command = [sys.executable, "manage.py", "shell", "-c", f"from django.conf import settings; print({expression})"]
    environment = {"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path), **variables}
    done = subprocess.run(command, env=environment, cwd=settings.BASE_DIR, capture_output=True, text=True, check=False)
    return done.stdout.splitlines()[-1] if done.returncode == 0 else done.stderr.splitlines()[-1]


def test_hosts_and_networks_may_be_written_with_spaces(tmp_path):
    spaced = {"ALLOWED_HOSTS": "a.bkn.example, b.bkn.example ,", "FETCH_NETWORKS": "10.20.0.0/24, fd00::/8"}
    read = settings_said(tmp_path, "settings.ALLOWED_HOSTS + settings.FETCH_NETWORKS", COMPLETE | spaced)
    assert read == "['a.bkn.example', 'b.bkn.example', '10.20.0.0/24', 'fd00::/8']"


@pytest.mark.parametrize(
    ("networks", "fault"),
    [
        ("10.20.0.0/24,intranet", "'intranet' does not appear to be an IPv4 or IPv6 network"),
        ("10.20.0.7/24", "10.20.0.7/24 has host bits set"),
    ],
)
def test_start_with_a_malformed_network_names_the_variable(tmp_path, networks, fault):
    said = settings_said(tmp_path, "settings.FETCH_NETWORKS", COMPLETE | {"FETCH_NETWORKS": networks})
    assert said == (
        "django.core.exceptions.ImproperlyConfigured: "
        f"Set FETCH_NETWORKS to networks such as 10.20.0.0/24, comma-separated: {fault}."
    )


@pytest.mark.parametrize(
    "name", ["SECRET_KEY", "ENCRYPTION_KEYS", "SITE_URL", "ALLOWED_HOSTS", "EMAIL_URL", "PRODUCTION"]
)
def test_start_without_a_database_is_refused_at_any_sign_of_production(tmp_path, name):
    done = run_check(tmp_path, {name: (COMPLETE | {"PRODUCTION": "yes"})[name]})
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == (
        f"django.core.exceptions.ImproperlyConfigured: Set DATABASE_URL: {name} belongs to production, and without "
        "DATABASE_URL the demo would start, with its published password. See .env.example."
    )


@pytest.mark.parametrize(
    "variables",
    [{}, {"SITE_URL": "http://192.168.1.10:8000"}, {"EMAIL_URL": "smtp://127.0.0.1:1025"}, {"PORT": "8123"}],
)
def test_embedded_demo_needs_no_variable(tmp_path, variables):
    assert settings_said(tmp_path, "settings.DEMO", variables) == "True"


def test_image_is_production_whatever_is_set():
    assert "ENV PRODUCTION=yes" in (settings.BASE_DIR / "Dockerfile").read_text().splitlines()


def test_make_demo_in_production_touches_no_table(tmp_path):
    """What the target runs refuses before it migrates."""
    target = (settings.BASE_DIR / "Makefile").read_text().split("\ndemo:")[1].split("\n\n")[0]
    (line,) = [line.strip() for line in target.splitlines()[1:]]
    command = [sys.executable, *line.removeprefix("@$(BIN)/python ").split()]
    database = tmp_path / "production.sqlite3"
    done = subprocess.run(
        command,
        env={"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path), **COMPLETE, "DATABASE_URL": f"sqlite:///{database}"},
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, "not the demo" in done.stderr, database.exists()) == (1, True, False)

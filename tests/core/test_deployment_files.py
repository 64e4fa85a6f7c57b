"""compose.yaml, .env.example and the lock file say the same as the settings and the requirements."""

import os
import re
import subprocess
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
import yaml
from django.conf import settings
from django.utils.translation import override

from bkn_portal import probe
from bkn_portal.notifications.models import ReminderState

ROOT = settings.BASE_DIR
OPERATIONS = (ROOT / "docs" / "operations.md").read_text()
PATH = {"PATH": os.environ["PATH"]}
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text())


def names(text: str) -> set[str]:
    """Package names at the start of lines, as registries compare them."""
    found = re.findall(r"^([A-Za-z][\w.-]*)", text, re.MULTILINE)
    return {re.sub(r"[-_.]+", "-", name).lower() for name in found}


def test_compose_describes_the_parts_with_health_checks():
    services = COMPOSE["services"]
    assert services.keys() == {"web", "worker", "scheduler", "db", "redis", "migrate"}
    assert {name for name, service in services.items() if "test" not in service["healthcheck"]} == {"migrate"}


def test_example_environment_names_every_variable_of_the_settings():
    code = (ROOT / "bkn_portal" / "settings.py").read_text()
    used = set(re.findall(r"(?:env(?:\.\w+)?|required)\(\s*\"([A-Z_]+)\"", code)) - {"PORT", "DEBUG"}
    assert used - set(re.findall(r"^(?:# )?([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE)) == set()


def test_lock_file_has_every_requirement_with_hashes_and_names_no_registry():
    lock = (ROOT / "requirements.lock").read_text()
    assert names((ROOT / "requirements.txt").read_text()) - names(lock) == set()
    assert len(re.findall(r"^\S+==\S+ \\$", lock, re.MULTILINE)) == len(names(lock))
    assert re.findall(r"https?://|--index-url|--find-links|--extra-index-url|--trusted-host", lock) == []


def test_image_runs_as_an_ordinary_user_from_the_lock_file():
    lines = (ROOT / "Dockerfile").read_text().splitlines()
    assert "USER portal" in lines
    assert "RUN pip install --require-hashes --only-binary :all: -r requirements.lock" in lines


@pytest.mark.parametrize(("status", "verdict"), [(200, 0), (503, 1)])
def test_probe_asks_as_the_proxy_would(monkeypatch, status, verdict):
    asked = []

    class Web(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append((self.path, self.headers["Host"], self.headers["X-Forwarded-Proto"]))
            self.send_response(status)
            self.end_headers()

        def log_message(self, *_args):
            """Silent."""

    with HTTPServer(("127.0.0.1", 0), Web) as server:
        Thread(target=server.handle_request).start()
        monkeypatch.setenv("PORT", str(server.server_port))
        monkeypatch.setenv("SITE_URL", "https://portal.bkn.example")
        assert probe.main("ready") == verdict
    assert asked == [("/sehat/ready", "portal.bkn.example", "https")]


def test_probe_without_a_server_fails(monkeypatch):
    monkeypatch.setenv("PORT", "1")
    assert probe.main("live") == 1


def test_backup_of_files_as_documented_waits_for_the_first_file(tmp_path):
    (command,) = [line for line in OPERATIONS.splitlines() if "-czf files-" in line]
    codes, kept = [], []
    for _time in ("before the first file", "after it"):
        done = subprocess.run(["sh", "-ec", command], env={"VAR_DIR": str(tmp_path)} | PATH, cwd=tmp_path, check=False)
        codes.append(done.returncode)
        kept.append(len(list(tmp_path.glob("files-*.tar.gz"))))
        (tmp_path / "files").mkdir(exist_ok=True)
    assert (codes, kept) == ([0, 0], [0, 1])


def test_states_of_reminders_to_watch_are_those_of_the_administration():
    (line,) = [line for line in OPERATIONS.splitlines() if line.startswith("| mail goes out |")]
    with override("en"):
        states = {str(label) for label in ReminderState.labels}
    assert [name for name in re.findall(r'"([^"]+)"', line) if name not in states] == []

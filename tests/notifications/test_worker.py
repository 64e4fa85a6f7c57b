"""A real Celery worker process with a beat, a real broker and a real mail server: from commit to mail."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from .sample.smtp import Sink, serve

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 60
NOTIFY = """
from django.db import transaction
from django.utils import timezone
from bkn_portal.employees.models import Employee
from bkn_portal.notifications.actions import notify
person = Employee.objects.filter(nip="199203142018012001").first() or Employee.objects.create_user(
    "199203142018012001", name="Ratna Sari", employment="pns", email="ratna@bkn.example")
with transaction.atomic():
    notify(kind="sample.worker", recipient=person, target_id={number}, key="sample.worker:{number}", now=timezone.now())
"""


@pytest.fixture
def sink():
    handler = Sink()
    with serve(handler) as port:
        handler.port = port
        yield handler


def embedded(sink, var_dir: Path, **more: str) -> dict[str, str]:
    """The environment of an embedded portal of its own."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return {
        **kept,
        "DJANGO_SETTINGS_MODULE": "tests.notifications.worker_settings",
        "VAR_DIR": str(var_dir),
        "EMAIL_URL": f"smtp://127.0.0.1:{sink.port}",
        **more,
    }


def manage(environment: dict[str, str], *arguments: str) -> None:
    subprocess.run([sys.executable, "manage.py", *arguments], cwd=ROOT, env=environment, check=True, timeout=SECONDS)


class Worker:
    """`celery worker -B` in its own process group, so that a kill reaches its children."""

    def __init__(self, environment: dict[str, str], *options: str) -> None:
        command = [sys.executable, "-m", "celery", "-A", "bkn_portal", "worker", "--concurrency", "1", *options]
        self.process = subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True)

    def __enter__(self) -> "Worker":
        return self

    def __exit__(self, *exc: object) -> None:
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def wait_for_mails(sink, number: int) -> list[list[str]]:
    deadline = time.monotonic() + SECONDS
    while len(sink.accepted) < number and time.monotonic() < deadline:
        time.sleep(0.1)
    return [to for to, _message in sink.accepted]


def test_worker_on_files_mails_what_was_committed_before_and_after_a_kill(sink, tmp_path):
    environment = embedded(sink, tmp_path)
    manage(environment, "migrate", "--verbosity", "0")
    with Worker(environment, "-B"):
        manage(environment, "shell", "--no-imports", "-c", NOTIFY.format(number=1))
        assert wait_for_mails(sink, 1) == [["ratna@bkn.example"]]
    manage(environment, "shell", "--no-imports", "-c", NOTIFY.format(number=2))
    with Worker(environment, "-B"):
        assert wait_for_mails(sink, 2) == [["ratna@bkn.example"]] * 2


@pytest.mark.redis
def test_worker_on_redis_mails_what_was_committed(sink, tmp_path):
    base, number = os.environ["TEST_REDIS_URL"].rsplit("/", 1)
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    environment = embedded(sink, tmp_path, REDIS_URL=f"{base}/{int(number) + worker}")
    manage(environment, "migrate", "--verbosity", "0")
    with Worker(environment):
        manage(environment, "shell", "--no-imports", "-c", NOTIFY.format(number=1))
        assert wait_for_mails(sink, 1) == [["ratna@bkn.example"]]

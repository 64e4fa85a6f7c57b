"""The server under measurement: a scratch database with the demo, gunicorn, and what /proc knows of its workers."""

import json
import os
import secrets
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import psycopg2

ROOT = Path(__file__).resolve().parent.parent
TICKS = os.sysconf("SC_CLK_TCK")
WORKERS = 2


def environment(database: str, port: int, var: str) -> dict[str, str]:
    """Production over plain HTTP on loopback."""
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "bench.settings",
        "DATABASE_URL": database,
        "REDIS_URL": os.environ.get("BENCH_REDIS_URL", "redis://127.0.0.1:6379/11"),
        "SECRET_KEY": secrets.token_urlsafe(50),
        "ENCRYPTION_KEYS": "ZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmY=",
        "SITE_URL": f"http://127.0.0.1:{port}",
        "ALLOWED_HOSTS": "127.0.0.1,testserver",
        "EMAIL_URL": "dummymail://",
        "DEFAULT_FROM_EMAIL": "bench@bkn.example",
        "VAR_DIR": var,
        "PORT": str(port),
        "WEB_WORKERS": str(WORKERS),
        "WEB_THREADS": "4",
        "ACCESS_LOG": "",
        "LOG_LEVEL": "ERROR",
        # As in the image.
        "GLIBC_TUNABLES": "glibc.malloc.arena_max=2:glibc.malloc.mmap_threshold=4194304:glibc.malloc.hugetlb=1",
    }


@contextmanager
def scratch_database():
    """The URL of an empty database that is dropped afterwards."""
    url = os.environ.get("BENCH_DATABASE_URL", "postgres:///postgres")
    name = f"portal_bench_{os.getpid()}"
    connection = psycopg2.connect(url)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}"')
    try:
        yield urlsplit(url)._replace(path=f"/{name}").geturl().replace("postgres:/portal", "postgres:///portal")
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
        connection.close()


class Server:
    """Gunicorn on a free port, with the demo loaded."""

    def __init__(self, database: str, var: str) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.env = environment(database, self.port, var)
        self.process: subprocess.Popen | None = None

    def manage(self, *arguments: str) -> None:
        """One of Django's commands; its output appears when it fails."""
        subprocess.run([sys.executable, "manage.py", *arguments], cwd=ROOT, env=self.env, check=True, stdout=sys.stderr)

    def fill(self, rows: int) -> dict:
        """Lists have so many rows; the answer says who is signed in and what the addresses name."""
        code = f"from bench.data import main; main({rows})"
        command = [sys.executable, "manage.py", "shell", "--verbosity", "0", "--command", code]
        done = subprocess.run(command, cwd=ROOT, env=self.env, check=True, stdout=subprocess.PIPE, text=True)
        return json.loads(done.stdout)

    def start(self) -> None:
        gunicorn = Path(sys.executable).with_name("gunicorn")
        self.process = subprocess.Popen([gunicorn, "bench.wsgi"], cwd=ROOT, env=self.env)
        for _attempt in range(200):
            try:
                HTTPConnection("127.0.0.1", self.port, timeout=5).request("GET", "/sehat/live")
                return
            except OSError:
                time.sleep(0.1)
        raise SystemExit("The server does not answer.")

    def stop(self) -> None:
        if self.process:
            self.process.terminate()
            self.process.wait(30)

    def workers(self) -> list[int]:
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return [int(pid) for pid in children.split()]

    def cpu(self) -> float:
        """Milliseconds of processor time that the workers used so far."""
        fields = [Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split() for pid in self.workers()]
        return sum(int(stat[11]) + int(stat[12]) for stat in fields) * 1000 / TICKS

    def memory(self) -> list[tuple[float, float]]:
        """(resident, proportional) MiB of each worker: the second counts shared pages once."""
        rollups = [Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines() for pid in self.workers()]
        return [tuple(_kib(lines, word) / 1024 for word in ("Rss:", "Pss:")) for lines in rollups]


def _kib(lines: list[str], word: str) -> int:
    return next(int(line.split()[1]) for line in lines if line.startswith(word))


@contextmanager
def server():
    """A server with migrated database, collected static files and the demo."""
    with scratch_database() as database, tempfile.TemporaryDirectory(prefix="portal-bench-") as var:
        one = Server(database, var)
        for arguments in (["migrate", "-v0"], ["collectstatic", "--noinput", "-v0"], ["load_demo", "--force", "bench"]):
            one.manage(*arguments)
        try:
            yield one
        finally:
            one.stop()

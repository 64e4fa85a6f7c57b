"""The embedded portal in one terminal: prepares the database, then runs web, worker and scheduler until Ctrl-C.

`make run` calls it. Production runs the same two commands under its own supervisor (compose.yaml);
docs/adr/0001 says why this is not a Procfile.
"""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing, suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command

from bkn_portal.demo.cast import CAST, DEMO_PASSWORD

PATIENCE = 20  # seconds that a child gets to answer, and to end
COMMANDS = {
    "web": ["gunicorn", "bkn_portal.wsgi"],
    "worker": ["celery", "--quiet", "-A", "bkn_portal", "worker", "-B", "-c", "1", "-l", "WARNING"],
}
QUIET = "ignore:::celery.platforms"
"""Celery's six lines against being root: a demo in a container often is; operations.md gives production a user."""
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
Children = dict[str, subprocess.Popen]


class Ended(Exception):
    """A signal asked for the end, or a part ended by itself; the argument is the exit status."""


def main() -> int:
    """Prepare and serve; the exit status is 0 after Ctrl-C and 1 when a part died by itself."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bkn_portal.settings")
    fault = port_fault(os.environ.setdefault("PORT", "8000"))
    if fault:
        say(fault)
        return 1
    django.setup()
    if settings.PRODUCTION:
        say("DATABASE_URL is set, so this is production: run gunicorn and celery as docs/operations.md says.")
        return 1
    prepare()
    return serve(int(os.environ["PORT"]))


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def port_fault(text: str) -> str:
    """Why the portal can't listen on this port of the machine, in words; empty when it can."""
    if not (re.fullmatch(r"[0-9]{1,5}", text) and 1 <= int(text) <= 65535):
        return f"PORT is “{text}”, but a port is a number from 1 to 65535: PORT=8123 make run"
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", int(text)))
        except PermissionError:
            return f"Only the system may use port {text}. Choose one above 1024: PORT=8123 make run"
        except OSError:
            return f"Port {text} is taken. Perhaps the portal runs already; if not, choose another: PORT=8123 make run"
    return ""


def prepare() -> None:
    """Migrate, and load the demo data into an empty database."""
    from bkn_portal.demo.actions import has_data

    call_command("migrate", verbosity=0)
    if not has_data():
        say("Loading the demo data ...")
        call_command("load_demo")


def serve(port: int) -> int:
    """Run web, worker and scheduler; return when a signal came or one of them ended, with all of them gone."""
    for number in SIGNALS:
        signal.signal(number, end)
    children: Children = {}
    try:
        for name, command in COMMANDS.items():
            children[name] = start(command)
        wait_for_answer(port, children)
        say(welcome(port))
        while True:
            notice_end(children)
            time.sleep(0.2)
    except Ended as ended:
        for number in SIGNALS:
            signal.signal(number, signal.SIG_IGN)
        say("Stopping ...")
        stop(children)
        return int(ended.args[0])


def end(_number: int, _frame: object) -> None:
    raise Ended(0)


def start(command: list[str]) -> subprocess.Popen:
    """A program of this virtual environment in a process group of its own, so that Ctrl-C reaches only us."""
    program = Path(sys.executable).with_name(command[0])
    environment = {**os.environ, "PYTHONWARNINGS": QUIET}
    return subprocess.Popen([program, *command[1:]], start_new_session=True, cwd=settings.BASE_DIR, env=environment)


def stop(children: Children) -> None:
    """Ask all to end, wait, then end by force what is left of their groups (a killed parent leaves its children)."""
    for process in children.values():
        process.terminate()
    deadline = time.monotonic() + PATIENCE
    for name, process in children.items():
        try:
            process.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            say(f"{name} does not end by itself.")
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def notice_end(children: Children) -> None:
    """Raise Ended when one of the parts is gone: a portal without worker or web is none."""
    for name, process in children.items():
        if process.poll() is not None:
            say(f"{name} ended by itself (status {process.returncode}).")
            raise Ended(1)


def wait_for_answer(port: int, children: Children) -> None:
    """Return once the web server answers; raise Ended when it does not within PATIENCE seconds."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        notice_end(children)
        connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        with suppress(OSError, HTTPException), closing(connection):
            connection.request("HEAD", "/sehat/live")
            connection.getresponse()
            return
        time.sleep(0.1)
    say(f"The web server does not answer after {PATIENCE} seconds.")
    raise Ended(1)


def welcome(port: int) -> str:
    """Where to look, and as whom to sign in."""
    lines = [f"Portal Pengembangan: http://localhost:{port}/   (its mail: http://localhost:{port}/surat/)", ""]
    lines += [f"  {member.nip}  {member.role}" for member in CAST]
    return "\n".join([*lines, "", f"Password of all: {DEMO_PASSWORD}. Ctrl-C stops the portal.", ""])


if __name__ == "__main__":
    sys.exit(main())

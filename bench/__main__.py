"""Measures in one interleaved run and prints a table; ends by itself after some minutes. It judges nothing."""

import os
import re
import statistics
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from itertools import cycle
from urllib.parse import urlencode

from .load import ask, timed, together
from .server import Server, server

CONCURRENCY = 8
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "10"))
REQUESTS = 40  # of each page in each round
SIGN_INS = 120
PASSWORD = "Portal-Demo-2026"


@dataclass
class Page:
    """One line of the table. `against` is the bare page it is compared with."""

    name: str
    path: str
    against: str = "bare page"
    reader: str = "coachee"  # whose cookie of the facts; empty for nobody
    milliseconds: list[float] = field(default_factory=list)
    cpu: float = 0.0
    queries: dict[int, int] = field(default_factory=dict)
    size: int = 0

    @property
    def cpu_each(self) -> float:
        return self.cpu / len(self.milliseconds)

    @property
    def median(self) -> float:
        return statistics.median(self.milliseconds)

    @property
    def p95(self) -> float:
        return statistics.quantiles(self.milliseconds, n=20)[18]


def pages(facts: dict) -> list[Page]:
    return [
        Page("bare page", "/bare/", reader="bare"),
        Page("bare list", "/bare/list/", reader="bare"),
        Page("beranda", "/"),
        Page("profile", "/akun/"),
        Page("coaching overview", "/coaching/"),
        Page("coach list", "/coaching/coach/", "bare list"),
        Page("booking", f"/coaching/{facts['engagement']}/jadwalkan/"),
        Page("session", f"/coaching/sesi/{facts['session']}/"),
        Page("hours book", "/jam-pelajaran/", "bare list"),
        Page("inbox", "/pemberitahuan/", "bare list"),
        Page("one coaching", f"/coaching/{facts['engagement']}/"),
        Page("goal", f"/coaching/{facts['engagement']}/sasaran/tambah/"),
        Page("introduction", f"/coaching/sesi/{facts['introduction']}/", reader="coach"),
        Page("group session", f"/coaching/kelompok/{facts['group']}/", reader="coach"),
        Page("closing", f"/coaching/{facts['closed']}/penutupan/", reader="coach"),
        Page("hours of a coach", "/coaching/jadwal-coach/", reader="coach"),
        Page("sign-in", "/akun/masuk/", reader=""),
    ]


def headers_of(page: Page, facts: dict) -> dict[str, str]:
    return {"Cookie": facts[page.reader]} if page.reader else {}


def count_queries(one: Server, found: list[Page], facts: dict, rows: int) -> None:
    """Queries and bytes of each page, asked twice so that caches are warm."""
    for page in found:
        for _time in range(2):
            status, headers, body = ask(one.port, "GET", page.path, {**headers_of(page, facts), "X-Count-Queries": "1"})
        if status != 200:
            raise SystemExit(f"{page.name}: {page.path} answers {status}")
        page.queries[rows], page.size = int(headers["X-Count-Queries"]), len(body)


def measure(one: Server, found: list[Page], facts: dict) -> None:
    """All pages in turn, round after round: what else the machine does hits all of them alike."""
    for page in found:  # every thread of the server has its connection and its templates
        together(REQUESTS, CONCURRENCY, partial(ask, one.port, "GET", page.path, headers_of(page, facts)))
    for _round in range(ROUNDS):
        for page in found:
            visit = partial(ask, one.port, "GET", page.path, headers_of(page, facts))
            before = one.cpu()
            page.milliseconds += together(REQUESTS, CONCURRENCY, partial(timed, visit))
            page.cpu += one.cpu() - before


def first_view(one: Server, facts: dict) -> tuple[int, int, int]:
    """(requests, bytes on the wire, addresses elsewhere) of a first visit to beranda with an empty cache."""
    headers = {"Cookie": facts["coachee"], "Accept-Encoding": "br, gzip"}
    _status, _headers, body = ask(one.port, "GET", "/", headers)
    html = body.decode()
    linked = re.findall(r"<link\b[^>]*rel=\"(?:stylesheet|icon|preload|manifest)\"[^>]*>", html)
    addresses = {match for tag in linked for match in re.findall(r"href=\"([^\"]+)\"", tag)}
    addresses |= set(re.findall(r"<(?:script|img)\b[^>]*src=\"([^\"]+)\"", html))
    total, asked = len(body), {"/"}
    elsewhere = {address for address in addresses if not address.startswith("/")}
    for address in sorted(addresses - elsewhere):
        size, more = fetch(one, address, headers)
        total, asked = total + size, asked | {address}
        for deeper in sorted(more - asked):
            total, asked = total + fetch(one, deeper, headers)[0], asked | {deeper}
    return len(asked), total, len(elsewhere)


def fetch(one: Server, address: str, headers: dict[str, str]) -> tuple[int, set[str]]:
    """Bytes on the wire, and the fonts that a style sheet names."""
    body = ask(one.port, "GET", address, headers)[2]
    if not address.partition("?")[0].endswith(".css"):
        return len(body), set()
    plain = ask(one.port, "GET", address, {})[2]
    fonts = re.findall(rb"url\([\"']?([^\"')]+\.woff2)", plain)
    folder = address.rpartition("/")[0]
    return len(body), {os.path.normpath(f"{folder}/{font.decode()}") for font in fonts}


def sign_in(one: Server, nip: str) -> None:
    """A browser's way: the page, its token, the form."""
    _status, answer, body = ask(one.port, "GET", "/akun/masuk/", {})
    cookie = answer["Set-Cookie"].partition(";")[0]
    token = re.search(rb"name=\"csrfmiddlewaretoken\" value=\"(\w+)\"", body)[1].decode()
    form = urlencode({"login": nip, "password": PASSWORD, "csrfmiddlewaretoken": token})
    headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
    status, _answer, _body = ask(one.port, "POST", "/akun/masuk/", headers, form)
    if status != 302:
        raise SystemExit(f"The sign-in answers {status}")


def sign_in_rate(one: Server, nips: list[str]) -> float:
    """Sign-ins a second, each by the next person: one person's would wait for each other's rows."""
    turns = cycle(nips)
    began = time.perf_counter()
    together(SIGN_INS, CONCURRENCY, lambda: timed(lambda: sign_in(one, next(turns))))
    return SIGN_INS / (time.perf_counter() - began)


def hasher_rate() -> float:
    """Checks a second of the same password hash, on as many threads as there are processors, nothing else."""
    from argon2 import PasswordHasher, Type

    hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1, type=Type.ID)
    known, number = hasher.hash(PASSWORD), 200
    began = time.perf_counter()
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(lambda _number: hasher.verify(known, PASSWORD), range(number)))
    return number / (time.perf_counter() - began)


def table(found: list[Page]) -> str:
    bare = {page.name: page for page in found}
    lines = ["page                cpu ms  ratio  median ms  ratio  p95 ms  queries 20 / 2,000     KB"]
    for page in found:
        base = bare[page.against]
        lines.append(
            f"{page.name:<18}{page.cpu_each:>8.2f}{page.cpu_each / base.cpu_each:>7.2f}{page.median:>11.1f}"
            f"{page.median / base.median:>7.2f}{page.p95:>8.1f}{page.queries[20]:>13} / {page.queries[2000]:<4}"
            f"{page.size / 1024:>7.1f}"
        )
    return "\n".join(lines)


def main() -> None:
    with server() as one:
        facts = one.fill(20)
        one.start()
        found = pages(facts)
        count_queries(one, found, facts, 20)
        measure(one, found, facts)
        requests, size, elsewhere = first_view(one, facts)
        one.fill(2000)
        count_queries(one, found, facts, 2000)
        memory = one.memory()
        signed, hashed = sign_in_rate(one, facts["nips"]), hasher_rate()
        after = max(resident for resident, _share in one.memory())
    lines = [
        f"{ROUNDS} rounds of {REQUESTS} requests a page, concurrency {CONCURRENCY}, {len(memory)} gunicorn workers",
        table(found),
        "Ratios: coach list, hours book and inbox against the bare list, the others against the bare page.",
        f"First view of beranda: {requests} requests, {size / 1024:.1f} KB on the wire, {elsewhere} from elsewhere",
        "Memory of a worker: "
        + ", ".join(f"{rss:.0f} MiB resident, {pss:.0f} MiB own share" for rss, pss in memory)
        + f"; after the sign-ins at most {after:.0f} MiB resident",
        f"Sign-ins: {signed:.1f}/s, bare hasher {hashed:.1f}/s, ratio {signed / hashed:.2f}",
    ]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()

"""A small load generator: threads with kept-open connections."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from threading import local

_thread = local()


def ask(port: int, method: str, path: str, headers: dict[str, str], body: str | None = None):
    """(status, headers, body) of one request over this thread's connection, renewed when the server closed it idle."""
    connection = getattr(_thread, "connection", None)
    if connection is None or connection.port != port:
        connection = _thread.connection = HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        return _exchange(connection, method, path, headers, body)
    except ConnectionError:
        connection.close()
        return _exchange(connection, method, path, headers, body)


def _exchange(connection: HTTPConnection, method: str, path: str, headers: dict[str, str], body: str | None):
    connection.request(method, path, body, headers)
    response = connection.getresponse()
    return response.status, response.headers, response.read()


def together(number: int, concurrency: int, work: Callable[[], float]) -> list[float]:
    """What `number` calls of `work` return, at most `concurrency` at once."""
    with ThreadPoolExecutor(concurrency) as pool:
        return list(pool.map(lambda _number: work(), range(number)))


def timed(action: Callable[[], None]) -> float:
    """Milliseconds the action took."""
    began = time.perf_counter()
    action()
    return (time.perf_counter() - began) * 1000

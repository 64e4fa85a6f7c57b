"""Gunicorn's configuration, found by itself: the embedded portal and production differ only by the environment."""

import os
from typing import Any

from gunicorn.glogging import Logger

bind = f"{os.environ.get('BIND', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
worker_class = "gthread"
workers = int(os.environ.get("WEB_WORKERS", "1"))
threads = int(os.environ.get("WEB_THREADS", "8"))
# Loaded once and forked: less memory a worker, and no database connection is open at that moment.
preload_app = True
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # the heartbeat must not wait for a disk
timeout = 30
graceful_timeout = 20
max_requests = 20_000  # a worker that grew by accident starts anew
max_requests_jitter = 2_000


class DiscreetLogger(Logger):
    """A calendar's address is its key: it does not go into the log."""

    def atoms(self, resp: Any, req: Any, environ: Any, request_time: Any) -> dict[str, Any]:
        found = super().atoms(resp, req, environ, request_time)
        if found["U"].startswith("/kalender/") and found["U"].endswith(".ics"):
            found["U"] = "/kalender/….ics"
        return found


logger_class = DiscreetLogger
# No query string and no referrer: they carry search words. Paths carry no NIP.
access_log_format = "%(t)s %(m)s %(U)s %(s)s %(B)s bytes %(M)s ms"
accesslog = os.environ.get("ACCESS_LOG", "-") or None
errorlog = "-"
loglevel = os.environ.get("WEB_LOG_LEVEL", "warning")

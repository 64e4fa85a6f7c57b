"""Gunicorn's configuration, found by itself: the embedded portal and production differ only by the environment."""

import os
from typing import Any

from gunicorn.glogging import Logger

from bkn_portal.core.secret_paths import without_keys

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
    """The address of a calendar and the link of a mail that renews a password are keys: neither goes into the log."""

    def atoms(self, resp: Any, req: Any, environ: Any, request_time: Any) -> dict[str, Any]:
        found = super().atoms(resp, req, environ, request_time)
        return found | {"U": without_keys(found["U"])}


logger_class = DiscreetLogger
# No query string and no referrer: they carry search words. Paths carry no NIP.
access_log_format = "%(t)s %(m)s %(U)s %(s)s %(B)s bytes %(M)s ms"
accesslog = os.environ.get("ACCESS_LOG", "-") or None
errorlog = "-"
loglevel = os.environ.get("WEB_LOG_LEVEL", "warning")

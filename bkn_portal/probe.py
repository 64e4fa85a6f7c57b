"""`python -m bkn_portal.probe ready`: asks this container's web server for its health, as the proxy would."""

import os
import sys
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlsplit

TIMEOUT = 4  # seconds


def main(question: str) -> int:
    """0 when /sehat/<question> answers 200, else 1: what Docker's health check understands."""
    site = urlsplit(os.environ.get("SITE_URL", "http://localhost"))
    connection = HTTPConnection("127.0.0.1", int(os.environ.get("PORT", "8000")), timeout=TIMEOUT)
    headers = {"Host": site.netloc, "X-Forwarded-Proto": site.scheme}
    try:
        connection.request("GET", f"/sehat/{question}", headers=headers)
        return 0 if connection.getresponse().status == 200 else 1
    except (OSError, HTTPException):
        return 1
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))

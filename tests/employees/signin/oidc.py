"""A real OIDC provider on loopback, in a process of its own, that insists on PKCE S256."""

import base64
import hashlib
import io
import json
import os
import subprocess
import sys
import urllib.parse
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

CLIENT_ID, CLIENT_SECRET = "portal", "rahasia-klien"


class InsistOnPkce:
    """WSGI around the provider: keeps every challenge and gives no token without the matching verifier."""

    def __init__(self, app: Any) -> None:
        self.app, self.challenges, self.refused = app, set(), 0

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        query = dict(urllib.parse.parse_qsl(environ.get("QUERY_STRING", "")))
        if query.get("code_challenge_method") == "S256":
            self.challenges.add(query["code_challenge"])
        if environ["PATH_INFO"] == "/refused":
            start_response("200 OK", [("Content-Type", "application/json")])
            return [json.dumps(self.refused).encode()]
        if environ["PATH_INFO"] == "/oauth2/token" and not self._matches(environ):
            self.refused += 1
            start_response("400 Bad Request", [("Content-Type", "application/json")])
            return [json.dumps({"error": "invalid_grant"}).encode()]
        return self.app(environ, start_response)

    def _matches(self, environ: dict[str, Any]) -> bool:
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        environ["wsgi.input"] = io.BytesIO(body)
        verifier = dict(urllib.parse.parse_qsl(body.decode())).get("code_verifier", "")
        digest = hashlib.sha256(verifier.encode()).digest()
        return base64.urlsafe_b64encode(digest).decode().rstrip("=") in self.challenges


@contextmanager
def provider() -> Iterator[str]:
    """Serve until the block ends; yields the issuer's address."""
    environment = os.environ | {"PYTHONWARNINGS": "ignore"}
    command = [sys.executable, "-m", "tests.employees.signin.oidc"]
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as server:
        try:
            yield f"http://localhost:{server.stdout.readline().strip()}"
        finally:
            server.terminate()


def serve() -> None:
    """Print the port on the first line, then serve until terminated."""
    import oidc_provider_mock
    import werkzeug.serving

    server = werkzeug.serving.make_server("localhost", 0, InsistOnPkce(oidc_provider_mock.app()), threaded=True)
    sys.stdout.write(f"{server.server_port}\n")
    sys.stdout.flush()
    server.serve_forever()


if __name__ == "__main__":
    serve()

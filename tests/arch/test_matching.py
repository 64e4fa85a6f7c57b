"""The optimiser stands by itself."""

import subprocess
import sys

from .source import ROOT


def test_matching_is_imported_without_django():
    script = "import sys, mentoring.matching.explain; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=False).returncode == 0


def test_certificate_is_short_and_knows_numpy_only():
    path = ROOT / "mentoring/matching/certificate.py"
    text = path.read_text()
    imported = [line for line in text.splitlines() if line.startswith(("import ", "from "))]
    assert imported == ["from collections.abc import Iterable", "import numpy as np"]
    assert len(text.splitlines()) < 60

"""Log lines that may be read by people who may not read the portal."""

import logging
import re

NIP = re.compile(r"\b\d{8} ?\d{6} ?\d ?\d{3}\b")
# PostgreSQL repeats the refused row's values there, and SQL statements carry theirs.
DATABASE_DETAIL = re.compile(r"^(DETAIL|CONTEXT|LINE \d+): .*$", re.MULTILINE)


class DiscreetFormatter(logging.Formatter):
    """Hides NIPs and the values that database errors repeat, in messages and in tracebacks."""

    def format(self, record: logging.LogRecord) -> str:
        text = super().format(record)
        return DATABASE_DETAIL.sub(r"\1: (hidden)", NIP.sub("(NIP)", text))

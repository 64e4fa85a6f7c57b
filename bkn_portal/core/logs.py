"""Log lines that may be read by people who may not read the portal."""

import logging
import re
from types import FrameType
from typing import Any

from django.http import HttpRequest
from django.views.debug import SafeExceptionReporterFilter

from .secret_paths import without_keys

NIP = re.compile(r"\b\d{8} ?\d{6} ?\d ?\d{3}\b")
# PostgreSQL repeats the refused row's values there, and SQL statements carry theirs.
DATABASE_DETAIL = re.compile(r"^(DETAIL|CONTEXT|LINE \d+): .*$", re.MULTILINE)


class DiscreetFormatter(logging.Formatter):
    """Hides NIPs, addresses that are keys and the values that database errors repeat, in messages and tracebacks."""

    def format(self, record: logging.LogRecord) -> str:
        text = super().format(record)
        return DATABASE_DETAIL.sub(r"\1: (hidden)", NIP.sub("(NIP)", without_keys(text)))


class RefusalsInOneLine(logging.Filter):
    """A refused request (403) did nothing unforeseen: its path is enough, without the way through the code."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.levelno < logging.ERROR:
            record.exc_info = record.exc_text = None
        return True


class DiscreetReporterFilter(SafeExceptionReporterFilter):
    """Error reports without people's words: nothing that was posted, and no variable of the code.

    Nobody is mailed such a report as the portal is delivered; this holds for whoever adds it.
    """

    def get_post_parameters(self, request: HttpRequest | None) -> dict[str, Any]:
        if not self.is_active(request):
            return super().get_post_parameters(request)
        return dict.fromkeys(getattr(request, "POST", {}), self.cleansed_substitute)

    def get_traceback_frame_variables(self, request: HttpRequest | None, tb_frame: FrameType) -> Any:
        if not self.is_active(request):
            return super().get_traceback_frame_variables(request, tb_frame)
        return dict.fromkeys(tb_frame.f_locals, self.cleansed_substitute).items()

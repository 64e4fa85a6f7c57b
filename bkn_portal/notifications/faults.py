"""What a failure may tell in a row or a log: where and of what kind, never the text, which may hold content."""

import smtplib
import traceback


def fault_name(fault: Exception) -> str:
    """The exception's class and, from a mail server, its three digits."""
    codes = []
    if isinstance(fault, smtplib.SMTPRecipientsRefused):
        codes = [str(code) for code, _reply in fault.recipients.values()]
    elif isinstance(fault, smtplib.SMTPResponseException):
        codes = [str(fault.smtp_code)]
    return " ".join([type(fault).__name__, *codes])[:80]


def fault_place(fault: Exception) -> str:
    """The lines of code it came through."""
    return "".join(traceback.format_tb(fault.__traceback__))

from .certificates import Achievement, issue_certificate
from .ledger import correct, post, recompute, reverse
from .rules import add_example, save_obligation, save_rule

__all__ = [
    "Achievement",
    "add_example",
    "correct",
    "issue_certificate",
    "post",
    "recompute",
    "reverse",
    "save_obligation",
    "save_rule",
]

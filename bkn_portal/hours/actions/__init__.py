from .ledger import correct, post, recompute, reverse
from .rules import add_example, save_obligation, save_rule

__all__ = ["add_example", "correct", "post", "recompute", "reverse", "save_obligation", "save_rule"]

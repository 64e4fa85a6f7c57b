"""What changes a few times a year, remembered for a minute in each process, so that no page asks for it again."""

from collections.abc import Callable
from functools import wraps
from time import time
from typing import ParamSpec, TypeVar

from django.conf import settings

P, T = ParamSpec("P"), TypeVar("T")
MOST = 256


def remembered(find: Callable[P, T]) -> Callable[P, T]:
    """`find` with positional arguments, asked again REMEMBER_SECONDS later.

    For rules and lists that HR keeps, on pages alone: whoever posts hours or gives access asks the database. What it
    gives is shared by all requests: nobody changes it.
    """
    kept: dict[tuple[object, ...], tuple[float, T]] = {}

    @wraps(find)
    def found(*arguments: P.args, **_none: P.kwargs) -> T:
        known = kept.get(arguments)
        if known and 0 <= time() - known[0] < settings.REMEMBER_SECONDS:
            return known[1]
        if len(kept) >= MOST:
            kept.clear()
        value = find(*arguments)  # type: ignore[call-arg]
        kept[arguments] = (time(), value)
        return value

    return found

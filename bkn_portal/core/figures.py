"""Geometry of drawn figures; pure functions without Django, so that templates carry attributes and no style."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from math import pi

RADIUS = 52
CIRCUMFERENCE = 2 * pi * RADIUS
GAP = 2.5  # between two arcs, in the units of the drawing


@dataclass(frozen=True)
class Arc:
    """A stroke along the ring: `dash` and `offset` are SVG attributes, clockwise from the top."""

    pillar: str
    dash: str
    offset: str


@dataclass(frozen=True)
class Ring:
    total: Decimal
    arcs: tuple[Arc, ...]


def ring(parts: Mapping[str, Decimal], *, target: Decimal | None) -> Ring:
    """A ring filled by `parts` (JP by pillar) toward `target` JP; more than the target fills it once, in proportion."""
    total = sum(parts.values(), Decimal(0))
    whole = max(total, target or Decimal(0)) or Decimal(1)
    arcs, start = [], 0.0
    for pillar, amount in parts.items():
        length = float(amount / whole) * CIRCUMFERENCE
        if length > 0:
            arcs.append(Arc(pillar, f"{max(length - GAP, 0.5):.1f} {CIRCUMFERENCE:.1f}", f"{-start:.1f}"))
        start += length
    return Ring(total, tuple(arcs))

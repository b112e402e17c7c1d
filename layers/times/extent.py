"""The earliest and the latest instant of a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from layers.times.days import datetime_of, fits

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """The earliest and the latest instant of a value, as seconds of UTC counted by `layers.times.days`.

    Parameters
    ----------
    start_s, end_s : int or None
        First second, included, and last, not included; None where the value is open or does not say.
    spans : tuple of (int or None, int or None)
        The separate stretches between them, as written; one, unless the value has gaps (a set, `2017-XX-18`). Of very
        many, more than 500, only their hull.
    """

    start_s: int | None
    end_s: int | None
    spans: tuple[tuple[int | None, int | None], ...]

    @property
    def earliest(self) -> datetime | None:
        """The first instant, in UTC, held to the years 1 to 9999; None where it is open or unknown."""
        return None if self.start_s is None else datetime_of(self.start_s)

    @property
    def latest(self) -> datetime | None:
        """The instant just after the last, in UTC, held to the years 1 to 9999; None where it is open or unknown."""
        return None if self.end_s is None else datetime_of(self.end_s)

    @property
    def clamped(self) -> bool:
        """Whether an instant lies outside the years 1 to 9999, so that `earliest` or `latest` shows the edge of them."""
        return any(second is not None and not fits(second) for second in (self.start_s, self.end_s))

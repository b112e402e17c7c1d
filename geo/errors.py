"""Every error of the project has one base, and one class a cause.

    ContestedError
    ├── CoordinateError        a text that is no position, or that can be read two ways
    ├── GeodesyError           a question that has no answer on the ellipsoid
    ├── ConstructionError      a zone construction that cannot be drawn
    ├── LocalityError          a locality wording that cannot be georeferenced
    ├── (layers.errors)        records, times, case files, formats
    └── (maps.errors)          assets, pages

A message says what was wrong, where, and what to do. The library raises; only the commands print.
"""


class ContestedError(Exception):
    """Base of all errors that a user can cause and mend."""


class CoordinateError(ContestedError):
    """A text that is no position, or one that can be read in two ways."""


class GeodesyError(ContestedError):
    """A question that has no answer on the ellipsoid: a radius of 0, a latitude of 91."""


class ConstructionError(ContestedError):
    """A zone construction that cannot be drawn: two vertices, a line that does not cross its outline."""


class LocalityError(ContestedError):
    """A locality wording that cannot be georeferenced, or that names no known origin."""

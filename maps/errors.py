"""Errors of the page and its parts.

ContestedError
└── PageError              a page that cannot be built or written
    ├── AssetError         a script, style or image of the page that is missing or not as pinned
    └── CatalogueError     a language that has no catalogue, or a word that its catalogue lacks
"""

from geo.errors import ContestedError


class PageError(ContestedError):
    """A page that cannot be built or written."""


class AssetError(PageError):
    """A script, style or image of the page that is missing, not as pinned, or that cannot be linked."""


class CatalogueError(PageError):
    """A language that has no catalogue, or a word that its catalogue lacks."""

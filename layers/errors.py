"""Errors of the records, their times, and the files they live in.

ContestedError
├── RecordError            a record that contradicts itself, or names what does not exist
│   ├── UnknownIdError     no record has this id
│   └── DuplicateIdError   two records of one kind share an id
├── TimeError              a date or time that cannot be read, or not without guessing
├── CaseFileError          a case file that cannot be opened, read or written
│   └── SchemaVersionError a case file made by another version
├── DocumentError          a case document that cannot be read
└── FormatError            a file of another format that cannot be read, or is not safe to
"""

from geo.errors import ContestedError


class RecordError(ContestedError):
    """A record that contradicts itself, or names what does not exist."""


class UnknownIdError(RecordError):
    """No record has this id."""


class DuplicateIdError(RecordError):
    """Two records of one kind share an id."""


class TimeError(ContestedError):
    """A date or time that cannot be read, or not without guessing."""


class CaseFileError(ContestedError):
    """A case file that cannot be opened, read or written."""


class SchemaVersionError(CaseFileError):
    """A case file made by another version of the project."""


class DocumentError(ContestedError):
    """A case document that cannot be read."""


class FormatError(ContestedError):
    """A file of another format that cannot be read as a whole, or that is not safe to read."""

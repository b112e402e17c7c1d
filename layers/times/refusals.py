"""Why a text is no EDTF: the known features that are left out, each with what to write in its place."""

from __future__ import annotations

import re

from layers.errors import TimeError

_KNOWN: tuple[tuple[str, str], ...] = (
    (r".*\s.*", "EDTF has no spaces"),
    (
        r"(?i)unknown|open",
        "'unknown' and 'open' are of the draft of 2012; leave the end empty, or write '..'",
    ),
    (r"[Rr][0-9]*/.*|[Rr][0-9]*", "repeating intervals (R) are not part of EDTF"),
    (r"-?P[0-9YMWDTHS.,]+", "durations (P) are not part of EDTF; give both ends as dates"),
    (r"-?[0-9]{4}-?W[0-9].*", "week dates (W) are not part of EDTF; give the days: 2017-05-15/2017-05-21"),
    (r"-?[0-9]{4}-[0-9]{3}", "ordinal dates (day of the year) are not part of EDTF; give month and day"),
    (r"-?[0-9]{8}(T.*)?", "the basic format, without hyphens, is not part of EDTF; write 2017-05-18"),
    (r"[0-9]{1,2}([./-])[0-9]{1,2}\1[0-9]{2,4}", "write year, month, day: 2017-05-18"),
    (r"-?[0-9]{1,3}(-.*)?", "a year has four digits: 0987, or 09XX for a century"),
    (r".*[uUx].*", "an unspecified digit is a capital X: 201X"),
    (r"y.*", "the prefix of a long year is a capital Y: Y170000002"),
    (r".*e[0-9].*", "the exponent of a year is a capital E: Y17E7"),
    (
        r"-?[0-9]{5,}(-.*)?",
        "a year of more than four digits takes the prefix Y, and stands alone: Y170000002",
    ),
    (r"Y-?0.*", "a long year has no leading zeros"),
    (r"Y.*-[0-9X]{2}.*", "a year with the prefix Y stands alone, without month or day"),
    (
        r".*\(.*|.*\).*",
        "grouping by parentheses is of the draft of 2012; put ? ~ or % beside the part: 2004-06~-11",
    ),
    (r".*\?~.*|.*~\?.*", "uncertain and approximate together is written %"),
    (r".*[0-9]T.*[.,][0-9].*", "fractions of a second are not part of EDTF"),
    (r".*T[0-9]{2}(Z|[+-].*)?", "a time of day goes to the minute or the second: T21:30Z"),
    (r".*T[0-9]{4,6}(Z|[+-].*)?", "a time of day takes colons: T21:30Z"),
    (r".*T.*[+-][0-9]{4}", "a distance from UTC takes a colon: +03:00"),
    (r".*T.*X.*", "unspecified digits in a time of day are not supported; write the day alone"),
    (r".*t.*|.*z", "the letters T and Z of a time are capitals"),
    (r"\+.*", "a year has no plus sign"),
    (r"[0-9X]{4}-[0-9X](-.*)?|[0-9X]{4}-[0-9X]{2}-[0-9X]", "month and day have two digits: 2017-05-08"),
    (r".*/.*/.*", "an interval has two ends"),
)


# No date is so long; and what is longer is not searched for features, which would take time without end.
_LENGTH_AT_MOST = 80


def refusal(text: str, whole: str) -> TimeError:
    """Return the error that says what is wrong with a part of the text `whole`."""
    if len(text) <= _LENGTH_AT_MOST:
        for pattern, reason in _KNOWN:
            if re.fullmatch(pattern, text, re.DOTALL):
                return TimeError(f"{shown(whole)} is not EDTF: {reason}")
    part = "" if text == whole else f", at {shown(text)}"
    return TimeError(
        f"{shown(whole)} is not EDTF{part}; write 2017-05-18, 2017-05, 2017-05-18T21:30Z, or a/b for an interval"
    )


def shown(text: str) -> str:
    """Return a text in quotes for a message, its middle left out where it is long.

    Examples
    --------
    >>> shown("2017-05-18")
    "'2017-05-18'"
    >>> len(shown("1" * 100_000))
    83
    """
    if len(text) > _LENGTH_AT_MOST:
        text = f"{text[:50]}…{text[-30:]}"
    return repr(text)

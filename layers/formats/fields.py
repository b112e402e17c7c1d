"""The columns of tables that follow no dataset: which names mean which field, in the languages that they are kept in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers.errors import FormatError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FIELDS: dict[str, str] = {
    "id": "the row's own id; else it is made from title, date and place",
    "title": "short and neutral: what is said to have happened",
    "when": "the date: EDTF, YYYY-MM-DD, or a date that can be read in one way only",
    "time": "the time of day, as reported",
    "lat": "degrees north, with `lon`",
    "lon": "degrees east, with `lat`",
    "coordinates": "the position in any notation",
    "location": "the wording of the location; coordinates in it are read",
    "uncertainty": "radius: a length such as 5 km, or metres",
    "precision": "a code, with `--precision CODE=METRES`",
    "kind": "kind of event",
    "sub_kind": "kind of event, narrower",
    "party": "who says so: the row becomes a claim of that party",
    "stance": "asserts, confirms, denies, disputes, condemns or threatens; asserts, if empty",
    "summary": "what is said",
    "stated": "when it was said",
    "claim_id": "the claim's own id, where a party says several things of one incident",
    "actor": "who is said to have done it",
    "target": "against whom",
    "weapon": "with what",
    "killed": "number killed, or low-high",
    "injured": "number injured, or low-high",
    "source_title": "the source",
    "source_url": "its address",
    "source_publisher": "who published it",
    "source_published": "when",
    "note": "a note",
}
"""Every field, and what it becomes."""

SYNONYMS: dict[str, tuple[str, ...]] = {
    "id": ("event id", "incident id", "identifier", "ref", "reference", "code", "fid", "uid", "event id cnty"),
    "title": ("name", "headline", "event", "incident", "event title", "заголовок", "название", "العنوان"),
    "when": (
        "date", "event date", "incident date", "datetime", "date time", "occurred", "occurred on", "day", "start date",
        "timestamp", "date occurred", "edtf", "дата", "التاريخ",
    ),
    "time": ("time local", "local time", "event time", "hour", "время", "الوقت"),
    "lat": ("latitude", "y", "lat dd", "gps latitude", "широта", "خط العرض"),
    "lon": ("longitude", "lng", "long", "x", "lon dd", "gps longitude", "долгота", "خط الطول"),
    "coordinates": ("coords", "coordinate", "latlon", "lat lon", "latlong", "lat long", "gps", "mgrs", "position", "geo",
        "координаты", "الإحداثيات"),
    "location": ("place", "location text", "location name", "where", "site", "locality", "address", "место", "المكان"),
    "uncertainty": ("uncertainty m", "accuracy", "radius", "radius m", "error", "coordinateuncertaintyinmeters",
        "coordinate uncertainty", "position uncertainty"),
    "precision": ("geo precision", "precision code", "where prec", "geoprecision"),
    "kind": ("type", "event type", "category", "incident type", "тип", "النوع"),
    "sub_kind": ("sub type", "subtype", "sub event type", "sub category", "subcategory"),
    "party": ("claimed by", "claimant", "said by", "according to", "stated by", "side", "сторона", "الطرف"),
    "stance": ("position taken", "attitude"),
    "summary": ("description", "claim", "text", "details", "narrative", "statement", "описание", "الوصف"),
    "stated": ("stated on", "claim date", "statement date", "said on", "reported on"),
    "claim_id": (),
    "actor": ("actor1", "perpetrator", "belligerent", "attacker"),
    "target": ("actor2", "victim", "targeted"),
    "weapon": ("weapons", "means", "munition"),
    "killed": ("fatalities", "deaths", "dead", "killed total", "casualties killed", "погибшие", "القتلى"),
    "injured": ("wounded", "injuries", "раненые", "الجرحى"),
    "source_title": ("source", "sources", "source name", "источник", "المصدر"),
    "source_url": ("url", "link", "source link", "links", "source urls", "ссылка", "الرابط"),
    "source_publisher": ("publisher", "outlet", "media", "publication"),
    "source_published": ("published", "publication date", "source date"),
    "note": ("notes", "comment", "comments", "remarks", "примечание", "ملاحظات"),
}  # fmt: skip
"""Other names of each field, as `folded_name` has them."""


def folded_name(column: str) -> str:
    """Return a column's name as names are compared: words in lower case with single blanks.

    Examples
    --------
    >>> folded_name("Event_Date "), folded_name("source-URL"), folded_name("Uncertainty (m)")
    ('event date', 'source url', 'uncertainty m')
    """
    return " ".join("".join(c if c.isalnum() else " " for c in column.casefold()).split())


_NAMED = {folded_name(field): field for field in FIELDS} | {
    folded_name(name): field for field, names in SYNONYMS.items() for name in names
}


def fields_of(columns: Sequence[str], given: Mapping[str, str]) -> tuple[str | None, ...]:
    """Return the field that each column holds, or None.

    Parameters
    ----------
    columns : sequence of str
        The header.
    given : mapping of str to str
        Columns whose field the one who imports names; they come before all others.

    Raises
    ------
    FormatError
        If a given column or field does not exist.

    Examples
    --------
    >>> fields_of(["Event Date", "Latitude", "LONG", "colour", "when"], {})
    (None, 'lat', 'lon', None, 'when')
    """
    wanted = {folded_name(column): _field(field) for column, field in given.items()}
    folded = [folded_name(column) for column in columns]
    for column in wanted:
        if column not in folded:
            raise FormatError(f"there is no column {column!r} to --map; there are {', '.join(columns)[:300]}")
    taken = set(wanted.values())
    own = {field for name in folded if (field := _NAMED.get(name)) and name == folded_name(field)} - taken
    found: list[str | None] = []
    for name in folded:
        field = wanted.get(name) or _NAMED.get(name)
        if field is None or (
            name not in wanted and (field in taken or (field in own and name != folded_name(field)))
        ):
            found.append(None)
            continue
        taken.add(field)
        found.append(field)
    return tuple(found)


def share_known(columns: Sequence[str]) -> float:
    """Return the share of columns that name a field, from 0 to 1."""
    if not columns:
        return 0.0
    return sum(1 for field in fields_of(columns, {}) if field) / len(columns)


def _field(name: str) -> str:
    field = _NAMED.get(folded_name(name))
    if field is None:
        raise FormatError(f"there is no field {name!r}; there are {', '.join(FIELDS)}")
    return field

"""The sign of each kind of event, stance and known position: one table for map, list, legend and print.

Kinds of events are those that cases use (ACLED's event types among them); a kind that is not listed gets the plain
dot. No sign is red for "the enemy": colour is the party's alone, and every meaning has a shape as well.
"""

from __future__ import annotations

EVENT_GLYPHS: dict[str, str] = {
    "Battles": "clash",
    "Explosions/remote violence": "burst",
    "Violence against civilians": "wedge",
    "Protests": "ring",
    "Riots": "ring",
    "Strategic developments": "page",
}
"""Glyph of the event kinds that have one."""

PLAIN_GLYPH = "dot"

STANCE_FILLS: dict[str, str] = {
    "asserts": "full",
    "confirms": "full",
    "recognises": "full",
    "condemns": "half",
    "threatens": "half",
    "ambiguous": "half",
    "disputes": "hatched",
    "rejects": "crossed",
    "denies": "crossed",
    "silent": "hollow",
}
"""How the segment and the mark of a stance are filled. `half`: spoken of, without saying that it is or is not so."""

POSITION_GLYPHS: dict[str, str] = {
    "garrison": "fort",
    "outpost": "fort",
    "military post": "fort",
    "base": "fort",
    "airbase": "runway",
    "camp": "tent",
    "border crossing": "gate",
    "crossing": "gate",
    "checkpoint": "gate",
}
"""Glyph of the kinds of known positions and places that have one."""

PLACE_RANKS: dict[str, int] = {
    "garrison": 0,
    "camp": 1,
    "city": 1,
    "border crossing": 2,
    "airbase": 3,
    "town": 3,
    "military post": 3,
    "boundary point": 6,
}
"""Which names win where two labels would collide: lower first; 4 for kinds not listed."""

PLAIN_RANK = 4


def event_glyph(kind: str | None) -> str:
    """Return the glyph of a kind of event.

    Examples
    --------
    >>> event_glyph("Battles"), event_glyph("Something new"), event_glyph(None)
    ('clash', 'dot', 'dot')
    """
    return EVENT_GLYPHS.get(kind or "", PLAIN_GLYPH)


def as_page_data() -> dict[str, object]:
    """Return the tables as the page's script reads them."""
    return {
        "events": EVENT_GLYPHS,
        "stances": STANCE_FILLS,
        "positions": POSITION_GLYPHS,
        "ranks": PLACE_RANKS,
        "plain": {"event": PLAIN_GLYPH, "rank": PLAIN_RANK},
    }

"""What flat rows put into a fingerprint: the canonical lines of their records, without making the records.

A test holds each line against `layers.log.fingerprint_line` of the records that the row stands for.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from json.encoder import encode_basestring as _quoted
from typing import TYPE_CHECKING, Any

from layers.formats.flat import HARM

if TYPE_CHECKING:
    from collections.abc import Iterable

    from layers.formats.flat import FlatRow


def digest_of(rows: Iterable[FlatRow]) -> str:
    """Return the SHA-256 of the canonical lines of the rows' records, in the order of `keys_of`."""
    digest = hashlib.sha256()
    claims: list[str] = []
    incidents: list[str] = []
    for row in rows:
        incident, claim = lines_of(row)
        incidents.append(incident)
        if claim is not None:
            claims.append(claim)
    for lines in (incidents, claims):
        digest.update("".join(lines).encode())
    return digest.hexdigest()


def lines_of(row: Any) -> tuple[str, str | None]:  # noqa: C901, PLR0912 # one pass, a million times
    """Return what the records of a row put into a fingerprint, as `layers.log.fingerprint_line` would, without making them."""
    (
        title, kind, sub_kind, external_ids, note,
        record_id, edtf, date, precision, time_local, time_zone,
        text, lat, lon, radius, uncertainty, code, derivation, _, _, _,
        claim_id, party, stance, summary, stated, occurred, actor_text, target_text, weapon,
        killed_low, killed_best, killed_high, injured_low, injured_best, injured_high, locator, confidence_note, sources,
    ) = row  # fmt: skip
    when = _when(edtf, date, precision, time_local, time_zone)
    where = "" if text is None else f', "text": {_quoted(text)}'
    if lat is not None:
        where += f', "position": {{"lat": {lat!r}, "lon": {lon!r}{_radius(radius)}}}'
    where += _beyond(uncertainty, code, derivation)
    quoted_id = _quoted(record_id)
    line = f'incident\t{{"id": {quoted_id}, "title": {_quoted(title)}'
    if kind is not None:
        line += f', "kind": {_quoted(kind)}'
    if sub_kind is not None:
        line += f', "sub_kind": {_quoted(sub_kind)}'
    stated_there = f'{when}, "where": {{{where[2:]}}}' if where else when
    line += stated_there
    if external_ids is not None:
        line += f', "external_ids": {external_ids}'
    if note is not None:
        line += f', "note": {_quoted(note)}'
    line += "}\n"
    if claim_id is None:
        return line, None
    said = f'claim\t{{"id": {_quoted(claim_id)}, "subject_kind": "incident", "subject": {quoted_id}, "party": {_quoted(party)}, "stance": {_quoted(stance)}'
    if summary is not None:
        said += f', "summary": {_quoted(summary)}'
    if stated is not None:
        said += f', "stated": {_quoted(stated)}'
    if sources:
        said += f', "sources": {_quoted_list(sources)}'
    values = f', "occurred": {_quoted(occurred)}' if occurred is not None else ""
    values += stated_there
    if actor_text is not None:
        values += f', "actor_text": {_quoted(actor_text)}'
    if target_text is not None:
        values += f', "target_text": {_quoted(target_text)}'
    if weapon is not None:
        values += f', "weapon": {_quoted(weapon)}'
    harm = _harm(killed_low, killed_best, killed_high, injured_low, injured_best, injured_high)
    if harm:
        values += f', "harm": {harm}'
    if values:
        said += f', "values": {{{values[2:]}}}'
    if locator is not None:
        said += f', "locator": {_quoted(locator)}'
    if confidence_note is not None:
        said += f', "confidence_note": {_quoted(confidence_note)}'
    return line, said + "}\n"


@lru_cache(maxsize=65_536)
def _when(*texts: str | None) -> str:
    names = ("edtf", "date", "precision", "time_local", "time_zone")
    parts = [
        f'"{name}": {_quoted(text)}' for name, text in zip(names, texts, strict=True) if text is not None
    ]
    return f', "when": {{{", ".join(parts)}}}' if parts else ""


@lru_cache(maxsize=8192)
def _radius(radius_m: float | None) -> str:
    return "" if radius_m is None else f', "uncertainty_m": {radius_m!r}'


@lru_cache(maxsize=8192)
def _beyond(uncertainty_m: float | None, code: int | None, derivation: str | None) -> str:
    """Return what a location has beside its text and its position."""
    parts = "" if uncertainty_m is None else f', "uncertainty_m": {uncertainty_m!r}'
    if code is not None:
        parts += f', "precision_code": {code}'
    return parts if derivation is None else f'{parts}, "derivation": {_quoted(derivation)}'


@lru_cache(maxsize=8192)
def _quoted_list(texts: tuple[str, ...]) -> str:
    return f"[{', '.join(map(_quoted, texts))}]"


@lru_cache(maxsize=8192)
def _harm(*figures: int | None) -> str | None:
    parts = [
        f'"{name[5:]}": {figure}' for name, figure in zip(HARM, figures, strict=True) if figure is not None
    ]
    return f"{{{', '.join(parts)}}}" if parts else None

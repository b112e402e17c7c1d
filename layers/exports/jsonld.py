"""JSON-LD: each party's claim as a schema.org Claim, with its provenance in PROV-O.

A claim says what a party says, so it is a `schema:Claim`, never a ClaimReview: nobody is reviewed here. Its author is the
party; the sources are where it appeared. A claim that supersedes another is a revision of it; a retraction ends its validity
and removes nothing. The context is written out in the file, so that reading it needs no network.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from layers.exports.identifiers import urn
from layers.files import make_folder, write_whole
from layers.formats.geojson import DECIMALS
from layers.locating import locate
from layers.plain import to_plain
from layers.times import bounds

if TYPE_CHECKING:
    from pathlib import Path

    from layers.case import Case
    from layers.records import Claim, Incident, Location, Party, Source

CONTEXT: dict[str, Any] = {
    "schema": "https://schema.org/",
    "prov": "http://www.w3.org/ns/prov#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    "contested": "urn:contested:terms:",
    "id": "@id",
    "type": "@type",
    "name": "schema:name",
    "text": "schema:text",
    "author": {"@id": "schema:author", "@type": "@id"},
    "about": {"@id": "schema:about", "@type": "@id"},
    "appearance": {"@id": "schema:appearance", "@type": "@id"},
    "firstAppearance": {"@id": "schema:firstAppearance", "@type": "@id"},
    "isBasedOn": {"@id": "schema:isBasedOn", "@type": "@id"},
    "url": {"@id": "schema:url", "@type": "@id"},
    "archivedAt": {"@id": "schema:archivedAt", "@type": "@id"},
    "datePublished": {"@id": "schema:datePublished", "@type": "edtf:EDTF"},
    "temporalCoverage": {"@id": "schema:temporalCoverage", "@type": "edtf:EDTF"},
    "startDate": {"@id": "schema:startDate", "@type": "xsd:dateTime"},
    "endDate": {"@id": "schema:endDate", "@type": "xsd:dateTime"},
    "wasAttributedTo": {"@id": "prov:wasAttributedTo", "@type": "@id"},
    "hadPrimarySource": {"@id": "prov:hadPrimarySource", "@type": "@id"},
    "wasDerivedFrom": {"@id": "prov:wasDerivedFrom", "@type": "@id"},
    "wasRevisionOf": {"@id": "prov:wasRevisionOf", "@type": "@id"},
    "invalidated": {"@id": "contested:retracted", "@type": "edtf:EDTF"},
    "stance": "contested:stance",
    "values": {"@id": "contested:values", "@type": "@json"},
    "uncertainty_m": "contested:uncertainty_m",
}


def write(case: Case, out: Path) -> list[Path]:
    """Write the graph as one file, and return its path in a list.

    Raises
    ------
    CaseFileError
        If it cannot be written.
    """
    from layers.formats.geojson import text_of

    sources = {source.id: source for source in case.sources}
    nodes = [
        _dataset(case),
        *(_party(party, case) for party in case.parties),
        *(_source(source, case) for source in case.sources),
        *(_event(incident, case) for incident in case.incidents),
        *(_zone_definitions(case)),
        *(_known_positions(case)),
        *(_claim(claim, case, sources) for claim in case.claims),
    ]
    lines = ",\n".join(text_of(_stated(node)) for node in nodes)
    make_folder(out.parent)
    return [write_whole(out, f'{{"@context":{text_of(CONTEXT)},\n"@graph":[\n{lines}\n]}}\n')]


def _stated(node: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in node.items() if value not in (None, [], {})}


def _dataset(case: Case) -> dict[str, Any]:
    from layers.exports.readme import fingerprint

    return {
        "id": urn(case, "case", case.info.id),
        "type": ["schema:Dataset", "prov:Collection"],
        "name": case.info.title,
        "schema:description": case.info.scope,
        "schema:license": case.info.license,
        "schema:creditText": case.info.attribution,
        "schema:version": case.info.version,
        "schema:identifier": f"sha256:{fingerprint(case)}",
    }


def _party(party: Party, case: Case) -> dict[str, Any]:
    return {
        "id": urn(case, "party", party.id),
        "type": ["schema:Organization", "prov:Agent"],
        "name": party.name,
        "schema:description": party.description,
        "schema:alternateName": [
            {"@value": name.text, **({"@language": name.language} if name.language else {})}
            for name in party.names
        ],
    }


def _source(source: Source, case: Case) -> dict[str, Any]:
    return {
        "id": urn(case, "source", source.id),
        "type": ["schema:CreativeWork", "prov:Entity"],
        "name": source.title,
        "schema:publisher": source.publisher,
        "schema:inLanguage": source.language,
        "schema:sha256": source.sha256,
        "url": source.url,
        "archivedAt": source.archive_url,
        "datePublished": source.published,
        "wasDerivedFrom": [urn(case, "source", origin) for origin in source.derives_from],
    }


def _event(incident: Incident, case: Case) -> dict[str, Any]:
    when = incident.when.edtf if incident.when else None
    return {
        "id": urn(case, "incident", incident.id),
        "type": "schema:Event",
        "name": incident.title,
        "schema:additionalType": incident.kind,
        "temporalCoverage": when,
        **_instants(when, case),
        "schema:location": _place(incident.where, case),
    }


def _zone_definitions(case: Case) -> list[dict[str, Any]]:
    return [
        {
            "id": urn(case, "zone-definition", definition.id),
            "type": ["schema:Place", "prov:Entity"],
            "name": definition.name,
            "wasAttributedTo": urn(case, "party", definition.stated_by),
            "hadPrimarySource": [urn(case, "source", source) for source in definition.sources],
        }
        for definition in case.zone_definitions
    ]


def _known_positions(case: Case) -> list[dict[str, Any]]:
    return [
        {"id": urn(case, "known-position", known.id), "type": "schema:Place", "name": known.name}
        for known in case.known_positions
    ]


def _claim(claim: Claim, case: Case, sources: dict[str, Source]) -> dict[str, Any]:
    where_said = [urn(case, "source", source) for source in claim.sources]
    party = urn(case, "party", claim.party)
    return {
        "id": urn(case, "claim", claim.id),
        "type": ["schema:Claim", "prov:Entity"],
        "text": claim.summary,
        "author": party,
        "about": urn(case, claim.subject_kind.replace(" ", "-"), claim.subject),
        "stance": claim.stance,
        "datePublished": claim.stated,
        "firstAppearance": _first(claim, sources, case),
        "appearance": where_said,
        "values": to_plain(claim.values),
        "wasAttributedTo": party,
        "hadPrimarySource": where_said,
        "wasRevisionOf": urn(case, "claim", claim.supersedes) if claim.supersedes else None,
        "invalidated": claim.retracted,
    }


def _first(claim: Claim, sources: dict[str, Source], case: Case) -> str | None:
    """Return the source that was published first, if all of them say when they were and one is the earliest."""
    dated = []
    for source in claim.sources:
        published = sources[source].published
        earliest = bounds(published, zone=case.info.time_zone).earliest if published else None
        if earliest is None:
            return None
        dated.append((earliest, source))
    if not dated or sum(instant == min(dated)[0] for instant, _ in dated) > 1:
        return None
    return urn(case, "source", min(dated)[1])


def _instants(edtf: str | None, case: Case) -> dict[str, str]:
    from layers.exports.cells import instant

    if edtf is None:
        return {}
    span = bounds(edtf, zone=case.info.time_zone)
    ends = {"startDate": span.earliest, "endDate": span.latest}
    return {name: instant(end) for name, end in ends.items() if end is not None}


def _place(where: Location | None, case: Case) -> dict[str, Any] | None:
    position = locate(where, case)
    if where is None or position is None:
        return None
    coordinates = {
        "type": "schema:GeoCoordinates",
        "schema:latitude": round(position.lat, DECIMALS),
        "schema:longitude": round(position.lon, DECIMALS),
    }
    return _stated(
        {
            "type": "schema:Place",
            "name": where.text,
            "schema:geo": coordinates,
            "uncertainty_m": position.uncertainty_m,
        }
    )

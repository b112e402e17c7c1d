"""The agreement of whole tables holds to the rules that one incident is compared by, pair by pair."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.position import Position
from layers.agreement import compare
from layers.agreement.frames import (
    AGREEMENT_COLUMNS,
    FIELD_AGREEMENT_COLUMNS,
    agreement_frame,
    agreement_of,
    field_agreement_frame,
    field_agreement_of,
)
from layers.agreement.nearness import disc_tally
from layers.agreement.table import CLAIM_TABLE_COLUMNS, claims_table
from layers.case import Case
from layers.cases import bundled_case
from layers.records import CaseInfo, Claim, Harm, Incident, Location, Party, Source, StatedValues, When

PARTIES = tuple(
    Party(id=f"p{n}", name=f"P{n}", order=n, code=str(n), color="#4477aa", shape="disc") for n in range(4)
)
SOURCES = (Source(id="s1", title="S", published="2017-05-19"), Source(id="s2", title="S"))
TIMES = (
    "2017-05-18", "2017-05-18T12:00+03:00", "2017-05-18T12:00+03:00/2017-05-18T18:00+03:00", "2017-05-19/..",
    "../2017-05-18", "[2017-05-17,2017-05-20]", "2017-05", "2017-05-XX", "/2017-05-17",
)  # fmt: skip
DATES = (None, "2017-05-18", "2017-05-19", "2017-05", "2017-06-01")


def some(values):
    return st.none() | st.sampled_from(values)


@st.composite
def locations(draw):
    if draw(st.integers(0, 4)) == 0:
        return Location(text=draw(st.sampled_from(["In the desert", "in  the DESERT", "Near a camp"])))
    radius = draw(some([0.0, 15_000.0, 30_000.0, 111_319.490793 / 2]))
    lat, lon = draw(st.integers(0, 2)), draw(st.integers(0, 2))
    return Location(position=Position(lat=lat / 2, lon=float(lon), uncertainty_m=radius))


@st.composite
def harms(draw):
    figures = draw(st.lists(st.integers(0, 6), min_size=3, max_size=3).map(sorted))
    shown = [figure if draw(st.booleans()) else None for figure in figures]
    return Harm(
        killed_low=shown[0], killed_best=shown[1], killed_high=shown[2], injured_low=draw(some([1, 5]))
    )


@st.composite
def stated_values(draw):
    yes_no = some(["yes", "no"])
    return StatedValues(
        occurred=draw(yes_no),
        when=draw(some([When(edtf=edtf) for edtf in TIMES] + [When(time_local="at noon")])),
        where=draw(st.none() | locations()),
        actor=draw(some(["p0", "p1", "p2"])),
        actor_text=draw(some(["Gunmen", "gunmen", "unknown"])),
        target=draw(some(["p0", "p3"])),
        target_text=draw(some(["a column", "A  column"])),
        weapon=draw(some(["drone", "Drone", "rocket"])),
        armed=draw(yes_no),
        harm=draw(st.none() | harms()),
        inside_zone=draw(some(["yes", "no", "denies-zone"])),
        lawful=draw(yes_no),
    )


@st.composite
def cases(draw):
    claims = []
    for n in range(draw(st.integers(0, 14))):
        supersedes = draw(some([claim.id for claim in claims])) if claims and draw(st.booleans()) else None
        claims.append(
            Claim(
                id=f"c{n:02d}",
                subject_kind="incident",
                subject=draw(st.sampled_from(["i1", "i2"])),
                party=draw(st.sampled_from(["p0", "p1", "p2", "p3"])),
                stance=draw(st.sampled_from(["asserts", "asserts", "confirms", "denies", "silent"])),
                stated=draw(st.sampled_from(DATES)),
                sources=tuple(draw(st.sampled_from([(), ("s1",), ("s2",)]))),
                unverified=True,
                retracted=draw(some([None, None, "2017-05-20"])),
                supersedes=supersedes,
                values=draw(stated_values()),
            )
        )
    return Case(
        info=CaseInfo(id="c", title="Generated", time_zone="Asia/Damascus"),
        parties=PARTIES,
        sources=SOURCES,
        incidents=(Incident(id="i1", title="One"), Incident(id="i2", title="Two")),
        claims=tuple(claims),
    )


def assert_same(case, as_of):
    incidents = agreement_frame(case, as_of=as_of).set_index("incident")
    fields = field_agreement_frame(case, as_of=as_of).set_index(["incident", "field"])
    for incident in case.incidents:
        expected = compare(case, incident.id, as_of=as_of)
        found = incidents.loc[incident.id]
        decided_by = None if pd.isna(found["decided_by"]) else found["decided_by"]
        assert (found["agreement"], decided_by) == (expected.agreement, expected.decided_by)
        assert (found["speaking"], found["silent"]) == (len(expected.speaking), len(expected.silent))
        for field in expected.fields:
            row = fields.loc[(incident.id, field.field)]
            assert found[field.field] == field.agreement, (field, as_of)
            assert (row["agreement"], row["voices"]) == (field.agreement, len(field.votes)), (field, as_of)
            for number in ("apart_km", "gap_km", "gap_hours", "low", "high"):
                value = getattr(field.spread, number) if field.spread else None
                # pyproj and geographiclib agree within a micrometre; the rest is exact.
                assert row[number] == pytest.approx(
                    math.nan if value is None else value, nan_ok=True, abs=1e-8
                )


# One case is some thirty comparisons; what 18 draws miss, the runs of other days find.
@given(cases(), st.sampled_from([None, "2017-05-18", "2017-05-31"]))
@settings(max_examples=18, deadline=None)
def test_tables_and_pairs_of_claims_give_the_same_agreement(case, as_of):
    assert_same(case, as_of)


@pytest.mark.parametrize("as_of", [None, "2017-06-08", "2018-06-18"])
def test_both_give_the_same_for_the_bundled_case(as_of):
    assert_same(bundled_case("al-tanf"), as_of)


def test_frames_have_the_columns_they_promise():
    case = bundled_case("al-tanf")
    assert list(claims_table(case).columns) == list(CLAIM_TABLE_COLUMNS)
    assert list(agreement_frame(case).columns) == list(AGREEMENT_COLUMNS)
    assert list(field_agreement_frame(case).columns) == list(FIELD_AGREEMENT_COLUMNS)


def test_an_empty_table_gives_empty_frames():
    table = pd.DataFrame({"incident": [], "party": []})
    assert list(agreement_of(table).columns) == list(AGREEMENT_COLUMNS)
    assert len(field_agreement_of(table)) == 0


def test_of_equal_rows_said_at_one_time_the_one_further_down_counts():
    table = pd.DataFrame(
        {"incident": "i", "party": ["a", "a", "b"], "said_s": 0.0, "weapon": ["drone", "rocket", "rocket"]}
    )
    assert agreement_of(table)["weapon"].tolist() == ["agreed"]
    assert agreement_of(table.iloc[[1, 0, 2]])["weapon"].tolist() == ["disputed"]


def test_the_clock_of_a_table_is_read_in_seconds():
    table = pd.DataFrame(
        {
            "incident": "i",
            "party": ["a", "b"],
            "said_s": [0.0, 100.0],
            "retracted_s": [50.0, None],
            "lawful": ["yes", "no"],
        }
    )
    classes = [agreement_of(table, as_of_s=as_of)["lawful"].item() for as_of in (50.0, 51.0, 101.0)]
    assert classes == ["single voice", "unstated", "single voice"]


@given(
    st.lists(
        st.tuples(
            st.integers(0, 2), st.floats(-89, 89), st.floats(-180, 180), st.sampled_from([0.0, 1e4, 5e6, 2e7])
        ),
        min_size=1,
        max_size=9,
    )
)
@settings(max_examples=60, deadline=None)
def test_chords_decide_as_geodesics_do(discs):
    # geographiclib, which the columns do not use, is the authority here.
    from geographiclib.geodesic import Geodesic

    discs.sort()
    incident, lat, lon, radius = (np.array(column) for column in zip(*discs, strict=True))
    tally, apart_m, gap_m = disc_tally(incident, lat, lon, radius, 3)
    for code in range(3):
        own = [disc for disc in discs if disc[0] == code]
        pairs = [
            (Geodesic.WGS84.Inverse(a[1], a[2], b[1], b[2])["s12"], a[3] + b[3])
            for n, a in enumerate(own)
            for b in own[n + 1 :]
        ]
        if pairs and all(abs(distance - radii) > 1e-6 for distance, radii in pairs):
            assert tally.all_agree[code] == all(distance <= radii for distance, radii in pairs)
            assert tally.any_agree[code] == any(distance <= radii for distance, radii in pairs)
        if pairs:
            assert apart_m[code] == pytest.approx(max(distance for distance, _ in pairs), abs=1e-5)
            widest = max(0, *(distance - radii for distance, radii in pairs))
            assert gap_m[code] == pytest.approx(widest, abs=1e-5)

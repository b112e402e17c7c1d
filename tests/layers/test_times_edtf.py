"""EDTF is read as its specification reads it, with the bounds it implies, and nothing else is taken."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from layers.errors import TimeError
from layers.times import Bounds, bounds, read_edtf

ROOT = Path(__file__).parents[2]

# The examples of the specification of the Library of Congress (4 February 2019,
# https://www.loc.gov/standards/datetime/), section by section: text, first instant, the instant after the last.
# None is open or unknown. The specification gives no months to seasons: see `read_edtf`.
SPECIFICATION = {
    "level 0: date": [
        ("1985-04-12", "1985-04-12", "1985-04-13"),
        ("1985-04", "1985-04-01", "1985-05-01"),
        ("1985", "1985-01-01", "1986-01-01"),
    ],
    "level 0: date and time": [
        ("1985-04-12T23:20:30Z", "1985-04-12T23:20:30", "1985-04-12T23:20:31"),
        ("1985-04-12T23:20:30-04", "1985-04-13T03:20:30", "1985-04-13T03:20:31"),
        ("1985-04-12T24:00:00Z", "1985-04-13", "1985-04-13T00:00:01"),
        ("1985-04-12T23:20:30+04:30", "1985-04-12T18:50:30", "1985-04-12T18:50:31"),
    ],
    "level 0: time interval": [
        ("1964/2008", "1964-01-01", "2009-01-01"),
        ("2004-06/2006-08", "2004-06-01", "2006-09-01"),
        ("2004-02-01/2005-02-08", "2004-02-01", "2005-02-09"),
        ("2004-02-01/2005-02", "2004-02-01", "2005-03-01"),
        ("2004-02-01/2005", "2004-02-01", "2006-01-01"),
        ("2005/2006-02", "2005-01-01", "2006-03-01"),
    ],
    "level 1: seasons": [
        ("2001-21", "2001-03-01", "2001-06-01"),
        ("2001-22", "2001-06-01", "2001-09-01"),
        ("2001-23", "2001-09-01", "2001-12-01"),
        ("2001-24", "2001-12-01", "2002-03-01"),
    ],
    "level 1: qualification of a date": [
        ("1984?", "1984-01-01", "1985-01-01"),
        ("2004-06~", "2004-06-01", "2004-07-01"),
        ("2004-06-11%", "2004-06-11", "2004-06-12"),
    ],
    "level 1: unspecified digits from the right": [
        ("201X", "2010-01-01", "2020-01-01"),
        ("20XX", "2000-01-01", "2100-01-01"),
        ("2004-XX", "2004-01-01", "2005-01-01"),
        ("1985-04-XX", "1985-04-01", "1985-05-01"),
        ("1985-XX-XX", "1985-01-01", "1986-01-01"),
    ],
    "level 1: extended interval": [
        ("1985-04-12/..", "1985-04-12", None),
        ("1985-04/..", "1985-04-01", None),
        ("1985/..", "1985-01-01", None),
        ("../1985-04-12", None, "1985-04-13"),
        ("../1985-04", None, "1985-05-01"),
        ("../1985", None, "1986-01-01"),
        ("1985-04-12/", "1985-04-12", None),
        ("1985-04/", "1985-04-01", None),
        ("1985/", "1985-01-01", None),
        ("/1985-04-12", None, "1985-04-13"),
        ("/1985-04", None, "1985-05-01"),
        ("/1985", None, "1986-01-01"),
        ("1984~/2004-06", "1984-01-01", "2004-07-01"),
        ("1984/2004-06~", "1984-01-01", "2004-07-01"),
        ("1984~/2004~", "1984-01-01", "2005-01-01"),
        ("1984?/2004%", "1984-01-01", "2005-01-01"),
        ("1984-06?/2004-08?", "1984-06-01", "2004-09-01"),
        ("1984-06-02?/2004-08-08~", "1984-06-02", "2004-08-09"),
        ("1984-06-02?/", "1984-06-02", None),
    ],
    "level 2: significant digits": [
        ("1950S2", "1900-01-01", "2000-01-01"),
    ],
    "level 2: sub-year groupings": [
        ("2001-25", "2001-03-01", "2001-06-01"),
        ("2001-28", "2001-12-01", "2002-03-01"),
        ("2001-29", "2001-09-01", "2001-12-01"),
        ("2001-30", "2001-12-01", "2002-03-01"),
        ("2001-31", "2001-03-01", "2001-06-01"),
        ("2001-32", "2001-06-01", "2001-09-01"),
        ("2001-33", "2001-01-01", "2001-04-01"),
        ("2001-34", "2001-04-01", "2001-07-01"),
        ("2001-36", "2001-10-01", "2002-01-01"),
        ("2001-37", "2001-01-01", "2001-05-01"),
        ("2001-39", "2001-09-01", "2002-01-01"),
        ("2001-40", "2001-01-01", "2001-07-01"),
        ("2001-41", "2001-07-01", "2002-01-01"),
    ],
    "level 2: sets": [
        ("[1667,1668,1670..1672]", "1667-01-01", "1673-01-01"),
        ("[..1760-12-03]", None, "1760-12-04"),
        ("[1760-12..]", "1760-12-01", None),
        ("[1760-01,1760-02,1760-12..]", "1760-01-01", None),
        ("[1667, 1668, 1670..1672]", "1667-01-01", "1673-01-01"),
        ("[1667,1760-12]", "1667-01-01", "1761-01-01"),
        ("[..1984]", None, "1985-01-01"),
        ("{1667,1668,1670..1672}", "1667-01-01", "1673-01-01"),
        ("{1960,1961-12}", "1960-01-01", "1962-01-01"),
        ("{..1984}", None, "1985-01-01"),
    ],
    "level 2: qualification of parts": [
        ("2004-06-11%", "2004-06-11", "2004-06-12"),
        ("2004-06~-11", "2004-06-11", "2004-06-12"),
        ("2004?-06-11", "2004-06-11", "2004-06-12"),
        ("?2004-06-~11", "2004-06-11", "2004-06-12"),
        ("2004-%06-11", "2004-06-11", "2004-06-12"),
    ],
    "level 2: unspecified digits anywhere": [
        ("156X-12-25", "1560-12-25", "1569-12-26"),
        ("15XX-12-25", "1500-12-25", "1599-12-26"),
        ("1XXX-XX", "1000-01-01", "2000-01-01"),
        ("1XXX-12", "1000-12-01", "2000-01-01"),
        ("1984-1X", "1984-10-01", "1985-01-01"),
    ],
    "level 2: interval": [
        ("2004-06-~01/2004-06-~20", "2004-06-01", "2004-06-21"),
        ("2004-06-XX/2004-07-03", "2004-06-01", "2004-07-04"),
    ],
    "ours: time to the minute, qualified, and in an interval": [
        ("2017-06-20T00:30+03:00", "2017-06-19T21:30", "2017-06-19T21:31"),
        ("2017-06-19T21:30Z", "2017-06-19T21:30", "2017-06-19T21:31"),
        ("2017-04-08T00:00+03:00~", "2017-04-07T21:00", "2017-04-07T21:01"),
        ("2017-06-20T00:00+03:00/2017-06-20T05:59+03:00", "2017-06-19T21:00", "2017-06-20T03:00"),
        ("{2017-06-20T08:55Z,2017-06-20T14:55Z}", "2017-06-20T08:55", "2017-06-20T14:56"),
    ],
    "more unspecified digits": [
        ("2017-XX-18", "2017-01-18", "2017-12-19"),
        ("2017-XX-31", "2017-01-31", "2018-01-01"),
        ("2017-02-2X", "2017-02-20", "2017-03-01"),
        ("1XX5", "1005-01-01", "1996-01-01"),
        ("2XXX-02-29", "2000-02-29", "2996-03-01"),
    ],
}
EXAMPLES = [
    pytest.param(*example, id=f"{section}: {example[0]}")
    for section, examples in SPECIFICATION.items()
    for example in examples
]

# Years that `datetime` cannot hold: text, first second and the one after the last, as years.
FAR_YEARS = [
    ("Y170000002", 170_000_002, 170_000_003),
    ("Y-170000002", -170_000_002, -170_000_001),
    ("Y-17E7", -170_000_000, -169_999_999),
    ("Y171010000S3", 171_000_000, 172_000_000),
    ("Y3388E2S3", 338_000, 339_000),
    ("-1985", -1985, -1984),
    ("-156X", -1569, -1559),
    ("0000", 0, 1),
    ("9999", 9999, 10_000),
    ("XXXX", 0, 10_000),
]


def moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text).replace(tzinfo=UTC)


def first_second(year: int) -> int:
    """The seconds before a year, counted by whole cycles of 400 years of 146,097 days, an independent way."""
    cycles, rest = divmod(year - 1, 400)
    days = datetime(rest + 1, 1, 1, tzinfo=UTC).toordinal()
    return (cycles * 146_097 + days) * 86_400


@pytest.mark.parametrize(("text", "earliest", "latest"), EXAMPLES)
def test_an_example_of_the_specification_has_its_bounds(
    text: str, earliest: str | None, latest: str | None
) -> None:
    read = read_edtf(text)
    assert (read.earliest, read.latest) == (moment(earliest), moment(latest))
    assert read.text == text


@pytest.mark.parametrize(("text", "first_year", "year_after"), FAR_YEARS)
def test_a_year_beyond_datetime_keeps_exact_seconds_and_says_that_its_datetimes_are_clamped(
    text: str, first_year: int, year_after: int
) -> None:
    found = bounds(text)
    assert (found.start_s, found.end_s) == (first_second(first_year), first_second(year_after))
    assert found.clamped
    assert found.earliest is not None
    assert found.latest is not None
    assert found.earliest <= found.latest


def test_decembers_of_unknown_years_keep_their_first_and_last_day() -> None:
    found = bounds("XXXX-12-XX")
    assert found.start_s == first_second(1) - 31 * 86_400
    assert found.end_s == first_second(10_000)


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("2017-06-20T00:30:15Z", "second"),
        ("2017-06-20T00:30Z", "minute"),
        ("2017-06-20", "day"),
        ("2017-06-XX", "day"),
        ("2017-06", "month"),
        ("2004-XX", "month"),
        ("2017-22", "season"),
        ("2017-34", "quarter"),
        ("2017-38", "four months"),
        ("2017-41", "half-year"),
        ("2017", "year"),
        ("201X", "decade"),
        ("20XX", "century"),
        ("2XXX", "millennium"),
        ("XXXX", "unknown"),
        ("1950S2", "century"),
        ("Y17E7", "year"),
        ("2004-02-01/2005-02", "month"),
        ("[1960,1961-12]", "year"),
        ("1985-04-12/..", "day"),
    ],
)
def test_the_precision_is_the_unit_a_text_is_written_in(text: str, precision: str) -> None:
    assert read_edtf(text).precision == precision


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("1984", None),
        ("1984?", "uncertain"),
        ("2004-06~", "approximate"),
        ("2004-06-11%", "both"),
        ("?2004-06-~11", "both"),
        ("1984?/2004-06~", "both"),
        ("[1984~,1986]", "approximate"),
        ("2017-06-20T00:30Z~", "approximate"),
    ],
)
def test_marks_are_flagged_and_widen_nothing(text: str, qualifier: str | None) -> None:
    plain = text.translate({ord(mark): None for mark in "?~%"})
    assert read_edtf(text).qualifier == qualifier
    assert bounds(text) == bounds(plain)


def test_a_mark_on_the_right_is_for_all_before_it_and_one_on_the_left_for_its_part_alone() -> None:
    (right,) = read_edtf("2004-06~-11").dates
    assert (set(right.year_marks), set(right.month_marks), set(right.day_marks)) == ({"~"}, {"~"}, set())
    (left,) = read_edtf("?2004-06-~11").dates
    assert (set(left.year_marks), set(left.month_marks), set(left.day_marks)) == ({"?"}, set(), {"~"})


def test_open_and_unknown_ends_are_kept_apart() -> None:
    assert read_edtf("../1985-04-12").open_start
    assert not read_edtf("../1985-04-12").unknown_start
    assert read_edtf("1985-04-12/").unknown_end
    assert not read_edtf("1985-04-12/").open_end
    assert read_edtf("[1760-12..]").open_end
    assert read_edtf("[1760-12..]").is_set
    assert read_edtf("1985/..").is_interval


def test_the_gaps_of_a_set_and_of_unspecified_digits_are_kept() -> None:
    assert len(bounds("[1667,1668,1670..1672]").spans) == 3
    assert len(bounds("2017-XX-18").spans) == 12
    assert len(bounds("2017-XX-XX").spans) == 1


UNREADABLE = [
    ("", "is not EDTF"),
    ("unknown", "draft of 2012"),
    ("unknown/2006", "draft of 2012"),
    ("2004-01-01/open", "draft of 2012"),
    ("196x", "capital X"),
    ("196u", "capital X"),
    ("y170000002", "capital Y"),
    ("Y17e7", "capital E"),
    ("Y2017", "write 2017"),
    ("Y-17", "write -0017"),
    ("Y017000", "leading zeros"),
    ("Y170000002-12", "stands alone"),
    ("12017", "prefix Y"),
    ("(2011)-06-04~", "parentheses"),
    ("2004?~", "written %"),
    ("P1Y", "durations"),
    ("2017-05-18/P1D", "durations"),
    ("R5/2017-05-18", "repeating"),
    ("2017-W20", "week dates"),
    ("2017W203", "week dates"),
    ("2017-138", "ordinal dates"),
    ("20170518", "basic format"),
    ("20170518T213000Z", "basic format"),
    ("18/05/2017", "year, month, day"),
    ("18.05.2017", "year, month, day"),
    ("05-06-2017", "year, month, day"),
    ("20", "four digits"),
    ("201", "four digits"),
    ("17-05-18", "year, month, day"),
    ("2017-5", "two digits"),
    ("2017-5-18", "two digits"),
    ("2017-05-8", "two digits"),
    (" 2017", "no spaces"),
    ("2017-05-18 21:30", "no spaces"),
    ("+2017", "no plus sign"),
    ("-0000", "no year -0000"),
    ("2017-13", "no date"),
    ("2017-00", "no date"),
    ("2017-42", "no date"),
    ("2017-20", "no date"),
    ("2017-02-29", "no date"),
    ("2017-02-3X", "no date"),
    ("2017-06-31", "no date"),
    ("2017-06-00", "no date"),
    ("2017-21-01", "no date"),
    ("1XXX-02-30", "no date"),
    ("2017-05-18T24:00:01Z", "no such date or time"),
    ("2017-05-18T25:00Z", "no such date or time"),
    ("2017-05-18T21:60Z", "no such date or time"),
    ("2017-02-29T21:30Z", "no such date or time"),
    ("2016-12-31T23:59:60Z", "no such date or time"),
    ("2017-05-18T21:30:15.5Z", "fractions"),
    ("2017-05-18T21Z", "minute or the second"),
    ("2017-05-18T2130Z", "takes colons"),
    ("2017-05-18T21:30z", "capitals"),
    ("2017-05-18t21:30Z", "capitals"),
    ("2017-05-18T21:30+0300", "takes a colon"),
    ("2017-05-18T21:30-00:00", "distance from UTC"),
    ("2017-05-18T21:30+14:01", "distance from UTC"),
    ("2017-05-18T21:30-13:00", "distance from UTC"),
    ("2017-05-18T21:30+03:60", "distance from UTC"),
    ("2017-05-18T21:3XZ", "unspecified digits in a time"),
    ("2017-05-XXT21:30Z", "needs a whole date"),
    ("2017-05T21:30Z", "is not EDTF"),
    ("2017?-05-18T21:30Z", "at its end"),
    ("/", "nothing of either end"),
    ("2017/2018/2019", "two ends"),
    ("2018/2017", "before its start"),
    ("2017-05-18/2017-05-17", "before its start"),
    ("[2018..2017]", "before its start"),
    ("[2017,..2018]", "only the first member"),
    ("[2017..,2018]", "only the first member"),
    ("[..]", "only the first member"),
    ("[]", "has members"),
    ("[2017,2018", "has members"),
    ("[2017}", "has members"),
    ("{2017,}", "is not EDTF"),
    ("[2017/2018]", "is not EDTF"),
    ("[2017]/2018", "is not EDTF"),
    ("2017..2018", "is not EDTF"),
    ("1950S5", "cannot be significant"),
    ("1950S0", "is not EDTF"),
    ("1950-05S2", "is not EDTF"),
    ("1950S2-05", "year alone"),
    ("195XS2", "year alone"),
    ("٢٠١٧", "is not EDTF"),
    ("2017-05-18\n", "no spaces"),
]


@pytest.mark.parametrize(("text", "reason"), UNREADABLE)
def test_what_is_no_edtf_is_refused_with_the_text_and_the_reason(text: str, reason: str) -> None:
    with pytest.raises(TimeError) as caught:
        read_edtf(text)
    assert reason in str(caught.value)
    assert repr(text) in str(caught.value)
    assert str(caught.value).count("is not EDTF") <= 1


def test_a_time_of_day_without_a_zone_has_bounds_only_once_a_zone_is_given() -> None:
    local = read_edtf("1985-04-12T23:20:30")
    assert local.is_local
    with pytest.raises(TimeError, match="give the zone"):
        _ = local.earliest
    assert bounds(local, zone="+03:00").earliest == moment("1985-04-12T20:20:30")
    assert bounds(local, zone="UTC").earliest == moment("1985-04-12T23:20:30")


def test_a_zone_stated_in_the_text_wins_over_the_zone_of_the_case() -> None:
    assert bounds("2017-06-19T21:30Z", zone="Asia/Damascus").earliest == moment("2017-06-19T21:30")


# Asia/Damascus in the IANA time zone database: summer time began on 2017-03-31 at 00:00 (there was no midnight) and
# ended on 2017-10-27 at 00:00, when clocks went back to 23:00 of the 26th; since 2022-10-28 it is +03:00 for good.
@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2017-05-18", "2017-05-17T21:00", "2017-05-18T21:00"),
        ("2017-12-13", "2017-12-12T22:00", "2017-12-13T22:00"),
        ("2024-01-28", "2024-01-27T21:00", "2024-01-28T21:00"),
        ("2017-03-30", "2017-03-29T22:00", "2017-03-30T22:00"),
        ("2017-03-31", "2017-03-30T22:00", "2017-03-31T21:00"),
        ("2017-10-26", "2017-10-25T21:00", "2017-10-26T22:00"),
        ("2017-10", "2017-09-30T21:00", "2017-10-31T22:00"),
        ("2017-10-26T22:59", "2017-10-26T19:59", "2017-10-26T20:00"),
        ("2017-10-26T23:30", "2017-10-26T20:30", "2017-10-26T21:31"),
    ],
)
def test_a_local_day_begins_and_ends_by_the_clocks_of_its_zone(text: str, earliest: str, latest: str) -> None:
    found = bounds(text, zone="Asia/Damascus")
    assert (found.earliest, found.latest) == (moment(earliest), moment(latest))


def test_a_local_time_that_the_clocks_skipped_spans_both_readings() -> None:
    found = bounds("2017-03-31T00:30", zone="Asia/Damascus")
    assert (found.earliest, found.latest) == (moment("2017-03-30T21:30"), moment("2017-03-30T22:31"))


@pytest.mark.parametrize("name", ["Asia/Palmyra", "Asia", "/etc/passwd", "../UTC", "", "+25:00", "UTC+3:7"])
def test_a_zone_that_does_not_exist_is_named_in_the_error(name: str) -> None:
    with pytest.raises(TimeError, match="no time zone is named"):
        bounds("2017-05-18", zone=name)


def test_years_at_the_edges_of_datetime_are_read_in_any_zone() -> None:
    for text in ("0000", "0001-01-01", "9999-12-31", "Y170000002", "-9999"):
        found = bounds(text, zone="Asia/Damascus")
        assert found.start_s is not None
        assert found.end_s is not None
        assert found.start_s < found.end_s


@pytest.mark.parametrize(
    "text",
    [
        "1" * 100_000,
        "Y" + "1" * 100_000,
        "T" * 100_000,
        "[" + "2017," * 20_000 + "]",
        "2017-05-18T+" * 9_000,
        "/" * 100_000,
    ],
)
def test_a_very_long_text_is_refused_at_once_with_a_short_message(text: str) -> None:
    with pytest.raises(TimeError) as caught:
        read_edtf(text)
    assert len(str(caught.value)) < 400


def test_reading_times_loads_no_heavy_library() -> None:
    code = "import layers.times, layers.times.phrases, layers.times.show, sys; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert {"numpy", "pandas", "shapely", "pyproj", "zoneinfo"}.isdisjoint(run.stdout.split())


days = st.dates(
    min_value=datetime(2, 1, 1, tzinfo=UTC).date(), max_value=datetime(9998, 12, 31, tzinfo=UTC).date()
)


@st.composite
def simple_dates(draw: st.DrawFn) -> str:
    """Draw a day, month, year, or a coarser form of it, perhaps with unspecified digits and a mark."""
    text = draw(days).isoformat()
    text = draw(
        st.sampled_from([text, text[:7], text[:4], f"{text[:7]}-XX", f"{text[:4]}-XX-XX", f"{text[:3]}X"])
    )
    return text + draw(st.sampled_from(["", "?", "~", "%"]))


@settings(max_examples=150, deadline=None)
@given(simple_dates(), st.sampled_from(["UTC", "Asia/Damascus", "+03:00", "America/New_York"]))
def test_the_earliest_instant_lies_before_the_latest(text: str, zone: str) -> None:
    found = bounds(text, zone=zone)
    assert found.earliest is not None
    assert found.latest is not None
    assert found.earliest < found.latest


@settings(max_examples=150, deadline=None)
@given(days)
def test_a_text_of_finer_precision_lies_within_the_coarser(day: datetime) -> None:
    text = day.isoformat()
    chain = [f"{text}T12:30:15", f"{text}T12:30", text, text[:7], text[:4], f"{text[:3]}X", f"{text[:2]}XX"]
    found = [bounds(link, zone="Asia/Damascus") for link in chain]
    for finer, coarser in pairwise(found):
        assert within(finer, coarser)


def within(finer: Bounds, coarser: Bounds) -> bool:
    assert None not in (finer.start_s, finer.end_s, coarser.start_s, coarser.end_s)
    return coarser.start_s <= finer.start_s < finer.end_s <= coarser.end_s  # type: ignore[operator]


@settings(max_examples=150, deadline=None)
@given(simple_dates(), simple_dates())
def test_an_interval_takes_its_bounds_from_its_ends_or_is_refused_when_turned_round(
    one: str, other: str
) -> None:
    start, end = bounds(one), bounds(other)
    if end.end_s <= start.start_s:  # type: ignore[operator]
        with pytest.raises(TimeError, match="before its start"):
            read_edtf(f"{one}/{other}")
        return
    found = bounds(f"{one}/{other}")
    assert (found.start_s, found.end_s) == (start.start_s, end.end_s)


@settings(max_examples=150, deadline=None)
@given(st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1)), st.integers(-12 * 60, 14 * 60))  # noqa: DTZ001
def test_a_time_with_zone_is_the_instant_that_the_standard_library_reads(
    local: datetime, offset_min: int
) -> None:
    sign, (hours, minutes) = "-" if offset_min < 0 else "+", divmod(abs(offset_min), 60)
    text = local.isoformat(timespec="seconds") + (f"{sign}{hours:02d}:{minutes:02d}" if offset_min else "Z")
    assert read_edtf(text).earliest == datetime.fromisoformat(text)
    assert read_edtf(text).latest == datetime.fromisoformat(text) + timedelta(seconds=1)


@settings(max_examples=400, deadline=None)
@given(st.one_of(st.text(max_size=30), st.text(alphabet="0123456789XYSETZ-+:./[]{},?~%", max_size=26)))
def test_any_text_is_read_or_refused_with_a_time_error(text: str) -> None:
    try:
        found = bounds(text, zone="Asia/Damascus")
    except TimeError:
        return
    assert found.start_s is None or found.end_s is None or found.start_s < found.end_s

"""Uncertain times meet where their bounds do; a definition is in force surely, possibly or not."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from layers.errors import TimeError
from layers.times import bounds, edtf_of_report, in_force, may_fall_in, must_fall_in, overlaps, read_edtf
from layers.times.show import in_words, local_and_utc

PLACE = "Asia/Damascus"


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        ("2017-06-18", "2017-06-18T18:43+03:00", True),
        ("2017-06-18", "2017-06-19", False),
        ("2017-06", "2017-06-30", True),
        ("2017-06-18/..", "2024", True),
        ("../2017-06-18", "2017-06-19", False),
        ("2017-06-18/", "2024", True),
        ("[2017-05-18,2017-05-20]", "2017-05-19", False),
        ("[2017-05-18..2017-05-20]", "2017-05-19", True),
        ("2017-XX-18", "2017-05-18", True),
        ("2017-XX-18", "2017-05-19", False),
        ("Y17000", "Y18000", False),
        ("Y17000", "17XX", False),
        ("-1985", "-1985-06", True),
        ("2017-06-18T18:43+03:00", "2017-06-18T15:43Z", True),
        ("2017-06-18T18:43+03:00", "2017-06-18T18:43Z", False),
        ("2017-06-19", "2017-06-19T22:30Z", False),  # 01:30 on the 20th in Damascus
    ],
)
def test_two_times_overlap_where_their_bounds_do(one: str, other: str, meet: bool) -> None:
    assert overlaps(one, other, zone=PLACE) is meet
    assert overlaps(other, one, zone=PLACE) is meet
    assert may_fall_in(one, other, zone=PLACE) is meet


@pytest.mark.parametrize(
    ("value", "window", "must"),
    [
        ("2017-06-18", "2017-06", True),
        ("2017-06", "2017-06-18", False),
        ("2017-06-18", "2017-06-18", True),
        ("2017-06-18/..", "2017/..", True),
        ("2017-06-18/..", "2017", False),
        ("2017-06-18/", "2017/2024", False),
        ("[2017-05-18,2017-05-20]", "2017-05", True),
        ("[2017-05-18,2017-06-20]", "2017-05", False),
        ("2017-05-19", "[2017-05-18,2017-05-20]", False),
        ("2017-06-18T23:30Z", "2017-06-19", True),
    ],
)
def test_a_time_must_fall_in_a_window_only_if_it_does_wherever_it_lies(
    value: str, window: str, must: bool
) -> None:
    assert must_fall_in(value, window, zone=PLACE) is must


@pytest.mark.parametrize(
    ("valid_from", "valid_to", "at", "answer"),
    [
        (None, None, "2017-06-18", "yes"),
        (None, None, None, "yes"),
        ("2017-05-06", None, "2017-05-07", "yes"),
        ("2017-05-06", None, "2017-05-06", "possibly"),
        ("2017-05-06", None, "2017-05-05", "no"),
        ("2017-05-06", None, "2017-05", "possibly"),
        ("2017-05-06", None, None, "possibly"),
        ("2016", None, "2016-06-16", "possibly"),
        ("2017-05-06", "2018-09-08", "2017-06-18", "yes"),
        ("2017-05-06", "2018-09-08", "2018-09-08", "possibly"),
        ("2017-05-06", "2018-09-08", "2018-09-09", "no"),
        ("2017-05-06", "2018", "2018-03", "possibly"),
        ("2017-05-06", "2018", "2019", "no"),
        (None, "2017-12-27", "2017-12-26", "yes"),
        ("2017-05-06", "2018-09-08", "2017-06-18/..", "possibly"),
        ("2017-05-06", None, "2017-06-18/..", "yes"),
    ],
)
def test_what_is_valid_for_a_time_is_in_force_surely_possibly_or_not(
    valid_from: str | None, valid_to: str | None, at: str | None, answer: str
) -> None:
    assert in_force(valid_from, valid_to, at, zone=PLACE) == answer


def test_an_empty_bound_is_refused_not_taken_for_an_open_one() -> None:
    with pytest.raises(TimeError, match="is not EDTF"):
        in_force("2017-05-06", "", "2017-06-18")


days = st.dates(date(2016, 1, 1), date(2019, 12, 31)).map(date.isoformat)
times = st.one_of(
    days, days.map(lambda day: day[:7]), days.map(lambda day: day[:4]), days.map(lambda day: f"{day}/..")
)


@settings(max_examples=200, deadline=None)
@given(times, times)
def test_what_must_fall_in_a_window_may_fall_in_it(value: str, window: str) -> None:
    if must_fall_in(value, window):
        assert may_fall_in(value, window)


@settings(max_examples=200, deadline=None)
@given(days, days, days)
def test_a_coarser_time_never_gives_a_surer_answer(valid_from: str, valid_to: str, at: str) -> None:
    exact, coarse = in_force(valid_from, valid_to, at), in_force(valid_from, valid_to, at[:7])
    assert exact == coarse or coarse == "possibly"


# date, precision, time_local, time_zone of records as the Al-Tanf case words them, and the EDTF that adds nothing.
REPORTS = [
    ("2017-05-18", "day", None, None, "2017-05-18"),
    ("2017-05-18", "day", "16:30 (Syrian account)", "UTC+3 (Syria summer time)", "2017-05-18"),
    ("2017-04-08", "day", "about 00:00", "UTC+3 (Syria summer time)", "2017-04-08"),
    ("2017-06-08", "day", "morning", "UTC+3 (Syria summer time)", "2017-06-08"),
    ("2017-06-20", "minute", "00:30", "UTC+3 (Syria summer time)", "2017-06-20T00:30+03:00"),
    ("2018-06-17", "minute", "22:00 (17 June)", "UTC+3 (Syria summer time)", "2018-06-17T22:00+03:00"),
    ("2018-12-02", "minute", "20:00", "UTC+2 (Syria winter time)", "2018-12-02T20:00+02:00"),
    ("2021-10-13", "minute", "about 23:30", "UTC+3 (Syria summer time)", "2021-10-13T23:30+03:00~"),
    ("2024-11-20", "minute", "13:30", "UTC+3", "2024-11-20T13:30+03:00"),
    ("2024-11-20", "minute", "13:30", "UTC", "2024-11-20T13:30Z"),
    ("2024-11-20", "minute", "13:30", None, "2024-11-20T13:30"),
    ("2024-11-20", "minute", "13:30", "not stated", "2024-11-20T13:30"),
    ("2024-11-20", "minute", None, "UTC+3", "2024-11-20"),
    ("2024-11-20", "minute", "dawn", "UTC+3", "2024-11-20"),
    ("2017-06-18", "minute", "18:43 (coalition) / noon (Syrian army)", "UTC+3", "2017-06-18"),
    (
        "1998-12-28",
        "minute",
        "10:25 and 13:37 (Iraq)",
        "UTC+3 (Iraq standard time)",
        "{1998-12-28T10:25+03:00,1998-12-28T13:37+03:00}",
    ),
    ("1998-12-30", "minute", "09:30, reply at 10:15", "UTC+3", "1998-12-30"),
    ("2017-12", "month (a Wednesday)", None, None, "2017-12"),
    ("2017-12-13", "month", None, None, "2017-12"),
    ("2017-12-13", "year", None, None, "2017"),
    ("2017-12", "day", None, None, "2017-12"),
    ("2017-12-13", None, "13:30", "UTC+3", "2017-12-13"),
    ("2017-05-18~", "day", None, None, "2017-05-18~"),
    ("2017-05-18~", "approximate", None, None, "2017-05-18~"),
    ("2017-05-17", "approximate (in the days before 18 May)", None, None, "2017-05-11~/2017-05-17"),
    ("2017-05-29", "approximate (reported that Monday)", None, None, "2017-05-29~"),
    ("2017-06-11", "approximate (within the preceding 72 hours)", None, None, "2017-06-08/2017-06-11"),
    ("2017-12-01", "approximate (first days of December)", None, None, "2017-12-01/2017-12-05~"),
    ("2003-03-17", "approximate (17 March to 1 May 2003)", None, None, "2003-03-17/2003-05-01"),
    ("2001-10-10", "approximate (a Wednesday in October 2001; from memory)", None, None, "2001-10"),
    ("1999-04", "approximate (before 3 May 1999)", None, None, "1999-04~"),
    ("2017-05-17", "approximate (some other year, 2010)", None, None, "2017-05-17~"),
]


@pytest.mark.parametrize(("day", "precision", "time_local", "time_zone", "edtf"), REPORTS)
def test_a_record_is_coded_without_adding_precision(
    day: str, precision: str | None, time_local: str | None, time_zone: str | None, edtf: str
) -> None:
    assert edtf_of_report(day, precision, time_local, time_zone) == edtf
    assert read_edtf(edtf).text == edtf


def test_a_record_of_unknown_precision_is_refused() -> None:
    with pytest.raises(TimeError, match="none of year, month, day, minute, approximate"):
        edtf_of_report("2017-05-18", "hourly")


@settings(max_examples=200, deadline=None)
@given(
    days,
    st.sampled_from(["day", "month", "year", "minute", "approximate", "approximate (early May)", None]),
    st.sampled_from(["00:30", "about 23:30", "noon", "08:55 and 14:55", "13:00 / 14:00", None]),
    st.sampled_from(["UTC+3", "UTC", "not stated", None]),
)
def test_a_coded_record_never_leaves_its_day_unless_it_is_coarser(
    day: str, precision: str | None, time_local: str | None, time_zone: str | None
) -> None:
    found = bounds(
        edtf_of_report(day, precision, time_local, time_zone), zone="+03:00" if time_zone != "UTC" else "UTC"
    )
    whole = bounds(day, zone="+03:00" if time_zone != "UTC" else "UTC")
    assert found.start_s is not None
    assert found.end_s is not None
    assert whole.start_s is not None
    assert whole.end_s is not None
    inside = whole.start_s <= found.start_s < found.end_s <= whole.end_s
    around = found.start_s <= whole.start_s < whole.end_s <= found.end_s
    assert inside or around


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2017-05-18", "18 May 2017"),
        ("2017-05-18~", "about 18 May 2017"),
        ("2017-05-18?", "possibly 18 May 2017"),
        ("2017-05-18%", "possibly about 18 May 2017"),
        ("2017-05-XX", "some day in May 2017"),
        ("2017-XX-XX", "some day in 2017"),
        ("2017-XX", "some month in 2017"),
        ("2017-XX-18", "day 18 of some month of 2017"),
        ("2017-06-1X", "day 1X of June 2017"),
        ("2017-05", "May 2017"),
        ("201X", "the 2010s"),
        ("20XX", "the years 2000 to 2099"),
        ("XXXX", "an unknown year"),
        ("156X-12-25", "25 December of a year in the 1560s"),
        ("2001-21", "spring 2001"),
        ("2001-30", "summer 2001 (southern hemisphere)"),
        ("2001-34", "the second quarter of 2001"),
        ("2001-37", "the first four months of 2001"),
        ("2001-41", "the second half of 2001"),
        ("0000", "1 BCE"),
        ("-0043-03-15", "15 March 44 BCE"),
        ("Y170000002", "170000002"),
        ("1950S2", "some year from 1900 to 1999, estimated 1950"),
        ("2004-06~-11", "11 June 2004 (year approximate, month approximate)"),
        ("?2004-06-~11", "11 June 2004 (year uncertain, day approximate)"),
        ("2017-05-18/..", "from 18 May 2017 on"),
        ("../2017-05-18", "until 18 May 2017"),
        ("2017-05-18/", "from 18 May 2017 to an unknown end"),
        ("/2017-05-18", "from an unknown start to 18 May 2017"),
        ("1964/2008~", "from 1964 to about 2008"),
        ("../..", "at any time"),
        ("[1667,1668,1670..1672]", "1667, 1668 or 1670 to 1672"),
        ("{1960,1961-12}", "1960 and December 1961"),
        ("[..1984]", "1984 or earlier"),
        ("[1760-12..]", "December 1760 or later"),
        ("2017-06-19T21:30Z", "19 June 2017, 21:30 (UTC)"),
        ("2017-06-20T00:30+03:30", "20 June 2017, 00:30 (UTC+3:30)"),
        ("2017-06-20T00:30", "20 June 2017, 00:30 (local)"),
        ("2017-06-20T00:00+03:00/2017-06-20T05:59+03:00~", "20 June 2017, 00:00 to about 05:59 (UTC+3)"),
    ],
)
def test_a_time_is_put_into_words(text: str, words: str) -> None:
    assert in_words(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2017-06-18T18:43+03:00", "18 June 2017, 18:43 local (15:43 UTC)"),
        ("2017-06-18T18:43", "18 June 2017, 18:43 local (15:43 UTC)"),
        ("2017-06-20T00:30+03:00~", "about 20 June 2017, 00:30 local (19 June, 21:30 UTC)"),
        ("2017-06-19T21:30:15Z", "20 June 2017, 00:30:15 local (19 June, 21:30:15 UTC)"),
        ("2018-12-02T20:00+02:00", "2 December 2018, 20:00 local (18:00 UTC)"),
        ("2017-10-26T23:30", "26 October 2017, 23:30 (local)"),
        ("2017-05-18~", "about 18 May 2017"),
        ("../2017-06-18T05:59+03:00", "until 18 June 2017, 05:59 local (02:59 UTC)"),
        ("9999-12-31T23:59Z", "31 December 9999, 23:59 (UTC)"),
    ],
)
def test_a_time_of_day_is_shown_on_the_local_clock_and_in_utc(text: str, words: str) -> None:
    assert local_and_utc(text, zone=PLACE) == words

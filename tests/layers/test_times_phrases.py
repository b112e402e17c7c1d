"""Phrases of reports are read against the day of the report, and never made more precise than their wording."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from layers.errors import TimeError
from layers.times import bounds, must_fall_in, read_edtf
from layers.times.phrases import read_phrase

# A Wednesday, as `date.weekday` says; all phrases below are read against it, in Damascus, where the clock was at +03:00.
REPORT_DAY = date(2017, 6, 21)
PLACE = "Asia/Damascus"

PHRASES = [
    # days
    ("on Sunday", "2017-06-18"),
    ("Monday", "2017-06-19"),
    ("Wednesday", "2017-06-21"),
    ("last Wednesday", "2017-06-14"),
    ("next Monday", "2017-06-26"),
    ("Tues.", "2017-06-20"),
    ("today", "2017-06-21"),
    ("yesterday", "2017-06-20"),
    ("the day before yesterday", "2017-06-19"),
    ("two days ago", "2017-06-19"),
    ("18 May", "2017-05-18"),
    ("22 June", "2016-06-22"),
    ("Jan 5", "2017-01-05"),
    ("29 February", "2016-02-29"),
    ("18 May 2017", "2017-05-18"),
    ("18-May-2017", "2017-05-18"),
    ("May 18, 2017", "2017-05-18"),
    ("the 18th of May, 2017", "2017-05-18"),
    ("Sunday, 18 June 2017", "2017-06-18"),
    ("Sunday, June 18", "2017-06-18"),
    ("2017/05/18", "2017-05-18"),
    ("18.05.2017", "2017-05-18"),
    ("18/05/2017", "2017-05-18"),
    ("05/18/2017", "2017-05-18"),
    ("05/05/2017", "2017-05-05"),
    ("about 18 May 2017", "2017-05-18~"),
    ("possibly 18 May 2017", "2017-05-18?"),
    ("possibly about 18 May 2017", "2017-05-18%"),
    # longer stretches
    ("May 2017", "2017-05"),
    ("June", "2017-06"),
    ("July", "2016-07"),
    ("in 2017", "2017"),
    ("the 1990s", "199X"),
    ("last month", "2017-05"),
    ("last year", "2016"),
    ("a month ago", "2017-05~"),
    ("two years ago", "2015~"),
    ("spring 2017", "2017-21"),
    ("the summer of 2017", "2017-22"),
    ("fall 2016", "2016-23"),
    ("the second quarter of 2017", "2017-34"),
    ("Q1 2017", "2017-33"),
    ("the second half of 2017", "2017-41"),
    ("early June", "2017-06-01/2017-06-10~"),
    ("mid-June 2017", "2017-06-11~/2017-06-20~"),
    ("the middle of June", "2017-06-11~/2017-06-20~"),
    ("late May 2017", "2017-05-21~/2017-05-31"),
    ("at the end of May", "2017-05-21~/2017-05-31"),
    ("early 2017", "2017-01/2017-04~"),
    ("mid-2017", "2017-05~/2017-08~"),
    ("late 2016", "2016-09~/2016-12"),
    ("the early 1990s", "1990/1993~"),
    ("the late 1990s", "1997~/1999"),
    ("the first days of December", "2016-12-01/2016-12-05~"),
    ("the last days of May", "2017-05-27~/2017-05-31"),
    ("the second week of June", "2017-06-08~/2017-06-14~"),
    ("the first half of June", "2017-06-01/2017-06-15~"),
    ("last week", "2017-06-12~/2017-06-18~"),
    ("earlier this month", "2017-06-01/2017-06-21"),
    ("the week of 14 June", "2017-06-12~/2017-06-20~"),
    ("three weeks ago", "2017-05-28~/2017-06-03~"),
    ("within the past 72 hours", "2017-06-18/2017-06-21"),
    ("in the last six hours", "2017-06-20/2017-06-21"),
    ("over the past three days", "2017-06-18/2017-06-21"),
    ("6 hours ago", "2017-06-20/2017-06-21"),
    # ranges and choices
    ("17-18 June", "2017-06-17/2017-06-18"),
    ("June 17-18, 2017", "2017-06-17/2017-06-18"),
    ("between 5 and 10 April", "2017-04-05/2017-04-10"),
    ("from 17 to 20 June", "2017-06-17/2017-06-20"),
    ("17 March to 1 May 2003", "2003-03-17/2003-05-01"),
    ("28 December to 3 January 2017", "2016-12-28/2017-01-03"),
    ("May-June 2017", "2017-05/2017-06"),
    ("18 May 2015 to 3 June", "2015-05-18/2015-06-03"),
    ("28 December 2015 to 3 January", "2015-12-28/2016-01-03"),
    ("18 May 2015 or 20", "[2015-05-18,2015-05-20]"),
    ("Tuesday to Wednesday", "2017-06-20/2017-06-21"),
    ("17 or 18 June", "[2017-06-17,2017-06-18]"),
    ("17 and 18 June", "{2017-06-17,2017-06-18}"),
    ("before 3 May 1999", "../1999-05-02"),
    ("until 20 June", "../2017-06-20"),
    ("since 18 May", "2017-05-18/.."),
    ("after 18 May 2017", "2017-05-19/.."),
    ("in the days before 18 May", "2017-05-11~/2017-05-17"),
    # times of day
    ("noon local time", "2017-06-21T12:00+03:00~"),
    ("about 18:43 local", "2017-06-21T18:43+03:00~"),
    ("18:43 on Sunday", "2017-06-18T18:43+03:00"),
    ("0030 local time", "2017-06-21T00:30+03:00"),
    ("at 0030 local time on Tuesday", "2017-06-20T00:30+03:00"),
    ("2130 GMT", "2017-06-21T21:30Z"),
    ("21:30 UTC on 19 June 2017", "2017-06-19T21:30Z"),
    ("2017-05-18 at 21:30Z", "2017-05-18T21:30Z"),
    ("6:43 p.m. on June 18", "2017-06-18T18:43+03:00"),
    ("6 pm on Sunday", "2017-06-18T18:00+03:00~"),
    ("12:30 am on Tuesday", "2017-06-20T00:30+03:00"),
    ("shortly before noon", "2017-06-21T12:00+03:00~"),
    ("18 June, 1843 local", "2017-06-18T18:43+03:00"),
    ("18 June 2017, 2017 local", "2017-06-18T20:17+03:00"),
    ("18:43 on 13 December 2016", "2016-12-13T18:43+02:00"),
    # parts of the day
    ("early Tuesday", "2017-06-20T00:00+03:00/2017-06-20T05:59+03:00~"),
    ("early on 20 June", "2017-06-20T00:00+03:00/2017-06-20T05:59+03:00~"),
    ("in the early hours of Tuesday", "2017-06-20T00:00+03:00/2017-06-20T05:59+03:00~"),
    ("early Tuesday morning", "2017-06-20T03:00+03:00~/2017-06-20T08:59+03:00~"),
    ("late on Thursday", "2017-06-15T18:00+03:00~/2017-06-15T23:59+03:00"),
    ("dawn", "2017-06-21T03:00+03:00~/2017-06-21T06:59+03:00~"),
    ("before dawn on Tuesday", "2017-06-20T00:00+03:00/2017-06-20T05:59+03:00~"),
    ("this morning", "2017-06-21T05:00+03:00~/2017-06-21T11:59+03:00"),
    ("Sunday afternoon", "2017-06-18T12:00+03:00/2017-06-18T17:59+03:00~"),
    ("yesterday evening", "2017-06-20T17:00+03:00~/2017-06-20T23:59+03:00"),
    ("the night of 17 June", "2017-06-17T18:00+03:00~/2017-06-18T05:59+03:00~"),
    ("the night between 17 and 18 June", "2017-06-17T18:00+03:00~/2017-06-18T05:59+03:00~"),
    ("overnight 17-18 June", "2017-06-17T18:00+03:00~/2017-06-18T05:59+03:00~"),
    ("last night", "2017-06-20T18:00+03:00~/2017-06-21T05:59+03:00~"),
    ("overnight", "2017-06-20T18:00+03:00~/2017-06-21T05:59+03:00~"),
    ("overnight Tuesday", "2017-06-19T18:00+03:00~/2017-06-21T05:59+03:00~"),
    # Arabic and Russian
    ("18 أيار 2017", "2017-05-18"),
    ("18 مايو 2017", "2017-05-18"),
    ("١٨ أيار / مايو ٢٠١٧", "2017-05-18"),
    ("الأحد 18 حزيران", "2017-06-18"),
    ("يوم الأحد", "2017-06-18"),
    ("20 كانون الأول 2016", "2016-12-20"),
    ("في 3 تشرين الثاني 2016", "2016-11-03"),
    ("أمس", "2017-06-20"),
    ("فجر الثلاثاء", "2017-06-20T03:00+03:00~/2017-06-20T06:59+03:00~"),
    ("18 мая 2017", "2017-05-18"),
    ("18 июня 2017 года", "2017-06-18"),
    ("в мае 2017 года", "2017-05"),
    ("в воскресенье", "2017-06-18"),
    ("в 21:30 по Гринвичу 19 июня", "2017-06-19T21:30Z"),
    ("вчера вечером", "2017-06-20T17:00+03:00~/2017-06-20T23:59+03:00"),
    ("18 июня в 18:43 по местному времени", "2017-06-18T18:43+03:00"),
    # EDTF goes through as it is
    ("2017-05-18~", "2017-05-18~"),
    ("2017-05-18/..", "2017-05-18/.."),
]


@pytest.mark.parametrize(("phrase", "edtf"), PHRASES)
def test_a_phrase_of_a_report_means(phrase: str, edtf: str) -> None:
    read = read_phrase(phrase, reference=REPORT_DAY, zone=PLACE)
    assert read.edtf == edtf
    assert read.text == phrase
    assert read.derivation
    assert (read.earliest, read.latest) == (
        bounds(edtf, zone=PLACE).earliest,
        bounds(edtf, zone=PLACE).latest,
    )


@pytest.mark.parametrize(
    ("phrase", "reason"),
    [
        ("05/06/2017", "5 June 2017 or 6 May 2017"),
        ("05-06-2017", "5 June 2017 or 6 May 2017"),
        ("this Monday", "2017-06-19 or 2017-06-26"),
        ("6:43 on Sunday", "06:43 or 18:43"),
        ("midnight on Tuesday", "start of 2017-06-20 or its end"),
        ("winter 2017", "January and February of 2017 or the months from December 2017"),
        ("Tuesday, 18 June 2017", "is a Sunday, not a Tuesday"),
        ("a Wednesday in October 2001", "may be any of several days"),
        ("18.05.17", "year of two digits"),
        ("18 May 17", "cannot be read"),
        ("31 June", "no day 31"),
        ("29 February 2017", "no day 29"),
        ("the 18th", "has no month"),
        ("at 25:00", "no such time of day"),
        ("13 pm on Sunday", "no such time of day"),
        ("18:43 in May 2017", "needs one day"),
        ("dawn in May 2017", "needs one day"),
        ("before 18:43 on Sunday", "no other end"),
        ("overnight 17-20 June", "follow each other"),
        ("18:43 on about 18 June", "approximate day"),
        ("1 May 2003 to 17 March 2003", "before it begins"),
        ("soon", "cannot be read"),
        ("", "1 to 200 characters"),
        ("x" * 100_000, "1 to 200 characters"),
        ("в ночь на 20 июня", "cannot be read"),
        ("not before 18 May", "cannot be read"),
        ("18 June in Damascus", "cannot be read"),
        ("18:43 Damascus time", "cannot be read"),
        ("18 May 2017 local time", "the year 2017 or 20:17"),
        ("the week of June", "named by one of its days"),
        ("the late spring 2017", "before a month, year or decade"),
        ("May/June 2017", "cannot be read"),
        ("second half of Tuesday", "needs a month"),
        ("the third half of 2017", "needs a month"),
    ],
)
def test_what_cannot_be_read_or_in_two_ways_is_refused_with_the_reason(phrase: str, reason: str) -> None:
    with pytest.raises(TimeError) as caught:
        read_phrase(phrase, reference=REPORT_DAY, zone=PLACE)
    assert reason in str(caught.value)


@pytest.mark.parametrize(
    ("phrase", "derivation"),
    [
        ("early Tuesday", "Tuesday on or before 2017-06-21 is 2017-06-20; 'early' read as 00:00-06:00 local"),
        ("dawn", "no day is named, so 2017-06-21 is taken; 'dawn' read as 03:00-07:00 local"),
        ("18 May", "18 May on or before 2017-06-21 is 2017-05-18"),
        ("2017-05", "EDTF as given"),
    ],
)
def test_the_derivation_says_how_a_phrase_was_read(phrase: str, derivation: str) -> None:
    assert read_phrase(phrase, reference=REPORT_DAY, zone=PLACE).derivation == derivation


def test_without_a_zone_a_time_of_day_stays_local() -> None:
    read = read_phrase("18:43 on Sunday", reference=REPORT_DAY)
    assert read.edtf == "2017-06-18T18:43"
    with pytest.raises(TimeError, match="give the zone"):
        _ = read.earliest


def test_a_local_time_that_came_twice_is_left_without_a_distance_from_utc() -> None:
    read = read_phrase("23:30 on 26 October 2017", reference=date(2017, 10, 28), zone=PLACE)
    assert read.edtf == "2017-10-26T23:30"
    assert read.latest is not None
    assert read.earliest is not None
    assert read.latest - read.earliest == timedelta(hours=1, minutes=1)


def test_a_month_never_becomes_a_day_whatever_the_day_of_the_report() -> None:
    for day in (date(2022, 9, 14), date(2017, 5, 1), datetime(2017, 5, 22, 12, tzinfo=UTC)):
        assert read_phrase("May 2017", reference=day).edtf == "2017-05"


@settings(max_examples=100, deadline=None)
@given(st.dates(date(1900, 1, 1), date(2090, 12, 31)), st.sampled_from(["early", "mid", "late"]))
def test_a_part_of_a_month_lies_in_the_month(day: date, part: str) -> None:
    month = f"{day:%B} {day.year}"
    assert must_fall_in(
        read_phrase(f"{part} {month}", reference=day).edtf, read_phrase(month, reference=day).edtf
    )


@settings(max_examples=100, deadline=None)
@given(
    st.dates(date(1900, 1, 1), date(2090, 12, 31)),
    st.sampled_from(
        ["Monday", "вторник", "الأربعاء", "Thursday", "18 May", "31 December", "1 January", "29 February"]
    ),
)
def test_a_day_without_a_year_is_the_last_such_on_or_before_the_report(reference: date, phrase: str) -> None:
    found = date.fromisoformat(read_phrase(phrase, reference=reference).edtf)
    assert found <= reference
    assert reference - found < (timedelta(days=7) if " " not in phrase else timedelta(days=8 * 366))


WORDS = st.sampled_from(
    [
        *(
            "early",
            "late",
            "mid",
            "about",
            "noon",
            "midnight",
            "night",
            "dawn",
            "last",
            "next",
            "this",
            "week",
            "month",
        ),
        *(
            "days",
            "ago",
            "before",
            "after",
            "since",
            "between",
            "and",
            "or",
            "to",
            "Monday",
            "June",
            "May",
            "18",
            "2017",
        ),
        *(
            "72",
            "hours",
            "past",
            "18:43",
            "2130",
            "GMT",
            "local",
            "first",
            "half",
            "Q2",
            "spring",
            "31",
            "0",
            "overnight",
        ),
        *("يوم", "الأحد", "мая", "/", "-", ",", ".", "~", "a", "years"),
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.lists(WORDS, max_size=6).map(" ".join), st.text(max_size=30)), st.dates())
def test_any_words_are_read_as_sound_edtf_or_refused_with_a_time_error(text: str, reference: date) -> None:
    try:
        read = read_phrase(text, reference=reference, zone=PLACE)
    except TimeError:
        return
    assert read_edtf(read.edtf).text == read.edtf
    assert bounds(read.edtf, zone=PLACE) is not None

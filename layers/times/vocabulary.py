"""The words of time in English, Arabic and Russian, brought to one plain English form."""

from __future__ import annotations

import re
import unicodedata

from layers.errors import TimeError

MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
ORDINALS = ("first", "second", "third", "fourth")

# Other spellings and languages: the word of MONTHS and so on, then its forms. Arabic is given without vowel signs, and
# with a bare alif for every alif, as `plain` writes it; Levantine and Egyptian month names both stand here.
_SYNONYMS = """
january:jan январь января январе يناير كانون_الثاني
february:feb февраль февраля феврале فبراير شباط
march:mar март марта марте مارس اذار
april:apr апрель апреля апреле ابريل نيسان
may:май мая мае مايو ايار
june:jun июнь июня июне يونيو حزيران
july:jul июль июля июле يوليو تموز
august:aug август августа августе اغسطس اب
september:sep sept сентябрь сентября сентябре سبتمبر ايلول
october:oct октябрь октября октябре اكتوبر تشرين_الاول
november:nov ноябрь ноября ноябре نوفمبر تشرين_الثاني
december:dec декабрь декабря декабре ديسمبر كانون_الاول
monday:mon понедельник понедельника الاثنين
tuesday:tue tues вторник вторника الثلاثاء
wednesday:wed weds среда среду среды الاربعاء
thursday:thu thur thurs четверг четверга الخميس
friday:fri пятница пятницу пятницы الجمعة
saturday:sat суббота субботу субботы السبت
sunday:sun воскресенье воскресенья الاحد
today:сегодня اليوم
yesterday:вчера امس البارحة
tomorrow:завтра غدا
noon:midday полдень الظهر ظهر ظهرا
midnight:полночь منتصف_الليل
dawn:daybreak sunrise рассвете فجر فجرا
dusk:sunset закате
morning:утром утра утро صباح صباحا
afternoon:днем بعد_ظهر بعد_الظهر
evening:вечером вечера вечер مساء
night:ночью ночь ночи ليلة ليل ليلا
early:beginning start начале начало مطلع اوائل بداية
mid:middle середине منتصف اواسط
late:end конце конец نهاية اواخر
about:around approximately approx circa roughly ca c. ~ nearly almost примерно около приблизительно حوالي نحو
possibly:perhaps maybe probably возможно ربما
gmt:utc zulu по_гринвичу гринвичу غرينتش
local:по_местному_времени местного местному محلي المحلي
time:времени время времен
autumn:fall осенью осень الخريف خريف
spring:весной весна الربيع ربيع
summer:летом лето الصيف صيف
winter:зимой зима الشتاء شتاء
to:till until по الى
and:и
or:или او
before:перед قبل
after:после بعد
"""
_WORDS = {
    form.replace("_", " "): word
    for line in _SYNONYMS.split("\n")
    if line
    for word, forms in [line.split(":")]
    for form in forms.split()
}
_TWO_WORDS = re.compile(
    rf"\b(?:{'|'.join(sorted((form for form in _WORDS if ' ' in form), key=len, reverse=True))})\b"
)
# Words that carry no time: articles, prepositions, "day", "year".
_EMPTY = frozenset(
    [
        "the",
        "on",
        "of",
        "at",
        "in",
        "during",
        "sometime",
        "в",
        "во",
        "года",
        "году",
        "год",
        "г",
        "г.",
        "года.",
        "يوم",
        "عام",
        "سنة",
        "في",
        "من",
        "شهر",
        "ال",
    ]
)
_SHAPES = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ـ": None, "ё": "е", **dict.fromkeys("‐‑‒–—−", "-")}
)
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_YEAR_FIRST = re.compile(r"\b([0-9]{4})[-/.]([0-9]{1,2})(?:[-/.]([0-9]{1,2}))?\b(?![-/.:]?[0-9])")
_YEAR_LAST = re.compile(r"\b([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{2}|[0-9]{4})\b")


def plain(text: str) -> str:
    """Return a phrase in the plain form that the grammar reads: small letters, English words, dates with month names.

    Raises
    ------
    TimeError
        If it holds a date in figures that can be read in two ways, or a year of two digits.

    Examples
    --------
    >>> plain("On Sunday, the 18th of June, 2017")
    'sunday 18 june 2017'
    >>> plain("18 أيار ٢٠١٧"), plain("в мае 2017 года")
    ('18 may 2017', 'may 2017')
    >>> plain("05/06/2017")
    Traceback (most recent call last):
        ...
    layers.errors.TimeError: '05/06/2017' is 5 June 2017 or 6 May 2017; write the month as a word, or 2017-06-05
    """
    letters = unicodedata.normalize("NFC", text.casefold()).translate(_SHAPES).translate(_DIGITS)
    letters = "".join(letter for letter in letters if not unicodedata.combining(letter))
    letters = _YEAR_LAST.sub(_named_year_last, _YEAR_FIRST.sub(_named_year_first, letters))
    letters = re.sub(r"\b([0-9]{1,2})-([^\W\d_]+)-([0-9]{4})\b", r"\1 \2 \3", letters)
    letters = re.sub(r"\b([ap])\. ?m\b\.?", r"\1m", letters).replace("o'clock", "oclock")
    letters = re.sub(r"\b([0-9]{1,2})(?:st|nd|rd|th)\b", r"\1", letters)
    letters = re.sub(r"[,()]|\.(?= |$)", " ", letters)
    letters = re.sub(r"\bpre-?dawn\b", "before dawn", letters)
    letters = re.sub(
        r"(?<=[a-z])-(?=[a-z])|(?<=mid)-",
        " ",
        re.sub(r"(?<=[0-9a-z]) ?- ?(?=[0-9])", " to ", _hyphens(letters)),
    )
    letters = re.sub(r" ?/ ?", "/", letters)
    letters = _TWO_WORDS.sub(lambda match: _WORDS[match[0]], letters)
    words = [_WORDS.get(word, word) for word in letters.replace("~", "~ ").split()]
    return " ".join(_one_name(word) for word in words if word not in _EMPTY)


def _hyphens(text: str) -> str:
    """Make a hyphen between two month names or weekdays a "to", and keep that of "mid-june"."""
    names = "|".join((*MONTHS, *WEEKDAYS))
    text = re.sub(r"\bmid ?- ?", "mid ", text)
    return re.sub(rf"\b({names}) ?- ?(?=(?:{names})\b)", r"\1 to ", text)


def _one_name(word: str) -> str:
    """Make one month of a month named twice, as the Arabic press does: مايو/أيار."""
    names = {_WORDS.get(name, name) for name in word.split("/")}
    return names.pop() if "/" in word and len(names) == 1 and names != {""} else word


def _named_year_first(match: re.Match[str]) -> str:
    year, month, day = match[1], int(match[2]), match[3]
    if not 1 <= month <= 12:
        return match[0]
    return f"{day or ''} {MONTHS[month - 1]} {year}".strip()


def _named_year_last(match: re.Match[str]) -> str:
    """Name the month of 18.05.2017. With dots the day always comes first; else one of the two must tell which it is."""
    one, mark, other, year = int(match[1]), match[2], int(match[3]), match[4]
    if len(year) == 2:
        raise TimeError(f"{match[0]!r} has a year of two digits; write all four, and the month as a word")
    if mark == "." or one == other or one > 12:
        day, month = one, other
    elif other > 12:
        day, month = other, one
    else:
        first = f"{one} {MONTHS[other - 1].title()} {year}"
        second = f"{other} {MONTHS[one - 1].title()} {year}"
        raise TimeError(
            f"{match[0]!r} is {first} or {second}; write the month as a word, or {year}-{other:02d}-{one:02d}"
        )
    if not 1 <= month <= 12:
        raise TimeError(f"{match[0]!r} has no month between 1 and 12")
    return f"{day} {MONTHS[month - 1]} {year}"


def number(word: str) -> int:
    """Return the number that digits or a word of NUMBERS name; "a" and "an" are one.

    Examples
    --------
    >>> number("72"), number("three")
    (72, 3)
    """
    if word in {"a", "an"}:
        return 1
    return NUMBERS.index(word) + 1 if word in NUMBERS else int(word)

"""The catalogues are whole, and Python and the page's script say the same with them."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest

from layers.cases import bundled_case
from maps.dates import date_words, distance_words, period_words, position_words
from maps.errors import CatalogueError
from maps.page import page_data
from maps.words import known_languages, plural_form, words_of

CONTRACT = Path(__file__).parents[1] / "contract" / "words.json"
SOURCES = Path(__file__).parents[2] / "maps"
FORM = re.compile(r"\.(zero|one|two|few|many|other)$")
# The forms that CLDR gives whole numbers in each language; zero is only for texts that say it better.
FORMS = {
    "en": {"one", "other"},
    "ar": {"one", "two", "few", "many", "other"},
    "ru": {"one", "few", "many", "other"},
}
OTHERS = [language for language in known_languages() if language != "en"]


def texts_by_key(language: str) -> dict[str, dict[str, str]]:
    """Return the texts by key, the forms of a plural together; others have the one form ""."""
    texts = words_of(language).texts
    found: dict[str, dict[str, str]] = {}
    for key, text in texts.items():
        form = FORM.search(key)
        base = FORM.sub("", key)
        if form and "{count}" in texts.get(f"{base}.other", ""):
            found.setdefault(base, {})[form[1]] = text
        else:
            found[key] = {"": text}
    return found


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


@pytest.mark.parametrize("language", OTHERS)
def test_every_catalogue_has_the_texts_of_the_english_one_and_no_others(language: str) -> None:
    assert set(texts_by_key(language)) == set(texts_by_key("en"))


@pytest.mark.parametrize("language", OTHERS)
def test_every_text_has_the_placeholders_of_the_english_one(language: str) -> None:
    english = texts_by_key("en")
    for key, forms in texts_by_key(language).items():
        wanted = placeholders(english[key].get("other") or english[key][""])
        for form, text in forms.items():
            # "one claim" and "two claims" are single words in Arabic, and hold no number.
            spoken = {"count"} if form in {"zero", "one", "two"} else set()
            assert placeholders(text) - wanted == set(), f"{language}: {key} {form}"
            assert wanted - placeholders(text) <= spoken, f"{language}: {key} {form}"


@pytest.mark.parametrize("language", known_languages())
def test_every_plural_has_all_forms_of_its_language_and_no_text_is_empty(language: str) -> None:
    for key, forms in texts_by_key(language).items():
        assert all(text.strip() or key == "number.group" for text in forms.values()), key
        if "" not in forms:
            assert FORMS[language] <= set(forms) <= FORMS[language] | {"zero"}, key


@pytest.mark.parametrize("language", OTHERS)
def test_texts_are_written_in_the_script_of_their_language(language: str) -> None:
    script = {"ar": r"[\u0600-\u06ff]", "ru": r"[\u0400-\u04ff]"}[language]
    same_everywhere = re.compile(
        r"(number|locale|harm|claim\.stated|card\.(next|previous)\.sign|cite\.(bibtex|csl|fingerprint)|card\.utc|time\.utc|date\.time\.zone|list|date\.short\.none)"
    )
    for key, text in words_of(language).texts.items():
        bare = re.sub(r"\{\w+\}", "", text)
        if re.search(r"[A-Za-z]{3}", bare) and not same_everywhere.match(key):
            assert re.search(script, bare), f"{key}: {text!r}"


def test_every_kind_of_the_bundled_case_has_a_word_in_every_language() -> None:
    case = bundled_case("al-tanf")
    kinds = {
        kind
        for records in (case.incidents, case.places, case.zones, case.zone_definitions, case.known_positions)
        for record in records
        for kind in (record.kind, getattr(record, "sub_kind", None))
        if kind
    }
    for language in known_languages():
        assert [kind for kind in sorted(kinds) if not words_of(language).has(f"kind.{kind}")] == []


def test_every_key_that_scripts_and_commands_name_is_in_the_catalogue() -> None:
    known = texts_by_key("en")
    for path in sorted((SOURCES / "static" / "js").glob("*.js")):
        for key in re.findall(r'\bwords\(\s*"([\w. /-]+)"', path.read_text(encoding="utf-8")):
            assert key in known, f"{path.name}: {key}"
    for path in sorted(SOURCES.glob("**/*.py")):
        for key in re.findall(r'\bSay\(\s*key="([\w. /-]+)"', path.read_text(encoding="utf-8")):
            assert key in known, f"{path.name}: {key}"


def test_a_language_without_a_catalogue_is_refused_and_the_known_ones_named() -> None:
    with pytest.raises(CatalogueError, match="en, ar, ru"):
        words_of("xx")
    with pytest.raises(CatalogueError):
        words_of("../en")


# The forms of CLDR 44 for whole numbers, from its table of plural rules.
@pytest.mark.parametrize(
    ("language", "count", "form"),
    [
        *(("ru", n, form) for n, form in ((0, "many"), (1, "one"), (2, "few"), (5, "many"), (11, "many"), (12, "many"), (21, "one"), (22, "few"), (111, "many"), (521, "one"))),
        *(("ar", n, form) for n, form in ((0, "zero"), (1, "one"), (2, "two"), (3, "few"), (10, "few"), (11, "many"), (99, "many"), (100, "other"), (103, "few"), (202, "other"))),
        *(("en", n, form) for n, form in ((0, "other"), (1, "one"), (2, "other"))),
    ],
)  # fmt: skip
def test_numbers_choose_the_form_that_cldr_gives_them(language: str, count: int, form: str) -> None:
    assert plural_form(language, count) == form


DATES = (
    None, "", "2017", "2017-06", "2017-06-18", "2017-06~", "2017-06-18?", "2017-06-18%", "2017-06-20T00:30+03:00", "2017-06-18T18:43Z",
    "2021-10-13T23:30+03:00~", "2017-05-11~/2017-05-17", "../2017-06", "2017-06/..", "2017-06-18T12:00", "2017-13", "-0500", "0007", "[2017-05-18,2017-05-20]", "2017-05-XX",
)  # fmt: skip


# The texts that the vectors below are made of; all others may change without a word here.
SPOKEN = (
    "date.",
    "month.",
    "period.",
    "distance.",
    "position",
    "compass.",
    "number.",
    "n.claims.",
    "text.located",
    "list.comma",
    "cite.",
)


def contract() -> list[dict[str, Any]]:
    return [
        {
            "language": words.language,
            "texts": {key: text for key, text in words.texts.items() if key.startswith(SPOKEN)},
            "dates": [[edtf, date_words(edtf, words)] for edtf in DATES],
            "periods": [
                [start, end, period_words(start, end, words)]
                for start, end in (("2016", None), (None, "2017-06"), ("2017", "2018"), ("2017", "2017"), (None, None))
            ],
            "distances": [[m, distance_words(m, words)] for m in (0, 4, 999, 1000, 2540, 9960, 54_700, 1_234_567)],
            "positions": [[lat, lon, position_words(lat, lon, words)] for lat, lon in ((33.5058, 38.6178), (-0.5, -179.5))],
            "numbers": [[n, words.number(n)] for n in (0, 7, 999, 1000, 12_345, 1_234_567, 0.5, 55.0, 1234.25)],
            "counts": [[n, words("n.claims", count=n)] for n in (0, 1, 2, 3, 7, 11, 21, 100, 521, 1_202)],
        }
        for words in map(words_of, known_languages())
    ]  # fmt: skip


def test_the_contract_on_words_is_what_python_says() -> None:
    text = json.dumps(contract(), ensure_ascii=False, indent=1) + "\n"
    if os.environ.get("CONTESTED_WRITE_CONTRACT"):
        CONTRACT.write_text(text, encoding="utf-8")
    assert json.loads(text) == json.loads(CONTRACT.read_text(encoding="utf-8"))


def test_names_are_chosen_by_language_and_fall_back_to_the_one_on_record() -> None:
    from maps.twin.names import Naming

    data = page_data(bundled_case("al-tanf"))
    row = next(n for n, place in enumerate(data.places) if place.id == "al-tanf-garrison")
    name = Naming(data).of("places", row)
    said = {language: name.read(words_of(language)) for language in known_languages()}
    assert said == {"en": "Al-Tanf garrison", "ar": "قاعدة التنف", "ru": "Эт-Танф"}
    nameless = next(
        n for n, place in enumerate(data.places) if not any(m.language == "ru" for m in place.names)
    )
    assert Naming(data).of("places", nameless).read(words_of("ru")) == data.places[nameless].name

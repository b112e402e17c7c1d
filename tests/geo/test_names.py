"""Spellings of names that must meet, and those that must not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.names import fold, rank_names, similarity


@pytest.mark.parametrize(
    "spellings",
    [
        ("al-Tanf", "At Tanf", "at-Tanf", "AL TANF", "Al‑Tanf", "Tanf"),
        ("التنف", "ٱلتَّنْف", "تنف", "التـــنف"),
        ("Эт-Танф", "Эт-Танфа", "эт-Танфу", "Эт‑Танфом", "Танф"),
        ("Ракка", "Ракки", "Ракку", "Ракке", "Раккой", "Эр-Ракка"),
        ("Табка", "Табкой", "Эт-Табка", "Табки"),
        ("Пальмира", "Пальмиры", "Пальмире"),
        ("Deir ez-Zor", "Deir az-Zor", "Deir al-Zor", "deir ez zor"),
        ("دير الزور", "دَيْر الزُّور"),
        ("إدلب", "ادلب", "أدلب"),
        ("الرقة", "الرقه", "رقة"),
        ("Ja'Din", "Ja’Din", "JaʿDin"),
        ("Sukhnâ", "Sukhna"),
        ("T-2", "T2", "t 2"),
    ],
)
def test_spellings_of_one_name_fold_to_one_key(spellings):
    assert len({fold(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [("Tanf", "Tanaf"), ("Palmyra", "Tadmur"), ("T2", "T3"), ("Tabqa", "Rabqa"), ("Хомс", "Хама")],
)
def test_different_names_keep_different_keys(first, second):
    assert fold(first) != fold(second)
    assert similarity(first, second) < 100


def test_only_an_equal_key_is_certain():
    places = {"tanf": ["Al-Tanf"], "tan": ["Tan Tan"], "tafas": ["Tafas"]}
    ranked = rank_names("at Tanf", places)
    assert (ranked[0].key, ranked[0].certain) == ("tanf", True)
    assert not any(found.certain for found in ranked[1:])
    assert not any(found.certain for found in rank_names("Al Tanff", places))


def test_the_best_spelling_of_an_entry_counts_and_the_order_is_stable():
    places = {"b": ["Palmyra", "Tadmur"], "a": ["Palmyra"]}
    assert [(found.key, found.name) for found in rank_names("Palmyra", places)] == [
        ("a", "Palmyra"),
        ("b", "Palmyra"),
    ]


def test_a_name_of_nothing_but_marks_finds_nothing():
    assert rank_names("--'", {"a": ["Palmyra"]}) == []


@given(st.text(max_size=30))
@settings(max_examples=200, deadline=None)
def test_folding_again_changes_nothing_for_latin_and_arabic(text):
    once = fold(text)
    if not any("\u0400" <= char <= "\u04ff" for char in once):
        assert set(fold(once).split()) <= set(once.split()) | {word[2:] for word in once.split()}


@given(st.text(max_size=20), st.text(max_size=20))
@settings(max_examples=100, deadline=None)
def test_similarity_is_symmetric_and_bounded(first, second):
    score = similarity(first, second)
    assert score == pytest.approx(similarity(second, first))
    assert 0 <= score <= 100

"""JSON is read object by object, wherever the stretches of the file that are held begin and end."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from layers.errors import FormatError
from layers.formats import objects
from layers.formats.objects import objects_of

values = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(allow_nan=False, allow_infinity=False),
        st.text(max_size=8),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=4), inner, max_size=4)
    ),
    max_leaves=12,
)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("objects") / "a.json"


def read(path: Path, *keys: str) -> list[Any]:
    return [value for _, value in objects_of(path, *keys)]


@given(
    given_values=st.lists(values, max_size=5),
    piece=st.integers(1, 9),
    indent=st.sampled_from([None, 1]),
    ascii_only=st.booleans(),
)
@settings(max_examples=50, deadline=None)
def test_a_list_its_holders_and_lines_of_json_give_the_same_objects(
    given_values: list[Any], piece: int, indent: int | None, ascii_only: bool, file: Path
) -> None:
    def written(value: Any) -> Path:
        file.write_text(json.dumps(value, indent=indent, ensure_ascii=ascii_only), encoding="utf-8")
        return file

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(objects, "_PIECE", piece)
        assert read(written(given_values)) == given_values
        assert (
            read(written({"a": [1], "z": {"rows": 3}, "rows": given_values, "b": 2}), "rows") == given_values
        )
        assert read(written({"geojson": {"x": [], "rows": given_values}}), "rows") == given_values
        alone = {"a": given_values}
        assert read(written(alone), "rows") == [alone]
        singles = [value for value in given_values if not isinstance(value, list | dict)]
        if singles:
            file.write_text("\n".join(json.dumps(value) for value in singles), encoding="utf-8")
            assert read(file, "rows") == singles


def test_numbers_that_are_none_are_read_as_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('[NaN, {"a": -Infinity}]')
    assert read(path) == [None, {"a": None}]


def test_an_error_names_its_line(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('[\n{"a": 1},\n{"a": }\n]')
    with pytest.raises(FormatError, match="line 3"):
        read(path)


@pytest.mark.parametrize(
    "one", ["[" * 50 + "]" * 50, '{"a": 0, "b": ["x"]}', "0"], ids=["lists", "objects", "numbers"]
)
def test_an_object_that_would_fill_the_memory_is_refused(
    one: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONTESTED_MAX_DOCUMENT_BYTES", str(8 << 20))
    path = tmp_path / "a.json"
    path.write_text('[{"a": [' + ",".join([one] * (2_500_000 // len(one))) + "]}]")
    with pytest.raises(FormatError, match="set CONTESTED_MAX_DOCUMENT_BYTES"):
        read(path)


def test_many_objects_are_refused_by_their_number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONTESTED_MAX_ROWS", "10")
    path = tmp_path / "a.json"
    path.write_text(json.dumps([{}] * 11))
    with pytest.raises(FormatError, match="more objects than the limit of 10"):
        read(path)

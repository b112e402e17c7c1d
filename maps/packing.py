"""Data blocks of the page: JSON that says how the JSON within it is coded, so that they take a third of the bytes.

A block is an object with `format`, `version` and `coding`; `data` holds the base64 (RFC 4648) of the zlib stream (RFC 1950)
of a JSON text in UTF-8. That can be undone in a line of most languages: docs/page-format.md shows it.
"""

from __future__ import annotations

import base64
import json
import zlib
from typing import Any

CODING = "base64 of zlib of JSON in UTF-8"
LARGEST = 512 * 1024 * 1024
"""Bytes that a block may unpack to: what claims to hold more is refused, not unpacked."""


def packed(value: dict[str, Any], **open_fields: object) -> dict[str, Any]:
    """Return a block: some fields that stand open, and the value, coded.

    Examples
    --------
    >>> block = packed({"a": [1, 2.0, "ا"]}, format="example", version=1)
    >>> block["format"], block["coding"], unpacked(block)
    ('example', 'base64 of zlib of JSON in UTF-8', {'a': [1, 2.0, 'ا']})
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    stream = zlib.compress(text.encode(), 9)
    return {**open_fields, "coding": CODING, "data": base64.b64encode(stream).decode("ascii")}


def unpacked(block: dict[str, Any]) -> dict[str, Any]:
    """Return the value of a block.

    Raises
    ------
    ValueError
        If it is coded in another way, damaged, or larger than `LARGEST`.
    """
    if block.get("coding") != CODING:
        raise ValueError(f"coding {block.get('coding')!r} is not {CODING!r}")
    unpacking = zlib.decompressobj()
    try:
        content = unpacking.decompress(base64.b64decode(block["data"], validate=True), LARGEST)
    except zlib.error as error:
        raise ValueError(f"damaged: {error}") from error
    if not unpacking.eof or unpacking.unused_data:
        raise ValueError("damaged: the stream does not end where the data do")
    value: dict[str, Any] = json.loads(content)
    return value

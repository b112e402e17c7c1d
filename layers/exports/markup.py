"""Text and elements of XML, whatever the text holds, and zips with the same bytes each time."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Mapping

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    r"""Return a text as XML may hold it: escaped, and what XML 1.0 has no way to write as a replacement character.

    Examples
    --------
    >>> xml_text('a < "b" & \x00')
    'a &lt; &quot;b&quot; &amp; �'
    """
    # A carriage return would be read back as a line feed unless it is written by its number.
    return escape(without_controls(text), {'"': "&quot;", "\r": "&#13;"})


def without_controls(text: str) -> str:
    """Return a text with a replacement character for each that XML 1.0 has no way to write."""
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)


def element(tag: str, content: str | None, /, **attributes: str) -> str:
    """Return an element with text in it, or nothing where there is none.

    Examples
    --------
    >>> element("name", "A & B", lang="en"), element("name", None)
    ('<name lang="en">A &amp; B</name>', '')
    """
    return "" if content is None else holding(tag, xml_text(content), **attributes)


def holding(tag: str, content: str, /, **attributes: str) -> str:
    """Return an element around what is XML already."""
    named = "".join(f' {name}="{xml_text(value)}"' for name, value in attributes.items())
    return f"<{tag}{named}>{content}</{tag}>"


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    """Return a zip of files in the order given; its dates are always 1 January 1980, so that equal input gives equal bytes."""
    from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

    content = io.BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as archive:
        for name, data in files.items():
            info = ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            info.compress_type = ZIP_DEFLATED
            info.create_system = 3  # the same on every system
            info.external_attr = 0o644 << 16
            archive.writestr(info, data)
    return content.getvalue()

"""Page data to one HTML text: Folium renders the frame, and the data go in beside it.

No text of a case passes through Folium or branca, which would read it as a template. It goes into a JSON block, which
no browser runs, or as escaped text into the title and the opening sentence.
"""

from __future__ import annotations

import json
from functools import cache
from html import escape
from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING, Any

from maps import assets, symbols
from maps.backdrop import backdrop_for
from maps.opening import opening_pieces
from maps.packing import packed
from maps.twin.content import twin
from maps.twin.html import HtmlWriter, sayings_table
from maps.twin.inlines import Say
from maps.twin.names import Naming
from maps.words import known_languages, words_of

if TYPE_CHECKING:
    from maps.framing import View
    from maps.page import PageData
    from maps.words import Words

MAP_OPTIONS: dict[str, Any] = {
    "min_zoom": 3,
    "max_zoom": 13,
    "zoom_snap": 0.25,
    "zoom_delta": 0.75,
    "wheel_px_per_zoom_level": 90,
}
AROUND = 3.0
"""How far around the opening view the backdrop is looked for, in heights and widths of it."""


def render_page(data: PageData, *, language: str = "en") -> str:
    """Return the page of a case as one HTML text, which makes no request and runs only its own scripts.

    Parameters
    ----------
    data : PageData
        From `maps.page.page_data`.
    language : str
        A language that has a catalogue in `maps/locales`.

    Raises
    ------
    CatalogueError
        If the language has no catalogue.
    AssetError
        If a script or style of the page is missing or not as pinned.
    """
    words = words_of(language)
    map_html, frame_script = folium_frame(data.view)
    scripts = (assets.leaflet_script(), page_script(frame_script))
    styles = (assets.leaflet_style(), assets.page_style())
    naming, writer = Naming(data), HtmlWriter(words)
    shell = _static_texts(data, words, writer)
    text_twin = writer.blocks(twin(data, naming, words))
    return _shell().substitute(
        csp=content_security_policy(scripts, styles),
        language=language,
        direction=words.direction,
        leaflet_style=styles[0],
        page_style=styles[1],
        leaflet_script=scripts[0],
        page_script=scripts[1],
        map=map_html,
        case_data=json_block(packed(data.as_json(), **data.stated())),
        page_setting=json_block(packed(_setting(data, words, writer))),
        twin=text_twin,
        languages=_language_switch(words),
        **shell,
    )


@cache
def page_script(frame_script: str) -> str:
    """Return the page's own script: its modules, then what Folium's frame calls of them."""
    linked = assets.without_comments(assets.linked_modules("main.js"))
    return f"// Sources, with their comments: maps/static/js of Contested.\n{linked}{frame_script}\n"


def folium_frame(view: View) -> tuple[str, str]:
    """Return the map as Folium renders it: its element, and the script that makes it, with our layers on it.

    The script is meant to stand inside the page's module, so that its names stay off the window.
    """
    import folium

    from maps.elements import (
        BackdropLayer,
        CasePage,
        ClaimLayer,
        IncidentLayer,
        LabelLayer,
        PageStart,
        ZoneLayer,
    )
    from maps.elements.data import ELEMENT_ID

    center = [(view.south + view.north) / 2, (view.west + view.east) / 2]
    frame = folium.Map(
        location=center,
        zoom_start=7,
        tiles=None,
        zoom_control=False,
        attribution_control=False,
        **MAP_OPTIONS,
    )
    # On the instance: the class lists belong to every map of the process.
    frame.default_js, frame.default_css = [], []
    frame._id = ELEMENT_ID  # noqa: SLF001 # branca's ids are random, and have no public setter
    page = CasePage()
    page.add_to(frame)
    for layer in (BackdropLayer, ZoneLayer, ClaimLayer, IncidentLayer, LabelLayer):
        layer(page).add_to(frame)
    PageStart(page).add_to(frame)
    figure: Any = frame.get_root()
    figure.render()
    return figure.html.render().strip(), "\n".join(
        line for line in figure.script.render().splitlines() if line.strip()
    )


def json_block(value: object) -> str:
    r"""Return JSON that can stand inside a script element: whatever it holds, it cannot end that element.

    Examples
    --------
    >>> print(json_block({"title": "</script><!-- & more"}))
    {"title":"\u003c/script>\u003c!-- & more"}
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    # "<" alone covers "</script", "<!--" and "<script"; the two separators end a line in old JavaScript.
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def content_security_policy(scripts: tuple[str, ...], styles: tuple[str, ...]) -> str:
    """Return the policy that lets the page run its own scripts and styles, and load nothing at all."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {' '.join(map(assets.csp_hash, scripts))}",
            f"style-src {' '.join(map(assets.csp_hash, styles))}",
            "img-src data: blob:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _setting(data: PageData, words: Words, writer: HtmlWriter) -> dict[str, Any]:
    """Return what the script needs beside the case: words, signs, and the map underneath."""
    view = data.view
    tall, wide = AROUND * (view.north - view.south), AROUND * (view.east - view.west)
    backdrop = backdrop_for(
        max(view.south - tall, -85),
        max(view.west - wide, -180),
        min(view.north + tall, 85),
        min(view.east + wide, 180),
    )
    return {
        "language": words.language,
        "catalogues": catalogues(),
        "sayings": sayings_table(writer.sayings),
        "symbols": symbols.as_page_data(),
        "backdrop": backdrop.as_page_data(),
    }


@cache
def catalogues() -> dict[str, list[Any]]:
    """Return the words of every language in columns: `keys`, and for each language its texts in their order, or null."""
    words = {language: words_of(language).texts for language in known_languages()}
    keys = sorted(set().union(*words.values()))
    return {"keys": keys, **{language: [texts.get(key) for key in keys] for language, texts in words.items()}}


def _static_texts(data: PageData, words: Words, writer: HtmlWriter) -> dict[str, str]:
    """Return what stands in the shell: texts, and for those of the catalogue an element that can be said again."""
    keys = {
        "skip": "skip",
        "how": "header.how",
        "limits": "header.limits",
        "text_view": "tool.text",
        "print": "tool.print",
        "verify": "tool.verify",
        "download": "tool.download",
        "cite": "tool.cite",
        "more": "tool.more",
        "text_title": "text.title",
    }
    pieces = {**opening_pieces(data), **{name: Say(key=key) for name, key in keys.items()}}
    # In the order in which they stand in the shell, which is that of the sayings.
    said = {
        name: writer.line((piece,)) if (piece := pieces[name]) else ""
        for name in _placeholders()
        if name in pieces
    }
    labels = {
        "main_label": "main.label",
        "panel_label": "panel.label",
        "panel_larger": "panel.larger",
        "tools_label": "tool.label",
        "fingerprint_label": "header.fingerprint",
    }
    attributes = {name: f'{escape(words(key))}" data-label="{key}' for name, key in labels.items()}
    plain = {
        "title": data.info.title,
        "noscript": words("noscript"),  # it is there only where no script could say it again
        "short_fingerprint": data.fingerprint[:12],
        "fingerprint": data.fingerprint,
    }
    return {**said, **attributes, **{name: escape(text) for name, text in plain.items()}}


def _placeholders() -> list[str]:
    """Return the names of the shell's places, in their order."""
    return [found["named"] for found in Template.pattern.finditer(_shell().template) if found["named"]]


def _language_switch(words: Words) -> str:
    """Return a button for each language, named in itself."""
    return "".join(
        f'<button type="button" class="quiet" lang="{language}" data-language="{language}" '
        f'aria-pressed="{"true" if language == words.language else "false"}">{escape(words_of(language)("language.name"))}</button>'
        for language in known_languages()
    )


def _shell() -> Template:
    return Template((files("maps") / "static" / "page.html").read_text(encoding="utf-8"))

"""The opened data of the page, which every other part draws from."""

from __future__ import annotations

from branca.element import MacroElement
from folium.template import Template

ELEMENT_ID = "contested"
"""The same for every build: branca's own ids are random, and pages would differ byte for byte."""


class CasePage(MacroElement):
    """The data of a case, read and checked by the page's script.

    The data themselves stand in the page as `<script type="application/json" id="case-data">`; this element only opens
    them. Add it to a map before the layers, which are given it.
    """

    _template = Template(
        "{% macro script(this, kwargs) %}\nconst {{ this.get_name() }} = openPage({{ this._parent.get_name() }});\n{% endmacro %}"
    )

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = type(self).__name__
        self._id = ELEMENT_ID

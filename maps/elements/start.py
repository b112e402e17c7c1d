"""The controls around the map, started when its layers are there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from branca.element import MacroElement
from folium.template import Template

from maps.elements.data import ELEMENT_ID

if TYPE_CHECKING:
    from maps.elements.data import CasePage


class PageStart(MacroElement):
    """Party switches, list, card, zones and the frame of the map. Add it last.

    Parameters
    ----------
    page : CasePage
        The opened data.
    """

    _template = Template(
        "{% macro script(this, kwargs) %}\n"
        "startPage({{ this.page.get_name() }}, {{ this._parent.get_name() }});\n"
        "{% endmacro %}"
    )

    def __init__(self, page: CasePage) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = type(self).__name__
        self._id = ELEMENT_ID
        self.page = page

"""The layers of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from folium.map import Layer
from folium.template import Template

from maps.elements.data import ELEMENT_ID

if TYPE_CHECKING:
    from maps.elements.data import CasePage


class PageLayer(Layer):
    """A layer that a function of the page's script draws from the data of a case.

    Parameters
    ----------
    page : CasePage
        The opened data; add it to the map first.
    show : bool
        Whether the layer is on the map when the page opens.

    Examples
    --------
    >>> from maps.elements import CasePage, ZoneLayer
    >>> page = CasePage()
    >>> ZoneLayer(page).get_name()
    'zone_layer_contested'
    """

    factory: ClassVar[str]
    """Name of the function in `maps/static/js/main.js`, LAYERS."""

    _template = Template(
        "{% macro script(this, kwargs) %}\n"
        "const {{ this.get_name() }} = LAYERS.{{ this.factory }}({{ this.page.get_name() }});\n"
        "{% endmacro %}"
    )

    def __init__(self, page: CasePage, *, show: bool = True) -> None:
        super().__init__(name=self.factory, overlay=True, show=show)
        self._name = type(self).__name__
        self._id = ELEMENT_ID
        self.page = page


class BackdropLayer(PageLayer):
    """Land, water, borders with their status, and relief."""

    factory = "backdropLayer"


class ZoneLayer(PageLayer):
    """The zone definitions that the reader has switched on, each named on its line."""

    factory = "zoneLayer"


class ClaimLayer(PageLayer):
    """Where each party puts the incident that is open, joined to it by spokes."""

    factory = "claimLayer"


class IncidentLayer(PageLayer):
    """Incidents as marks with a segment for each party, and discs of uncertainty to scale."""

    factory = "incidentLayer"


class LabelLayer(PageLayer):
    """Names of countries, places and known positions, none over another."""

    factory = "labelLayer"

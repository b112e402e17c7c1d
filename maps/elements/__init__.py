"""The parts of the page as Folium elements: each draws itself on a `folium.Map` through the page's own script.

An element holds no text of a case, since Folium and branca read the texts of their elements as templates. It names a
function of the script; the data go into the page beside Folium's frame.
"""

from maps.elements.data import CasePage
from maps.elements.layers import BackdropLayer, ClaimLayer, IncidentLayer, LabelLayer, PageLayer, ZoneLayer
from maps.elements.start import PageStart

__all__ = [
    "BackdropLayer",
    "CasePage",
    "ClaimLayer",
    "IncidentLayer",
    "LabelLayer",
    "PageLayer",
    "PageStart",
    "ZoneLayer",
]

"""The point-radius method: a described location becomes a point and the radius that holds the truth.

Published as Wieczorek, Guo and Hijmans (2004), Int. J. Geographical Information Science 18(8), 745-767,
doi:10.1080/13658810412331280211; carried on in Chapman and Wieczorek (2020), Georeferencing Best Practices,
doi:10.15468/doc-gg7h-s853, Zermoglio et al. (2020), Georeferencing Quick Reference Guide, doi:10.35035/e09p-h128,
and Bloom et al. (2020), Georeferencing Calculator Manual, doi:10.35035/gdwq-3v93. Where the editions differ, the
newest is followed, and the function says so.

Every function is pure and returns a `PointRadius`: the position with its radius, and the derivation that lists
each source of uncertainty in metres.
"""

from geo.pointradius.derivation import Contribution, Derivation, PointRadius, Sources
from geo.pointradius.distances import METRES_PER_UNIT, Unit, distance_uncertainty
from geo.pointradius.headings import (
    COMPASS_POINTS,
    Heading,
    heading_between,
    heading_of_degrees,
    heading_of_point,
    heading_towards,
)
from geo.pointradius.methods import between_places, coordinates, distance_only, named_place, near_place
from geo.pointradius.offsets import distance_at_heading, heading_only, orthogonal_distances
from geo.pointradius.shapes import (
    area,
    cell,
    distance_along_path,
    distance_from_circle_edge,
    distance_from_line,
    path,
    within_circle,
)
from geo.pointradius.sources import (
    GPS_ACCURACY_M,
    GPS_ACCURACY_UNDER_SELECTIVE_AVAILABILITY_M,
    WORST_UNKNOWN_DATUM_M,
    coordinate_precision_m,
    map_accuracy_m,
    unknown_datum_m,
)

__all__ = [
    "COMPASS_POINTS",
    "GPS_ACCURACY_M",
    "GPS_ACCURACY_UNDER_SELECTIVE_AVAILABILITY_M",
    "METRES_PER_UNIT",
    "WORST_UNKNOWN_DATUM_M",
    "Contribution",
    "Derivation",
    "Heading",
    "PointRadius",
    "Sources",
    "Unit",
    "area",
    "between_places",
    "cell",
    "coordinate_precision_m",
    "coordinates",
    "distance_along_path",
    "distance_at_heading",
    "distance_from_circle_edge",
    "distance_from_line",
    "distance_only",
    "distance_uncertainty",
    "heading_between",
    "heading_of_degrees",
    "heading_of_point",
    "heading_only",
    "heading_towards",
    "map_accuracy_m",
    "named_place",
    "near_place",
    "orthogonal_distances",
    "path",
    "unknown_datum_m",
    "within_circle",
]

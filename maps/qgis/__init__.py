"""What only QGIS wants: a package that opens finished, and styles beside GeoJSON."""

from maps.qgis.package import write_package
from maps.qgis.sidecars import write_sidecars

__all__ = ["write_package", "write_sidecars"]

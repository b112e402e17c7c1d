"""Formats that GDAL reads: GeoPackage, FlatGeobuf, Shapefile; always from a copy, in a process of its own with little to spare."""

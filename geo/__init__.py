"""WHERE: coordinates in every notation, geodesy on the ellipsoid, zones and their borders.

`geo` knows the Earth and nothing of who says what; it imports neither `layers` nor `maps`. Inside, modules only look
down this list: `errors`, `lengths`, `names`, `values`, `position`, `vectors`, `rings`, `chords`, `points`, `geodesy`,
`coordinates`, `pointradius`, `localities`, `construction_checks`, `constructions`, `borders`, `outlines`, `shares`,
`verdicts`, `screening`.

Importing `geo` is cheap. Names live in their modules (`from geo.geodesy import distance_m`), so that a command
that handles one point never pays for NumPy, Shapely or pyproj.
"""

#!/bin/sh
# Opens the export and the case file in real QGIS, without a screen. Debian's own Python has QGIS, the virtual environment does not.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
.venv/bin/contested new "$work/al-tanf.gpkg" --from al-tanf
.venv/bin/contested export al-tanf "$work/geojson"
export QT_QPA_PLATFORM=offscreen XDG_RUNTIME_DIR="$work/run"
mkdir -m 700 "$XDG_RUNTIME_DIR"
/usr/bin/python3 "$here/open_in_qgis.py" "$work"

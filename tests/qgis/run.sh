#!/bin/sh
# Opens exports and the case file in real QGIS, without a screen. Debian's own Python has QGIS, the virtual environment does not.
# With a folder as argument, the pictures are kept there: tests/qgis/run.sh docs/pictures
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
pictures=${1:-$work/pictures}
mkdir -p "$pictures"
.venv/bin/contested new "$work/al-tanf.gpkg" --from al-tanf
.venv/bin/contested export al-tanf "$work/geojson" >/dev/null
.venv/bin/contested export al-tanf "$work/package/al-tanf.qgz"
export QT_QPA_PLATFORM=offscreen XDG_RUNTIME_DIR="$work/run"
mkdir -m 700 "$XDG_RUNTIME_DIR"
/usr/bin/python3 "$here/open_in_qgis.py" "$work" "$pictures"
/usr/bin/python3 "$here/open_package.py" "$work/package" "$pictures"
# What QGIS edited is in the records, under the ids they had.
.venv/bin/contested show --case "$work/package/al-tanf.gpkg" i-2017-05-18-convoy-strike | grep -q "Edited in QGIS" ||
    { echo "QGIS: the edit is not in the case file" >&2; exit 1; }
echo "QGIS: all is as it should be"

#!/bin/sh
# Programs that the tests call and PyPI does not have: `system.sh test` or `system.sh qgis`.
# Installs what is missing on Debian as root; elsewhere it says what to install.
set -eu

missing() { ! command -v "$1" >/dev/null 2>&1; }

packages=""
case "${1:-}" in
test)
    # Playwright's own Chromium will do where the system has none and cannot install one.
    if missing chromium && missing chromium-browser && missing google-chrome; then packages="$packages chromium"; fi
    if missing ogrinfo; then packages="$packages gdal-bin"; fi
    if missing strace; then packages="$packages strace"; fi
    if missing node; then packages="$packages nodejs"; fi
    # Arabic text in screenshots and print sheets.
    if [ -r /etc/debian_version ] && ! dpkg -s fonts-noto-core >/dev/null 2>&1; then packages="$packages fonts-noto-core"; fi
    ;;
qgis)
    if missing qgis; then packages="qgis python3-qgis"; fi
    ;;
*)
    echo "usage: system.sh test|qgis" >&2
    exit 2
    ;;
esac

[ -n "$packages" ] || exit 0
if [ -r /etc/debian_version ] && [ "$(id -u)" = 0 ]; then
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    # shellcheck disable=SC2086 # a list of words
    apt-get install -y -qq --no-install-recommends $packages
elif [ "$1" = test ] && [ "$packages" = " chromium" ]; then
    .venv/bin/python -m playwright install chromium
else
    echo "The tests need:$packages. Install them, or run this on Debian as root." >&2
    exit 1
fi

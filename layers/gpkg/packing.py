# ruff: noqa: S608 # names in SQL are those of columns.py; values are always parameters
"""The R-tree of a layer, filled in one go: nodes packed full, along a space-filling curve, and written as they are stored.

SQLite documents how an R-tree lies in its three tables (sqlite.org/rtree.html, part 7, and the head of `rtree.c`), and
`rtreecheck` looks whether it is sound. A node is its depth (of the root alone) and its number of cells, two bytes each, then
cells of an id in eight bytes and the box in four 32-bit floats, all big-endian. Packing along Hilbert's curve: Kamel and
Faloutsos (1993), "On packing R-trees", doi:10.1145/170088.170403.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from layers.gpkg.blobs import box_of

if TYPE_CHECKING:
    import sqlite3

    from numpy.typing import NDArray

_CELL_BYTES = 24
_HEAD_BYTES = 4
_CURVE_BITS = 16


def add_to_rtree(connection: sqlite3.Connection, table: str, *, after: int) -> None:
    """Put the boxes of the rows behind a fid into the layer's R-tree, one by one, and widen its extent."""
    found = connection.execute(f'SELECT fid, geom FROM "{table}" WHERE fid > ? AND geom NOT NULL', (after,))
    boxes = [(fid, *box) for fid, blob in found if (box := box_of(blob)) is not None]
    connection.executemany(f'INSERT INTO "rtree_{table}_geom" VALUES (?, ?, ?, ?, ?)', boxes)
    if boxes:
        _, wests, easts, souths, norths = zip(*boxes, strict=True)
        _widen(connection, table, (min(wests), max(easts), min(souths), max(norths)))


def packed_rtree(connection: sqlite3.Connection, table: str) -> None:
    """Make the layer's R-tree anew from all its rows, and widen its extent."""
    import numpy as np

    tree = f"rtree_{table}_geom"
    (node_bytes,) = connection.execute(f'SELECT length(data) FROM "{tree}_node" WHERE nodeno = 1').fetchone()
    fids, boxes = _boxes(connection, table)
    for part in ("node", "parent", "rowid"):
        connection.execute(f'DELETE FROM "{tree}_{part}"')
    if len(fids):
        west, south = boxes[:, 0].min(), boxes[:, 2].min()
        east, north = boxes[:, 1].max(), boxes[:, 3].max()
        _widen(connection, table, (float(west), float(east), float(south), float(north)))
        order = np.argsort(_hilbert(boxes), kind="stable")
        fids, boxes = fids[order], boxes[order]
    _write_nodes(connection, tree, fids, _outward(boxes), node_bytes=node_bytes)


def _boxes(connection: sqlite3.Connection, table: str) -> tuple[NDArray[Any], NDArray[Any]]:
    """Return fids and boxes (west, east, south, north) of all rows with a shape; points of ours all at once."""
    import numpy as np

    fids: list[NDArray[Any]] = [np.empty(0, dtype=np.int64)]
    boxes: list[NDArray[Any]] = [np.empty((0, 4))]
    rows = connection.execute(f'SELECT fid, geom FROM "{table}" WHERE geom NOT NULL')
    while chunk := rows.fetchmany(20_000):
        numbers, blobs = zip(*chunk, strict=True)
        if all(len(blob) == 29 and blob[:4] == b"GP\0\x01" for blob in blobs):
            packed = np.frombuffer(
                b"".join(blobs), dtype=np.dtype([("head", "V13"), ("lon", "<f8"), ("lat", "<f8")])
            )
            found = np.column_stack((packed["lon"], packed["lon"], packed["lat"], packed["lat"]))
        else:
            found = np.array([box_of(blob) or (np.nan,) * 4 for blob in blobs])
        there = ~np.isnan(found).any(axis=1)
        fids.append(np.array(numbers, dtype=np.int64)[there])
        boxes.append(found[there])
    return np.concatenate(fids), np.concatenate(boxes)


def _outward(boxes: NDArray[Any]) -> NDArray[Any]:
    """Return boxes in 32 bits, rounded so that each holds what it held."""
    import numpy as np

    narrow = boxes.astype(np.float32)
    lower = np.where(narrow > boxes, np.nextafter(narrow, np.float32(-np.inf)), narrow)
    upper = np.where(narrow < boxes, np.nextafter(narrow, np.float32(np.inf)), narrow)
    return np.column_stack((lower[:, 0], upper[:, 1], lower[:, 2], upper[:, 3]))


def _hilbert(boxes: NDArray[Any]) -> NDArray[Any]:
    """Return how far along Hilbert's curve the middle of each box lies."""
    import numpy as np

    cells = (1 << _CURVE_BITS) - 1
    x, y = (
        ((middle - middle.min()) / (np.ptp(middle) or 1.0) * cells).astype(np.uint32)
        for middle in ((boxes[:, 0] + boxes[:, 1]) / 2, (boxes[:, 2] + boxes[:, 3]) / 2)
    )
    far = np.zeros(len(boxes), dtype=np.uint64)
    side = np.uint32(1 << (_CURVE_BITS - 1))
    while side:
        right, upper = (x & side) > 0, (y & side) > 0
        quarter = (3 * right.astype(np.uint64)) ^ upper.astype(np.uint64)
        far += quarter * np.uint64(int(side) ** 2)
        turned = ~upper & right
        x, y = np.where(turned, np.uint32(cells) - x, x), np.where(turned, np.uint32(cells) - y, y)
        x, y = np.where(upper, x, y), np.where(upper, y, x)
        side = side >> np.uint32(1)
    return far


def _write_nodes(
    connection: sqlite3.Connection, tree: str, ids: NDArray[Any], boxes: NDArray[Any], *, node_bytes: int
) -> None:
    """Write the levels of the tree from the leaves up; the root is always node 1."""
    import numpy as np

    room = (node_bytes - _HEAD_BYTES) // _CELL_BYTES
    cell = np.dtype([("id", ">i8"), ("box", ">f4", (4,))])
    depth, next_node = 0, 2
    while True:
        count = max(1, -(-len(ids) // room))
        nodes = np.arange(next_node, next_node + count) if count > 1 else np.array([1])
        next_node += count
        of_node = np.repeat(nodes, room)[: len(ids)]
        cells = np.empty(len(ids), dtype=cell)
        cells["id"], cells["box"] = ids, boxes
        raw = cells.tobytes()
        connection.executemany(
            f'INSERT INTO "{tree}_node" VALUES (?, ?)',
            (
                (
                    int(node),
                    _node(
                        raw[n * room * _CELL_BYTES : (n + 1) * room * _CELL_BYTES],
                        depth if count == 1 else 0,
                        node_bytes,
                    ),
                )
                for n, node in enumerate(nodes)
            ),
        )
        by_id = np.argsort(ids, kind="stable")  # a b-tree is filled soonest in its own order
        part = "parent" if depth else "rowid"
        if depth or len(ids):
            connection.executemany(
                f'INSERT INTO "{tree}_{part}" VALUES (?, ?)',
                zip(ids[by_id].tolist(), of_node[by_id].tolist(), strict=True),
            )
        if count == 1:
            return
        starts = np.arange(0, len(ids), room)
        boxes = np.column_stack([
            np.minimum.reduceat(boxes[:, 0], starts), np.maximum.reduceat(boxes[:, 1], starts),
            np.minimum.reduceat(boxes[:, 2], starts), np.maximum.reduceat(boxes[:, 3], starts),
        ])  # fmt: skip
        ids, depth = nodes, depth + 1


def _node(cells: bytes, depth: int, node_bytes: int) -> bytes:
    head = depth.to_bytes(2, "big") + (len(cells) // _CELL_BYTES).to_bytes(2, "big")
    return (head + cells).ljust(node_bytes, b"\0")


def _widen(connection: sqlite3.Connection, table: str, box: tuple[float, float, float, float]) -> None:
    """Let the extent that a GIS zooms to hold a box (west, east, south, north) too."""
    connection.execute(
        "UPDATE gpkg_contents SET min_x = min(ifnull(min_x, ?1), ?1), max_x = max(ifnull(max_x, ?2), ?2),"
        " min_y = min(ifnull(min_y, ?3), ?3), max_y = max(ifnull(max_y, ?4), ?4) WHERE table_name = ?5",
        (*box, table),
    )

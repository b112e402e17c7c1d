"""The case file: one GeoPackage, written with the SQLite of the standard library.

Inside, modules only look down this list: `descriptions`, `columns`, `mapping`, `rows`, `blobs`, `schema`, `styles`, `files`,
`connection`, `derived`, `reading`, `changing`, `writing`, `creating`, `store`.

One rule stands above all others: a case file that is open here is opened in no other way in the same process, neither
by GDAL nor by a plain `open`. POSIX drops a process's locks on a file when *any* of its handles is closed, and GDAL
brings an SQLite of its own. Others are given a copy (`snapshot`).
"""

-- What every GeoPackage 1.4 has (OGC 12-128r19), and the two tables with which GDAL and QGIS count and draw.

PRAGMA application_id = 1196444487;  -- "GPKG"
PRAGMA user_version = 10400;         -- 1.4.0

CREATE TABLE gpkg_spatial_ref_sys (
  srs_name TEXT NOT NULL,
  srs_id INTEGER NOT NULL PRIMARY KEY,
  organization TEXT NOT NULL,
  organization_coordsys_id INTEGER NOT NULL,
  definition TEXT NOT NULL,
  description TEXT
);

-- Which tables are here, and how their last change and their extent stand.
CREATE TABLE gpkg_contents (
  table_name TEXT NOT NULL PRIMARY KEY,
  data_type TEXT NOT NULL,
  identifier TEXT UNIQUE,
  description TEXT DEFAULT '',
  last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
  min_x DOUBLE,
  min_y DOUBLE,
  max_x DOUBLE,
  max_y DOUBLE,
  srs_id INTEGER,
  CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id)
);

CREATE TABLE gpkg_geometry_columns (
  table_name TEXT NOT NULL,
  column_name TEXT NOT NULL,
  geometry_type_name TEXT NOT NULL,
  srs_id INTEGER NOT NULL,
  z TINYINT NOT NULL,
  m TINYINT NOT NULL,
  CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
  CONSTRAINT uk_gc_table_name UNIQUE (table_name),
  CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
  CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id)
);

CREATE TABLE gpkg_extensions (
  table_name TEXT,
  column_name TEXT,
  extension_name TEXT NOT NULL,
  definition TEXT NOT NULL,
  scope TEXT NOT NULL,
  CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name)
);

-- What each column holds, in words; QGIS and GDAL show it.
CREATE TABLE gpkg_data_columns (
  table_name TEXT NOT NULL,
  column_name TEXT NOT NULL,
  name TEXT,
  title TEXT,
  description TEXT,
  mime_type TEXT,
  constraint_name TEXT,
  CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name),
  CONSTRAINT gdc_tn UNIQUE (table_name, name)
);

-- The words allowed where a column takes only some.
CREATE TABLE gpkg_data_column_constraints (
  constraint_name TEXT NOT NULL,
  constraint_type TEXT NOT NULL,
  value TEXT,
  min NUMERIC,
  min_is_inclusive BOOLEAN,
  max NUMERIC,
  max_is_inclusive BOOLEAN,
  description TEXT,
  CONSTRAINT gdcc_ntv UNIQUE (constraint_name, constraint_type, value)
);

-- GDAL reads the number of rows here instead of counting; DuckDB cannot read a large layer without it.
CREATE TABLE gpkg_ogr_contents (
  table_name TEXT NOT NULL PRIMARY KEY,
  feature_count INTEGER DEFAULT NULL
);

-- How QGIS draws each layer: its own table, with its own column names.
CREATE TABLE layer_styles (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  f_table_catalog TEXT(256),
  f_table_schema TEXT(256),
  f_table_name TEXT(256),
  f_geometry_column TEXT(256),
  styleName TEXT(30),
  styleQML TEXT,
  styleSLD TEXT,
  useAsDefault BOOLEAN,
  description TEXT,
  owner TEXT(30),
  ui TEXT(30),
  update_time DATETIME DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now'))
);

INSERT INTO gpkg_spatial_ref_sys VALUES
  ('Undefined Cartesian SRS', -1, 'NONE', -1, 'undefined', 'undefined Cartesian coordinate reference system'),
  ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', 'undefined geographic coordinate reference system'),
  ('WGS 84 geodetic', 4326, 'EPSG', 4326,
   'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4326"]]',
   'longitude and latitude in decimal degrees on the WGS 84 spheroid');

INSERT INTO gpkg_extensions VALUES
  ('gpkg_data_columns', NULL, 'gpkg_schema', 'http://www.geopackage.org/spec140/#extension_schema', 'read-write'),
  ('gpkg_data_column_constraints', NULL, 'gpkg_schema', 'http://www.geopackage.org/spec140/#extension_schema', 'read-write');

-- Which program's case this is, and the version of the tables below.
CREATE TABLE contested_meta (
  fid INTEGER PRIMARY KEY,
  "key" TEXT NOT NULL UNIQUE,
  "value" TEXT NOT NULL
);

-- Who changed what and when; each entry carries the hash of the one before it.
CREATE TABLE log (
  seq INTEGER PRIMARY KEY,
  "at" TEXT NOT NULL,
  "by" TEXT,
  "command" TEXT NOT NULL,
  "changes" TEXT NOT NULL,
  "previous" TEXT NOT NULL,
  "hash" TEXT NOT NULL
);
CREATE TRIGGER log_keeps_its_entries BEFORE UPDATE ON log
BEGIN SELECT RAISE(ABORT, 'an entry of the log is never changed'); END;
CREATE TRIGGER log_loses_no_entry BEFORE DELETE ON log
BEGIN SELECT RAISE(ABORT, 'an entry of the log is never removed'); END;

-- Names of parties, places, zones and zone definitions: the owner's id stands in the column of its kind.
CREATE TABLE name (
  fid INTEGER PRIMARY KEY,
  party TEXT REFERENCES party(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  place TEXT REFERENCES place(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  zone TEXT REFERENCES zone(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  zone_definition TEXT REFERENCES zone_definition(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  ordinal INTEGER NOT NULL,
  "text" TEXT NOT NULL,
  "language" TEXT,
  "role" TEXT NOT NULL CHECK ("role" IN ('name', 'short', 'variant')),
  CHECK ((party IS NOT NULL) + (place IS NOT NULL) + (zone IS NOT NULL) + (zone_definition IS NOT NULL) = 1)
);

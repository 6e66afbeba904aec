-- For a register in PostgreSQL that a feature service publishes with writes (WFS-T, or OGC API Features Part 4). Some
-- servers, pygeoapi among them, can only write objects with a place: these tables get a column for one, which stays
-- empty. The plugin runs this (ruhr:createregister with FOR_SERVICE), or an administrator, in the register's schema:
--   SET search_path TO ruhr_register, public; \i register_postgis_features.sql
-- Let a service publish only a register of its own, which holds nothing but what is public; see docs/feature-services.md.

ALTER TABLE project ADD COLUMN IF NOT EXISTS geom geometry(Geometry, 25832);

ALTER TABLE organisation ADD COLUMN IF NOT EXISTS geom geometry(Geometry, 25832);

ALTER TABLE project_organisation ADD COLUMN IF NOT EXISTS geom geometry(Geometry, 25832);

ALTER TABLE project_municipality ADD COLUMN IF NOT EXISTS geom geometry(Geometry, 25832);

ALTER TABLE project_field ADD COLUMN IF NOT EXISTS geom geometry(Geometry, 25832);

ALTER TABLE project_technology ADD COLUMN IF NOT EXISTS geom geometry(Geometry, 25832);

ALTER TABLE milestone ADD COLUMN IF NOT EXISTS geom geometry(Geometry, 25832);

ALTER TABLE indicator ADD COLUMN IF NOT EXISTS geom geometry(Geometry, 25832);

ALTER TABLE indicator_value ADD COLUMN IF NOT EXISTS geom geometry(Geometry, 25832);

ALTER TABLE project_dataset ADD COLUMN IF NOT EXISTS geom geometry(Geometry, 25832);

ALTER TABLE project_sensor ADD COLUMN IF NOT EXISTS geom geometry(Geometry, 25832);

ALTER TABLE document ADD COLUMN IF NOT EXISTS geom geometry(Geometry, 25832);

-- QGIS Server writes NULL into columns nobody names, whatever their default.
ALTER TABLE project ALTER COLUMN owner DROP NOT NULL;

-- A service writes row by row, and marks a project as "being saved" by a negative version until all of it is there:
-- -(10000 * new version + four digits). The mark may be set, kept, replaced, taken back, or give way to the new version.
CREATE OR REPLACE FUNCTION next_version() RETURNS trigger LANGUAGE plpgsql
  SET search_path FROM CURRENT AS $$
DECLARE
  before integer := CASE WHEN OLD.version < 0 THEN -OLD.version / 10000 - 1 ELSE OLD.version END;
BEGIN
  IF NEW.version < 0 AND -NEW.version / 10000 = before + 1 THEN
    RETURN NEW;
  END IF;
  IF OLD.version < 0 AND NEW.version IN (before, before + 1) THEN
    RETURN NEW;
  END IF;
  IF OLD.version < 0 OR NEW.version NOT IN (OLD.version, OLD.version + 1) THEN
    RAISE EXCEPTION 'stale version' USING ERRCODE = '40001';
  END IF;
  NEW.version := OLD.version + 1;
  RETURN NEW;
END $$;

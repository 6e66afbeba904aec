-- From schema 1 to schema 2 of the project register: values of indicators know their project; areas and the internal
-- lines and areas have views. Statements end with a semicolon at the end of a line.

ALTER TABLE indicator_value ADD COLUMN project_uuid TEXT REFERENCES project (uuid);

UPDATE indicator_value SET project_uuid = (SELECT project_uuid FROM indicator WHERE indicator.uuid = indicator_uuid);

CREATE TABLE sync_base (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  project_uuid TEXT NOT NULL UNIQUE, remote TEXT NOT NULL, remote_version INTEGER NOT NULL, local_version INTEGER NOT NULL,
  payload TEXT NOT NULL, synchronised_at DATETIME NOT NULL);

CREATE INDEX contact_of_project ON contact (project_uuid);

CREATE INDEX milestone_of_project ON milestone (project_uuid);

CREATE INDEX funding_of_project ON funding (project_uuid);

CREATE INDEX indicator_of_project ON indicator (project_uuid);

CREATE INDEX indicator_value_of_project ON indicator_value (project_uuid);

CREATE INDEX project_dataset_of_project ON project_dataset (project_uuid);

CREATE INDEX project_sensor_of_project ON project_sensor (project_uuid);

CREATE INDEX document_of_project ON document (project_uuid);

CREATE INDEX project_relation_of_project ON project_relation (from_uuid);

CREATE VIEW project_areas AS
  SELECT s.fid AS OGC_FID, s.geom AS geom, p.uuid AS project_uuid, s.uuid AS site_uuid, p.code AS code, p.title AS title,
    p.short_title AS short_title, p.summary AS summary, p.main_field AS main_field, p.phase AS phase, p.status AS status,
    o.name AS lead, s.label AS label, s.role AS role, s.ags AS ags, s.address AS address, s.accuracy AS accuracy,
    p.website AS website, p.as_of AS as_of
  FROM site_area s JOIN project p ON p.uuid = s.project_uuid LEFT JOIN organisation o ON o.uuid = p.lead_uuid
  WHERE s.deleted = 0 AND p.deleted = 0
    AND p.visibility = 'OEF' AND s.visibility = 'OEF';

CREATE VIEW project_lines_internal AS
  SELECT s.fid AS OGC_FID, s.geom AS geom, p.uuid AS project_uuid, s.uuid AS site_uuid, p.code AS code, p.title AS title,
    p.short_title AS short_title, p.summary AS summary, p.main_field AS main_field, p.phase AS phase, p.status AS status,
    o.name AS lead, s.label AS label, s.role AS role, s.ags AS ags, s.address AS address, s.accuracy AS accuracy,
    p.website AS website, p.as_of AS as_of, p.visibility AS visibility
  FROM site_line s JOIN project p ON p.uuid = s.project_uuid LEFT JOIN organisation o ON o.uuid = p.lead_uuid
  WHERE s.deleted = 0 AND p.deleted = 0;

CREATE VIEW project_areas_internal AS
  SELECT s.fid AS OGC_FID, s.geom AS geom, p.uuid AS project_uuid, s.uuid AS site_uuid, p.code AS code, p.title AS title,
    p.short_title AS short_title, p.summary AS summary, p.main_field AS main_field, p.phase AS phase, p.status AS status,
    o.name AS lead, s.label AS label, s.role AS role, s.ags AS ags, s.address AS address, s.accuracy AS accuracy,
    p.website AS website, p.as_of AS as_of, p.visibility AS visibility
  FROM site_area s JOIN project p ON p.uuid = s.project_uuid LEFT JOIN organisation o ON o.uuid = p.lead_uuid
  WHERE s.deleted = 0 AND p.deleted = 0;

INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) VALUES ('sync_base', 'attributes', 'sync_base', 'State at the last synchronisation (local)', 0);

INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) VALUES ('project_areas', 'features', 'project_areas', 'Smart City projects (areas)', 25832);

INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) VALUES ('project_lines_internal', 'features', 'project_lines_internal', 'Smart City projects (lines, INTERN)', 25832);

INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) VALUES ('project_areas_internal', 'features', 'project_areas_internal', 'Smart City projects (areas, INTERN)', 25832);

INSERT INTO gpkg_geometry_columns VALUES ('project_areas', 'geom', 'MULTIPOLYGON', 25832, 0, 0);

INSERT INTO gpkg_geometry_columns VALUES ('project_lines_internal', 'geom', 'MULTILINESTRING', 25832, 0, 0);

INSERT INTO gpkg_geometry_columns VALUES ('project_areas_internal', 'geom', 'MULTIPOLYGON', 25832, 0, 0);;

PRAGMA user_version = 10302;

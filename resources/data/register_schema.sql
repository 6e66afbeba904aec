-- Project register, schema 3, as a GeoPackage 1.3 in EPSG:25832.
-- Every editable table: uuid (made by the client), version (+1 per save), who and when, tombstone, source.
-- Codes are explained in the table vocabulary. Statements end with a semicolon at the end of a line.

CREATE TABLE gpkg_spatial_ref_sys (
  srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL,
  organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);

CREATE TABLE gpkg_contents (
  table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE, description TEXT DEFAULT '',
  last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
  CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));

CREATE TABLE gpkg_geometry_columns (
  table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL,
  z TINYINT NOT NULL, m TINYINT NOT NULL,
  CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name), CONSTRAINT uk_gc_table_name UNIQUE (table_name),
  CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents (table_name),
  CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));

CREATE TABLE gpkg_extensions (
  table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, definition TEXT NOT NULL, scope TEXT NOT NULL,
  CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name));

INSERT INTO gpkg_spatial_ref_sys VALUES ('Undefined Cartesian SRS', -1, 'NONE', -1, 'undefined', 'undefined Cartesian coordinate reference system');
INSERT INTO gpkg_spatial_ref_sys VALUES ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', 'undefined geographic coordinate reference system');
INSERT INTO gpkg_spatial_ref_sys VALUES ('WGS 84 geodetic', 4326, 'EPSG', 4326, 'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4326"]]', 'longitude/latitude coordinates in decimal degrees on the WGS 84 spheroid');
INSERT INTO gpkg_spatial_ref_sys VALUES ('ETRS89 / UTM zone 32N', 25832, 'EPSG', 25832, 'PROJCS["ETRS89 / UTM zone 32N",GEOGCS["ETRS89",DATUM["European_Terrestrial_Reference_System_1989",SPHEROID["GRS 1980",6378137,298.257222101,AUTHORITY["EPSG","7019"]],AUTHORITY["EPSG","6258"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AUTHORITY["EPSG","4258"]],PROJECTION["Transverse_Mercator"],PARAMETER["latitude_of_origin",0],PARAMETER["central_meridian",9],PARAMETER["scale_factor",0.9996],PARAMETER["false_easting",500000],PARAMETER["false_northing",0],UNIT["metre",1,AUTHORITY["EPSG","9001"]],AXIS["Easting",EAST],AXIS["Northing",NORTH],AUTHORITY["EPSG","25832"]]', 'official coordinate reference system of North Rhine-Westphalia');

CREATE TABLE organisation (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, uuid TEXT NOT NULL UNIQUE, version INTEGER NOT NULL DEFAULT 1, created_at DATETIME, created_by TEXT,
  changed_at DATETIME, changed_by TEXT, deleted BOOLEAN NOT NULL DEFAULT 0, source TEXT,
  name TEXT NOT NULL, kind TEXT, ags TEXT, website TEXT);

CREATE TABLE project (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, uuid TEXT NOT NULL UNIQUE, version INTEGER NOT NULL DEFAULT 1, created_at DATETIME, created_by TEXT,
  changed_at DATETIME, changed_by TEXT, deleted BOOLEAN NOT NULL DEFAULT 0, source TEXT,
  code TEXT UNIQUE, title TEXT NOT NULL, short_title TEXT, summary TEXT(300), description TEXT, challenge TEXT,
  solution TEXT, result TEXT, main_field TEXT, kind TEXT, phase TEXT, status TEXT, status_reason TEXT,
  progress_percent INTEGER CHECK (progress_percent BETWEEN 0 AND 100),
  start_planned DATE, start_planned_precision TEXT, start_actual DATE, start_actual_precision TEXT,
  end_planned DATE, end_planned_precision TEXT, end_actual DATE, end_actual_precision TEXT,
  lead_uuid TEXT REFERENCES organisation (uuid), spatial_effect TEXT, funded BOOLEAN, programme_short TEXT,
  operating_model TEXT, open_source BOOLEAN, repository_url TEXT, licence TEXT, transferability TEXT, transfer_note TEXT,
  seeks_partners BOOLEAN, website TEXT, image_url TEXT, image_credit TEXT,
  visibility TEXT NOT NULL DEFAULT 'KOM', review_state TEXT NOT NULL DEFAULT 'ENT', as_of DATE, next_review DATE);

CREATE TABLE project_internal (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, uuid TEXT NOT NULL UNIQUE, version INTEGER NOT NULL DEFAULT 1, created_at DATETIME, created_by TEXT,
  changed_at DATETIME, changed_by TEXT, deleted BOOLEAN NOT NULL DEFAULT 0, source TEXT,
  project_uuid TEXT NOT NULL UNIQUE REFERENCES project (uuid),
  total_cost_eur DOUBLE CHECK (total_cost_eur >= 0), own_share_eur DOUBLE CHECK (own_share_eur >= 0),
  staff_fte DOUBLE CHECK (staff_fte >= 0), decision_no TEXT, decision_date DATE, traffic_light TEXT, traffic_light_note TEXT,
  risk TEXT, lessons_learned TEXT, obstacles TEXT, procurement TEXT, privacy_assessment TEXT, internal_note TEXT);

CREATE TABLE project_field (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, uuid TEXT NOT NULL UNIQUE, version INTEGER NOT NULL DEFAULT 1, created_at DATETIME, created_by TEXT,
  changed_at DATETIME, changed_by TEXT, deleted BOOLEAN NOT NULL DEFAULT 0, source TEXT,
  project_uuid TEXT NOT NULL REFERENCES project (uuid), field TEXT NOT NULL);

CREATE TABLE project_technology (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, uuid TEXT NOT NULL UNIQUE, version INTEGER NOT NULL DEFAULT 1, created_at DATETIME, created_by TEXT,
  changed_at DATETIME, changed_by TEXT, deleted BOOLEAN NOT NULL DEFAULT 0, source TEXT,
  project_uuid TEXT NOT NULL REFERENCES project (uuid), technology TEXT NOT NULL);

CREATE TABLE site_point (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, uuid TEXT NOT NULL UNIQUE, version INTEGER NOT NULL DEFAULT 1, created_at DATETIME, created_by TEXT,
  changed_at DATETIME, changed_by TEXT, deleted BOOLEAN NOT NULL DEFAULT 0, source TEXT,
  geom POINT, project_uuid TEXT NOT NULL REFERENCES project (uuid),
  label TEXT, role TEXT, ags TEXT, address TEXT, accuracy TEXT, visibility TEXT NOT NULL DEFAULT 'KOM');

CREATE TABLE site_line (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, uuid TEXT NOT NULL UNIQUE, version INTEGER NOT NULL DEFAULT 1, created_at DATETIME, created_by TEXT,
  changed_at DATETIME, changed_by TEXT, deleted BOOLEAN NOT NULL DEFAULT 0, source TEXT,
  geom MULTILINESTRING, project_uuid TEXT NOT NULL REFERENCES project (uuid),
  label TEXT, role TEXT, ags TEXT, address TEXT, accuracy TEXT, visibility TEXT NOT NULL DEFAULT 'KOM');

CREATE TABLE site_area (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, uuid TEXT NOT NULL UNIQUE, version INTEGER NOT NULL DEFAULT 1, created_at DATETIME, created_by TEXT,
  changed_at DATETIME, changed_by TEXT, deleted BOOLEAN NOT NULL DEFAULT 0, source TEXT,
  geom MULTIPOLYGON, project_uuid TEXT NOT NULL REFERENCES project (uuid),
  label TEXT, role TEXT, ags TEXT, address TEXT, accuracy TEXT, visibility TEXT NOT NULL DEFAULT 'KOM');

CREATE TABLE project_municipality (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, uuid TEXT NOT NULL UNIQUE, version INTEGER NOT NULL DEFAULT 1, created_at DATETIME, created_by TEXT,
  changed_at DATETIME, changed_by TEXT, deleted BOOLEAN NOT NULL DEFAULT 0, source TEXT,
  project_uuid TEXT NOT NULL REFERENCES project (uuid), ags TEXT NOT NULL, role TEXT NOT NULL);

CREATE TABLE project_organisation (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, uuid TEXT NOT NULL UNIQUE, version INTEGER NOT NULL DEFAULT 1, created_at DATETIME, created_by TEXT,
  changed_at DATETIME, changed_by TEXT, deleted BOOLEAN NOT NULL DEFAULT 0, source TEXT,
  project_uuid TEXT NOT NULL REFERENCES project (uuid),
  organisation_uuid TEXT NOT NULL REFERENCES organisation (uuid), role TEXT NOT NULL);

CREATE TABLE contact (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, uuid TEXT NOT NULL UNIQUE, version INTEGER NOT NULL DEFAULT 1, created_at DATETIME, created_by TEXT,
  changed_at DATETIME, changed_by TEXT, deleted BOOLEAN NOT NULL DEFAULT 0, source TEXT,
  organisation_uuid TEXT REFERENCES organisation (uuid),
  project_uuid TEXT REFERENCES project (uuid), function TEXT, name TEXT, mail TEXT, phone TEXT,
  consent BOOLEAN NOT NULL DEFAULT 0, consent_date DATE, delete_after DATE);

CREATE TABLE milestone (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, uuid TEXT NOT NULL UNIQUE, version INTEGER NOT NULL DEFAULT 1, created_at DATETIME, created_by TEXT,
  changed_at DATETIME, changed_by TEXT, deleted BOOLEAN NOT NULL DEFAULT 0, source TEXT,
  project_uuid TEXT NOT NULL REFERENCES project (uuid), title TEXT NOT NULL, due DATE, done DATE, status TEXT);

CREATE TABLE funding_programme (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, uuid TEXT NOT NULL UNIQUE, version INTEGER NOT NULL DEFAULT 1, created_at DATETIME, created_by TEXT,
  changed_at DATETIME, changed_by TEXT, deleted BOOLEAN NOT NULL DEFAULT 0, source TEXT,
  title TEXT NOT NULL, provider TEXT, level TEXT, kind TEXT, areas TEXT, region TEXT,
  eligible TEXT, deadline_from DATE, deadline_to DATE, max_amount_eur DOUBLE, rate_percent DOUBLE, contact_point TEXT,
  url TEXT, checked_on DATE);

CREATE TABLE funding (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, uuid TEXT NOT NULL UNIQUE, version INTEGER NOT NULL DEFAULT 1, created_at DATETIME, created_by TEXT,
  changed_at DATETIME, changed_by TEXT, deleted BOOLEAN NOT NULL DEFAULT 0, source TEXT,
  project_uuid TEXT NOT NULL REFERENCES project (uuid),
  programme_uuid TEXT REFERENCES funding_programme (uuid), amount_eur DOUBLE, rate_percent DOUBLE, from_date DATE,
  to_date DATE, reference TEXT, state TEXT);

CREATE TABLE indicator (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, uuid TEXT NOT NULL UNIQUE, version INTEGER NOT NULL DEFAULT 1, created_at DATETIME, created_by TEXT,
  changed_at DATETIME, changed_by TEXT, deleted BOOLEAN NOT NULL DEFAULT 0, source TEXT,
  project_uuid TEXT NOT NULL REFERENCES project (uuid), name TEXT NOT NULL, unit TEXT, direction TEXT,
  baseline DOUBLE, target DOUBLE, method TEXT, rhythm TEXT);

CREATE TABLE indicator_value (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, uuid TEXT NOT NULL UNIQUE, version INTEGER NOT NULL DEFAULT 1, created_at DATETIME, created_by TEXT,
  changed_at DATETIME, changed_by TEXT, deleted BOOLEAN NOT NULL DEFAULT 0, source TEXT,
  indicator_uuid TEXT NOT NULL REFERENCES indicator (uuid), date DATE,
  value DOUBLE, value_source TEXT, project_uuid TEXT REFERENCES project (uuid));

CREATE TABLE project_dataset (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, uuid TEXT NOT NULL UNIQUE, version INTEGER NOT NULL DEFAULT 1, created_at DATETIME, created_by TEXT,
  changed_at DATETIME, changed_by TEXT, deleted BOOLEAN NOT NULL DEFAULT 0, source TEXT,
  project_uuid TEXT NOT NULL REFERENCES project (uuid), catalogue TEXT, dataset_id TEXT, role TEXT);

CREATE TABLE project_sensor (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, uuid TEXT NOT NULL UNIQUE, version INTEGER NOT NULL DEFAULT 1, created_at DATETIME, created_by TEXT,
  changed_at DATETIME, changed_by TEXT, deleted BOOLEAN NOT NULL DEFAULT 0, source TEXT,
  project_uuid TEXT NOT NULL REFERENCES project (uuid), service_url TEXT, thing_id TEXT,
  datastream_id TEXT, role TEXT);

CREATE TABLE document (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, uuid TEXT NOT NULL UNIQUE, version INTEGER NOT NULL DEFAULT 1, created_at DATETIME, created_by TEXT,
  changed_at DATETIME, changed_by TEXT, deleted BOOLEAN NOT NULL DEFAULT 0, source TEXT,
  project_uuid TEXT NOT NULL REFERENCES project (uuid), title TEXT NOT NULL, kind TEXT, url TEXT,
  relative_path TEXT, sha256 TEXT, visibility TEXT NOT NULL DEFAULT 'KOM', rights TEXT);

CREATE TABLE project_relation (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, uuid TEXT NOT NULL UNIQUE, version INTEGER NOT NULL DEFAULT 1, created_at DATETIME, created_by TEXT,
  changed_at DATETIME, changed_by TEXT, deleted BOOLEAN NOT NULL DEFAULT 0, source TEXT,
  from_uuid TEXT NOT NULL REFERENCES project (uuid),
  to_uuid TEXT NOT NULL REFERENCES project (uuid), kind TEXT NOT NULL);

CREATE TABLE comment (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, uuid TEXT NOT NULL UNIQUE, version INTEGER NOT NULL DEFAULT 1, created_at DATETIME, created_by TEXT,
  changed_at DATETIME, changed_by TEXT, deleted BOOLEAN NOT NULL DEFAULT 0, source TEXT,
  project_uuid TEXT NOT NULL REFERENCES project (uuid), text TEXT NOT NULL, author TEXT,
  written_at DATETIME, field TEXT, done BOOLEAN NOT NULL DEFAULT 0);

CREATE TABLE strategy (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, uuid TEXT NOT NULL UNIQUE, version INTEGER NOT NULL DEFAULT 1, created_at DATETIME, created_by TEXT,
  changed_at DATETIME, changed_by TEXT, deleted BOOLEAN NOT NULL DEFAULT 0, source TEXT,
  ags TEXT NOT NULL, title TEXT, state TEXT, adopted_on DATE, url TEXT, themes TEXT,
  steering_body TEXT, partners TEXT, as_of DATE);

CREATE TABLE change (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  table_name TEXT NOT NULL, record_uuid TEXT NOT NULL, project_uuid TEXT NOT NULL, version_before INTEGER NOT NULL,
  version_after INTEGER NOT NULL, field TEXT NOT NULL, old_value TEXT, new_value TEXT, changed_by TEXT NOT NULL,
  changed_at DATETIME NOT NULL, comment TEXT);

CREATE TABLE outbox (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  record_uuid TEXT NOT NULL, operation TEXT NOT NULL, payload TEXT NOT NULL, base_version INTEGER NOT NULL,
  tries INTEGER NOT NULL DEFAULT 0, error TEXT, created_at DATETIME);

CREATE TABLE conflict (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  record_uuid TEXT NOT NULL, field TEXT, local TEXT, remote TEXT, base TEXT, decision TEXT, created_at DATETIME);

CREATE TABLE sync_base (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  project_uuid TEXT NOT NULL UNIQUE, remote TEXT NOT NULL, remote_version INTEGER NOT NULL, local_version INTEGER NOT NULL,
  payload TEXT NOT NULL, synchronised_at DATETIME NOT NULL);

CREATE TABLE vocabulary (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  list TEXT NOT NULL, code TEXT NOT NULL, text_de TEXT NOT NULL, text_en TEXT NOT NULL, description TEXT,
  "order" INTEGER, valid_until DATE, colour TEXT, uri TEXT, CONSTRAINT one_code UNIQUE (list, code));

CREATE TABLE layer_styles (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT(256), f_table_schema TEXT(256), f_table_name TEXT(256),
  f_geometry_column TEXT(256), styleName TEXT(30), styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN, description TEXT,
  owner TEXT(30), ui TEXT(30), update_time DATETIME DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')));

CREATE TABLE qgis_projects (name TEXT PRIMARY KEY, metadata BLOB, content BLOB);

CREATE INDEX site_point_of_project ON site_point (project_uuid);

CREATE INDEX site_line_of_project ON site_line (project_uuid);

CREATE INDEX site_area_of_project ON site_area (project_uuid);

CREATE INDEX project_municipality_of_project ON project_municipality (project_uuid);

CREATE INDEX project_organisation_of_project ON project_organisation (project_uuid);

CREATE INDEX project_field_of_project ON project_field (project_uuid);

CREATE INDEX project_technology_of_project ON project_technology (project_uuid);

CREATE INDEX contact_of_project ON contact (project_uuid);

CREATE INDEX milestone_of_project ON milestone (project_uuid);

CREATE INDEX funding_of_project ON funding (project_uuid);

CREATE INDEX indicator_of_project ON indicator (project_uuid);

CREATE INDEX indicator_value_of_project ON indicator_value (project_uuid);

CREATE INDEX project_dataset_of_project ON project_dataset (project_uuid);

CREATE INDEX project_sensor_of_project ON project_sensor (project_uuid);

CREATE INDEX document_of_project ON document (project_uuid);

CREATE INDEX project_relation_of_project ON project_relation (from_uuid);

CREATE INDEX change_of_project ON change (project_uuid);

CREATE INDEX comment_of_project ON comment (project_uuid);

CREATE UNIQUE INDEX project_field_once ON project_field (project_uuid, field) WHERE deleted = 0;

CREATE UNIQUE INDEX project_technology_once ON project_technology (project_uuid, technology) WHERE deleted = 0;

CREATE UNIQUE INDEX project_municipality_once ON project_municipality (project_uuid, ags) WHERE deleted = 0;

CREATE UNIQUE INDEX project_organisation_once ON project_organisation (project_uuid, organisation_uuid, role) WHERE deleted = 0;

CREATE INDEX change_by_time ON change (changed_at);

-- What the map shows: public projects at public sites, public columns only.
CREATE VIEW project_points AS
  SELECT s.fid AS OGC_FID, s.geom AS geom, p.uuid AS project_uuid, s.uuid AS site_uuid, p.code AS code, p.title AS title,
    p.short_title AS short_title, p.summary AS summary, p.main_field AS main_field, p.phase AS phase, p.status AS status,
    o.name AS lead, s.label AS label, s.role AS role, s.ags AS ags, s.address AS address, s.accuracy AS accuracy,
    p.website AS website, p.as_of AS as_of
  FROM site_point s JOIN project p ON p.uuid = s.project_uuid LEFT JOIN organisation o ON o.uuid = p.lead_uuid
  WHERE s.deleted = 0 AND p.deleted = 0
    AND p.visibility = 'OEF' AND s.visibility = 'OEF';

CREATE VIEW project_lines AS
  SELECT s.fid AS OGC_FID, s.geom AS geom, p.uuid AS project_uuid, s.uuid AS site_uuid, p.code AS code, p.title AS title,
    p.short_title AS short_title, p.summary AS summary, p.main_field AS main_field, p.phase AS phase, p.status AS status,
    o.name AS lead, s.label AS label, s.role AS role, s.ags AS ags, s.address AS address, s.accuracy AS accuracy,
    p.website AS website, p.as_of AS as_of
  FROM site_line s JOIN project p ON p.uuid = s.project_uuid LEFT JOIN organisation o ON o.uuid = p.lead_uuid
  WHERE s.deleted = 0 AND p.deleted = 0
    AND p.visibility = 'OEF' AND s.visibility = 'OEF';

CREATE VIEW project_areas AS
  SELECT s.fid AS OGC_FID, s.geom AS geom, p.uuid AS project_uuid, s.uuid AS site_uuid, p.code AS code, p.title AS title,
    p.short_title AS short_title, p.summary AS summary, p.main_field AS main_field, p.phase AS phase, p.status AS status,
    o.name AS lead, s.label AS label, s.role AS role, s.ags AS ags, s.address AS address, s.accuracy AS accuracy,
    p.website AS website, p.as_of AS as_of
  FROM site_area s JOIN project p ON p.uuid = s.project_uuid LEFT JOIN organisation o ON o.uuid = p.lead_uuid
  WHERE s.deleted = 0 AND p.deleted = 0
    AND p.visibility = 'OEF' AND s.visibility = 'OEF';

-- Only shown when the user asks for internal projects by name; layers on it are marked INTERN.
CREATE VIEW project_points_internal AS
  SELECT s.fid AS OGC_FID, s.geom AS geom, p.uuid AS project_uuid, s.uuid AS site_uuid, p.code AS code, p.title AS title,
    p.short_title AS short_title, p.summary AS summary, p.main_field AS main_field, p.phase AS phase, p.status AS status,
    o.name AS lead, s.label AS label, s.role AS role, s.ags AS ags, s.address AS address, s.accuracy AS accuracy,
    p.website AS website, p.as_of AS as_of, p.visibility AS visibility
  FROM site_point s JOIN project p ON p.uuid = s.project_uuid LEFT JOIN organisation o ON o.uuid = p.lead_uuid
  WHERE s.deleted = 0 AND p.deleted = 0;

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

INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) VALUES ('organisation', 'attributes', 'organisation', 'Organisations', 0);
INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) VALUES ('project', 'attributes', 'project', 'Projects (public part)', 0);
INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) VALUES ('project_internal', 'attributes', 'project_internal', 'Projects (internal part, never exported publicly)', 0);
INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) VALUES ('project_field', 'attributes', 'project_field', 'Further fields of action', 0);
INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) VALUES ('project_technology', 'attributes', 'project_technology', 'Technologies', 0);
INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) VALUES ('site_point', 'features', 'site_point', 'Sites (points)', 25832);
INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) VALUES ('site_line', 'features', 'site_line', 'Sites (lines)', 25832);
INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) VALUES ('site_area', 'features', 'site_area', 'Sites (areas)', 25832);
INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) VALUES ('project_municipality', 'attributes', 'project_municipality', 'Municipalities of the projects', 0);
INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) VALUES ('project_organisation', 'attributes', 'project_organisation', 'Organisations of the projects', 0);
INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) VALUES ('contact', 'attributes', 'contact', 'Contacts (public only with consent)', 0);
INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) VALUES ('milestone', 'attributes', 'milestone', 'Milestones', 0);
INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) VALUES ('funding_programme', 'attributes', 'funding_programme', 'Funding programmes', 0);
INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) VALUES ('funding', 'attributes', 'funding', 'Funding of the projects (internal)', 0);
INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) VALUES ('indicator', 'attributes', 'indicator', 'Indicators', 0);
INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) VALUES ('indicator_value', 'attributes', 'indicator_value', 'Values of the indicators', 0);
INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) VALUES ('project_dataset', 'attributes', 'project_dataset', 'Data sets of the projects', 0);
INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) VALUES ('project_sensor', 'attributes', 'project_sensor', 'Sensors of the projects', 0);
INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) VALUES ('document', 'attributes', 'document', 'Documents', 0);
INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) VALUES ('project_relation', 'attributes', 'project_relation', 'Relations between projects', 0);
INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) VALUES ('comment', 'attributes', 'comment', 'Comments (internal)', 0);
INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) VALUES ('strategy', 'attributes', 'strategy', 'Strategies of the members', 0);
INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) VALUES ('change', 'attributes', 'change', 'History (rows are only added)', 0);
INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) VALUES ('outbox', 'attributes', 'outbox', 'Changes not yet delivered (local)', 0);
INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) VALUES ('conflict', 'attributes', 'conflict', 'Conflicts (local)', 0);
INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) VALUES ('sync_base', 'attributes', 'sync_base', 'State at the last synchronisation (local)', 0);
INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) VALUES ('vocabulary', 'attributes', 'vocabulary', 'Lists of codes', 0);
INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) VALUES ('layer_styles', 'attributes', 'layer_styles', 'Styles of QGIS', 0);
INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) VALUES ('project_points', 'features', 'project_points', 'Smart City projects', 25832);
INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) VALUES ('project_lines', 'features', 'project_lines', 'Smart City projects (lines)', 25832);
INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) VALUES ('project_points_internal', 'features', 'project_points_internal', 'Smart City projects (INTERN)', 25832);
INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) VALUES ('project_areas', 'features', 'project_areas', 'Smart City projects (areas)', 25832);
INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) VALUES ('project_lines_internal', 'features', 'project_lines_internal', 'Smart City projects (lines, INTERN)', 25832);
INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) VALUES ('project_areas_internal', 'features', 'project_areas_internal', 'Smart City projects (areas, INTERN)', 25832);

INSERT INTO gpkg_geometry_columns VALUES ('site_point', 'geom', 'POINT', 25832, 0, 0);
INSERT INTO gpkg_geometry_columns VALUES ('site_line', 'geom', 'MULTILINESTRING', 25832, 0, 0);
INSERT INTO gpkg_geometry_columns VALUES ('site_area', 'geom', 'MULTIPOLYGON', 25832, 0, 0);
INSERT INTO gpkg_geometry_columns VALUES ('project_points', 'geom', 'POINT', 25832, 0, 0);
INSERT INTO gpkg_geometry_columns VALUES ('project_lines', 'geom', 'MULTILINESTRING', 25832, 0, 0);
INSERT INTO gpkg_geometry_columns VALUES ('project_points_internal', 'geom', 'POINT', 25832, 0, 0);
INSERT INTO gpkg_geometry_columns VALUES ('project_areas', 'geom', 'MULTIPOLYGON', 25832, 0, 0);
INSERT INTO gpkg_geometry_columns VALUES ('project_lines_internal', 'geom', 'MULTILINESTRING', 25832, 0, 0);
INSERT INTO gpkg_geometry_columns VALUES ('project_areas_internal', 'geom', 'MULTIPOLYGON', 25832, 0, 0);

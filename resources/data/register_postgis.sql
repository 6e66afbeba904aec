-- Project register, schema 3, for PostgreSQL 12 or newer with PostGIS 3, in the schema that comes first in search_path.
-- The plugin runs this file; an administrator may run it by hand as well:
--   CREATE SCHEMA ruhr_register; SET search_path TO ruhr_register, public; \i register_postgis.sql
-- Rights hang on four roles of the server: ruhr_public reads the public views; ruhr_member reads what the network may
-- see and writes what its municipality leads (table membership); ruhr_reviewer reads and writes all; ruhr_admin also
-- keeps memberships and lists. Statements end with a semicolon at the end of a line; a function body ends with "$$;".

CREATE TABLE register_schema (version integer NOT NULL);

INSERT INTO register_schema VALUES (3);

CREATE TABLE membership (
  login name NOT NULL, ags text NOT NULL CHECK (ags ~ '^[0-9]{5}([0-9]{3})?$'), PRIMARY KEY (login, ags));

COMMENT ON TABLE membership IS 'Which log-in works for which municipality (AGS, 8 digits) or district (5 digits)';

CREATE TABLE organisation (
  fid bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, uuid text NOT NULL UNIQUE, version integer NOT NULL DEFAULT 1, created_at timestamptz, created_by text,
  changed_at timestamptz, changed_by text, deleted boolean NOT NULL DEFAULT false, source text,
  name text NOT NULL, kind text, ags text, website text);

CREATE TABLE project (
  fid bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, uuid text NOT NULL UNIQUE, version integer NOT NULL DEFAULT 1, created_at timestamptz, created_by text,
  changed_at timestamptz, changed_by text, deleted boolean NOT NULL DEFAULT false, source text,
  code text UNIQUE, title text NOT NULL, short_title text, summary text, description text, challenge text,
  solution text, result text, main_field text, kind text, phase text, status text, status_reason text,
  progress_percent integer CHECK (progress_percent BETWEEN 0 AND 100),
  start_planned date, start_planned_precision text, start_actual date, start_actual_precision text,
  end_planned date, end_planned_precision text, end_actual date, end_actual_precision text,
  lead_uuid text REFERENCES organisation (uuid), spatial_effect text, funded boolean, programme_short text,
  operating_model text, open_source boolean, repository_url text, licence text, transferability text, transfer_note text,
  seeks_partners boolean, website text, image_url text, image_credit text,
  visibility text NOT NULL DEFAULT 'KOM', review_state text NOT NULL DEFAULT 'ENT', as_of date, next_review date,
  owner name NOT NULL DEFAULT current_user);

CREATE TABLE project_internal (
  fid bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, uuid text NOT NULL UNIQUE, version integer NOT NULL DEFAULT 1, created_at timestamptz, created_by text,
  changed_at timestamptz, changed_by text, deleted boolean NOT NULL DEFAULT false, source text,
  project_uuid text NOT NULL UNIQUE REFERENCES project (uuid),
  total_cost_eur double precision CHECK (total_cost_eur >= 0), own_share_eur double precision CHECK (own_share_eur >= 0),
  staff_fte double precision CHECK (staff_fte >= 0), decision_no text, decision_date date, traffic_light text, traffic_light_note text,
  risk text, lessons_learned text, obstacles text, procurement text, privacy_assessment text, internal_note text);

CREATE TABLE project_field (
  fid bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, uuid text NOT NULL UNIQUE, version integer NOT NULL DEFAULT 1, created_at timestamptz, created_by text,
  changed_at timestamptz, changed_by text, deleted boolean NOT NULL DEFAULT false, source text,
  project_uuid text NOT NULL REFERENCES project (uuid), field text NOT NULL);

CREATE TABLE project_technology (
  fid bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, uuid text NOT NULL UNIQUE, version integer NOT NULL DEFAULT 1, created_at timestamptz, created_by text,
  changed_at timestamptz, changed_by text, deleted boolean NOT NULL DEFAULT false, source text,
  project_uuid text NOT NULL REFERENCES project (uuid), technology text NOT NULL);

CREATE TABLE site_point (
  fid bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, uuid text NOT NULL UNIQUE, version integer NOT NULL DEFAULT 1, created_at timestamptz, created_by text,
  changed_at timestamptz, changed_by text, deleted boolean NOT NULL DEFAULT false, source text,
  geom geometry(Point, 25832), project_uuid text NOT NULL REFERENCES project (uuid),
  label text, role text, ags text, address text, accuracy text, visibility text NOT NULL DEFAULT 'KOM');

CREATE TABLE site_line (
  fid bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, uuid text NOT NULL UNIQUE, version integer NOT NULL DEFAULT 1, created_at timestamptz, created_by text,
  changed_at timestamptz, changed_by text, deleted boolean NOT NULL DEFAULT false, source text,
  geom geometry(MultiLineString, 25832), project_uuid text NOT NULL REFERENCES project (uuid),
  label text, role text, ags text, address text, accuracy text, visibility text NOT NULL DEFAULT 'KOM');

CREATE TABLE site_area (
  fid bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, uuid text NOT NULL UNIQUE, version integer NOT NULL DEFAULT 1, created_at timestamptz, created_by text,
  changed_at timestamptz, changed_by text, deleted boolean NOT NULL DEFAULT false, source text,
  geom geometry(MultiPolygon, 25832), project_uuid text NOT NULL REFERENCES project (uuid),
  label text, role text, ags text, address text, accuracy text, visibility text NOT NULL DEFAULT 'KOM');

CREATE TABLE project_municipality (
  fid bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, uuid text NOT NULL UNIQUE, version integer NOT NULL DEFAULT 1, created_at timestamptz, created_by text,
  changed_at timestamptz, changed_by text, deleted boolean NOT NULL DEFAULT false, source text,
  project_uuid text NOT NULL REFERENCES project (uuid), ags text NOT NULL, role text NOT NULL);

CREATE TABLE project_organisation (
  fid bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, uuid text NOT NULL UNIQUE, version integer NOT NULL DEFAULT 1, created_at timestamptz, created_by text,
  changed_at timestamptz, changed_by text, deleted boolean NOT NULL DEFAULT false, source text,
  project_uuid text NOT NULL REFERENCES project (uuid),
  organisation_uuid text NOT NULL REFERENCES organisation (uuid), role text NOT NULL);

CREATE TABLE contact (
  fid bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, uuid text NOT NULL UNIQUE, version integer NOT NULL DEFAULT 1, created_at timestamptz, created_by text,
  changed_at timestamptz, changed_by text, deleted boolean NOT NULL DEFAULT false, source text,
  organisation_uuid text REFERENCES organisation (uuid),
  project_uuid text REFERENCES project (uuid), function text, name text, mail text, phone text,
  consent boolean NOT NULL DEFAULT false, consent_date date, delete_after date);

CREATE TABLE milestone (
  fid bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, uuid text NOT NULL UNIQUE, version integer NOT NULL DEFAULT 1, created_at timestamptz, created_by text,
  changed_at timestamptz, changed_by text, deleted boolean NOT NULL DEFAULT false, source text,
  project_uuid text NOT NULL REFERENCES project (uuid), title text NOT NULL, due date, done date, status text);

CREATE TABLE funding_programme (
  fid bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, uuid text NOT NULL UNIQUE, version integer NOT NULL DEFAULT 1, created_at timestamptz, created_by text,
  changed_at timestamptz, changed_by text, deleted boolean NOT NULL DEFAULT false, source text,
  title text NOT NULL, provider text, level text, kind text, areas text, region text,
  eligible text, deadline_from date, deadline_to date, max_amount_eur double precision, rate_percent double precision, contact_point text,
  url text, checked_on date);

CREATE TABLE funding (
  fid bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, uuid text NOT NULL UNIQUE, version integer NOT NULL DEFAULT 1, created_at timestamptz, created_by text,
  changed_at timestamptz, changed_by text, deleted boolean NOT NULL DEFAULT false, source text,
  project_uuid text NOT NULL REFERENCES project (uuid),
  programme_uuid text REFERENCES funding_programme (uuid), amount_eur double precision, rate_percent double precision, from_date date,
  to_date date, reference text, state text);

CREATE TABLE indicator (
  fid bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, uuid text NOT NULL UNIQUE, version integer NOT NULL DEFAULT 1, created_at timestamptz, created_by text,
  changed_at timestamptz, changed_by text, deleted boolean NOT NULL DEFAULT false, source text,
  project_uuid text NOT NULL REFERENCES project (uuid), name text NOT NULL, unit text, direction text,
  baseline double precision, target double precision, method text, rhythm text);

CREATE TABLE indicator_value (
  fid bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, uuid text NOT NULL UNIQUE, version integer NOT NULL DEFAULT 1, created_at timestamptz, created_by text,
  changed_at timestamptz, changed_by text, deleted boolean NOT NULL DEFAULT false, source text,
  indicator_uuid text NOT NULL REFERENCES indicator (uuid), date date,
  value double precision, value_source text, project_uuid text REFERENCES project (uuid));

CREATE TABLE project_dataset (
  fid bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, uuid text NOT NULL UNIQUE, version integer NOT NULL DEFAULT 1, created_at timestamptz, created_by text,
  changed_at timestamptz, changed_by text, deleted boolean NOT NULL DEFAULT false, source text,
  project_uuid text NOT NULL REFERENCES project (uuid), catalogue text, dataset_id text, role text);

CREATE TABLE project_sensor (
  fid bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, uuid text NOT NULL UNIQUE, version integer NOT NULL DEFAULT 1, created_at timestamptz, created_by text,
  changed_at timestamptz, changed_by text, deleted boolean NOT NULL DEFAULT false, source text,
  project_uuid text NOT NULL REFERENCES project (uuid), service_url text, thing_id text,
  datastream_id text, role text);

CREATE TABLE document (
  fid bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, uuid text NOT NULL UNIQUE, version integer NOT NULL DEFAULT 1, created_at timestamptz, created_by text,
  changed_at timestamptz, changed_by text, deleted boolean NOT NULL DEFAULT false, source text,
  project_uuid text NOT NULL REFERENCES project (uuid), title text NOT NULL, kind text, url text,
  relative_path text, sha256 text, visibility text NOT NULL DEFAULT 'KOM', rights text);

CREATE TABLE project_relation (
  fid bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, uuid text NOT NULL UNIQUE, version integer NOT NULL DEFAULT 1, created_at timestamptz, created_by text,
  changed_at timestamptz, changed_by text, deleted boolean NOT NULL DEFAULT false, source text,
  from_uuid text NOT NULL REFERENCES project (uuid),
  to_uuid text NOT NULL REFERENCES project (uuid), kind text NOT NULL);

CREATE TABLE comment (
  fid bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, uuid text NOT NULL UNIQUE, version integer NOT NULL DEFAULT 1, created_at timestamptz, created_by text,
  changed_at timestamptz, changed_by text, deleted boolean NOT NULL DEFAULT false, source text,
  project_uuid text NOT NULL REFERENCES project (uuid), text text NOT NULL, author text,
  written_at timestamptz, field text, done boolean NOT NULL DEFAULT false,
  owner name NOT NULL DEFAULT current_user);

CREATE TABLE strategy (
  fid bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, uuid text NOT NULL UNIQUE, version integer NOT NULL DEFAULT 1, created_at timestamptz, created_by text,
  changed_at timestamptz, changed_by text, deleted boolean NOT NULL DEFAULT false, source text,
  ags text NOT NULL, title text, state text, adopted_on date, url text, themes text,
  steering_body text, partners text, as_of date);

CREATE TABLE change (
  fid bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  table_name text NOT NULL, record_uuid text NOT NULL, project_uuid text NOT NULL, version_before integer NOT NULL,
  version_after integer NOT NULL, field text NOT NULL, old_value text, new_value text, changed_by text NOT NULL,
  changed_at timestamptz NOT NULL, comment text);

CREATE TABLE vocabulary (
  fid bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  list text NOT NULL, code text NOT NULL, text_de text NOT NULL, text_en text NOT NULL, description text,
  "order" integer, valid_until date, colour text, uri text, CONSTRAINT one_code UNIQUE (list, code));

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

CREATE UNIQUE INDEX project_field_once ON project_field (project_uuid, field) WHERE NOT deleted;

CREATE UNIQUE INDEX project_technology_once ON project_technology (project_uuid, technology) WHERE NOT deleted;

CREATE UNIQUE INDEX project_municipality_once ON project_municipality (project_uuid, ags) WHERE NOT deleted;

CREATE UNIQUE INDEX project_organisation_once ON project_organisation (project_uuid, organisation_uuid, role) WHERE NOT deleted;

CREATE INDEX change_by_time ON change (changed_at);


CREATE INDEX site_point_geom ON site_point USING gist (geom);

CREATE INDEX site_line_geom ON site_line USING gist (geom);

CREATE INDEX site_area_geom ON site_area USING gist (geom);

-- Which municipality somebody works for, and what follows from it. The functions run with the rights of the reader.
CREATE FUNCTION is_reviewer() RETURNS boolean LANGUAGE sql STABLE
  SET search_path FROM CURRENT AS $$
  SELECT pg_has_role(current_user, 'ruhr_reviewer', 'MEMBER') $$;

CREATE FUNCTION works_for(key text) RETURNS boolean LANGUAGE sql STABLE
  SET search_path FROM CURRENT AS $$
  SELECT EXISTS (SELECT 1 FROM membership m WHERE m.login = current_user AND left(key, length(m.ags)) = m.ags) $$;

CREATE FUNCTION my_organisations() RETURNS SETOF text LANGUAGE sql STABLE
  SET search_path FROM CURRENT AS $$
  SELECT o.uuid FROM organisation o WHERE works_for(o.ags) $$;

-- Codes are no secret, and a new one must differ from those of records the asker may not see.
CREATE FUNCTION taken_codes() RETURNS TABLE (code text) LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path FROM CURRENT AS $$
  SELECT p.code FROM project p WHERE p.code IS NOT NULL $$;

-- Whether projects name an organisation or a programme, also those the asker may not see.
CREATE FUNCTION is_named(key text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path FROM CURRENT AS $$
  SELECT EXISTS (SELECT 1 FROM project p WHERE NOT p.deleted AND (p.lead_uuid = key
    OR EXISTS (SELECT 1 FROM project_organisation c WHERE c.project_uuid = p.uuid AND c.organisation_uuid = key AND NOT c.deleted)
    OR EXISTS (SELECT 1 FROM contact c WHERE c.project_uuid = p.uuid AND c.organisation_uuid = key AND NOT c.deleted)
    OR EXISTS (SELECT 1 FROM funding c WHERE c.project_uuid = p.uuid AND c.programme_uuid = key AND NOT c.deleted))) $$;

-- A save names the version it started from; who is late gets an error instead of overwriting.
CREATE FUNCTION next_version() RETURNS trigger LANGUAGE plpgsql
  SET search_path FROM CURRENT AS $$
BEGIN
  IF NEW.version NOT IN (OLD.version, OLD.version + 1) THEN
    RAISE EXCEPTION 'stale version' USING ERRCODE = '40001';
  END IF;
  NEW.version := OLD.version + 1;
  RETURN NEW;
END $$;

CREATE TRIGGER project_version BEFORE UPDATE ON project FOR EACH ROW EXECUTE FUNCTION next_version();

-- Checking, publishing and returning are steps of those who review.
CREATE FUNCTION keep_review() RETURNS trigger LANGUAGE plpgsql
  SET search_path FROM CURRENT AS $$
BEGIN
  IF NEW.review_state IN ('PRF', 'VOE', 'ZUR') AND NOT is_reviewer()
    AND (TG_OP = 'INSERT' OR NEW.review_state IS DISTINCT FROM OLD.review_state) THEN
    RAISE EXCEPTION 'review step' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER project_review BEFORE INSERT OR UPDATE ON project FOR EACH ROW EXECUTE FUNCTION keep_review();

-- A record belongs to the municipality of its leading organisation; a draft without one to who made it.
ALTER TABLE project ENABLE ROW LEVEL SECURITY;

CREATE POLICY project_read ON project FOR SELECT TO ruhr_member
  USING (visibility IN ('OEF', 'NETZ') OR ((SELECT is_reviewer()) OR (lead_uuid IS NULL AND owner = current_user)
    OR lead_uuid IN (SELECT my_organisations())));

CREATE POLICY project_add ON project FOR INSERT TO ruhr_member
  WITH CHECK ((owner = current_user OR (SELECT is_reviewer())) AND ((SELECT is_reviewer()) OR (lead_uuid IS NULL AND owner = current_user)
    OR lead_uuid IN (SELECT my_organisations())));

CREATE POLICY project_change ON project FOR UPDATE TO ruhr_member
  USING (((SELECT is_reviewer()) OR (lead_uuid IS NULL AND owner = current_user)
    OR lead_uuid IN (SELECT my_organisations())));

-- What hangs on a project: read by who reads the project (the internal part: by who writes it), written by who writes it.
DO $$
DECLARE
  part record;
  key text;
  readable text := 'EXISTS (SELECT 1 FROM project p WHERE p.uuid = %1$I)';
  writable text := 'EXISTS (SELECT 1 FROM project p WHERE p.uuid = %1$I AND ((SELECT is_reviewer())
    OR (p.lead_uuid IS NULL AND p.owner = current_user) OR p.lead_uuid IN (SELECT my_organisations())))';
  seen text;
  kept text;
BEGIN
  FOR part IN SELECT * FROM (VALUES
      ('project_field', false), ('project_technology', false), ('site_point', false), ('site_line', false),
      ('site_area', false), ('project_municipality', false), ('project_organisation', false), ('contact', false),
      ('milestone', false), ('indicator', false), ('indicator_value', false), ('project_dataset', false),
      ('project_sensor', false), ('document', false), ('project_relation', false), ('project_internal', true),
      ('funding', true)) AS parts (name, is_internal)
  LOOP
    key := CASE part.name WHEN 'project_relation' THEN 'from_uuid' ELSE 'project_uuid' END;
    kept := format(writable, key);
    seen := CASE WHEN part.is_internal THEN kept ELSE format(readable, key) END;
    IF part.name IN ('document', 'site_point', 'site_line', 'site_area') THEN
      seen := format('%s AND (visibility IN (''OEF'', ''NETZ'') OR %s)', seen, kept);
    ELSIF part.name = 'contact' THEN  -- some belong to an organisation only
      seen := format('project_uuid IS NULL OR %s', seen);
      kept := format('%s OR (project_uuid IS NULL AND ((SELECT is_reviewer())
        OR organisation_uuid IN (SELECT my_organisations())))', kept);
    END IF;
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', part.name);
    EXECUTE format('CREATE POLICY %I ON %I FOR SELECT TO ruhr_member USING (%s)', part.name || '_read', part.name, seen);
    EXECUTE format('CREATE POLICY %I ON %I FOR INSERT TO ruhr_member WITH CHECK (%s)', part.name || '_add', part.name, kept);
    EXECUTE format('CREATE POLICY %I ON %I FOR UPDATE TO ruhr_member USING (%s)', part.name || '_change', part.name, kept);
  END LOOP;
  EXECUTE format('CREATE POLICY change_read ON change FOR SELECT TO ruhr_member USING (
    CASE WHEN table_name IN (''project_internal'', ''funding'') THEN %s ELSE %s AND CASE table_name
      WHEN ''document'' THEN EXISTS (SELECT 1 FROM document d WHERE d.uuid = record_uuid)
      WHEN ''site_point'' THEN EXISTS (SELECT 1 FROM site_point s WHERE s.uuid = record_uuid)
      WHEN ''site_line'' THEN EXISTS (SELECT 1 FROM site_line s WHERE s.uuid = record_uuid)
      WHEN ''site_area'' THEN EXISTS (SELECT 1 FROM site_area s WHERE s.uuid = record_uuid) ELSE true END END)',
    format(writable, 'project_uuid'), format(readable, 'project_uuid'));
  EXECUTE format('CREATE POLICY change_add ON change FOR INSERT TO ruhr_member WITH CHECK (%s)',
    format(writable, 'project_uuid'));
  EXECUTE format('CREATE POLICY comment_change ON comment FOR UPDATE TO ruhr_member USING (owner = current_user OR %s)',
    format(writable, 'project_uuid'));
END $$;

ALTER TABLE organisation ENABLE ROW LEVEL SECURITY;

CREATE POLICY organisation_read ON organisation FOR SELECT TO ruhr_member USING (true);

CREATE POLICY organisation_add ON organisation FOR INSERT TO ruhr_member WITH CHECK (true);

CREATE POLICY organisation_change ON organisation FOR UPDATE TO ruhr_member
  USING ((SELECT is_reviewer()) OR works_for(ags));

ALTER TABLE strategy ENABLE ROW LEVEL SECURITY;

CREATE POLICY strategy_read ON strategy FOR SELECT TO ruhr_member USING (true);

CREATE POLICY strategy_add ON strategy FOR INSERT TO ruhr_member WITH CHECK ((SELECT is_reviewer()) OR works_for(ags));

CREATE POLICY strategy_change ON strategy FOR UPDATE TO ruhr_member
  USING ((SELECT is_reviewer()) OR works_for(ags));

ALTER TABLE funding_programme ENABLE ROW LEVEL SECURITY;

CREATE POLICY funding_programme_read ON funding_programme FOR SELECT TO ruhr_member USING (true);

CREATE POLICY funding_programme_add ON funding_programme FOR INSERT TO ruhr_member WITH CHECK ((SELECT is_reviewer()));

CREATE POLICY funding_programme_change ON funding_programme FOR UPDATE TO ruhr_member USING ((SELECT is_reviewer()));

-- Everybody who sees a record may comment on it; a comment belongs to who wrote it.
ALTER TABLE comment ENABLE ROW LEVEL SECURITY;

CREATE POLICY comment_read ON comment FOR SELECT TO ruhr_member USING (
  EXISTS (SELECT 1 FROM project p WHERE p.uuid = project_uuid));

CREATE POLICY comment_add ON comment FOR INSERT TO ruhr_member
  WITH CHECK (EXISTS (SELECT 1 FROM project p WHERE p.uuid = project_uuid) AND owner = current_user);

-- Who writes a project marks and removes the comments of others; only who wrote one, or honours the rights of a person,
-- changes its words.
CREATE FUNCTION keep_words() RETURNS trigger LANGUAGE plpgsql
  SET search_path FROM CURRENT AS $$
BEGIN
  IF OLD.owner <> current_user AND NOT pg_has_role(current_user, 'ruhr_admin', 'MEMBER')
    AND (ROW(NEW.uuid, NEW.project_uuid, NEW.author, NEW.written_at, NEW.owner)
      IS DISTINCT FROM ROW(OLD.uuid, OLD.project_uuid, OLD.author, OLD.written_at, OLD.owner)
      OR (NEW.text IS DISTINCT FROM OLD.text AND NOT (NEW.deleted AND NEW.text = ''))) THEN
    RAISE EXCEPTION 'words of others' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER comment_words BEFORE UPDATE ON comment FOR EACH ROW EXECUTE FUNCTION keep_words();

-- History rows are only added. Those of the internal part are seen by who sees the internal part.
ALTER TABLE change ENABLE ROW LEVEL SECURITY;

-- Master data are their own owners in the history: added by who may write the record, read by all members.
CREATE POLICY change_add_master ON change FOR INSERT TO ruhr_member WITH CHECK (project_uuid = record_uuid AND CASE table_name
  WHEN 'organisation' THEN EXISTS (SELECT 1 FROM organisation o WHERE o.uuid = record_uuid
    AND ((SELECT is_reviewer()) OR works_for(o.ags) OR (o.version = 1 AND version_after = 1)))
  WHEN 'strategy' THEN EXISTS (SELECT 1 FROM strategy s WHERE s.uuid = record_uuid AND ((SELECT is_reviewer()) OR works_for(s.ags)))
  WHEN 'contact' THEN EXISTS (SELECT 1 FROM contact c WHERE c.uuid = record_uuid AND c.project_uuid IS NULL
    AND ((SELECT is_reviewer()) OR c.organisation_uuid IN (SELECT my_organisations())))
  WHEN 'funding_programme' THEN (SELECT is_reviewer()) ELSE false END);

CREATE POLICY change_read_master ON change FOR SELECT TO ruhr_member USING (project_uuid = record_uuid
  AND table_name IN ('organisation', 'strategy', 'contact', 'funding_programme'));

CREATE POLICY change_keep ON change FOR ALL TO ruhr_admin USING (true) WITH CHECK (true);

-- Deleting a person leaves no tombstone of them.
CREATE POLICY contact_delete ON contact FOR DELETE TO ruhr_admin USING (true);

CREATE POLICY comment_delete ON comment FOR DELETE TO ruhr_admin USING (true);

ALTER TABLE membership ENABLE ROW LEVEL SECURITY;

CREATE POLICY membership_read ON membership FOR SELECT TO ruhr_member USING (true);

CREATE POLICY membership_keep ON membership FOR ALL TO ruhr_admin USING (true) WITH CHECK (true);

-- What everybody may see: public records, public columns. The views read with the rights of their owner.
CREATE VIEW project_points WITH (security_barrier) AS
  SELECT s.fid, s.geom, p.uuid AS project_uuid, s.uuid AS site_uuid, p.code, p.title, p.short_title, p.summary,
    p.main_field, p.phase, p.status, o.name AS lead, s.label, s.role, s.ags, s.address, s.accuracy, p.website, p.as_of
  FROM site_point s JOIN project p ON p.uuid = s.project_uuid LEFT JOIN organisation o ON o.uuid = p.lead_uuid
  WHERE NOT s.deleted AND NOT p.deleted AND p.visibility = 'OEF' AND s.visibility = 'OEF';

CREATE VIEW project_lines WITH (security_barrier) AS
  SELECT s.fid, s.geom, p.uuid AS project_uuid, s.uuid AS site_uuid, p.code, p.title, p.short_title, p.summary,
    p.main_field, p.phase, p.status, o.name AS lead, s.label, s.role, s.ags, s.address, s.accuracy, p.website, p.as_of
  FROM site_line s JOIN project p ON p.uuid = s.project_uuid LEFT JOIN organisation o ON o.uuid = p.lead_uuid
  WHERE NOT s.deleted AND NOT p.deleted AND p.visibility = 'OEF' AND s.visibility = 'OEF';

CREATE VIEW project_areas WITH (security_barrier) AS
  SELECT s.fid, s.geom, p.uuid AS project_uuid, s.uuid AS site_uuid, p.code, p.title, p.short_title, p.summary,
    p.main_field, p.phase, p.status, o.name AS lead, s.label, s.role, s.ags, s.address, s.accuracy, p.website, p.as_of
  FROM site_area s JOIN project p ON p.uuid = s.project_uuid LEFT JOIN organisation o ON o.uuid = p.lead_uuid
  WHERE NOT s.deleted AND NOT p.deleted AND p.visibility = 'OEF' AND s.visibility = 'OEF';

CREATE VIEW project_public WITH (security_barrier) AS
  SELECT p.fid, p.uuid, p.version, p.code, p.title, p.short_title, p.summary, p.description, p.challenge, p.solution,
    p.result, p.main_field, p.kind, p.phase, p.status, p.status_reason, p.progress_percent, p.start_planned,
    p.start_planned_precision, p.start_actual, p.start_actual_precision, p.end_planned, p.end_planned_precision,
    p.end_actual, p.end_actual_precision, o.name AS lead, p.spatial_effect, p.funded, p.programme_short,
    p.operating_model, p.open_source, p.repository_url, p.licence, p.transferability, p.transfer_note,
    p.seeks_partners, p.website, p.image_url, p.image_credit, p.as_of
  FROM project p LEFT JOIN organisation o ON o.uuid = p.lead_uuid
  WHERE NOT p.deleted AND p.visibility = 'OEF';

CREATE VIEW contact_public WITH (security_barrier) AS
  SELECT c.fid, c.project_uuid, c.function, c.name, c.mail, c.phone
  FROM contact c JOIN project p ON p.uuid = c.project_uuid
  WHERE NOT c.deleted AND NOT p.deleted AND p.visibility = 'OEF' AND c.consent;

-- Nobody deletes rows: deleting is a tombstone. Administrators may, to honour the rights of a person.
GRANT SELECT ON project_points, project_lines, project_areas, project_public, contact_public, vocabulary, register_schema
  TO ruhr_public, ruhr_member;

GRANT SELECT, INSERT, UPDATE ON organisation, project, project_internal, project_field, project_technology, site_point,
  site_line, site_area, project_municipality, project_organisation, contact, milestone, funding, funding_programme,
  indicator, indicator_value, project_dataset, project_sensor, document, project_relation, comment, strategy
  TO ruhr_member;

GRANT SELECT, INSERT ON change TO ruhr_member;

GRANT SELECT ON membership TO ruhr_member;

REVOKE EXECUTE ON FUNCTION taken_codes() FROM PUBLIC;

GRANT EXECUTE ON FUNCTION taken_codes() TO ruhr_member;

REVOKE EXECUTE ON FUNCTION is_named(text) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION is_named(text) TO ruhr_member;

GRANT UPDATE, DELETE ON change, contact, comment TO ruhr_admin;

GRANT INSERT, UPDATE, DELETE ON membership, vocabulary TO ruhr_admin;

DO $$ BEGIN EXECUTE format('GRANT USAGE ON SCHEMA %I TO ruhr_public, ruhr_member', current_schema()); END $$;

-- Everybody may make temporary tables, and they would be found before ours: a "membership" of one's own, or a "project"
-- that a function with the rights of the owner reads. Named last, they are found last.
DO $$
DECLARE
  one text;
BEGIN
  FOR one IN SELECT p.oid::regprocedure::text FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
    WHERE n.nspname = current_schema() AND p.proname IN ('is_reviewer', 'works_for', 'my_organisations', 'taken_codes',
      'is_named', 'next_version', 'keep_review', 'keep_words')
  LOOP
    EXECUTE format('ALTER FUNCTION %s SET search_path TO %I, public, pg_temp', one, current_schema());
  END LOOP;
END $$;

-- Project register in PostgreSQL: from schema 2 to schema 3. Run by the plugin of its owner, or by hand.

-- Checking, publishing and returning are steps of those who review; as in register_postgis.sql.
CREATE OR REPLACE FUNCTION keep_review() RETURNS trigger LANGUAGE plpgsql
  SET search_path FROM CURRENT AS $$
BEGIN
  IF NEW.review_state IN ('PRF', 'VOE', 'ZUR') AND NOT is_reviewer()
    AND (TG_OP = 'INSERT' OR NEW.review_state IS DISTINCT FROM OLD.review_state) THEN
    RAISE EXCEPTION 'review step' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;

DROP TRIGGER IF EXISTS project_review ON project;

CREATE TRIGGER project_review BEFORE INSERT OR UPDATE ON project FOR EACH ROW EXECUTE FUNCTION keep_review();

DROP POLICY IF EXISTS change_add_master ON change;

DROP POLICY IF EXISTS change_read_master ON change;

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

-- Whether projects name an organisation or a programme, also those the asker may not see.
CREATE OR REPLACE FUNCTION is_named(key text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path FROM CURRENT AS $$
  SELECT EXISTS (SELECT 1 FROM project p WHERE NOT p.deleted AND (p.lead_uuid = key
    OR EXISTS (SELECT 1 FROM project_organisation c WHERE c.project_uuid = p.uuid AND c.organisation_uuid = key AND NOT c.deleted)
    OR EXISTS (SELECT 1 FROM contact c WHERE c.project_uuid = p.uuid AND c.organisation_uuid = key AND NOT c.deleted)
    OR EXISTS (SELECT 1 FROM funding c WHERE c.project_uuid = p.uuid AND c.programme_uuid = key AND NOT c.deleted))) $$;

REVOKE EXECUTE ON FUNCTION is_named(text) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION is_named(text) TO ruhr_member;

-- Deleting a person leaves no tombstone of them.
DROP POLICY IF EXISTS contact_delete ON contact;

CREATE POLICY contact_delete ON contact FOR DELETE TO ruhr_admin USING (true);

DROP POLICY IF EXISTS comment_delete ON comment;

CREATE POLICY comment_delete ON comment FOR DELETE TO ruhr_admin USING (true);

-- Who writes a project marks and removes the comments of others; only who wrote one, or honours the rights of a person,
-- changes its words.
CREATE OR REPLACE FUNCTION keep_words() RETURNS trigger LANGUAGE plpgsql
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

DROP TRIGGER IF EXISTS comment_words ON comment;

CREATE TRIGGER comment_words BEFORE UPDATE ON comment FOR EACH ROW EXECUTE FUNCTION keep_words();

-- A place may be for the own municipality only, as a document may; and what one may not see has no history for one.
DO $$
DECLARE
  part text;
  readable text := 'EXISTS (SELECT 1 FROM project p WHERE p.uuid = project_uuid)';
  writable text := 'EXISTS (SELECT 1 FROM project p WHERE p.uuid = project_uuid AND ((SELECT is_reviewer())
    OR (p.lead_uuid IS NULL AND p.owner = current_user) OR p.lead_uuid IN (SELECT my_organisations())))';
BEGIN
  FOREACH part IN ARRAY ARRAY['site_point', 'site_line', 'site_area'] LOOP
    EXECUTE format('ALTER POLICY %I ON %I USING (%s AND (visibility IN (''OEF'', ''NETZ'') OR %s))',
      part || '_read', part, readable, writable);
  END LOOP;
  EXECUTE format('ALTER POLICY change_read ON change USING (
    CASE WHEN table_name IN (''project_internal'', ''funding'') THEN %s ELSE %s AND CASE table_name
      WHEN ''document'' THEN EXISTS (SELECT 1 FROM document d WHERE d.uuid = record_uuid)
      WHEN ''site_point'' THEN EXISTS (SELECT 1 FROM site_point s WHERE s.uuid = record_uuid)
      WHEN ''site_line'' THEN EXISTS (SELECT 1 FROM site_line s WHERE s.uuid = record_uuid)
      WHEN ''site_area'' THEN EXISTS (SELECT 1 FROM site_area s WHERE s.uuid = record_uuid) ELSE true END END)',
    writable, readable);
END $$;

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

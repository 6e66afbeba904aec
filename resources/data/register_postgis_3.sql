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

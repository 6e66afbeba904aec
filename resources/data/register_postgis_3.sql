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

-- Deleting a person leaves no tombstone of them.
DROP POLICY IF EXISTS contact_delete ON contact;

CREATE POLICY contact_delete ON contact FOR DELETE TO ruhr_admin USING (true);

DROP POLICY IF EXISTS comment_delete ON comment;

CREATE POLICY comment_delete ON comment FOR DELETE TO ruhr_admin USING (true);

-- The four roles of a project register on a PostgreSQL server. They are made once for each server and have no log-in:
-- an administrator gives them to log-ins, e.g. GRANT ruhr_member TO anna. Statements end with a semicolon.

DO $$ BEGIN CREATE ROLE ruhr_public NOLOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;

DO $$ BEGIN CREATE ROLE ruhr_member NOLOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;

DO $$ BEGIN CREATE ROLE ruhr_reviewer NOLOGIN IN ROLE ruhr_member; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;

DO $$ BEGIN CREATE ROLE ruhr_admin NOLOGIN IN ROLE ruhr_reviewer; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;

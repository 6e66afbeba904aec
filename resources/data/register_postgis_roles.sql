-- The four roles of a project register on a PostgreSQL server. They are made once for each server and have no log-in:
-- an administrator gives them to log-ins, e.g. GRANT ruhr_member TO anna. Statements end with a semicolon.
-- Who makes a further register on the server need not be allowed to make roles: those that are there are left alone.

DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'ruhr_public') THEN CREATE ROLE ruhr_public NOLOGIN; END IF;
  EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;

DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'ruhr_member') THEN CREATE ROLE ruhr_member NOLOGIN; END IF;
  EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;

DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'ruhr_reviewer') THEN CREATE ROLE ruhr_reviewer NOLOGIN IN ROLE ruhr_member; END IF;
  EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;

DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'ruhr_admin') THEN CREATE ROLE ruhr_admin NOLOGIN IN ROLE ruhr_reviewer; END IF;
  EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;

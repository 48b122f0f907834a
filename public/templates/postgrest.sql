-- A table to which one client may add sealed answers and look at none. Run it in the schema that PostgREST serves.
-- The client's token is a JWT with "role": "client_7". For each further client: the role and the last two lines.
-- Supabase: leave the first two lines out and write anon for client_7. All clients then share the publishable key.
CREATE ROLE client_7 NOLOGIN;
GRANT client_7 TO authenticator;
CREATE TABLE responses (id uuid PRIMARY KEY, age text NOT NULL, at timestamptz NOT NULL DEFAULT now());
ALTER TABLE responses ENABLE ROW LEVEL SECURITY;
CREATE POLICY add_client_7 ON responses FOR INSERT TO client_7 WITH CHECK (true);
GRANT INSERT (id, age) ON responses TO client_7;

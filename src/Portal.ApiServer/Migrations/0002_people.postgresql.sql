-- People have ids, parts of a name and a role; e-mail addresses are lower-case and stay what names a person inside an organisation.
ALTER TABLE users ADD COLUMN id text;
ALTER TABLE users ADD COLUMN first_name text NOT NULL DEFAULT '';
ALTER TABLE users ADD COLUMN last_name text NOT NULL DEFAULT '';
ALTER TABLE users ADD COLUMN role text NOT NULL DEFAULT 'USER';
ALTER TABLE users ADD COLUMN phone_number text;
ALTER TABLE users ADD COLUMN created_at bigint NOT NULL DEFAULT 0;
UPDATE users SET id = gen_random_uuid()::text,
    first_name = split_part(name, ' ', 1),
    last_name = ltrim(substr(name, length(split_part(name, ' ', 1)) + 1));
ALTER TABLE users ALTER COLUMN id SET NOT NULL;
ALTER TABLE users DROP COLUMN name;
CREATE UNIQUE INDEX users_by_id ON users (organization_id, id);
CREATE INDEX users_by_creation ON users (organization_id, created_at, id);

ALTER TABLE cases ADD COLUMN type text NOT NULL DEFAULT 'GENERAL';
ALTER TABLE cases ADD COLUMN assigned_to_email text;
ALTER TABLE cases ADD COLUMN assigned_by_email text;
ALTER TABLE cases ADD COLUMN hr_rep_email text;
ALTER TABLE cases ADD COLUMN assigned_at bigint;
ALTER TABLE cases ADD COLUMN in_progress_at bigint;
ALTER TABLE cases ADD COLUMN closed_at bigint;
CREATE INDEX cases_by_creation ON cases (organization_id, created_at, id);
CREATE INDEX cases_by_submitter ON cases (organization_id, submitter_email, created_at);

CREATE TABLE case_assignees (
    organization_id text NOT NULL,
    case_id text NOT NULL,
    email text NOT NULL,
    PRIMARY KEY (organization_id, case_id, email)
);

-- People have ids, parts of a name and a role; e-mail addresses are lower-case and stay what names a person inside an organisation.
ALTER TABLE users ADD COLUMN id TEXT NOT NULL DEFAULT '';
ALTER TABLE users ADD COLUMN first_name TEXT NOT NULL DEFAULT '';
ALTER TABLE users ADD COLUMN last_name TEXT NOT NULL DEFAULT '';
ALTER TABLE users ADD COLUMN role TEXT NOT NULL DEFAULT 'USER';
ALTER TABLE users ADD COLUMN phone_number TEXT;
ALTER TABLE users ADD COLUMN created_at INTEGER NOT NULL DEFAULT 0;
UPDATE users SET
    id = lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-a' || substr(hex(randomblob(2)), 2)
        || '-' || hex(randomblob(6))),
    first_name = substr(name, 1, instr(name || ' ', ' ') - 1),
    last_name = ltrim(substr(name, instr(name || ' ', ' ')));
ALTER TABLE users DROP COLUMN name;
CREATE UNIQUE INDEX users_by_id ON users (organization_id, id);
CREATE INDEX users_by_creation ON users (organization_id, created_at, id);

ALTER TABLE cases ADD COLUMN type TEXT NOT NULL DEFAULT 'GENERAL';
ALTER TABLE cases ADD COLUMN assigned_to_email TEXT;
ALTER TABLE cases ADD COLUMN assigned_by_email TEXT;
ALTER TABLE cases ADD COLUMN hr_rep_email TEXT;
ALTER TABLE cases ADD COLUMN assigned_at INTEGER;
ALTER TABLE cases ADD COLUMN in_progress_at INTEGER;
ALTER TABLE cases ADD COLUMN closed_at INTEGER;
CREATE INDEX cases_by_creation ON cases (organization_id, created_at, id);
CREATE INDEX cases_by_submitter ON cases (organization_id, submitter_email, created_at);

CREATE TABLE case_assignees (
    organization_id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    email TEXT NOT NULL,
    PRIMARY KEY (organization_id, case_id, email)
) STRICT;

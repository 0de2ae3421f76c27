-- Comments are written once and never changed. No foreign key to cases, for the reason given at calendar_events.
CREATE TABLE case_comments (
    organization_id TEXT NOT NULL,
    id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    text TEXT NOT NULL,
    is_restricted INTEGER NOT NULL,
    webhook_notify INTEGER NOT NULL,
    author_email TEXT NOT NULL,
    author_first_name TEXT,
    author_last_name TEXT,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (organization_id, id)
) STRICT;

CREATE INDEX case_comments_by_case ON case_comments (organization_id, case_id, created_at, id);

CREATE TABLE comment_tagged_users (
    organization_id TEXT NOT NULL,
    comment_id TEXT NOT NULL,
    email TEXT NOT NULL,
    PRIMARY KEY (organization_id, comment_id, email)
) STRICT;

-- The bytes are files, by organisation and sha256.
CREATE TABLE comment_attachments (
    organization_id TEXT NOT NULL,
    id TEXT NOT NULL,
    comment_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    file_name TEXT NOT NULL,
    is_restricted INTEGER NOT NULL,
    is_phi INTEGER NOT NULL,
    content_type TEXT NOT NULL,
    size INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    PRIMARY KEY (organization_id, id)
) STRICT;

CREATE INDEX comment_attachments_by_comment ON comment_attachments (organization_id, comment_id, position);
CREATE INDEX comment_attachments_by_content ON comment_attachments (organization_id, sha256);

-- Random keys that all servers on this database share, in Base64.
CREATE TABLE server_keys (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;

-- For the one question across organisations: whose case it is that a caller may not comment on.
CREATE INDEX cases_by_id ON cases (id);

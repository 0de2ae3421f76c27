-- Comments are written once and never changed. No foreign key to cases, for the reason given at calendar_events.
CREATE TABLE case_comments (
    organization_id text NOT NULL,
    id text NOT NULL,
    case_id text NOT NULL,
    text text NOT NULL,
    is_restricted boolean NOT NULL,
    webhook_notify boolean NOT NULL,
    author_email text NOT NULL,
    author_first_name text,
    author_last_name text,
    created_at bigint NOT NULL,
    PRIMARY KEY (organization_id, id)
);

CREATE INDEX case_comments_by_case ON case_comments (organization_id, case_id, created_at, id);

CREATE TABLE comment_tagged_users (
    organization_id text NOT NULL,
    comment_id text NOT NULL,
    email text NOT NULL,
    PRIMARY KEY (organization_id, comment_id, email)
);

-- The bytes are files, by organisation and sha256.
CREATE TABLE comment_attachments (
    organization_id text NOT NULL,
    id text NOT NULL,
    comment_id text NOT NULL,
    position integer NOT NULL,
    file_name text NOT NULL,
    is_restricted boolean NOT NULL,
    is_phi boolean NOT NULL,
    content_type text NOT NULL,
    size bigint NOT NULL,
    sha256 text NOT NULL,
    PRIMARY KEY (organization_id, id)
);

CREATE INDEX comment_attachments_by_comment ON comment_attachments (organization_id, comment_id, position);
CREATE INDEX comment_attachments_by_content ON comment_attachments (organization_id, sha256);

-- Random keys that all servers on this database share, in Base64.
CREATE TABLE server_keys (
    name text PRIMARY KEY,
    value text NOT NULL,
    created_at bigint NOT NULL
);

-- For the one question across organisations: whose case it is that a caller may not comment on.
CREATE INDEX cases_by_id ON cases (id);

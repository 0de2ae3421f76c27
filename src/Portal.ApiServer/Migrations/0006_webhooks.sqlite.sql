-- Where an organisation is called about its events. The secret signs every call, so it is stored as it is.
CREATE TABLE webhooks (
    organization_id TEXT PRIMARY KEY REFERENCES organizations (id),
    url TEXT NOT NULL,
    secret TEXT,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;

-- Calls to make, written with what they tell of. number is the order of creation; last_problem is a code, never a text of the receiver.
CREATE TABLE webhook_deliveries (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    organization_id TEXT NOT NULL,
    id TEXT NOT NULL,
    event TEXT NOT NULL,
    case_id TEXT,
    subject_id TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('pending', 'delivered', 'given_up')),
    tries INTEGER NOT NULL,
    last_problem TEXT,
    created_at INTEGER NOT NULL,
    next_try_at INTEGER NOT NULL
) STRICT;

CREATE INDEX webhook_deliveries_pending ON webhook_deliveries (organization_id, next_try_at) WHERE state = 'pending';
CREATE INDEX webhook_deliveries_by_creation ON webhook_deliveries (organization_id, created_at);

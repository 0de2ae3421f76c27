CREATE TABLE leases (
    name TEXT PRIMARY KEY,
    holder TEXT NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;

CREATE TABLE data_protection_keys (
    id TEXT PRIMARY KEY,
    xml TEXT NOT NULL
) STRICT;

CREATE TABLE leases (
    name text PRIMARY KEY,
    holder text NOT NULL,
    expires_at bigint NOT NULL
);

CREATE TABLE data_protection_keys (
    id text PRIMARY KEY,
    xml text NOT NULL
);

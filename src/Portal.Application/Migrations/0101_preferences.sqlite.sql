-- A person keeps their preferences in every organisation: no organisation here.
CREATE TABLE preferences (
    person_id TEXT PRIMARY KEY,
    time_zone TEXT,
    theme TEXT NOT NULL DEFAULT 'system' CHECK (theme IN ('system', 'light', 'dark'))
) STRICT;

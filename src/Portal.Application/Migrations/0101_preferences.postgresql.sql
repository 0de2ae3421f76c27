-- A person keeps their preferences in every organisation: no organisation here.
CREATE TABLE preferences (
    person_id text PRIMARY KEY,
    time_zone text,
    theme text NOT NULL DEFAULT 'system' CHECK (theme IN ('system', 'light', 'dark'))
);

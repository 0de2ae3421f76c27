ALTER TABLE submission_events ADD COLUMN note TEXT CHECK (length(note) <= 500);

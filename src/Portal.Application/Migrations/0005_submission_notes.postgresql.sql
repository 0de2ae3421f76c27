ALTER TABLE submission_events ADD COLUMN note text CHECK (length(note) <= 500);

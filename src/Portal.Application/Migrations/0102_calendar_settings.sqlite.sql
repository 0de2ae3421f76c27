-- What a person chose for their calendar, as JSON: the program knows its members and the defaults of what is missing.
ALTER TABLE preferences ADD COLUMN calendar TEXT;

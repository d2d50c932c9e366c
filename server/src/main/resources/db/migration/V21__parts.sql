-- How far long work that commits in parts has come: "rows/bytes of its ledger"; NULL where no part has been committed.
ALTER TABLE action ADD COLUMN reached VARCHAR(60);

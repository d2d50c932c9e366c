-- How a table is published (wire.md §9), as JSON.
ALTER TABLE table_choice ADD COLUMN publication TEXT;

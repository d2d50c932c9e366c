INSERT INTO attachment (id, connection, schema_name, table_name, record, name, type, size, created, created_by) VALUES ('a', 'c', '', 't', '17', 'plan.pdf', 'application/pdf', 1234, 1, 'anne');

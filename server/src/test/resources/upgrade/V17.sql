INSERT INTO report (id, account, name, view, search, columns, format, created) VALUES ('rep', 'anne', 'Orders', 'v', NULL, '[]', 'csv', 1);

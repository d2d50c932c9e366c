INSERT INTO usage_count (day, api_key, account, operation, requests, refusals, row_count) VALUES ('2026-11-22', 'k1', 'anne', 'data.list', 3, 1, 150);

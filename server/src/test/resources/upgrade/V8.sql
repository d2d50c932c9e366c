INSERT INTO event_type (name, description, active) VALUES ('order.sent', 'An order has left.', 1);
UPDATE event_count SET number = 5;
INSERT INTO event (number, batch, id, name, happened, table_name, record, data) VALUES (5, 2, 'e5', 'order.sent', 9, 't', '17', '{"id":17}');
UPDATE event_position SET number = 4;
INSERT INTO webhook (id, account, url, description, events, tables, basic_user, basic_sealed, headers, secret, old_secret, old_ends, in_order, bulk, active, sequence, failing_since, created) VALUES ('w', 'anne', 'https://example.org/hook', 'Orders', 'order.sent', 't', 'u', 'sealed', '[]', 'secret', 'old', 3, 1, 'each', 1, 6, 7, 8);
INSERT INTO webhook_message (webhook, sequence, first_event, last_event, subject, status, attempts, due, created) VALUES ('w', 6, 5, 5, 't/17', 'waiting', 2, 10, 9);
INSERT INTO webhook_delivery (id, webhook, sequence, attempt, at, millis, code, answer, error) VALUES ('d', 'w', 6, 1, 9, 12, 503, 'later', NULL);
INSERT INTO lane (task_name, task_instance, task_data, execution_time, picked, picked_by, last_success, last_failure, consecutive_failures, last_heartbeat, version, priority, state) VALUES ('lane', 'w', NULL, '2026-01-02 03:04:05+00:00', false, NULL, NULL, NULL, 3, NULL, 4, 5, NULL);

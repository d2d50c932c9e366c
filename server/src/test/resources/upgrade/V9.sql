INSERT INTO outbox_receipt (id, connection, received) VALUES ('o1', 'c', 1);
INSERT INTO outbox_intent (id, mark, started, line) VALUES ('i1', 'm', 2, '{}');
INSERT INTO outbox_draft (id, intent, payload) VALUES ('f1', 'i1', '{}');
INSERT INTO idempotency (mark, account, request, state, owner, lease, begun, answer) VALUES ('m', 'anne', 'r', 'DONE', 'n', 3, 4, '{"status":201}');

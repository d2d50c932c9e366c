INSERT INTO audit_line (number, time, account, actor, address, operation, target, result, dry_run, request, hash) VALUES (1, 1, 'anne', '', '192.0.2.7', 'users.update', 'bob', '200', 0, 'r-1', 'h');
INSERT INTO audit_checkpoint (number, hash, time, signature) VALUES (1, 'h', 2, 's');
INSERT INTO audit_segment (last, first, hash, time, file, digest, signature) VALUES (0, 0, 'h', 1, 'f', 'd', 's');
INSERT INTO audit_key (id, sealed) VALUES (1, 'sealed');
UPDATE audit_head SET number = 1, hash = 'h', running = 1, since = 2, seal = 's';

UPDATE scheduler SET running = 0, since = 7;
INSERT INTO task (id, name, account, kind, cron, event, parameters, time_zone, active, upcoming) VALUES ('nightly', 'Nightly', 'olga', 'report', '0 3 * * *', NULL, '{"report":"rep"}', 'Europe/Paris', 1, 8);
INSERT INTO task_run (id, task, cause, status, message, planned, started, ended) VALUES ('tr', 'nightly', '8', 'success', 'Done.', 8, 9, 10);

-- When somebody listened to a stream of events last (milliseconds since 1970): what happens is kept for whoever comes again with its
-- Last-Event-ID. One row.
CREATE TABLE event_stream (
  listened BIGINT NOT NULL
);
INSERT INTO event_stream (listened) SELECT COALESCE(MAX(happened), 0) FROM event;

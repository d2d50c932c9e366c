UPDATE event_stream SET listened = 1234;

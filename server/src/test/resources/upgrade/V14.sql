UPDATE table_choice SET publication = '{"name":"communes"}';

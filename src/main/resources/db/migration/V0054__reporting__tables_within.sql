-- Whoever asks what rests on an area asks for withdrawn tables too.
drop index reporting.saved_table_within;
create index saved_table_within on reporting.saved_table (within_id);

create table shapes.added_later (id integer primary key);

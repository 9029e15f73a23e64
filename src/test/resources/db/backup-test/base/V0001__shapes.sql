-- One table of every shape that a backup must carry.
create schema shapes;
create schema "Tên khác";

create function shapes.fold(value text) returns text
  language sql immutable strict parallel safe
  return lower(value);

create table shapes.part (
  id bigint generated always as identity primary key,
  name text not null,
  folded text generated always as (shapes.fold(name)) stored,
  doubled bigint generated always as (id * 2) virtual,
  price numeric(12, 2),
  ratio double precision,
  at timestamptz,
  span interval,
  bytes bytea,
  words text[],
  answers jsonb,
  follows bigint references shapes.part deferrable initially deferred
);

create table shapes.valid_for (
  part_id bigint not null references shapes.part,
  valid daterange not null,
  label text,
  primary key (part_id, valid without overlaps)
);

create table shapes.entry (
  year integer not null,
  id serial,
  amount bigint not null,
  primary key (year, id)
) partition by list (year);
create table shapes.entry_2025 partition of shapes.entry for values in (2025);
create table shapes.entry_rest partition of shapes.entry default;

create table "Tên khác"."Bảng ""một""" (
  "Cột a" integer,
  "b,c" text
);

create table shapes.left_side (id integer primary key, amount bigint not null);
create table shapes.right_side (id integer primary key, amount bigint not null);
create table shapes.filler (n bigint, line text);

-- A tally kept by a trigger: loading rows again must not count them twice.
create table shapes.tally (year integer primary key, entries bigint not null);
create function shapes.count_entries() returns trigger language plpgsql as $$
begin
  insert into shapes.tally
    select year, count(*) from added group by year
    on conflict (year) do update set entries = tally.entries + excluded.entries;
  return null;
end $$;
create trigger count_entries after insert on shapes.entry
  referencing new table as added for each statement execute function shapes.count_entries();

create materialized view shapes.total as select sum(amount) as amount from shapes.entry;

-- Rows that a migration brings are changed later: the backup has the last word.
insert into shapes.left_side values (1, 1000), (2, 0);
insert into shapes.right_side values (1, 0);

-- What it takes to tell which dossiers stood behind a figure at the moment it was read.

-- In which area a dossier was counted before it was counted where it is now: one row a move, in order. The moves of
-- a dossier that were made after some moment tell where it was then.
create table recognition.dossier_place (
  home_id integer not null,
  dossier_id uuid not null,
  place_id uuid not null default uuidv7(),
  area_id integer not null,
  primary key (home_id, dossier_id, place_id)
);
create index dossier_place_left on recognition.dossier_place (area_id, place_id);

create function recognition.keep_place() returns trigger
  language plpgsql security definer set search_path = recognition, pg_temp as $$
begin
  insert into dossier_place (home_id, dossier_id, area_id) values (old.home_id, old.dossier_id, old.area_now);
  return null;
end $$;
create trigger dossier_left after update of area_now on recognition.dossier
  for each row when (old.area_now <> new.area_now) execute function recognition.keep_place();

select platform.allow_application('recognition.dossier_place', 'select');

-- The moment at which a draft's figures were read, as an identity that sorts among those of the steps of dossiers,
-- and the newest reorganisation that was known then. Reports from before this have neither.
alter table reports.draft add column reading uuid, add column tree integer;
alter table reports.sent add column reading uuid, add column tree integer;

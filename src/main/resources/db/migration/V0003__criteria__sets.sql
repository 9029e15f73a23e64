-- Criteria sets: (model, level, issuer, province variant, version, period). Content is one document;
-- a set in force is immutable, a dossier stays with the set it was begun with.
create schema criteria;

create table criteria.criteria_set (
  set_id text primary key,
  model text not null,
  level text not null,
  issuer text not null,
  province_id integer references areas.area,
  version integer not null,
  valid daterange not null,
  title text not null,
  status text not null check (status in ('DRAFT', 'IN_FORCE', 'RETIRED')),
  sample boolean not null,
  content jsonb not null,
  content_sha256 text not null,
  loaded_at timestamptz not null,
  unique nulls not distinct (model, level, issuer, province_id, version)
);
create index criteria_set_province on criteria.criteria_set (province_id);

create function criteria.keep_in_force() returns trigger
  language plpgsql as $$
begin
  if old.status <> 'DRAFT' and (new.content, new.content_sha256, new.model, new.level, new.issuer, new.version)
     is distinct from (old.content, old.content_sha256, old.model, old.level, old.issuer, old.version) then
    raise exception using errcode = 'check_violation', constraint = 'criteria_set_in_force_is_immutable',
      message = 'a criteria set in force is immutable';
  end if;
  return new;
end $$;
create trigger criteria_set_immutable before update on criteria.criteria_set
  for each row execute function criteria.keep_in_force();

select platform.open_to_application('criteria');

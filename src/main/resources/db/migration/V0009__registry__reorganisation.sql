-- Where a village ended, its households live in what received it, from the day of the change.
create table registry.residence_moved (
  reorganisation_id integer not null references areas.reorganisation,
  home_id integer not null,
  household_id uuid not null,
  village_id integer not null,
  moved_to integer not null,
  primary key (reorganisation_id, home_id, household_id, village_id),
  foreign key (home_id, household_id) references registry.household
);
create index residence_moved_household on registry.residence_moved (home_id, household_id);

-- Residences follow a reorganisation whose day has come. May be called again: what followed stays.
create function registry.follow_reorganisation(of_reorganisation integer) returns integer
  language plpgsql security definer set search_path = registry, pg_temp set jit = off as $$
declare
  day date;
  followed integer;
begin
  select effective_on into day from areas.reorganisation
   where reorganisation_id = of_reorganisation and effective_on <= platform.today() and withdrawn_at is null;
  if day is null then
    return 0;
  end if;
  create temporary table moving on commit drop as
  select r.home_id, r.household_id, r.valid, m.from_area, m.to_area
    from areas.receiver m
    join residence r on r.village_id = m.from_area and r.valid && daterange(day, null)
   where m.reorganisation_id = of_reorganisation;
  insert into residence_moved (reorganisation_id, home_id, household_id, village_id, moved_to)
  select distinct of_reorganisation, home_id, household_id, from_area, to_area from moving
  on conflict do nothing;
  update residence r set village_id = m.to_area
    from moving m
   where r.home_id = m.home_id and r.household_id = m.household_id and r.valid = m.valid and lower(m.valid) >= day;
  update residence r set valid = daterange(lower(r.valid), day)
    from moving m
   where r.home_id = m.home_id and r.household_id = m.household_id and r.valid = m.valid and lower(m.valid) < day;
  insert into residence (home_id, household_id, valid, village_id)
  select home_id, household_id, daterange(day, upper(valid)), to_area from moving where lower(valid) < day;
  select count(*) into followed from moving;
  drop table moving;
  return followed;
end $$;

-- Residences are again what they were before the reorganisation that is being withdrawn.
create function registry.undo_reorganisation(of_reorganisation integer) returns void
  language plpgsql security definer set search_path = registry, pg_temp set jit = off as $$
declare
  day date;
begin
  select effective_on into strict day from areas.reorganisation where reorganisation_id = of_reorganisation;
  update residence r set village_id = m.village_id
    from residence_moved m
   where m.reorganisation_id = of_reorganisation and r.home_id = m.home_id and r.household_id = m.household_id
     and r.village_id = m.moved_to and r.valid && daterange(day, null);
  create temporary table joining on commit drop as
  select a.home_id, a.household_id, a.valid as before, b.valid as after
    from residence_moved m
    join residence a on a.home_id = m.home_id and a.household_id = m.household_id and a.village_id = m.village_id
     and upper(a.valid) = day
    join residence b on b.home_id = a.home_id and b.household_id = a.household_id and b.village_id = a.village_id
     and lower(b.valid) = day
   where m.reorganisation_id = of_reorganisation;
  delete from residence r using joining j
   where r.home_id = j.home_id and r.household_id = j.household_id and r.valid = j.after;
  update residence r set valid = daterange(lower(j.before), upper(j.after))
    from joining j
   where r.home_id = j.home_id and r.household_id = j.household_id and r.valid = j.before;
  drop table joining;
  delete from residence_moved where reorganisation_id = of_reorganisation;
end $$;

select platform.allow_application('registry.residence_moved', 'select');

-- One register for everybody and everything that can hold a title: households first, then citizens, clans,
-- communities, units. What all of them share (a name, a code, where it belongs and when, its history) is one
-- table each; what only one kind has stands beside it.
alter table registry.household rename to subject;
alter table registry.subject rename column household_id to subject_id;
alter table registry.subject rename column head to name;
alter table registry.subject
  add column kind text not null default 'HOUSEHOLD' constraint subject_kind check (kind in
    ('HOUSEHOLD', 'CITIZEN', 'CLAN', 'COMMUNITY', 'UNIT', 'SELF_MANAGED_GROUP', 'LEARNING_CENTRE', 'PROGRAMME'));
alter table registry.subject rename constraint household_pkey to subject_pkey;
alter table registry.subject rename constraint household_home_id_serial_key to subject_serial;
alter index registry.household_search rename to subject_search;
alter index registry.household_batch rename to subject_batch;

-- The households among them, by the names of their own paper: the head of a household is its name.
create view registry.household with (security_invoker = true) as
select home_id, subject_id as household_id, serial, name as head, address, children, adults, workers, note, status,
       version, created_at, created_by, batch_id, folded
  from registry.subject where kind = 'HOUSEHOLD';

-- Where a subject belongs, when: a village for whoever lives there, the commune or province for what is larger.
alter table registry.residence rename column household_id to subject_id;
alter table registry.residence rename column village_id to area_id;
alter index registry.residence_village rename to residence_area;
alter table registry.residence_moved rename column household_id to subject_id;
alter table registry.residence_moved rename column village_id to area_id;
alter index registry.residence_moved_household rename to residence_moved_subject;

alter table registry.household_change rename to subject_change;
alter table registry.subject_change rename column household_id to subject_id;
alter index registry.household_change_batch rename to subject_change_batch;
alter table registry.household_link rename to subject_link;
alter table registry.subject_link rename column household_id to subject_id;
alter table registry.subject_link rename column other_household_id to other_subject_id;
alter index registry.household_link_other rename to subject_link_other;
alter function registry.household_code(integer, integer) rename to subject_code;

-- Residences follow a reorganisation whose day has come. May be called again: what followed stays.
create or replace function registry.follow_reorganisation(of_reorganisation integer) returns integer
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
  select r.home_id, r.subject_id, r.valid, m.from_area, m.to_area
    from areas.receiver m
    join residence r on r.area_id = m.from_area and r.valid && daterange(day, null)
   where m.reorganisation_id = of_reorganisation;
  insert into residence_moved (reorganisation_id, home_id, subject_id, area_id, moved_to)
  select distinct of_reorganisation, home_id, subject_id, from_area, to_area from moving
  on conflict do nothing;
  update residence r set area_id = m.to_area
    from moving m
   where r.home_id = m.home_id and r.subject_id = m.subject_id and r.valid = m.valid and lower(m.valid) >= day;
  update residence r set valid = daterange(lower(r.valid), day)
    from moving m
   where r.home_id = m.home_id and r.subject_id = m.subject_id and r.valid = m.valid and lower(m.valid) < day;
  insert into residence (home_id, subject_id, valid, area_id)
  select home_id, subject_id, daterange(day, upper(valid)), to_area from moving where lower(valid) < day;
  select count(*) into followed from moving;
  drop table moving;
  return followed;
end $$;

-- Residences are again what they were before the reorganisation that is being withdrawn.
create or replace function registry.undo_reorganisation(of_reorganisation integer) returns void
  language plpgsql security definer set search_path = registry, pg_temp set jit = off as $$
declare
  day date;
begin
  select effective_on into strict day from areas.reorganisation where reorganisation_id = of_reorganisation;
  update residence r set area_id = m.area_id
    from residence_moved m
   where m.reorganisation_id = of_reorganisation and r.home_id = m.home_id and r.subject_id = m.subject_id
     and r.area_id = m.moved_to and r.valid && daterange(day, null);
  create temporary table joining on commit drop as
  select a.home_id, a.subject_id, a.valid as before, b.valid as after
    from residence_moved m
    join residence a on a.home_id = m.home_id and a.subject_id = m.subject_id and a.area_id = m.area_id
     and upper(a.valid) = day
    join residence b on b.home_id = a.home_id and b.subject_id = a.subject_id and b.area_id = a.area_id
     and lower(b.valid) = day
   where m.reorganisation_id = of_reorganisation;
  delete from residence r using joining j
   where r.home_id = j.home_id and r.subject_id = j.subject_id and r.valid = j.after;
  update residence r set valid = daterange(lower(j.before), upper(j.after))
    from joining j
   where r.home_id = j.home_id and r.subject_id = j.subject_id and r.valid = j.before;
  drop table joining;
  delete from residence_moved where reorganisation_id = of_reorganisation;
end $$;

-- Says where households of a divided village went: they live there since the day of the division.
create or replace function registry.assign_households(homes integer[], households uuid[], villages integer[]) returns integer
  language plpgsql security definer set search_path = registry, pg_temp set jit = off as $$
declare
  assigned integer;
begin
  create temporary table assigning on commit drop as
  select h.home_id, h.subject_id, l.area_id as from_village, s.to_village, s.reorganisation_id, s.effective_on
    from unnest(homes, households, villages) as h (home_id, subject_id, to_village)
    join residence l on l.home_id = h.home_id and l.subject_id = h.subject_id and upper_inf(l.valid)
    join assignable s on s.from_village = l.area_id and s.to_village = h.to_village;
  select count(*) into assigned from assigning;
  if assigned <> cardinality(households) then
    raise exception using errcode = 'check_violation', constraint = 'household_assigned_to_a_successor',
      message = 'a household is not unassigned, or its village is no successor of the divided one';
  end if;
  update residence r set area_id = a.to_village
    from assigning a
   where r.home_id = a.home_id and r.subject_id = a.subject_id and r.area_id = a.from_village
     and r.valid && daterange(a.effective_on, null);
  update residence_moved m set moved_to = a.to_village
    from assigning a
   where m.reorganisation_id = a.reorganisation_id and m.home_id = a.home_id and m.subject_id = a.subject_id
     and m.moved_to = a.from_village;
  drop table assigning;
  return assigned;
end $$;

select platform.allow_application('registry.household', 'select, insert, update');

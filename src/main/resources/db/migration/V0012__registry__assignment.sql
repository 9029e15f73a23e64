-- Households of a divided village are assigned to its successors one by one; persons and imports go to
-- what received their area.

-- To which villages the households of the line of a divided one may be assigned, and by what.
create view registry.assignable as
select u.area_id as from_village, s.to_area as to_village, u.reorganisation_id, r.effective_on
  from areas.unassigned u
  join areas.area a on a.area_id = u.area_id and a.level = 4
  join areas.reorganisation r on r.reorganisation_id = u.reorganisation_id and r.withdrawn_at is null
  join areas.succession s on s.reorganisation_id = u.reorganisation_id and s.from_area = u.divided_area
 where exists (select from areas.area_version v where v.area_id = s.to_area and v.valid @> platform.today());

create index residence_moved_from on registry.residence_moved (reorganisation_id, village_id);
create index residence_moved_to on registry.residence_moved (reorganisation_id, moved_to);

-- Says where households of a divided village went: they live there since the day of the division.
create function registry.assign_households(homes integer[], households uuid[], villages integer[]) returns integer
  language plpgsql security definer set search_path = registry, pg_temp set jit = off as $$
declare
  assigned integer;
begin
  create temporary table assigning on commit drop as
  select h.home_id, h.household_id, l.village_id as from_village, s.to_village, s.reorganisation_id, s.effective_on
    from unnest(homes, households, villages) as h (home_id, household_id, to_village)
    join residence l on l.home_id = h.home_id and l.household_id = h.household_id and upper_inf(l.valid)
    join assignable s on s.from_village = l.village_id and s.to_village = h.to_village;
  select count(*) into assigned from assigning;
  if assigned <> cardinality(households) then
    raise exception using errcode = 'check_violation', constraint = 'household_assigned_to_a_successor',
      message = 'a household is not unassigned, or its village is no successor of the divided one';
  end if;
  update residence r set village_id = a.to_village
    from assigning a
   where r.home_id = a.home_id and r.household_id = a.household_id and r.village_id = a.from_village
     and r.valid && daterange(a.effective_on, null);
  update residence_moved m set moved_to = a.to_village
    from assigning a
   where m.reorganisation_id = a.reorganisation_id and m.home_id = a.home_id and m.household_id = a.household_id
     and m.moved_to = a.from_village;
  drop table assigning;
  return assigned;
end $$;

-- Persons and imports that moved to what received their area, and where they were before.
create table registry.person_moved (
  reorganisation_id integer not null references areas.reorganisation,
  person_id uuid not null references registry.person,
  area_id integer not null,
  moved_to integer not null,
  primary key (reorganisation_id, person_id)
);
create index person_moved_person on registry.person_moved (person_id);

create table registry.import_moved (
  reorganisation_id integer not null references areas.reorganisation,
  batch_id uuid not null references registry.import_batch,
  area_id integer not null,
  moved_to integer not null,
  primary key (reorganisation_id, batch_id)
);
create index import_moved_batch on registry.import_moved (batch_id);

-- Persons act for what received their area, and lists that wait there wait on, once the day has come.
create function registry.offices_follow(of_reorganisation integer) returns void
  language plpgsql security definer set search_path = registry, pg_temp as $$
begin
  with moved as (
    insert into person_moved (reorganisation_id, person_id, area_id, moved_to)
    select of_reorganisation, p.person_id, p.area_id, m.to_area
      from areas.receiver m
      join person p on p.area_id = m.from_area
     where m.reorganisation_id = of_reorganisation and m.effective_on <= platform.today()
    on conflict do nothing
    returning person_id, moved_to)
  update person p set area_id = m.moved_to from moved m where p.person_id = m.person_id;
  with moved as (
    insert into import_moved (reorganisation_id, batch_id, area_id, moved_to)
    select of_reorganisation, b.batch_id, b.area_id, m.to_area
      from areas.receiver m
      join import_batch b on b.area_id = m.from_area
     where m.reorganisation_id = of_reorganisation and m.effective_on <= platform.today()
    on conflict do nothing
    returning batch_id, moved_to)
  update import_batch b set area_id = m.moved_to from moved m where b.batch_id = m.batch_id;
end $$;

create function registry.offices_return(of_reorganisation integer) returns void
  language plpgsql security definer set search_path = registry, pg_temp as $$
begin
  update person p set area_id = m.area_id
    from person_moved m
   where m.reorganisation_id = of_reorganisation and p.person_id = m.person_id and p.area_id = m.moved_to;
  delete from person_moved where reorganisation_id = of_reorganisation;
  update import_batch b set area_id = m.area_id
    from import_moved m
   where m.reorganisation_id = of_reorganisation and b.batch_id = m.batch_id and b.area_id = m.moved_to;
  delete from import_moved where reorganisation_id = of_reorganisation;
end $$;

select platform.allow_application('registry.assignable', 'select');
select platform.allow_application('registry.person_moved', 'select');
select platform.allow_application('registry.import_moved', 'select');

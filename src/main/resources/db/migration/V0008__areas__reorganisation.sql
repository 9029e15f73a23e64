-- Reorganisations: which decree changed which areas from which day, what became of them, and what is
-- still open. History is only added to; what replaces rows (withdrawing, assigning) goes through
-- functions with checks of their own.
create table areas.reorganisation (
  reorganisation_id integer generated always as identity primary key,
  scope_id integer not null references areas.area,
  decree text not null check (decree <> ''),
  decree_date date,
  effective_on date not null,
  note text not null default '',
  recorded_at timestamptz not null,
  recorded_by uuid,
  recorded_name text not null,
  -- versions are ended in the transaction that records their reorganisation, and in no other
  recorded_in xid8 not null default pg_current_xact_id(),
  -- the day on which figures and registers followed; null while the effective day is still to come
  followed_on date,
  withdrawn_at timestamptz,
  withdrawn_by uuid,
  withdrawn_name text,
  withdrawn_reason text,
  constraint reorganisation_withdrawn_by_somebody check (num_nulls(withdrawn_at, withdrawn_name, withdrawn_reason) in (0, 3)),
  constraint reorganisation_followed_in_time check (followed_on >= effective_on)
);
create index reorganisation_scope on areas.reorganisation (scope_id);
create index reorganisation_due on areas.reorganisation (effective_on) where followed_on is null and withdrawn_at is null;

-- What became of an area that ended: the whole of it went into one, or parts into several.
create table areas.succession (
  reorganisation_id integer not null references areas.reorganisation,
  from_area integer not null references areas.area,
  to_area integer not null references areas.area,
  extent text not null check (extent in ('WHOLE', 'PART')),
  primary key (reorganisation_id, from_area, to_area),
  constraint succession_of_another check (from_area <> to_area)
);
create index succession_from on areas.succession (from_area);
create index succession_to on areas.succession (to_area);
create unique index succession_whole_once on areas.succession (reorganisation_id, from_area) where extent = 'WHOLE';

-- The line of its own that holds what a divided area had and nobody has assigned yet.
create table areas.unassigned (
  area_id integer primary key references areas.area,
  reorganisation_id integer not null references areas.reorganisation,
  divided_area integer not null references areas.area,
  unique (reorganisation_id, divided_area)
);
create index unassigned_divided on areas.unassigned (divided_area);

-- Areas of which a reorganisation does not tell what becomes of them: they go on until somebody decides.
create table areas.undecided (
  reorganisation_id integer not null references areas.reorganisation,
  area_id integer not null references areas.area,
  primary key (reorganisation_id, area_id)
);
create index undecided_area on areas.undecided (area_id);

alter table areas.area_version
  add column begun_by integer references areas.reorganisation,
  add column ended_by integer references areas.reorganisation;
-- Temporal keys are looked up once a row by every check; their own index has branches that overlap.
create index area_version_area on areas.area_version (area_id);
create index area_version_begun on areas.area_version (begun_by);
create index area_version_ended on areas.area_version (ended_by);

-- Versions that a withdrawn reorganisation had begun: taken out of the tree, kept to be looked at.
create table areas.withdrawn_version (
  reorganisation_id integer not null references areas.reorganisation,
  area_id integer not null references areas.area,
  valid daterange not null,
  level smallint not null,
  parent_id integer,
  code text not null,
  name text not null,
  kind text not null,
  source text not null,
  primary key (reorganisation_id, area_id)
);
create index withdrawn_version_area on areas.withdrawn_version (area_id);

-- Where the contents of an area that ended are now to be found.
create view areas.receiver as
select r.reorganisation_id, r.effective_on, s.from_area, s.to_area
  from areas.succession s join areas.reorganisation r using (reorganisation_id)
 where s.extent = 'WHOLE' and r.withdrawn_at is null
union all
select r.reorganisation_id, r.effective_on, u.divided_area, u.area_id
  from areas.unassigned u join areas.reorganisation r using (reorganisation_id)
 where r.withdrawn_at is null;

-- What is known of an area, when, from where: population, households, highland …
create table areas.attribute (
  area_id integer not null references areas.area,
  attribute text not null check (attribute in ('POPULATION', 'HOUSEHOLDS', 'AREA_KM2', 'HIGHLAND', 'SPECIALLY_DIFFICULT',
                                               'NEW_RURAL')),
  valid daterange not null check (not isempty(valid)),
  value text not null check (value <> ''),
  source text not null check (source <> ''),
  recorded_at timestamptz not null,
  recorded_by uuid,
  recorded_name text not null,
  primary key (area_id, attribute, valid without overlaps),
  constraint attribute_is_a_number check (attribute not in ('POPULATION', 'HOUSEHOLDS', 'AREA_KM2')
    or value ~ '^[0-9]+(\.[0-9]+)?$'),
  constraint attribute_is_a_status check (attribute <> 'NEW_RURAL' or value in ('STANDARD', 'ADVANCED', 'MODEL', 'NO')),
  constraint attribute_is_yes_or_no check (attribute not in ('HIGHLAND', 'SPECIALLY_DIFFICULT') or value in ('YES', 'NO'))
);

-- Where an area lies, as a GeoJSON geometry.
create table areas.boundary (
  area_id integer not null references areas.area,
  valid daterange not null check (not isempty(valid)),
  geojson jsonb not null check (geojson ->> 'type' in ('Polygon', 'MultiPolygon')),
  source text not null check (source <> ''),
  recorded_at timestamptz not null,
  recorded_by uuid,
  recorded_name text not null,
  primary key (area_id, valid without overlaps)
);

-- The tree of ancestors, made anew for areas and everything that was ever below them.
create or replace function areas.refresh_ancestors(changed integer[]) returns void
  language plpgsql security definer set search_path = areas, pg_temp set jit = off
  set plan_cache_mode = force_custom_plan as $$
declare
  affected integer[];
  step smallint;
begin
  with recursive below as (
    select unnest(changed) as area_id
    union
    select v.area_id from below join area_version v on v.parent_id = below.area_id
  )
  select array_agg(area_id) into affected from below;

  delete from ancestor a using unnest(affected) as x (area_id) where a.area_id = x.area_id;
  insert into ancestor (area_id, ancestor_id, ancestor_level, valid)
  select v.area_id, v.area_id, v.level, unnest(range_agg(v.valid))
    from unnest(affected) as x (area_id)
    join area_version v on v.area_id = x.area_id
   group by v.area_id, v.level;
  for step in 1..4 loop
    insert into ancestor (area_id, ancestor_id, ancestor_level, valid)
    select v.area_id, a.ancestor_id, a.ancestor_level, unnest(range_agg(v.valid * a.valid))
      from unnest(affected) as x (area_id)
      join area_version v on v.area_id = x.area_id and v.level = step
      join ancestor a on a.area_id = v.parent_id and a.valid && v.valid
     group by v.area_id, a.ancestor_id, a.ancestor_level;
  end loop;
end $$;

-- Every level belongs to the one above: communes to a district or, where there is none, to a province.
create or replace function areas.check_version() returns trigger
  language plpgsql security definer set search_path = areas, pg_temp as $$
declare
  above smallint;
begin
  if (select count(*) from unnest((select range_agg(valid) from area_version where area_id = new.area_id))) <> 1 then
    raise exception using errcode = 'check_violation', constraint = 'area_version_without_gaps',
      message = 'versions of an area have a gap';
  end if;
  if new.parent_id is not null then
    select level into above from area where area_id = new.parent_id;
    if not (above = new.level - 1 or (new.level = 3 and above = 1)) then
      raise exception using errcode = 'check_violation', constraint = 'area_version_parent_level',
        message = 'an area belongs to an area of the level above';
    end if;
  end if;
  return null;
end $$;

-- Versions that a reorganisation began are followed once, when all of it stands (areas.reorganised).
create or replace function areas.follow_versions() returns trigger
  language plpgsql security definer set search_path = areas, pg_temp as $$
declare
  changed integer[];
begin
  select array_agg(distinct area_id) into changed from changed_rows where begun_by is null and ended_by is null;
  if changed is not null then
    perform refresh_ancestors(changed);
  end if;
  return null;
end $$;

-- Ends what holds on the eve of a reorganisation that this very transaction records.
create function areas.end_versions(of_reorganisation integer, ended integer[]) returns void
  language plpgsql security definer set search_path = areas, pg_temp as $$
declare
  day date;
  found_rows bigint;
begin
  select effective_on into day from reorganisation
   where reorganisation_id = of_reorganisation and recorded_in = pg_current_xact_id();
  if day is null then
    raise exception using errcode = 'check_violation', constraint = 'reorganisation_of_this_transaction',
      message = 'only the transaction that records a reorganisation ends versions by it';
  end if;
  update area_version v set valid = daterange(lower(v.valid), day), ended_by = of_reorganisation
    from unnest(ended) as e (area_id)
   where v.area_id = e.area_id and upper_inf(v.valid) and lower(v.valid) < day;
  get diagnostics found_rows = row_count;
  if found_rows <> (select count(distinct e) from unnest(ended) e) then
    raise exception using errcode = 'check_violation', constraint = 'reorganisation_after_every_change',
      message = 'an area has a later version, or none on the eve';
  end if;
end $$;

-- The ancestors follow a reorganisation, once for all its areas; answers those areas.
create function areas.reorganised(of_reorganisation integer) returns setof integer
  language plpgsql security definer set search_path = areas, pg_temp as $$
declare
  touched integer[];
begin
  select array_agg(distinct area_id) into touched
    from area_version where begun_by = of_reorganisation or ended_by = of_reorganisation;
  perform refresh_ancestors(coalesce(touched, '{}'));
  return query select unnest(touched);
end $$;

-- Its effective day has come and everything followed.
create function areas.followed(of_reorganisation integer, day date) returns void
  language sql security definer set search_path = areas, pg_temp
  begin atomic
    update areas.reorganisation set followed_on = day
     where reorganisation_id = of_reorganisation and effective_on <= day and followed_on is null;
  end;

-- Rows elsewhere that stand on areas which only this reorganisation made: while there are any, it
-- cannot be withdrawn. What areas may not know by name is found by its foreign keys.
create function areas.standing_on(of_reorganisation integer) returns table (what text, facts bigint)
  language plpgsql stable security definer set search_path = areas, pg_temp as $$
declare
  made integer[];
  touched integer[];
  link record;
begin
  select array_agg(distinct area_id) into touched
    from area_version where begun_by = of_reorganisation or ended_by = of_reorganisation;
  select array_agg(distinct v.area_id) into made
    from area_version v
   where v.begun_by = of_reorganisation
     and not exists (select from area_version o where o.area_id = v.area_id and o.begun_by is distinct from of_reorganisation);
  return query
  select 'areas.reorganisation', count(distinct later.reorganisation_id)
    from reorganisation later
   where later.reorganisation_id > of_reorganisation and later.withdrawn_at is null
     and exists (select from area_version v
                  where v.area_id = any (touched)
                    and later.reorganisation_id in (v.begun_by, v.ended_by))
  having count(*) > 0;
  return query
  select 'areas.area_version', count(*) from area_version v
   where v.parent_id = any (made) and v.begun_by is distinct from of_reorganisation
  having count(*) > 0;
  for link in
    select k.conrelid::regclass::text as referrer, a.attname
      from pg_constraint k
      join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
      join pg_class c on c.oid = k.conrelid
     where k.contype = 'f' and k.confrelid = 'areas.area'::regclass
       and c.relnamespace <> 'areas'::regnamespace
     order by 1, 2
  loop
    return query execute format(
      'select %L, count(*) from %s where %I = any ($1) having count(*) > 0',
      link.referrer, link.referrer, link.attname) using made;
  end loop;
  return query select 'areas.attribute', count(*) from attribute where area_id = any (made) having count(*) > 0;
  return query select 'areas.boundary', count(*) from boundary where area_id = any (made) having count(*) > 0;
end $$;

-- Takes a reorganisation back: the tree is exactly what it was. Answers the areas it had touched,
-- and those that others had come to lie in.
create function areas.withdraw(of_reorganisation integer, at timestamptz, by_account uuid, by_name text, reason text)
  returns setof integer
  language plpgsql security definer set search_path = areas, pg_temp as $$
declare
  touched integer[];
  remaining integer[];
begin
  perform from reorganisation where reorganisation_id = of_reorganisation and withdrawn_at is null for update;
  if not found then
    raise exception using errcode = 'check_violation', constraint = 'reorganisation_still_holds',
      message = 'no such reorganisation, or withdrawn already';
  end if;
  if exists (select from standing_on(of_reorganisation)) then
    raise exception using errcode = 'check_violation', constraint = 'reorganisation_without_later_facts',
      message = 'later facts stand on this reorganisation';
  end if;
  select array_agg(distinct area_id) into touched
    from area_version where begun_by = of_reorganisation or ended_by = of_reorganisation;
  insert into withdrawn_version (reorganisation_id, area_id, valid, level, parent_id, code, name, kind, source)
  select of_reorganisation, area_id, valid, level, parent_id, code, name, kind, source
    from area_version where begun_by = of_reorganisation;
  delete from area_version where begun_by = of_reorganisation;
  update area_version set valid = daterange(lower(valid), null), ended_by = null where ended_by = of_reorganisation;
  delete from ancestor a using unnest(touched) as t (area_id) where a.area_id = t.area_id;
  select array_agg(distinct v.area_id) into remaining
    from unnest(touched) as t (area_id) join area_version v on v.area_id = t.area_id;
  perform refresh_ancestors(coalesce(remaining, '{}'));
  update reorganisation
     set withdrawn_at = at, withdrawn_by = by_account, withdrawn_name = by_name, withdrawn_reason = reason
   where reorganisation_id = of_reorganisation;
  return query
  select unnest(touched)
  union
  select parent_id from withdrawn_version where reorganisation_id = of_reorganisation and parent_id is not null;
end $$;

-- Says where areas of a divided one went: from the line of what is unassigned to one of its
-- successors, since the day of the division.
create function areas.assign(assigned integer[], successors integer[]) returns void
  language plpgsql security definer set search_path = areas, pg_temp as $$
declare
  found_rows bigint;
begin
  update area_version v set parent_id = s.to_area
    from unnest(assigned, successors) as a (area_id, to_area), unassigned u, succession s
   where v.area_id = a.area_id and v.parent_id = u.area_id and v.begun_by = u.reorganisation_id and upper_inf(v.valid)
     and s.reorganisation_id = u.reorganisation_id and s.from_area = u.divided_area and s.to_area = a.to_area;
  get diagnostics found_rows = row_count;
  if found_rows <> cardinality(assigned) then
    raise exception using errcode = 'check_violation', constraint = 'assigned_to_a_successor',
      message = 'an area is not unassigned, or its successor is none of the division';
  end if;
  perform refresh_ancestors(assigned);
end $$;

-- A value holds from a day on; the one before it ends there.
create function areas.set_attribute(of_area integer, named text, since date, is_now text, says text, at timestamptz,
                                    by_account uuid, by_name text) returns void
  language plpgsql security definer set search_path = areas, pg_temp as $$
begin
  delete from attribute where area_id = of_area and attribute = named and lower(valid) >= since and upper_inf(valid);
  update attribute set valid = daterange(lower(valid), since)
   where area_id = of_area and attribute = named and valid @> since;
  insert into attribute (area_id, attribute, valid, value, source, recorded_at, recorded_by, recorded_name)
  values (of_area, named, daterange(since, null), is_now, says, at, by_account, by_name);
end $$;

-- Boundaries hold from a day on; those before them end there.
create function areas.set_boundaries(since date, ids integer[], shapes jsonb[], says text, at timestamptz,
                                     by_account uuid, by_name text) returns void
  language plpgsql security definer set search_path = areas, pg_temp as $$
begin
  delete from boundary where area_id = any (ids) and lower(valid) >= since and upper_inf(valid);
  update boundary set valid = daterange(lower(valid), since) where area_id = any (ids) and valid @> since;
  insert into boundary (area_id, valid, geojson, source, recorded_at, recorded_by, recorded_name)
  select b.id, daterange(since, null), b.shape, says, at, by_account, by_name
    from unnest(ids, shapes) as b (id, shape);
end $$;

select platform.allow_application('areas.reorganisation', 'select, insert');
select platform.allow_application('areas.succession', 'select, insert');
select platform.allow_application('areas.unassigned', 'select, insert');
select platform.allow_application('areas.undecided', 'select, insert');
select platform.allow_application('areas.receiver', 'select');
select platform.allow_application('areas.withdrawn_version', 'select');
select platform.allow_application('areas.attribute', 'select');
select platform.allow_application('areas.boundary', 'select');
select platform.close_to_application('areas.area', 'update');
select platform.close_to_application('areas.area_version', 'update');
select platform.close_to_application('areas.former_district', 'update');

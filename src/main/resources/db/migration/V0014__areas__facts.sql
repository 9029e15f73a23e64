-- What is known of areas is only added to: an entry holds from its day until the next one of the same
-- attribute; an entry for the same day takes its place. What holds when (areas.attribute) follows.
create table areas.attribute_entry (
  entry_no bigint generated always as identity primary key,
  area_id integer not null references areas.area,
  attribute text not null check (attribute in ('POPULATION', 'HOUSEHOLDS', 'AREA_KM2', 'HIGHLAND', 'SPECIALLY_DIFFICULT',
                                               'NEW_RURAL')),
  since date not null,
  value text not null check (value <> ''),
  source text not null check (source <> ''),
  recorded_at timestamptz not null,
  recorded_by uuid,
  recorded_name text not null,
  -- the official list that told it; withdrawn together with it
  reorganisation_id integer references areas.reorganisation,
  constraint attribute_entry_is_a_number check (attribute not in ('POPULATION', 'HOUSEHOLDS', 'AREA_KM2')
    or value ~ '^[0-9]+(\.[0-9]+)?$'),
  constraint attribute_entry_is_a_status check (attribute <> 'NEW_RURAL' or value in ('STANDARD', 'ADVANCED', 'MODEL', 'NO')),
  constraint attribute_entry_is_yes_or_no check (attribute not in ('HIGHLAND', 'SPECIALLY_DIFFICULT') or value in ('YES', 'NO'))
);
create index attribute_entry_area on areas.attribute_entry (area_id, attribute, since);
create index attribute_entry_reorganisation on areas.attribute_entry (reorganisation_id);

-- Entries that were taken back: what they had replaced holds again.
create table areas.attribute_withdrawn (
  entry_no bigint primary key references areas.attribute_entry,
  withdrawn_at timestamptz not null,
  withdrawn_by uuid,
  withdrawn_name text not null,
  reason text not null check (reason <> '')
);

insert into areas.attribute_entry (area_id, attribute, since, value, source, recorded_at, recorded_by, recorded_name)
select area_id, attribute, lower(valid), value, source, recorded_at, recorded_by, recorded_name
  from areas.attribute
 order by area_id, attribute, lower(valid);

-- What holds when, anew from the entries of these areas.
create function areas.refresh_attributes(ids integer[], named text[]) returns void
  language plpgsql security definer set search_path = areas, pg_temp as $$
begin
  delete from attribute a
   using (select distinct * from unnest(ids, named)) k (area_id, attribute)
   where a.area_id = k.area_id and a.attribute = k.attribute;
  insert into attribute (area_id, attribute, valid, value, source, recorded_at, recorded_by, recorded_name)
  select l.area_id, l.attribute,
         daterange(l.since, lead(l.since) over (partition by l.area_id, l.attribute order by l.since)),
         l.value, l.source, l.recorded_at, l.recorded_by, l.recorded_name
    from (select distinct on (e.area_id, e.attribute, e.since) e.*
            from (select distinct * from unnest(ids, named)) k (area_id, attribute)
            join attribute_entry e on e.area_id = k.area_id and e.attribute = k.attribute
           where not exists (select from attribute_withdrawn w where w.entry_no = e.entry_no)
           order by e.area_id, e.attribute, e.since, e.entry_no desc) l;
end $$;

-- Records values, each from a day on. Writers take turns.
create function areas.record_attributes(ids integer[], named text[], days date[], values_now text[], says text[],
                                        at timestamptz, by_account uuid, by_name text, of_reorganisation integer)
  returns void
  language plpgsql security definer set search_path = areas, pg_temp as $$
begin
  perform pg_advisory_xact_lock(7003, 0);
  insert into attribute_entry (area_id, attribute, since, value, source, recorded_at, recorded_by, recorded_name,
                               reorganisation_id)
  select e.area_id, e.attribute, e.since, e.value, e.source, at, by_account, by_name, of_reorganisation
    from unnest(ids, named, days, values_now, says) with ordinality
         as e (area_id, attribute, since, value, source, place)
   order by e.place;
  perform refresh_attributes(ids, named);
end $$;

-- Takes entries back.
create function areas.withdraw_attributes(entries bigint[], at timestamptz, by_account uuid, by_name text, why text)
  returns void
  language plpgsql security definer set search_path = areas, pg_temp as $$
begin
  perform pg_advisory_xact_lock(7003, 0);
  insert into attribute_withdrawn (entry_no, withdrawn_at, withdrawn_by, withdrawn_name, reason)
  select unnest(entries), at, by_account, by_name, why;
  perform refresh_attributes(array_agg(area_id), array_agg(attribute)) from attribute_entry where entry_no = any (entries);
end $$;

drop function areas.set_attribute(integer, text, date, text, text, timestamptz, uuid, text);

-- Boundaries that others took the place of, for the same day.
create table areas.boundary_replaced (
  replaced_no bigint generated always as identity primary key,
  area_id integer not null references areas.area,
  valid daterange not null,
  geojson jsonb not null,
  source text not null,
  recorded_at timestamptz not null,
  recorded_by uuid,
  recorded_name text not null,
  replaced_at timestamptz not null
);
create index boundary_replaced_area on areas.boundary_replaced (area_id);

-- Boundaries hold from a day until the next ones; those of the same day are replaced, and kept.
create or replace function areas.set_boundaries(since date, ids integer[], shapes jsonb[], says text, at timestamptz,
                                                by_account uuid, by_name text) returns void
  language plpgsql security definer set search_path = areas, pg_temp as $$
begin
  perform pg_advisory_xact_lock(7003, 0);
  insert into boundary_replaced (area_id, valid, geojson, source, recorded_at, recorded_by, recorded_name, replaced_at)
  select area_id, valid, geojson, source, recorded_at, recorded_by, recorded_name, at
    from boundary
   where area_id = any (ids) and lower(valid) = since;
  delete from boundary where area_id = any (ids) and lower(valid) = since;
  update boundary set valid = daterange(lower(valid), since) where area_id = any (ids) and valid @> since;
  insert into boundary (area_id, valid, geojson, source, recorded_at, recorded_by, recorded_name)
  select b.id, daterange(since, (select min(lower(o.valid)) from boundary o where o.area_id = b.id and lower(o.valid) > since)),
         b.shape, says, at, by_account, by_name
    from unnest(ids, shapes) as b (id, shape);
end $$;

select platform.allow_application('areas.attribute_entry', 'select');
select platform.allow_application('areas.attribute_withdrawn', 'select');
select platform.allow_application('areas.boundary_replaced', 'select');

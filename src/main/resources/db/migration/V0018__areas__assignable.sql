-- Where what lies in the line of a divided area may go: successors that still stand.
create view areas.possible_successor as
select u.area_id as holder, u.reorganisation_id, s.to_area, t.code, t.name
  from areas.unassigned u
  join areas.succession s on s.reorganisation_id = u.reorganisation_id and s.from_area = u.divided_area
  join areas.area_version t on t.area_id = s.to_area and upper_inf(t.valid);

-- What may be assigned: what lies in such a line, whatever changed it since, while a successor stands.
create view areas.assignable as
select v.area_id, v.code, v.name, u.area_id as holder, u.reorganisation_id
  from areas.unassigned u
  join areas.area_version v on v.parent_id = u.area_id and upper_inf(v.valid)
 where exists (select from areas.possible_successor p where p.holder = u.area_id);

-- An area that was renamed while it waited is assigned with all its versions in the line: it belongs
-- to its successor since the day of the division.
create or replace function areas.assign(assigned integer[], successors integer[]) returns void
  language plpgsql security definer set search_path = areas, pg_temp as $$
declare
  found_areas bigint;
begin
  with moved as (
    update area_version v set parent_id = p.to_area
      from unnest(assigned, successors) as a (area_id, to_area), assignable w, possible_successor p
     where w.area_id = a.area_id and p.holder = w.holder and p.to_area = a.to_area
       and v.area_id = a.area_id and v.parent_id = w.holder
    returning v.area_id)
  select count(distinct area_id) into found_areas from moved;
  if found_areas <> cardinality(assigned) then
    raise exception using errcode = 'check_violation', constraint = 'assigned_to_a_successor',
      message = 'an area is not unassigned, or its successor is none of the division';
  end if;
  perform refresh_ancestors(assigned);
end $$;

select platform.allow_application('areas.possible_successor', 'select');
select platform.allow_application('areas.assignable', 'select');

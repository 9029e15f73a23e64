-- Dossiers of households that are assigned to a successor of their divided village are counted there: in
-- every campaign as it is, and as it was wherever they stood in the line of what is unassigned.
create function recognition.assign_households(homes integer[], households uuid[], villages integer[]) returns integer
  language plpgsql security definer set search_path = recognition, pg_temp set jit = off as $$
declare
  followed integer;
begin
  update dossier d
     set area_now = case when n.to_village is not null then h.to_village else d.area_now end,
         area_then = case when t.to_village is not null then h.to_village else d.area_then end
    from unnest(homes, households, villages) as h (home_id, household_id, to_village)
    join dossier own on own.home_id = h.home_id and own.subject_id = h.household_id
    left join registry.assignable n on n.from_village = own.area_now and n.to_village = h.to_village
    left join registry.assignable t on t.from_village = own.area_then and t.to_village = h.to_village
   where d.home_id = own.home_id and d.dossier_id = own.dossier_id
     and (n.to_village is not null or t.to_village is not null);
  get diagnostics followed = row_count;
  return followed;
end $$;

-- Dossiers are counted where they were before the reorganisation that is being withdrawn, also those that
-- were assigned meanwhile.
create or replace function recognition.undo_reorganisation(of_reorganisation integer) returns void
  language plpgsql security definer set search_path = recognition, pg_temp set jit = off as $$
begin
  with went as (
    select from_area, to_area from areas.receiver where reorganisation_id = of_reorganisation
    union
    select from_area, to_area from areas.succession where reorganisation_id = of_reorganisation)
  update dossier d
     set area_now = case when n.from_area is not null then m.area_now else d.area_now end,
         area_then = case when t.from_area is not null then m.area_then else d.area_then end
    from dossier_moved m
    join dossier own on own.home_id = m.home_id and own.dossier_id = m.dossier_id
    left join went n on n.from_area = m.area_now and n.to_area = own.area_now
    left join went t on t.from_area = m.area_then and t.to_area = own.area_then
   where m.reorganisation_id = of_reorganisation and d.home_id = m.home_id and d.dossier_id = m.dossier_id
     and (n.from_area is not null or t.from_area is not null);
  delete from dossier_moved where reorganisation_id = of_reorganisation;
  -- figures of areas that only this reorganisation made; all others are counted anew afterwards
  delete from tally t
   using areas.area_version v
   where v.begun_by = of_reorganisation and t.area_id = v.area_id
     and not exists (select from areas.area_version o
                      where o.area_id = v.area_id and o.begun_by is distinct from of_reorganisation);
end $$;

-- In which province a campaign goes on: its own while that stands, else what received it. Two provinces that
-- were merged in the middle of their campaigns go on with both, each with its own households.
create view recognition.campaign_place as
select c.campaign_id, c.model, c.year, c.status, c.area_id,
       coalesce(areas.received_by(c.area_id), c.area_id) as province_id
  from recognition.campaign c;

select platform.allow_application('recognition.campaign_place', 'select');

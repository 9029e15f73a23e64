-- A dossier on which anybody ever worked is never deleted. One that only stood on the roll, of a community that
-- a reorganisation had made, goes with it when the reorganisation is withdrawn.
drop trigger dossier_kept on recognition.dossier;
create or replace function recognition.refuse_delete() returns trigger
  language plpgsql as $$
begin
  raise exception 'dossiers are never deleted';
end $$;
create trigger dossier_kept before truncate on recognition.dossier
  for each statement execute function recognition.refuse_delete();

create function recognition.refuse_delete_of_work() returns trigger
  language plpgsql security definer set search_path = recognition, pg_temp as $$
begin
  if exists (select from old_rows o
              where o.stage <> 'REMOVED' or o.scored_by <> '{}' or o.sent_at is not null
                 or o.decision_id is not null) then
    raise exception 'dossiers on which somebody worked are never deleted';
  end if;
  return null;
end $$;
create trigger dossier_work_kept after delete on recognition.dossier
  referencing old table as old_rows for each statement execute function recognition.refuse_delete_of_work();

-- Dossiers of communities of areas that only this reorganisation made, and the steps that put them on a roll;
-- those on which nobody worked. All others stay, and are told among what stands in the way.
create function recognition.forget_dossiers(of_reorganisation integer) returns integer
  language plpgsql security definer set search_path = recognition, pg_temp set jit = off as $$
declare
  forgotten integer;
  steps uuid[];
begin
  create temporary table forgetting_dossier on commit drop as
  select d.home_id, d.dossier_id
    from areas.area_version v
    join registry.subject s on s.home_id = v.area_id and s.kind in ('COMMUNITY', 'PROGRAMME')
    join dossier d on d.home_id = s.home_id and d.subject_id = s.subject_id
   where v.begun_by = of_reorganisation
     and not exists (select from areas.area_version o
                      where o.area_id = v.area_id and o.begun_by is distinct from of_reorganisation)
     and d.stage in ('LISTED', 'REMOVED') and d.scored_by = '{}' and d.sent_at is null
     and not exists (select from answer_change a where a.home_id = d.home_id and a.dossier_id = d.dossier_id);
  update dossier d set stage = 'REMOVED'
    from forgetting_dossier f
   where d.home_id = f.home_id and d.dossier_id = f.dossier_id and d.stage <> 'REMOVED';
  delete from dossier_moved m using forgetting_dossier f
   where m.home_id = f.home_id and m.dossier_id = f.dossier_id;
  with gone as (
    delete from dossier_step t using forgetting_dossier f
     where t.home_id = f.home_id and t.dossier_id = f.dossier_id
    returning t.step_id)
  select array_agg(distinct step_id) into steps from gone;
  delete from step s
   where s.step_id = any (steps) and not exists (select from dossier_step t where t.step_id = s.step_id);
  delete from dossier d using forgetting_dossier f
   where d.home_id = f.home_id and d.dossier_id = f.dossier_id;
  get diagnostics forgotten = row_count;
  drop table forgetting_dossier;
  return forgotten;
end $$;

-- Communities that ended left the rolls in the office that received their area: these steps are told by the
-- office that they are in again.
create function recognition.return_steps(of_reorganisation integer) returns void
  language plpgsql security definer set search_path = recognition, pg_temp set jit = off as $$
begin
  create temporary table returning_step on commit drop as
  select t.step_id, t.home_id, t.dossier_id,
         coalesce((select v.parent_id from areas.area_version v
                    where v.area_id = d.area_now and v.level = 4 order by lower(v.valid) desc limit 1), d.area_now) as office
    from areas.area_version n
    join step p on p.area_id = n.area_id and p.event = 'REMOVE'
    join dossier_step t on t.step_id = p.step_id
    join dossier d on d.home_id = t.home_id and d.dossier_id = t.dossier_id
    join registry.subject s on s.home_id = d.home_id and s.subject_id = d.subject_id
     and s.kind in ('COMMUNITY', 'PROGRAMME')
   where n.begun_by = of_reorganisation
     and not exists (select from areas.area_version o
                      where o.area_id = n.area_id and o.begun_by is distinct from of_reorganisation);
  create temporary table returned_step on commit drop as
  select step_id, office, uuidv7() as new_id, count(*)::integer as dossiers
    from returning_step group by step_id, office;
  insert into step (step_id, campaign_id, area_id, event, at, account_id, person_id, actor, reason, dossiers, decision_id)
  select r.new_id, p.campaign_id, r.office, p.event, p.at, p.account_id, p.person_id, p.actor, p.reason, r.dossiers,
         p.decision_id
    from returned_step r join step p using (step_id);
  update dossier_step t set step_id = r.new_id
    from returning_step g join returned_step r using (step_id, office)
   where t.home_id = g.home_id and t.dossier_id = g.dossier_id and t.step_id = g.step_id;
  delete from step p using returned_step r
   where p.step_id = r.step_id and not exists (select from dossier_step t where t.step_id = p.step_id);
  drop table returned_step;
  drop table returning_step;
end $$;

-- Dossiers are counted where they were before the reorganisation that is being withdrawn, also those that
-- were assigned meanwhile; those of communities that it made are forgotten.
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
  perform forget_dossiers(of_reorganisation);
  perform return_steps(of_reorganisation);
  -- figures of areas that only this reorganisation made; all others are counted anew afterwards
  delete from tally t
   using areas.area_version v
   where v.begun_by = of_reorganisation and t.area_id = v.area_id
     and not exists (select from areas.area_version o
                      where o.area_id = v.area_id and o.begun_by is distinct from of_reorganisation);
end $$;

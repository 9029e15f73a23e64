-- A registration is work too: a dossier that somebody registered stays when the reorganisation that made its
-- community is withdrawn, and stands in the way like one that was scored.
create or replace function recognition.refuse_delete_of_work() returns trigger
  language plpgsql security definer set search_path = recognition, pg_temp as $$
begin
  if exists (select from old_rows o
              where o.stage <> 'REMOVED' or o.scored_by <> '{}' or o.sent_at is not null
                 or o.decision_id is not null or o.registered_at is not null) then
    raise exception 'dossiers on which somebody worked are never deleted';
  end if;
  return null;
end $$;

create or replace function recognition.forget_dossiers(of_reorganisation integer) returns integer
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
     and d.stage in ('LISTED', 'REMOVED') and d.scored_by = '{}' and d.sent_at is null and d.registered_at is null
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

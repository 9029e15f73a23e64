-- Into what areas went that have ended, as a whole or divided; what nobody assigned yet may go to any part. What was
-- begun in such an area is worked on there.
create view areas.goes_into as
select s.from_area, s.to_area
  from areas.succession s
  join areas.reorganisation r using (reorganisation_id)
 where r.withdrawn_at is null and r.effective_on <= platform.today()
   and not exists (select from areas.area_version v where v.area_id = s.from_area and v.valid @> platform.today())
union
select u.divided_area, u.area_id
  from areas.unassigned u
  join areas.reorganisation r using (reorganisation_id)
 where r.withdrawn_at is null and r.effective_on <= platform.today()
union
select u.area_id, s.to_area
  from areas.unassigned u
  join areas.reorganisation r using (reorganisation_id)
  join areas.succession s on s.reorganisation_id = u.reorganisation_id and s.from_area = u.divided_area
 where r.withdrawn_at is null and r.effective_on <= platform.today();
select platform.allow_application('areas.goes_into', 'select');

-- A dossier for practising counts nowhere: it goes with the community that a withdrawn reorganisation had made, whatever
-- was done with it.
create or replace function recognition.refuse_delete_of_work() returns trigger
  language plpgsql security definer set search_path = recognition, pg_temp as $$
begin
  if exists (select from old_rows o
               join campaign c on c.campaign_id = o.campaign_id and not c.training
              where o.stage <> 'REMOVED' or o.scored_by <> '{}' or o.sent_at is not null
                 or o.decision_id is not null or o.registered_at is not null) then
    raise exception 'dossiers on which somebody worked are never deleted';
  end if;
  return null;
end $$;

-- What was practised in areas that only this reorganisation made does not stand in its way. Dossiers of their
-- communities go with what was done with them, but for those with evidence or in a decision; meetings, notices, steps
-- and decisions are told by what the area was made of.
create function recognition.set_training_aside(of_reorganisation integer) returns void
  language plpgsql security definer set search_path = recognition, pg_temp set jit = off as $$
declare
  steps uuid[];
begin
  create temporary table made_area on commit drop as
  select distinct v.area_id,
         coalesce((select s.from_area from areas.succession s
                    where s.reorganisation_id = of_reorganisation and s.to_area = v.area_id order by s.from_area limit 1),
                  (select u.divided_area from areas.unassigned u where u.area_id = v.area_id)) as made_of
    from areas.area_version v
   where v.begun_by = of_reorganisation
     and not exists (select from areas.area_version o
                      where o.area_id = v.area_id and o.begun_by is distinct from of_reorganisation);
  create temporary table practised on commit drop as
  select d.home_id, d.dossier_id
    from made_area n
    join registry.subject s on s.home_id = n.area_id and s.kind in ('COMMUNITY', 'PROGRAMME')
    join dossier d on d.home_id = s.home_id and d.subject_id = s.subject_id and d.decision_id is null
    join campaign c on c.campaign_id = d.campaign_id and c.training
   where not exists (select from evidence e where e.home_id = d.home_id and e.dossier_id = d.dossier_id);
  update dossier d set stage = 'REMOVED'
    from practised p
   where d.home_id = p.home_id and d.dossier_id = p.dossier_id and d.stage <> 'REMOVED';
  delete from objection o using practised p where o.home_id = p.home_id and o.dossier_id = p.dossier_id;
  delete from noticed x using practised p where x.home_id = p.home_id and x.dossier_id = p.dossier_id;
  delete from vote b using practised p where b.home_id = p.home_id and b.dossier_id = p.dossier_id;
  delete from answer_change a using practised p where a.home_id = p.home_id and a.dossier_id = p.dossier_id;
  delete from dossier_moved m using practised p where m.home_id = p.home_id and m.dossier_id = p.dossier_id;
  with gone as (
    delete from dossier_step t using practised p
     where t.home_id = p.home_id and t.dossier_id = p.dossier_id
    returning t.step_id)
  select array_agg(distinct step_id) into steps from gone;
  update meeting m set step_id = null
   where m.step_id = any (steps) and not exists (select from dossier_step t where t.step_id = m.step_id);
  delete from step s
   where s.step_id = any (steps) and not exists (select from dossier_step t where t.step_id = s.step_id);
  update step s set dossiers = (select count(*) from dossier_step t where t.step_id = s.step_id)
   where s.step_id = any (steps);
  delete from dossier d using practised p where d.home_id = p.home_id and d.dossier_id = p.dossier_id;

  delete from vote b using meeting m, campaign c, made_area n
   where m.meeting_id = b.meeting_id and m.status = 'PLANNED' and m.area_id = n.area_id
     and c.campaign_id = m.campaign_id and c.training;
  delete from meeting m using campaign c, made_area n
   where m.status = 'PLANNED' and m.area_id = n.area_id and c.campaign_id = m.campaign_id and c.training;
  update meeting m set area_id = coalesce(n.made_of, c.area_id)
    from campaign c, made_area n
   where m.area_id = n.area_id and c.campaign_id = m.campaign_id and c.training;
  update notice m set area_id = coalesce(n.made_of, c.area_id)
    from campaign c, made_area n
   where m.area_id = n.area_id and c.campaign_id = m.campaign_id and c.training;
  update step m set area_id = coalesce(n.made_of, c.area_id)
    from campaign c, made_area n
   where m.area_id = n.area_id and c.campaign_id = m.campaign_id and c.training;
  update decision m
     set area_id = coalesce(n.made_of, c.area_id),
         number = case when exists (select from decision o
                                     where o.decision_id <> m.decision_id and o.training and o.issuer_key = m.issuer_key
                                       and o.decided_year = m.decided_year and lower(o.number) = lower(m.number)
                                       and (o.area_id = coalesce(n.made_of, c.area_id)
                                         or o.area_id in (select area_id from made_area)))
                       then m.number || ' (' || left(m.decision_id::text, 8) || ')' else m.number end
    from campaign c, made_area n
   where m.area_id = n.area_id and c.campaign_id = m.campaign_id and c.training;
  drop table practised;
  drop table made_area;
end $$;

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
  perform set_training_aside(of_reorganisation);
  -- figures of areas that only this reorganisation made; all others are counted anew afterwards
  delete from tally t
   using areas.area_version v
   where v.begun_by = of_reorganisation and t.area_id = v.area_id
     and not exists (select from areas.area_version o
                      where o.area_id = v.area_id and o.begun_by is distinct from of_reorganisation);
end $$;

-- Campaigns of every model, at every level; citizens have one campaign a labour group (form).
alter table recognition.campaign
  add column level text not null default 'HOUSEHOLD',
  add column form text not null default '',
  drop constraint campaign_model_check,
  drop constraint campaign_model_year_area_id_key,
  add constraint campaign_model check ((model, level) in (
    ('LEARNING_CITIZEN', 'PERSON'), ('LEARNING_FAMILY', 'HOUSEHOLD'), ('LEARNING_CLAN', 'CLAN'),
    ('LEARNING_COMMUNITY', 'VILLAGE'), ('LEARNING_COMMUNITY', 'COMMUNE'), ('LEARNING_COMMUNITY', 'DISTRICT'),
    ('LEARNING_COMMUNITY', 'PROVINCE'), ('LEARNING_UNIT', 'COMMUNE'), ('LEARNING_UNIT', 'DISTRICT'),
    ('LEARNING_UNIT', 'PROVINCE'), ('SELF_MANAGED_GROUP', 'GROUP'), ('COMMUNITY_LEARNING_CENTRE', 'CENTRE'),
    ('LEARNING_SOCIETY', 'COMMUNE'), ('LEARNING_SOCIETY', 'DISTRICT'), ('LEARNING_SOCIETY', 'PROVINCE'))),
  add constraint campaign_form check ((form <> '') = (model = 'LEARNING_CITIZEN')),
  add constraint campaign_once unique (model, level, form, year, area_id);

create or replace view recognition.campaign_place as
select c.campaign_id, c.model, c.year, c.status, c.area_id,
       coalesce(areas.received_by(c.area_id), c.area_id) as province_id, c.level, c.form
  from recognition.campaign c;

-- What a dossier is rated beside its outcome, and when the numbers it was computed from changed without
-- anybody scoring: until somebody has looked at it.
alter table recognition.dossier
  add column rating text constraint dossier_rating check (rating in
    ('NOT_ACHIEVED', 'ACHIEVED', 'AVERAGE', 'FAIR', 'GOOD', 'LEVEL_1', 'LEVEL_2')),
  add column source_changed_at timestamptz;

-- What a step changed in one dossier: {"total": [78, 82], "facts": {"learning_citizens": [1, 2]}}.
alter table recognition.dossier_step add column changes jsonb;

-- Figures stand at villages and communes. What belongs to a commune is counted there; what belongs to a
-- province or a former district has a row of its own there, so that a province is the sum of its communes and
-- its own row. Such rows are never a second count of what lies below.
create or replace function recognition.keep_tally() returns trigger
  language plpgsql security definer set search_path = recognition, pg_temp
  set plan_cache_mode = force_generic_plan set jit = off as $$
declare
  change moved[];
begin
  -- Gathered by kind first: a bulk copy is then a few rows, and a statement that moves nothing ends here.
  if tg_op = 'INSERT' then
    select array_agg(row(m.campaign_id, m.area_then, m.area_now, m.stage, m.outcome, m.reported, m.dossiers)::moved)
      into change
      from (select campaign_id, area_then, area_now, stage, outcome, sent_at is not null as reported,
                   count(*)::integer as dossiers
              from new_rows group by 1, 2, 3, 4, 5, 6) m
     where m.stage <> 'REMOVED';
  else
    select array_agg(row(m.campaign_id, m.area_then, m.area_now, m.stage, m.outcome, m.reported, m.dossiers)::moved)
      into change
      from (select campaign_id, area_then, area_now, stage, outcome, reported, sum(one)::integer as dossiers
              from (select campaign_id, area_then, area_now, stage, outcome, sent_at is not null as reported, 1 as one
                      from new_rows
                    union all
                    select campaign_id, area_then, area_now, stage, outcome, sent_at is not null, -1
                      from old_rows) both_rows
             group by 1, 2, 3, 4, 5, 6) m
     where m.dossiers <> 0 and m.stage <> 'REMOVED';
  end if;
  if change is null then
    return null;
  end if;

  insert into tally as t (campaign_id, area_id, basis, level, roll, listed, scoring, scored, sent, returned,
                          approved, not_achieved, recognised, reported)
  select m.campaign_id, a.ancestor_id, b.basis, a.ancestor_level,
         sum(m.dossiers),
         sum(case when m.stage = 'LISTED' then m.dossiers else 0 end),
         sum(case when m.stage = 'SCORING' then m.dossiers else 0 end),
         sum(case when m.stage = 'SCORED' then m.dossiers else 0 end),
         sum(case when m.stage = 'SENT' then m.dossiers else 0 end),
         sum(case when m.stage = 'RETURNED' then m.dossiers else 0 end),
         sum(case when m.stage = 'APPROVED' and m.outcome = 'ACHIEVED' then m.dossiers else 0 end),
         sum(case when m.stage = 'APPROVED' and m.outcome = 'NOT_ACHIEVED' then m.dossiers else 0 end),
         sum(case when m.stage = 'RECOGNISED' then m.dossiers else 0 end),
         sum(case when m.reported then m.dossiers else 0 end)
    from unnest(change) m
    join campaign c on c.campaign_id = m.campaign_id
   cross join lateral (values (0::smallint, m.area_then), (1::smallint, m.area_now)) b (basis, area_id)
    join areas.ancestor a on a.area_id = b.area_id and (a.ancestor_level in (3, 4) or a.ancestor_id = a.area_id)
     and a.valid @> case when b.basis = 0 and c.status = 'CLOSED' then c.reference_date
                         else platform.today() end
   group by m.campaign_id, a.ancestor_id, b.basis, a.ancestor_level
  -- One order for everybody: two writers on one commune wait for each other and never lock each other out.
   order by m.campaign_id, a.ancestor_id, b.basis
  on conflict (campaign_id, area_id, basis) do update set
    roll = t.roll + excluded.roll, listed = t.listed + excluded.listed, scoring = t.scoring + excluded.scoring,
    scored = t.scored + excluded.scored, sent = t.sent + excluded.sent, returned = t.returned + excluded.returned,
    approved = t.approved + excluded.approved, not_achieved = t.not_achieved + excluded.not_achieved,
    recognised = t.recognised + excluded.recognised, reported = t.reported + excluded.reported;
  return null;
end $$;

create or replace view recognition.recount as
select d.campaign_id, a.ancestor_id as area_id, b.basis, a.ancestor_level as level,
       count(*)::integer as roll,
       (count(*) filter (where d.stage = 'LISTED'))::integer as listed,
       (count(*) filter (where d.stage = 'SCORING'))::integer as scoring,
       (count(*) filter (where d.stage = 'SCORED'))::integer as scored,
       (count(*) filter (where d.stage = 'SENT'))::integer as sent,
       (count(*) filter (where d.stage = 'RETURNED'))::integer as returned,
       (count(*) filter (where d.stage = 'APPROVED' and d.outcome = 'ACHIEVED'))::integer as approved,
       (count(*) filter (where d.stage = 'APPROVED' and d.outcome = 'NOT_ACHIEVED'))::integer as not_achieved,
       (count(*) filter (where d.stage = 'RECOGNISED'))::integer as recognised,
       (count(*) filter (where d.sent_at is not null))::integer as reported
  from recognition.dossier d
  join recognition.campaign c using (campaign_id)
  cross join lateral (values (d.area_then, 0), (d.area_now, 1)) b (area_id, basis)
  join areas.ancestor a on a.area_id = b.area_id and (a.ancestor_level in (3, 4) or a.ancestor_id = a.area_id)
   and a.valid @> case when b.basis = 0 and c.status = 'CLOSED' then c.reference_date else platform.today() end
 where d.stage <> 'REMOVED'
 group by d.campaign_id, a.ancestor_id, b.basis, a.ancestor_level;

-- The tallies of these areas from the dossiers that belong to them themselves; of these communes from their
-- villages besides.
drop function recognition.retally(integer[], integer[]);
create function recognition.retally(own integer[], communes integer[]) returns void
  language plpgsql security definer set search_path = recognition, pg_temp set jit = off
  set plan_cache_mode = force_custom_plan as $$
begin
  if cardinality(own) > 0 then
    delete from tally where area_id = any (own) and level <> 3;
    insert into tally (campaign_id, area_id, basis, level, roll, listed, scoring, scored, sent, returned, approved,
                       not_achieved, recognised, reported)
    select o.campaign_id, o.area_id, o.basis, o.level, o.roll, o.listed, o.scoring, o.scored, o.sent, o.returned,
           o.approved, o.not_achieved, o.recognised, o.reported
      from recount_own(own) o
     where o.level <> 3;
  end if;
  if cardinality(communes) > 0 then
    delete from tally where area_id = any (communes) and level = 3;
    insert into tally (campaign_id, area_id, basis, level, roll, listed, scoring, scored, sent, returned, approved,
                       not_achieved, recognised, reported)
    select campaign_id, area_id, basis, 3, sum(roll), sum(listed), sum(scoring), sum(scored), sum(sent),
           sum(returned), sum(approved), sum(not_achieved), sum(recognised), sum(reported)
      from (select t.campaign_id, a.ancestor_id as area_id, t.basis, t.roll, t.listed, t.scoring, t.scored, t.sent,
                   t.returned, t.approved, t.not_achieved, t.recognised, t.reported
              from areas.ancestor a
              join tally t on t.area_id = a.area_id and t.level = 4
              join campaign c on c.campaign_id = t.campaign_id
             where a.ancestor_id = any (communes) and a.ancestor_level = 3
               and a.valid @> case when t.basis = 0 and c.status = 'CLOSED' then c.reference_date
                                   else platform.today() end
            union all
            select o.campaign_id, o.area_id, o.basis, o.roll, o.listed, o.scoring, o.scored, o.sent, o.returned,
                   o.approved, o.not_achieved, o.recognised, o.reported
              from recount_own(communes) o
             where o.level = 3) x
     group by campaign_id, area_id, basis;
  end if;
end $$;

-- What the dossiers that belong to these areas themselves count, leaf by leaf.
create function recognition.recount_own(own integer[]) returns table (
  campaign_id integer, area_id integer, basis smallint, level smallint, roll bigint, listed bigint, scoring bigint,
  scored bigint, sent bigint, returned bigint, approved bigint, not_achieved bigint, recognised bigint, reported bigint)
  language sql stable security definer set search_path = recognition, pg_temp set jit = off as $$
    select d.campaign_id, d.area_id, d.basis, a.ancestor_level, count(*),
           count(*) filter (where d.stage = 'LISTED'),
           count(*) filter (where d.stage = 'SCORING'),
           count(*) filter (where d.stage = 'SCORED'),
           count(*) filter (where d.stage = 'SENT'),
           count(*) filter (where d.stage = 'RETURNED'),
           count(*) filter (where d.stage = 'APPROVED' and d.outcome = 'ACHIEVED'),
           count(*) filter (where d.stage = 'APPROVED' and d.outcome = 'NOT_ACHIEVED'),
           count(*) filter (where d.stage = 'RECOGNISED'),
           count(*) filter (where d.sent_at is not null)
      from (select x.campaign_id, x.area_then as area_id, 0::smallint as basis, x.stage, x.outcome, x.sent_at
              from dossier x where x.area_then = any (own)
            union all
            select x.campaign_id, x.area_now, 1::smallint, x.stage, x.outcome, x.sent_at
              from dossier x where x.area_now = any (own)) d
      join campaign c on c.campaign_id = d.campaign_id
      join areas.ancestor a on a.area_id = d.area_id and a.ancestor_id = d.area_id
       and a.valid @> case when d.basis = 0 and c.status = 'CLOSED' then c.reference_date else platform.today() end
     where d.stage <> 'REMOVED'
     group by d.campaign_id, d.area_id, d.basis, a.ancestor_level
$$;

-- Tallies of everything that a reorganisation touched: villages that ended or began by it, all communes above
-- them or touched themselves, and what belongs to provinces and districts that it touched.
create or replace function recognition.retally_reorganised(of_reorganisation integer, touched integer[]) returns void
  language plpgsql security definer set search_path = recognition, pg_temp set jit = off as $$
declare
  own integer[];
  communes integer[];
begin
  select coalesce(array_agg(distinct x.area_id), '{}') into own
    from (select from_area as area_id from areas.succession where reorganisation_id = of_reorganisation
          union all
          select to_area from areas.succession where reorganisation_id = of_reorganisation
          union all
          select area_id from areas.unassigned where reorganisation_id = of_reorganisation) x
    join areas.area a on a.area_id = x.area_id and a.level <> 3;
  select coalesce(array_agg(distinct x.area_id), '{}') into communes
    from (select t.area_id from unnest(touched) as t (area_id) join areas.area a on a.area_id = t.area_id and a.level = 3
          union all
          select n.ancestor_id from areas.ancestor n where n.area_id = any (touched) and n.ancestor_level = 3
          union all
          select n.ancestor_id from areas.ancestor n where n.area_id = any (own) and n.ancestor_level = 3) x;
  perform retally(own, communes);
end $$;

-- Every subject as it can be rated: by which model, at which level, by the form of which labour group, and the
-- area that it is counted in: where it lives, and for a unit the commune or province that manages it.
create view recognition.rated with (security_invoker = true) as
select s.home_id, s.subject_id, s.serial, s.kind, s.status = 'ACTIVE' as active, s.batch_id,
       case s.kind when 'HOUSEHOLD' then 'LEARNING_FAMILY' when 'CITIZEN' then 'LEARNING_CITIZEN'
                   when 'CLAN' then 'LEARNING_CLAN' when 'COMMUNITY' then 'LEARNING_COMMUNITY'
                   when 'UNIT' then 'LEARNING_UNIT' when 'LEARNING_CENTRE' then 'COMMUNITY_LEARNING_CENTRE'
                   when 'PROGRAMME' then 'LEARNING_SOCIETY' else s.kind end as model,
       case s.kind when 'HOUSEHOLD' then 'HOUSEHOLD' when 'CITIZEN' then 'PERSON' when 'CLAN' then 'CLAN'
                   when 'SELF_MANAGED_GROUP' then 'GROUP' when 'LEARNING_CENTRE' then 'CENTRE'
                   when 'UNIT' then u.managing_level
                   else (array['PROVINCE', 'DISTRICT', 'COMMUNE', 'VILLAGE'])[x.level] end as level,
       coalesce(c.labour_group, '') as form,
       case when s.kind = 'UNIT' then coalesce((
                   select a.ancestor_id from areas.ancestor a
                    where a.area_id = r.area_id and a.valid @> platform.today()
                      and a.ancestor_level = case u.managing_level when 'PROVINCE' then 1 when 'DISTRICT' then 2 else 3 end),
                   r.area_id)
            else r.area_id end as area_id
  from registry.subject s
  join registry.residence r on r.home_id = s.home_id and r.subject_id = s.subject_id and upper_inf(r.valid)
  join areas.area x on x.area_id = r.area_id
  left join registry.citizen c on s.kind = 'CITIZEN' and c.home_id = s.home_id and c.subject_id = s.subject_id
  left join registry.unit u on s.kind = 'UNIT' and u.home_id = s.home_id and u.subject_id = s.subject_id;

select platform.allow_application('recognition.rated', 'select');

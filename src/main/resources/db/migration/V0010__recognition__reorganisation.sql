-- Dossiers of villages that ended, and where they were counted before.
create table recognition.dossier_moved (
  reorganisation_id integer not null references areas.reorganisation,
  home_id integer not null,
  dossier_id uuid not null,
  -- what the dossier had; null where it did not change
  area_then integer,
  area_now integer,
  primary key (reorganisation_id, home_id, dossier_id),
  foreign key (home_id, dossier_id) references recognition.dossier
);
create index dossier_moved_dossier on recognition.dossier_moved (home_id, dossier_id);

-- The tallies of these villages from their dossiers, and of these communes from their villages.
create function recognition.retally(villages integer[], communes integer[]) returns void
  language plpgsql security definer set search_path = recognition, pg_temp set jit = off
  set plan_cache_mode = force_custom_plan as $$
begin
  if cardinality(villages) > 0 then
    delete from tally where area_id = any (villages) and level = 4;
    insert into tally (campaign_id, area_id, basis, level, roll, listed, scoring, scored, sent, returned, approved,
                       not_achieved, recognised, reported)
    select d.campaign_id, d.area_id, d.basis, 4, count(*),
           count(*) filter (where d.stage = 'LISTED'),
           count(*) filter (where d.stage = 'SCORING'),
           count(*) filter (where d.stage = 'SCORED'),
           count(*) filter (where d.stage = 'SENT'),
           count(*) filter (where d.stage = 'RETURNED'),
           count(*) filter (where d.stage = 'APPROVED' and d.outcome = 'ACHIEVED'),
           count(*) filter (where d.stage = 'APPROVED' and d.outcome = 'NOT_ACHIEVED'),
           count(*) filter (where d.stage = 'RECOGNISED'),
           count(*) filter (where d.sent_at is not null)
      from (select campaign_id, area_then as area_id, 0::smallint as basis, stage, outcome, sent_at
              from dossier where area_then = any (villages)
            union all
            select campaign_id, area_now, 1::smallint, stage, outcome, sent_at
              from dossier where area_now = any (villages)) d
      join campaign c using (campaign_id)
      join areas.ancestor a on a.area_id = d.area_id and a.ancestor_level = 4
       and a.valid @> case when d.basis = 0 and c.status = 'CLOSED' then c.reference_date else platform.today() end
     where d.stage <> 'REMOVED'
     group by d.campaign_id, d.area_id, d.basis;
  end if;
  if cardinality(communes) > 0 then
    delete from tally where area_id = any (communes) and level = 3;
    insert into tally (campaign_id, area_id, basis, level, roll, listed, scoring, scored, sent, returned, approved,
                       not_achieved, recognised, reported)
    select t.campaign_id, a.ancestor_id, t.basis, 3, sum(t.roll), sum(t.listed), sum(t.scoring), sum(t.scored),
           sum(t.sent), sum(t.returned), sum(t.approved), sum(t.not_achieved), sum(t.recognised), sum(t.reported)
      from areas.ancestor a
      join tally t on t.area_id = a.area_id and t.level = 4
      join campaign c on c.campaign_id = t.campaign_id
     where a.ancestor_id = any (communes) and a.ancestor_level = 3
       and a.valid @> case when t.basis = 0 and c.status = 'CLOSED' then c.reference_date else platform.today() end
     group by t.campaign_id, a.ancestor_id, t.basis;
  end if;
end $$;

-- Tallies of everything that a reorganisation touched: villages that ended or began by it, and all
-- communes above them or touched themselves.
create function recognition.retally_reorganised(of_reorganisation integer, touched integer[]) returns void
  language plpgsql security definer set search_path = recognition, pg_temp set jit = off as $$
declare
  villages integer[];
  communes integer[];
begin
  select coalesce(array_agg(distinct x.area_id), '{}') into villages
    from (select from_area as area_id from areas.succession where reorganisation_id = of_reorganisation
          union all
          select to_area from areas.succession where reorganisation_id = of_reorganisation
          union all
          select area_id from areas.unassigned where reorganisation_id = of_reorganisation) x
    join areas.area a on a.area_id = x.area_id and a.level = 4;
  select coalesce(array_agg(distinct x.area_id), '{}') into communes
    from (select t.area_id from unnest(touched) as t (area_id) join areas.area a on a.area_id = t.area_id and a.level = 3
          union all
          select n.ancestor_id from areas.ancestor n where n.area_id = any (touched) and n.ancestor_level = 3
          union all
          select n.ancestor_id from areas.ancestor n where n.area_id = any (villages) and n.ancestor_level = 3) x;
  perform retally(villages, communes);
end $$;

-- Dossiers of villages that ended are counted in what received these: as they are once the day has
-- come, as they were where the campaign's reference date lies on or after it.
create function recognition.follow_reorganisation(of_reorganisation integer) returns integer
  language plpgsql security definer set search_path = recognition, pg_temp set jit = off as $$
declare
  followed integer;
begin
  create temporary table moving on commit drop as
  select d.home_id, d.dossier_id,
         case when n.to_area is not null and m_day.due then n.to_area end as to_now,
         case when t.to_area is not null
               and case when c.status = 'CLOSED' then c.reference_date >= m_day.day else m_day.due end
              then t.to_area end as to_then
    from (select effective_on as day, effective_on <= platform.today() as due
            from areas.reorganisation where reorganisation_id = of_reorganisation and withdrawn_at is null) m_day
   cross join lateral (
         select x.home_id, x.dossier_id, x.campaign_id, x.area_then, x.area_now from dossier x
          where x.area_now in (select from_area from areas.receiver where reorganisation_id = of_reorganisation)
         union
         select x.home_id, x.dossier_id, x.campaign_id, x.area_then, x.area_now from dossier x
          where x.area_then in (select from_area from areas.receiver where reorganisation_id = of_reorganisation)) d
    join campaign c on c.campaign_id = d.campaign_id
    left join areas.receiver n on n.reorganisation_id = of_reorganisation and n.from_area = d.area_now
    left join areas.receiver t on t.reorganisation_id = of_reorganisation and t.from_area = d.area_then;
  delete from moving where to_now is null and to_then is null;
  insert into dossier_moved as k (reorganisation_id, home_id, dossier_id, area_then, area_now)
  select of_reorganisation, d.home_id, d.dossier_id, case when m.to_then is not null then d.area_then end,
         case when m.to_now is not null then d.area_now end
    from moving m join dossier d using (home_id, dossier_id)
  on conflict (reorganisation_id, home_id, dossier_id) do update
    set area_then = coalesce(k.area_then, excluded.area_then), area_now = coalesce(k.area_now, excluded.area_now);
  update dossier d
     set area_then = coalesce(m.to_then, d.area_then), area_now = coalesce(m.to_now, d.area_now)
    from moving m
   where d.home_id = m.home_id and d.dossier_id = m.dossier_id;
  select count(*) into followed from moving;
  drop table moving;
  return followed;
end $$;

-- Dossiers are counted where they were before the reorganisation that is being withdrawn.
create function recognition.undo_reorganisation(of_reorganisation integer) returns void
  language plpgsql security definer set search_path = recognition, pg_temp set jit = off as $$
begin
  update dossier d
     set area_now = case when n.from_area is not null then m.area_now else d.area_now end,
         area_then = case when t.from_area is not null then m.area_then else d.area_then end
    from dossier_moved m
    left join areas.receiver n on n.reorganisation_id = of_reorganisation and n.from_area = m.area_now
    left join areas.receiver t on t.reorganisation_id = of_reorganisation and t.from_area = m.area_then
   where m.reorganisation_id = of_reorganisation and d.home_id = m.home_id and d.dossier_id = m.dossier_id
     and (n.to_area = d.area_now or t.to_area = d.area_then);
  delete from dossier_moved where reorganisation_id = of_reorganisation;
  -- figures of areas that only this reorganisation made; all others are counted anew afterwards
  delete from tally t
   using areas.area_version v
   where v.begun_by = of_reorganisation and t.area_id = v.area_id
     and not exists (select from areas.area_version o
                      where o.area_id = v.area_id and o.begun_by is distinct from of_reorganisation);
end $$;

-- Closing a campaign fixes "as it was" to the tree of its reference date: dossiers that followed a
-- later reorganisation go back to the village of that day, and the figures are made anew.
create or replace function recognition.freeze_tally() returns trigger
  language plpgsql security definer set search_path = recognition, pg_temp as $$
begin
  if new.status = 'CLOSED' then
    -- what is recorded early and holds on the reference date holds for these figures now
    perform follow_reorganisation(r.reorganisation_id) from areas.reorganisation r
      where r.followed_on is null and r.withdrawn_at is null and r.effective_on <= new.reference_date;
    with back as (
      select distinct on (m.home_id, m.dossier_id) m.home_id, m.dossier_id, m.area_then
        from areas.reorganisation r
        join dossier_moved m on m.reorganisation_id = r.reorganisation_id and m.area_then is not null
        join dossier d on d.home_id = m.home_id and d.dossier_id = m.dossier_id and d.campaign_id = new.campaign_id
       where r.effective_on > new.reference_date and r.withdrawn_at is null
       order by m.home_id, m.dossier_id, r.effective_on)
    update dossier d set area_then = b.area_then
      from back b
     where d.home_id = b.home_id and d.dossier_id = b.dossier_id and d.area_then <> b.area_then;
    update dossier_moved m set area_then = null
      from areas.reorganisation r, dossier d
     where r.reorganisation_id = m.reorganisation_id and r.effective_on > new.reference_date and r.withdrawn_at is null
       and d.home_id = m.home_id and d.dossier_id = m.dossier_id and d.campaign_id = new.campaign_id
       and m.area_then is not null;
  end if;
  delete from tally where campaign_id = new.campaign_id and basis = 0;
  insert into tally (campaign_id, area_id, basis, level, roll, listed, scoring, scored, sent, returned, approved,
                     not_achieved, recognised, reported)
  select campaign_id, area_id, basis, level, roll, listed, scoring, scored, sent, returned, approved, not_achieved,
         recognised, reported
    from recount where campaign_id = new.campaign_id and basis = 0;
  return null;
end $$;

select platform.allow_application('recognition.dossier_moved', 'select');

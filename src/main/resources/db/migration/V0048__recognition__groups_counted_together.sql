-- Citizens are evaluated in a campaign for each labour group; a commune has reported once all of them have. What its
-- campaigns of a year come to together is kept beside their tallies: only added to, so that no two writers can miss each
-- other, and by whatever way a tally changes.
alter table recognition.tally add column together boolean not null default false;

create table recognition.tally_together (
  model text not null,
  level text not null,
  year smallint not null,
  basis smallint not null,
  area_id integer not null,
  rule smallint not null,
  roll integer not null default 0,
  reported integer not null default 0,
  villages integer not null default 0,
  villages_sent integer not null default 0,
  villages_roll integer not null default 0,
  villages_reported integer not null default 0,
  full_area integer not null generated always as (
    case rule
      when 1 then (reported > 0 and reported >= roll)::integer
      when 2 then (reported > 0 and villages > 0 and villages_sent >= villages)::integer
      when 3 then (reported > 0 and villages + (roll > villages_roll)::integer > 0 and villages_sent >= villages
                   and (roll <= villages_roll or reported - villages_reported >= roll - villages_roll))::integer
      when 4 then (roll > 0 and reported >= roll)::integer
      else 0 end) stored,
  primary key (model, level, year, basis, area_id)
);
select platform.allow_application('recognition.tally_together', 'select');

create function recognition.keep_together() returns trigger
  language plpgsql security definer set search_path = recognition, pg_temp as $$
declare
  was tally := null;
  is_now tally := null;
begin
  if tg_op <> 'INSERT' and old.together and old.rule > 0 then was := old; end if;
  if tg_op <> 'DELETE' and new.together and new.rule > 0 then is_now := new; end if;
  insert into tally_together as g (model, level, year, basis, area_id, rule, roll, reported, villages, villages_sent,
                                   villages_roll, villages_reported)
  select c.model, c.level, c.year, coalesce(is_now.basis, was.basis), coalesce(is_now.area_id, was.area_id),
         coalesce(is_now.rule, was.rule),
         coalesce(is_now.roll, 0) - coalesce(was.roll, 0), coalesce(is_now.reported, 0) - coalesce(was.reported, 0),
         coalesce(is_now.villages, 0) - coalesce(was.villages, 0),
         coalesce(is_now.villages_sent, 0) - coalesce(was.villages_sent, 0),
         coalesce(is_now.villages_roll, 0) - coalesce(was.villages_roll, 0),
         coalesce(is_now.villages_reported, 0) - coalesce(was.villages_reported, 0)
    from campaign c
   where c.campaign_id = coalesce(is_now.campaign_id, was.campaign_id)
  on conflict (model, level, year, basis, area_id) do update set
    rule = excluded.rule, roll = g.roll + excluded.roll, reported = g.reported + excluded.reported,
    villages = g.villages + excluded.villages, villages_sent = g.villages_sent + excluded.villages_sent,
    villages_roll = g.villages_roll + excluded.villages_roll,
    villages_reported = g.villages_reported + excluded.villages_reported;
  return null;
end $$;

create or replace function recognition.rule_areas(areas integer[]) returns void
  language sql security definer set search_path = recognition, pg_temp as $$
    update tally t set rule = tally_rule(c.model, c.level, t.level, t.area_id),
                       together = c.form <> '' and not c.training and t.level < 4
      from campaign c
     where c.campaign_id = t.campaign_id and t.area_id = any (areas) and t.rule = -1
$$;

-- All of it made anew, where nobody writes: after tallies were made below the triggers.
create function recognition.count_together() returns void
  language plpgsql security definer set search_path = recognition, pg_temp set jit = off as $$
begin
  update tally t set together = true
    from campaign c
   where c.campaign_id = t.campaign_id and c.form <> '' and not c.training and t.level < 4 and not t.together;
  delete from tally_together;
  insert into tally_together (model, level, year, basis, area_id, rule, roll, reported, villages, villages_sent,
                              villages_roll, villages_reported)
  select c.model, c.level, c.year, t.basis, t.area_id, max(t.rule), sum(t.roll), sum(t.reported), sum(t.villages),
         sum(t.villages_sent), sum(t.villages_roll), sum(t.villages_reported)
    from tally t
    join campaign c on c.campaign_id = t.campaign_id
   where t.together and t.rule > 0
   group by c.model, c.level, c.year, t.basis, t.area_id;
end $$;
select recognition.count_together();

create trigger tally_joined after insert on recognition.tally
  for each row when (new.together and new.rule > 0) execute function recognition.keep_together();
create trigger tally_moved_together after update on recognition.tally
  for each row when ((old.together and old.rule > 0 or new.together and new.rule > 0)
    and (old.together, old.rule, old.roll, old.reported, old.villages, old.villages_sent, old.villages_roll, old.villages_reported)
        is distinct from
        (new.together, new.rule, new.roll, new.reported, new.villages, new.villages_sent, new.villages_roll, new.villages_reported))
  execute function recognition.keep_together();
create trigger tally_left after delete on recognition.tally
  for each row when (old.together and old.rule > 0) execute function recognition.keep_together();

-- As before, but that what an area's rule is is asked for new rows only.
create or replace function recognition.keep_tally() returns trigger
  language plpgsql security definer set search_path = recognition, pg_temp
  set plan_cache_mode = force_generic_plan set jit = off as $$
declare
  change moved[];
  turned turned[];
begin
  -- Gathered by kind first: a bulk copy is then a few rows, and a statement that moves nothing ends here.
  if tg_op = 'INSERT' then
    select array_agg(row(m.campaign_id, m.area_then, m.area_now, m.stage, m.outcome, m.reported, m.dossiers, m.registered, m.rating)::moved)
      into change
      from (select campaign_id, area_then, area_now, stage, outcome, sent_at is not null as reported,
                   registered_at is not null as registered, case when stage = 'RECOGNISED' then rating end as rating,
                   count(*)::integer as dossiers
              from new_rows group by 1, 2, 3, 4, 5, 6, 7, 8) m
     where m.stage <> 'REMOVED';
  else
    select array_agg(row(m.campaign_id, m.area_then, m.area_now, m.stage, m.outcome, m.reported, m.dossiers, m.registered, m.rating)::moved)
      into change
      from (select campaign_id, area_then, area_now, stage, outcome, reported, registered, rating,
                   sum(one)::integer as dossiers
              from (select campaign_id, area_then, area_now, stage, outcome, sent_at is not null as reported,
                           registered_at is not null as registered,
                           case when stage = 'RECOGNISED' then rating end as rating, 1 as one
                      from new_rows
                    union all
                    select campaign_id, area_then, area_now, stage, outcome, sent_at is not null, registered_at is not null,
                           case when stage = 'RECOGNISED' then rating end, -1
                      from old_rows) both_rows
             group by 1, 2, 3, 4, 5, 6, 7, 8) m
     where m.dossiers <> 0 and m.stage <> 'REMOVED';
  end if;
  if change is null then
    return null;
  end if;

  with kept as (
    insert into tally as t (campaign_id, area_id, basis, level, roll, listed, scoring, scored, sent, returned,
                            approved, not_achieved, recognised, reported, registered,
                            unregistered, met, posted, agreed, recognised_average, recognised_fair,
                            recognised_good, recognised_level_1, recognised_level_2,
                            villages_roll, villages_reported, day, rule, together)
    select m.campaign_id, a.ancestor_id, b.basis, a.ancestor_level,
           sum(m.dossiers),
           sum(case when m.stage = 'LISTED' then m.dossiers else 0 end),
           sum(case when m.stage = 'SCORING' then m.dossiers else 0 end),
           sum(case when m.stage in ('SCORED', 'MET', 'POSTED') then m.dossiers else 0 end),
           sum(case when m.stage = 'SENT' then m.dossiers else 0 end),
           sum(case when m.stage = 'RETURNED' then m.dossiers else 0 end),
           sum(case when m.stage in ('APPROVED', 'AGREED') and m.outcome = 'ACHIEVED' then m.dossiers else 0 end),
           sum(case when m.stage = 'REVOKED' or m.stage in ('APPROVED', 'AGREED') and m.outcome = 'NOT_ACHIEVED' then m.dossiers else 0 end),
           sum(case when m.stage = 'RECOGNISED' then m.dossiers else 0 end),
           sum(case when m.reported then m.dossiers else 0 end),
           sum(case when m.registered then m.dossiers else 0 end),
           sum(case when m.stage = 'LISTED' and not m.registered then m.dossiers else 0 end),
           sum(case when m.stage = 'MET' then m.dossiers else 0 end),
           sum(case when m.stage = 'POSTED' then m.dossiers else 0 end),
           sum(case when m.stage = 'AGREED' and m.outcome = 'ACHIEVED' then m.dossiers else 0 end),
           sum(case when m.rating = 'AVERAGE' then m.dossiers else 0 end),
           sum(case when m.rating = 'FAIR' then m.dossiers else 0 end),
           sum(case when m.rating = 'GOOD' then m.dossiers else 0 end),
           sum(case when m.rating = 'LEVEL_1' then m.dossiers else 0 end),
           sum(case when m.rating = 'LEVEL_2' then m.dossiers else 0 end),
           -- under a commune, but not its own
           sum(case when a.ancestor_level = 3 and b.area_id <> a.ancestor_id then m.dossiers else 0 end),
           sum(case when a.ancestor_level = 3 and b.area_id <> a.ancestor_id and m.reported then m.dossiers else 0 end),
           platform.today(),
           -- kept by what is there, and asked for what is not
           case when exists (select from tally k
                              where k.campaign_id = m.campaign_id and k.area_id = a.ancestor_id and k.basis = b.basis)
                then -1 else tally_rule(c.model, c.level, a.ancestor_level, a.ancestor_id) end,
           c.form <> '' and not c.training and a.ancestor_level < 4
      from unnest(change) m
      join campaign c on c.campaign_id = m.campaign_id
     cross join lateral (values (0::smallint, m.area_then), (1::smallint, m.area_now)) b (basis, area_id)
      join areas.ancestor a on a.area_id = b.area_id and (a.ancestor_level in (3, 4) or a.ancestor_id = a.area_id)
       and a.valid @> case when b.basis = 0 and c.status = 'CLOSED' then c.reference_date
                           else platform.today() end
     group by m.campaign_id, c.model, c.level, c.form, c.training, a.ancestor_id, b.basis, a.ancestor_level
     -- Communes first and in one order for everybody: two writers on one commune wait for each other there,
     -- also when each writes several times, and never lock each other out.
     order by m.campaign_id, a.ancestor_level = 4, a.ancestor_id, b.basis
    on conflict (campaign_id, area_id, basis) do update set
      roll = t.roll + excluded.roll, listed = t.listed + excluded.listed, scoring = t.scoring + excluded.scoring,
      scored = t.scored + excluded.scored, sent = t.sent + excluded.sent, returned = t.returned + excluded.returned,
      approved = t.approved + excluded.approved, not_achieved = t.not_achieved + excluded.not_achieved,
      recognised = t.recognised + excluded.recognised, reported = t.reported + excluded.reported,
      registered = t.registered + excluded.registered,
      unregistered = t.unregistered + excluded.unregistered,
      met = t.met + excluded.met,
      posted = t.posted + excluded.posted,
      agreed = t.agreed + excluded.agreed,
      recognised_average = t.recognised_average + excluded.recognised_average,
      recognised_fair = t.recognised_fair + excluded.recognised_fair,
      recognised_good = t.recognised_good + excluded.recognised_good,
      recognised_level_1 = t.recognised_level_1 + excluded.recognised_level_1,
      recognised_level_2 = t.recognised_level_2 + excluded.recognised_level_2,
      villages_roll = t.villages_roll + excluded.villages_roll,
      villages_reported = t.villages_reported + excluded.villages_reported,
      day = excluded.day
    returning with (old as was, new as is_now) was as before, is_now as after),
  -- What it comes to in provinces is written beside what is there, so that nobody waits for anybody.
  wide as (
    insert into tally_wide (
      campaign_id, area_id, basis, part, roll, listed, scoring, scored, sent, returned, approved, not_achieved,
      recognised, reported, registered, unregistered, met, posted, agreed, recognised_average, recognised_fair,
      recognised_good, recognised_level_1, recognised_level_2, villages, villages_sent, villages_roll,
      villages_reported, full_areas, itself, itself_full)
    select (k.after).campaign_id, a.ancestor_id, (k.after).basis, nextval('tally_wide_part'),
           sum((k.after).roll - coalesce((k.before).roll, 0)),
           sum((k.after).listed - coalesce((k.before).listed, 0)),
           sum((k.after).scoring - coalesce((k.before).scoring, 0)),
           sum((k.after).scored - coalesce((k.before).scored, 0)),
           sum((k.after).sent - coalesce((k.before).sent, 0)),
           sum((k.after).returned - coalesce((k.before).returned, 0)),
           sum((k.after).approved - coalesce((k.before).approved, 0)),
           sum((k.after).not_achieved - coalesce((k.before).not_achieved, 0)),
           sum((k.after).recognised - coalesce((k.before).recognised, 0)),
           sum((k.after).reported - coalesce((k.before).reported, 0)),
           sum((k.after).registered - coalesce((k.before).registered, 0)),
           sum((k.after).unregistered - coalesce((k.before).unregistered, 0)),
           sum((k.after).met - coalesce((k.before).met, 0)),
           sum((k.after).posted - coalesce((k.before).posted, 0)),
           sum((k.after).agreed - coalesce((k.before).agreed, 0)),
           sum((k.after).recognised_average - coalesce((k.before).recognised_average, 0)),
           sum((k.after).recognised_fair - coalesce((k.before).recognised_fair, 0)),
           sum((k.after).recognised_good - coalesce((k.before).recognised_good, 0)),
           sum((k.after).recognised_level_1 - coalesce((k.before).recognised_level_1, 0)),
           sum((k.after).recognised_level_2 - coalesce((k.before).recognised_level_2, 0)),
           sum((k.after).villages - coalesce((k.before).villages, 0)),
           sum((k.after).villages_sent - coalesce((k.before).villages_sent, 0)),
           sum((k.after).villages_roll - coalesce((k.before).villages_roll, 0)),
           sum((k.after).villages_reported - coalesce((k.before).villages_reported, 0)),
           sum(case when (k.after).rule in (1, 2, 3) then (k.after).full_area - coalesce((k.before).full_area, 0) else 0 end),
           sum(case (k.after).rule when 4 then ((k.after).roll > 0)::integer - coalesce((k.before).roll > 0, false)::integer else 0 end),
           sum(case (k.after).rule when 4 then (k.after).full_area - coalesce((k.before).full_area, 0) else 0 end)
      from kept k
      join campaign c on c.campaign_id = (k.after).campaign_id
      join areas.ancestor a on a.area_id = (k.after).area_id and a.ancestor_level = 1
       and a.valid @> case when (k.after).basis = 0 and c.status = 'CLOSED' then c.reference_date
                           else platform.today() end
     where (k.after).level < 4
     group by (k.after).campaign_id, a.ancestor_id, (k.after).basis)
  select array_agg(row((k.after).campaign_id, (k.after).area_id, (k.after).basis,
                       ((k.after).roll > 0)::integer - coalesce((k.before).roll > 0, false)::integer,
                       ((k.after).roll > 0 and (k.after).reported >= (k.after).roll)::integer
                         - coalesce((k.before).roll > 0 and (k.before).reported >= (k.before).roll, false)::integer)::turned)
    into turned
    from kept k
   where (k.after).level = 4
     and (((k.after).roll > 0) is distinct from coalesce((k.before).roll > 0, false)
       or ((k.after).roll > 0 and (k.after).reported >= (k.after).roll)
            is distinct from coalesce((k.before).roll > 0 and (k.before).reported >= (k.before).roll, false));

  -- Only when a village came, went, or had sent everything for the first time.
  if turned is not null then
    with kept as (
      update tally t
         set villages = t.villages + v.villages, villages_sent = t.villages_sent + v.sent
        from (select x.campaign_id, a.ancestor_id as area_id, x.basis, sum(x.villages) as villages, sum(x.sent) as sent
                from unnest(turned) x
                join campaign c on c.campaign_id = x.campaign_id
                join areas.ancestor a on a.area_id = x.area_id and a.ancestor_level = 3
                 and a.valid @> case when x.basis = 0 and c.status = 'CLOSED' then c.reference_date
                                     else platform.today() end
               group by x.campaign_id, a.ancestor_id, x.basis) v
       where t.campaign_id = v.campaign_id and t.area_id = v.area_id and t.basis = v.basis
      returning with (old as was, new as is_now) was as before, is_now as after)
    insert into tally_wide (campaign_id, area_id, basis, part, villages, villages_sent, full_areas)
    select (k.after).campaign_id, a.ancestor_id, (k.after).basis, nextval('tally_wide_part'),
           sum((k.after).villages - (k.before).villages), sum((k.after).villages_sent - (k.before).villages_sent),
           sum((k.after).full_area - (k.before).full_area)
      from kept k
      join campaign c on c.campaign_id = (k.after).campaign_id
      join areas.ancestor a on a.area_id = (k.after).area_id and a.ancestor_level = 1
       and a.valid @> case when (k.after).basis = 0 and c.status = 'CLOSED' then c.reference_date
                           else platform.today() end
     group by (k.after).campaign_id, a.ancestor_id, (k.after).basis;
  end if;
  return null;
end $$;


-- Roles follow their area into what received it. Of a divided area they reach what is still unassigned;
-- who keeps which successor somebody decides.
create table identity.role_moved (
  reorganisation_id integer not null references areas.reorganisation,
  account_id uuid not null references identity.account,
  role text not null,
  area_id integer not null references areas.area,
  moved_to integer not null references areas.area,
  moved_at timestamptz not null,
  primary key (reorganisation_id, account_id, role, area_id)
);
create index role_moved_account on identity.role_moved (account_id);
create index role_moved_area on identity.role_moved (area_id);
create index role_moved_to on identity.role_moved (moved_to);

-- Once the day has come; may be called again: what followed stays.
create function identity.follow_reorganisation(of_reorganisation integer, at timestamptz) returns integer
  language plpgsql security definer set search_path = identity, pg_temp as $$
declare
  followed integer;
begin
  with moved as (
    insert into role_moved (reorganisation_id, account_id, role, area_id, moved_to, moved_at)
    select of_reorganisation, g.account_id, g.role, g.area_id, m.to_area, at
      from areas.receiver m
      join role_grant g on g.area_id = m.from_area and g.ended_at is null
     where m.reorganisation_id = of_reorganisation and m.effective_on <= platform.today()
    on conflict do nothing
    returning account_id, role, area_id, moved_to),
  ended as (
    update role_grant g set ended_at = at
      from moved m
     where g.account_id = m.account_id and g.role = m.role and g.area_id = m.area_id and g.ended_at is null)
  insert into role_grant (account_id, role, area_id, granted_at)
  select distinct account_id, role, moved_to, at from moved m
   where not exists (select from role_grant g
                      where g.account_id = m.account_id and g.role = m.role and g.area_id = m.moved_to
                        and g.ended_at is null);
  get diagnostics followed = row_count;
  return followed;
end $$;

-- Roles are held again where they were held before; what they had become goes with the areas it was over.
-- What somebody took away meanwhile stays taken away.
create function identity.undo_reorganisation(of_reorganisation integer) returns void
  language plpgsql security definer set search_path = identity, pg_temp as $$
begin
  update role_grant g set ended_at = null
    from role_moved m
   where m.reorganisation_id = of_reorganisation and g.account_id = m.account_id and g.role = m.role
     and g.area_id = m.area_id and g.ended_at = m.moved_at
     and exists (select from role_grant became
                  where became.account_id = m.account_id and became.role = m.role and became.area_id = m.moved_to
                    and became.ended_at is null);
  delete from role_grant g
   using role_moved m
   where m.reorganisation_id = of_reorganisation and g.account_id = m.account_id and g.role = m.role
     and g.area_id = m.moved_to and g.granted_at = m.moved_at and g.granted_by is null and g.ended_at is null;
  delete from role_moved where reorganisation_id = of_reorganisation;
end $$;

select platform.allow_application('identity.role_moved', 'select');

-- The head of a unit, a clan, a household … holds a role over that subject of the register instead of an area.
-- Where the subject lies is never kept twice: it is read from the register, so the role follows it and ends with it.
alter table identity.role_grant
  drop constraint role_grant_pkey,
  drop constraint role_grant_role_check,
  add column grant_id uuid not null default uuidv7(),
  add column home_id integer,
  add column subject_id uuid,
  alter column area_id drop not null,
  add primary key (grant_id),
  add constraint role_grant_role check (role in ('VOLUNTEER', 'COMMUNE_OFFICER', 'PROVINCE_OFFICER', 'NATIONAL_OFFICER',
    'ADMINISTRATOR', 'HEAD')),
  add constraint role_grant_over_one check ((subject_id is null) = (home_id is null)
    and (role = 'HEAD') = (subject_id is not null) and (role = 'HEAD') = (area_id is null)),
  add foreign key (home_id, subject_id) references registry.subject;
create unique index role_grant_head_once on identity.role_grant (account_id, home_id, subject_id)
  where ended_at is null and subject_id is not null;
create index role_grant_subject on identity.role_grant (home_id, subject_id);
create index role_grant_account on identity.role_grant (account_id);

-- Roles that nobody ended, each with the area it is over, or in which its subject is today. What is over a subject
-- that moved away or ended is not there any more, and only told.
create view identity.held_role with (security_invoker = true) as
select account_id, role, area_id, home_id, subject_id, null::text as subject, true as there
  from identity.role_grant
 where ended_at is null and subject_id is null
union all
select g.account_id, g.role, r.area_id, g.home_id, g.subject_id, s.name, s.status = 'ACTIVE'
  from identity.role_grant g
  join registry.subject s on s.home_id = g.home_id and s.subject_id = g.subject_id
  join registry.residence r on r.home_id = g.home_id and r.subject_id = g.subject_id and upper_inf(r.valid)
 where g.ended_at is null and g.subject_id is not null;
select platform.allow_application('identity.held_role', 'select');

-- People of an area with the household that they live in, answered by indexes alone: figures of workers inside
-- recognised families, clans and villages look up everybody who lives there.
create index residence_citizen on registry.residence (area_id) include (home_id, subject_id, valid)
  where kind = 'CITIZEN' and upper_inf(valid);
create index residence_ended on registry.residence (area_id, kind) where not upper_inf(valid);
create index membership_lives on registry.membership (home_id, subject_id) include (other_home_id, other_subject_id, valid)
  where role = 'LIVES_IN' and upper_inf(valid);
create index membership_lived on registry.membership (home_id, subject_id) where role = 'LIVES_IN' and not upper_inf(valid);
create index subject_active_citizen on registry.subject (home_id, subject_id) where kind = 'CITIZEN' and status = 'ACTIVE';

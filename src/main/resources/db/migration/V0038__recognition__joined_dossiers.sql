-- A dossier with those of the same campaign whose entries were joined into its own: what was
-- attached to them and voted on them before stays with them, and is read with it.
create function recognition.with_joined(home integer, dossier uuid)
  returns table (home_id integer, dossier_id uuid)
  language sql stable rows 2 set search_path = recognition, pg_temp as $$
  with recursive every as (
    select d.home_id, d.dossier_id, d.subject_id, d.campaign_id
      from recognition.dossier d where d.home_id = home and d.dossier_id = dossier
    union
    select d.home_id, d.dossier_id, d.subject_id, d.campaign_id
      from every e
      join registry.subject_link l
        on l.other_home_id = e.home_id and l.other_subject_id = e.subject_id and l.kind = 'JOINED_INTO'
      join recognition.dossier d
        on d.home_id = l.home_id and d.subject_id = l.subject_id and d.campaign_id = e.campaign_id)
  select e.home_id, e.dossier_id from every e
$$;

-- The dossier that a dossier is read with: the one of the entry that its own was joined into, else itself.
create function recognition.joined_into(home integer, dossier uuid)
  returns table (home_id integer, dossier_id uuid)
  language sql stable rows 1 set search_path = recognition, pg_temp as $$
  with recursive every as (
    select d.home_id, d.dossier_id, d.subject_id, d.campaign_id, 0 as steps
      from recognition.dossier d where d.home_id = home and d.dossier_id = dossier
    union all
    select d.home_id, d.dossier_id, d.subject_id, d.campaign_id, e.steps + 1
      from every e
      join registry.subject_link l
        on l.home_id = e.home_id and l.subject_id = e.subject_id and l.kind = 'JOINED_INTO'
      join recognition.dossier d
        on d.home_id = l.other_home_id and d.subject_id = l.other_subject_id and d.campaign_id = e.campaign_id
     where e.steps < 20)
  select e.home_id, e.dossier_id from every e order by e.steps desc limit 1
$$;

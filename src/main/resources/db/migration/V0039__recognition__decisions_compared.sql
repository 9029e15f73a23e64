-- A certificate leads to the title that it certifies: it is taken back with it and not by itself.
create index title_certificate on recognition.title (certificate_id) where certificate_id is not null;

-- "UBND xã X" and "Ủy ban nhân dân xã X" are one issuer, whose numbers are given once a year.
create function recognition.issuer_key(issuer text) returns text
  language sql immutable parallel safe strict
  return regexp_replace(btrim(regexp_replace(platform.fold(issuer), '[^a-z0-9]+', ' ', 'g')), '^uy ban nhan dan( |$)', 'ubnd\1');
alter table recognition.decision add column issuer_key text;
-- what bears one number twice already is kept as it is
update recognition.decision d
   set issuer_key = case when k.place = 1 then k.issuer_key else k.issuer_key || ' ' || d.decision_id end
  from (select q.decision_id, recognition.issuer_key(q.issuer) as issuer_key,
               case when q.number is null then 1
                    else row_number() over (partition by q.area_id, recognition.issuer_key(q.issuer), q.decided_year,
                                                         lower(q.number), q.training
                                            order by q.recorded_at, q.decision_id) end as place
          from recognition.decision q) k
 where k.decision_id = d.decision_id;
alter table recognition.decision alter column issuer_key set not null;
create function recognition.write_issuer_key() returns trigger
  language plpgsql as $$
begin
  new.issuer_key := recognition.issuer_key(new.issuer);
  return new;
end $$;
create trigger decision_issuer_key before insert or update of issuer on recognition.decision
  for each row execute function recognition.write_issuer_key();
drop index recognition.decision_number_once;
create unique index decision_number_once on recognition.decision
  (area_id, issuer_key, decided_year, lower(number), training);

-- The edition of a draft rises with its words and with its list; this one is that of its words.
alter table recognition.decision add column worded integer not null default 1;

-- A decision is drafted before it has a number, a date and a signer; issuing it makes a title of every dossier. What
-- it said first is kept when it is corrected or withdrawn.
alter table recognition.decision
  add column status text not null default 'ISSUED' check (status in ('DRAFT', 'ISSUED', 'WITHDRAWN')),
  add column subject text not null default '',
  add column grounds text not null default '',
  add column articles text not null default '',
  add column edition integer not null default 1,
  add column scan text references platform.stored_file,
  add column scan_type text,
  add column withdrawn_on date,
  add column withdrawn_number text,
  add column withdrawn_reason text,
  add column withdrawn_at timestamptz,
  add column withdrawn_by uuid,
  add column withdrawn_name text,
  alter column number drop not null,
  alter column decided_on drop not null,
  alter column decided_year drop not null,
  alter column signer_id drop not null,
  alter column signer_name drop not null,
  alter column signer_title drop not null,
  drop constraint decision_recognised_check,
  add constraint decision_issued_whole check (
    case when status = 'DRAFT' then number is null and decided_on is null and signer_id is null and recognised = 0
         else number is not null and decided_on is not null and signer_id is not null and signer_name is not null
              and signer_title is not null and recognised > 0 end),
  add constraint decision_withdrawn_with_reason check (
    case when status = 'WITHDRAWN' then withdrawn_on is not null and withdrawn_number <> '' and withdrawn_reason <> ''
              and withdrawn_at is not null and withdrawn_by is not null and withdrawn_name is not null
         else withdrawn_at is null end),
  add constraint decision_scan_has_type check ((scan is null) = (scan_type is null));
create index decision_scan on recognition.decision (scan);
select platform.allow_application('recognition.decision', 'delete');

create function recognition.keep_decision() returns trigger
  language plpgsql as $$
begin
  if old.status <> 'DRAFT' then
    raise exception using errcode = 'check_violation', constraint = 'decision_issued_is_kept',
      message = 'a decision that was issued is kept';
  end if;
  return old;
end $$;
create trigger decision_kept before delete on recognition.decision
  for each row execute function recognition.keep_decision();

-- Every correction with what it said before: {"number": ["12/QĐ-UBND", "13/QĐ-UBND"]}.
create table recognition.decision_correction (
  correction_id uuid primary key default uuidv7(),
  decision_id uuid not null references recognition.decision,
  at timestamptz not null,
  account_id uuid,
  person_id uuid,
  actor text not null,
  document text not null default '',
  reason text not null check (reason <> ''),
  changes jsonb not null
);
create index decision_correction_of on recognition.decision_correction (decision_id, at);

-- A title (danh hiệu): who was recognised as what, by which decision, from when to when. Expiry is by date.
create table recognition.title (
  home_id integer not null,
  title_id uuid not null default uuidv7(),
  dossier_id uuid not null,
  campaign_id integer not null references recognition.campaign,
  subject_id uuid not null,
  decision_id uuid not null references recognition.decision,
  name text not null check (name <> ''),
  rating text not null,
  valid_from date not null,
  valid_until date not null,
  -- the title before of the same subject, model and level: renewed, or raised to a higher level
  previous_id uuid,
  -- in the module of certificates
  certificate_id uuid,
  certificate text not null default '',
  revoked_at timestamptz,
  revoked_on date,
  revoked_reason text,
  revoked_document text,
  revoked_by uuid,
  revoked_name text,
  version integer not null default 1,
  primary key (home_id, title_id),
  foreign key (home_id, dossier_id) references recognition.dossier,
  constraint title_certificate_has_number check ((certificate_id is null) = (certificate = '')),
  constraint title_period check (valid_until >= valid_from),
  constraint title_revoked_with_reason check (
    case when revoked_at is null then revoked_reason is null
         else revoked_on is not null and revoked_reason <> '' and revoked_document is not null
              and revoked_name is not null end)
);
-- One title a dossier; another one only once that was revoked.
create unique index title_once on recognition.title (home_id, dossier_id) where revoked_at is null;
create index title_decision on recognition.title (decision_id);
create index title_subject on recognition.title (home_id, subject_id);
create index title_campaign on recognition.title (campaign_id);
create index title_until on recognition.title (valid_until);
select platform.allow_application('recognition.decision_correction', 'select, insert');
select platform.allow_application('recognition.title', 'select, insert, update');

-- What was recognised before titles were kept has one too.
insert into recognition.title (home_id, dossier_id, campaign_id, subject_id, decision_id, name, rating, valid_from, valid_until)
select d.home_id, d.dossier_id, d.campaign_id, d.subject_id, d.decision_id, s.name, coalesce(d.rating, 'ACHIEVED'),
       q.decided_on,
       case when p.content #>> '{validity,from}' = 'YEAR_END'
            then (make_date(q.decided_year, 12, 31) + make_interval(months => (p.content #>> '{validity,months}')::integer))::date
            else (q.decided_on + make_interval(months => coalesce((p.content #>> '{validity,months}')::integer, 12)))::date - 1 end
  from recognition.dossier d
  join recognition.decision q using (decision_id)
  join recognition.campaign c on c.campaign_id = d.campaign_id
  left join recognition.procedure p on p.procedure_id = c.procedure_id
  join registry.subject s on s.home_id = d.home_id and s.subject_id = d.subject_id
 where d.stage = 'RECOGNISED' and not c.training;
update recognition.title t
   set previous_id = (
     select o.title_id
       from recognition.title o
       join recognition.campaign w on w.campaign_id = o.campaign_id
      where o.home_id = t.home_id and o.subject_id = t.subject_id and o.title_id <> t.title_id
        and w.model = c.model and w.level = c.level and o.valid_from < t.valid_from
      order by o.valid_from desc limit 1)
  from recognition.campaign c
 where c.campaign_id = t.campaign_id;

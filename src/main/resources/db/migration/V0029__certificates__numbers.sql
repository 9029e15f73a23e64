-- Certificates: the numbers that issuers give out, what was issued under them, the public keys that the square
-- codes are signed with, and the runs that make files for the printer.
create schema certificates;

-- One series of numbers: what one body issues in one year. next_number moves only under the row's own lock, in
-- the transaction that issues, so that a number is either on a certificate or was never taken.
create table certificates.series (
  series_id integer generated always as identity primary key,
  area_id integer not null references areas.area,
  symbol text not null check (symbol ~ '^[0-9A-ZĐ][0-9A-ZĐ.-]{0,19}$'),
  issuer_code text not null check (issuer_code ~ '^[0-9A-ZĐ][0-9A-ZĐ.-]{0,39}$'),
  issuer text not null check (issuer <> ''),
  issuer_above text not null default '',
  year smallint not null check (year between 1996 and 2200),
  pattern text not null check (pattern like '%{n}%' and length(pattern) <= 60),
  first_number integer not null default 1 check (first_number >= 1),
  next_number integer not null check (next_number >= first_number),
  version integer not null default 0,
  created_at timestamptz not null,
  created_by uuid,
  search text generated always as (platform.fold(issuer)) stored,
  constraint series_of_issuer_and_year unique (area_id, symbol, year)
);
create index series_code on certificates.series (issuer_code, year);
create index series_search on certificates.series using gin (search gin_trgm_ops);

-- Numbers that certificates on paper already bear.
create table certificates.used_on_paper (
  series_id integer not null references certificates.series,
  numbers int4range not null check (not isempty(numbers) and lower(numbers) >= 1 and not upper_inf(numbers)),
  reason text not null check (reason <> ''),
  noted_at timestamptz not null,
  noted_by uuid,
  noted_name text not null,
  constraint used_on_paper_once exclude using gist (series_id with =, numbers with &&)
);

-- What certificates issued at once share.
create table certificates.batch (
  batch_id uuid primary key default uuidv7(),
  series_id integer not null references certificates.series,
  issuer text not null,
  issuer_above text not null,
  title text not null check (title <> ''),
  title_code text not null check (title_code ~ '^[0-9A-ZĐ]{1,8}$'),
  decision_number text not null,
  decided_on date not null,
  decider text not null,
  signer_name text not null,
  signer_title text not null,
  place text not null,
  issued_on date not null,
  issued_at timestamptz not null,
  issued_by uuid,
  issued_name text not null,
  size integer not null check (size > 0)
);
create index batch_series on certificates.batch (series_id, issued_at);

create table certificates.certificate (
  series_id integer not null references certificates.series,
  n integer not null check (n >= 1),
  certificate_id uuid not null,
  batch_id uuid not null references certificates.batch,
  number text not null,
  code text not null check (code ~ '^[2-9A-HJKMNP-Z]{12}$'),
  subject text not null,
  name text not null check (name <> ''),
  personal boolean not null,
  place text not null,
  rating text not null,
  search text generated always as (platform.fold(name || ' ' || place)) stored,
  valid_from date not null,
  valid_until date check (valid_until >= valid_from),
  status text not null default 'VALID' check (status in ('VALID', 'REVOKED', 'REPLACED')),
  ended_on date,
  ended_at timestamptz,
  reason text,
  replaced_by uuid,
  renewed_by uuid,
  primary key (series_id, n),
  constraint certificate_once unique (certificate_id),
  constraint certificate_code unique (code),
  constraint certificate_ended check (case status when 'VALID' then ended_on is null and ended_at is null and reason is null
                                                  else ended_on is not null and ended_at is not null and reason <> '' end),
  constraint certificate_replaced check ((status = 'REPLACED') = (replaced_by is not null)),
  foreign key (replaced_by) references certificates.certificate (certificate_id) deferrable initially deferred,
  foreign key (renewed_by) references certificates.certificate (certificate_id) deferrable initially deferred
);
create index certificate_batch on certificates.certificate (batch_id);
create index certificate_subject on certificates.certificate (subject);
create index certificate_number on certificates.certificate (number);
create index certificate_search on certificates.certificate using gin (search gin_trgm_ops);
create index certificate_replaced_by on certificates.certificate (replaced_by);
create index certificate_renewed_by on certificates.certificate (renewed_by);

-- What happened to a certificate after it was issued.
create table certificates.change (
  change_id uuid primary key default uuidv7(),
  certificate_id uuid not null references certificates.certificate (certificate_id),
  kind text not null check (kind in ('REVOKED', 'REPLACED', 'RENEWED')),
  note text not null,
  other uuid references certificates.certificate (certificate_id),
  changed_at timestamptz not null,
  changed_by uuid,
  changed_name text not null
);
create index change_certificate on certificates.change (certificate_id, changed_at);
create index change_other on certificates.change (other);

-- Public halves of the keys of the square codes; the private halves lie in a folder of their own.
create table certificates.signing_key (
  key_id text primary key check (key_id ~ '^[0-9a-f]{8}$'),
  public_key bytea not null,
  used_from date not null,
  used_until date not null check (used_until >= used_from),
  made_at timestamptz not null
);

-- The key file that a body signs documents with; the file lies with the private keys, its password nowhere.
create table certificates.key_file (
  area_id integer primary key references areas.area,
  file text not null check (file ~ '^signature-[0-9a-f-]+\.p12$'),
  whose text not null,
  valid_until date not null,
  kept_at timestamptz not null,
  kept_by uuid,
  kept_name text not null
);

-- A run that makes files for many certificates, in parts; a part counts once its row is there.
create table certificates.print_run (
  run_id uuid primary key,
  series_id integer not null references certificates.series,
  batch_id uuid references certificates.batch,
  kind text not null check (kind in ('PRINT', 'SIGNED', 'SEPARATE')),
  heading text not null check (heading <> ''),
  border boolean not null,
  colour text not null check (colour in ('RED', 'BLUE', 'BLACK')),
  address text not null,
  last_number integer not null,
  total integer not null check (total > 0),
  part_size integer not null check (part_size > 0),
  state text not null default 'WAITING' check (state in ('WAITING', 'WORKING', 'DONE', 'HELD', 'STOPPED')),
  problem text,
  problem_words text[] not null default '{}',
  seen_at timestamptz not null,
  created_at timestamptz not null,
  created_by uuid,
  created_name text not null,
  finished_at timestamptz
);
create index print_run_series on certificates.print_run (series_id, created_at);
create index print_run_batch on certificates.print_run (batch_id);
create index print_run_open on certificates.print_run (created_at) where state in ('WAITING', 'WORKING', 'HELD');

create table certificates.print_part (
  run_id uuid not null references certificates.print_run,
  part integer not null check (part >= 1),
  first_number integer not null,
  last_number integer not null,
  files integer not null,
  sha256 text not null references platform.stored_file,
  size bigint not null,
  finished_at timestamptz not null,
  primary key (run_id, part)
);
create index print_part_file on certificates.print_part (sha256);

select platform.open_to_application('certificates');
-- What was issued stays as it was issued; only what became of it may be added.
select platform.close_to_application('certificates.certificate', 'update');
select platform.allow_application('certificates.certificate',
  'update (status, ended_on, ended_at, reason, replaced_by, renewed_by)');
select platform.close_to_application('certificates.batch', 'update');
select platform.close_to_application('certificates.change', 'update');
select platform.close_to_application('certificates.used_on_paper', 'update');
select platform.close_to_application('certificates.print_part', 'update');

-- Mechanisms shared by all modules: text folding, the business date, the journal, files by hash.
create schema platform;
create extension if not exists btree_gist;
create extension if not exists pg_trgm;

create collation platform.vi (provider = icu, locale = 'vi-VN');

-- Search key of a Vietnamese text: lower case, tones and marks removed, đ as d.
create function platform.fold(value text) returns text
  language sql immutable strict parallel safe
  return replace(regexp_replace(normalize(lower(value), nfd), '[\u0300-\u036f]', '', 'g'), 'đ', 'd');

-- The business date: Vietnam's today, unless the transaction was opened on another date.
create function platform.today() returns date
  language sql stable parallel safe
  return coalesce(nullif(current_setting('khuyenhoc.today', true), '')::date,
                  (now() at time zone 'Asia/Ho_Chi_Minh')::date);

-- Gives the application role what it may do in a schema: read, add, change, and gather statistics after
-- loading in bulk. Never delete, truncate or define.
create function platform.open_to_application(module text) returns void
  language plpgsql as $$
begin
  if exists (select from pg_roles where rolname = 'khuyenhoc_app') then
    execute format('grant usage on schema %I to khuyenhoc_app', module);
    execute format('grant select, insert, update, maintain on all tables in schema %I to khuyenhoc_app', module);
    execute format('grant usage, select on all sequences in schema %I to khuyenhoc_app', module);
    execute format('grant execute on all functions in schema %I to khuyenhoc_app', module);
  end if;
end $$;

-- Takes rights back from the application role, where it exists: ('platform.journal', 'update').
create function platform.close_to_application(subject regclass, rights text) returns void
  language plpgsql as $$
begin
  if exists (select from pg_roles where rolname = 'khuyenhoc_app') then
    execute format('revoke %s on %s from khuyenhoc_app', rights, subject);
  end if;
end $$;

create function platform.allow_application(subject regclass, rights text) returns void
  language plpgsql as $$
begin
  if exists (select from pg_roles where rolname = 'khuyenhoc_app') then
    execute format('grant %s on %s to khuyenhoc_app', rights, subject);
  end if;
end $$;

-- What was done, by whom: written in the writer's own transaction, never changed.
create table platform.journal (
  entry_id uuid primary key default uuidv7(),
  at timestamptz not null,
  account_id uuid,
  person_id uuid,
  actor text not null,
  action text not null,
  subject text not null,
  area_id integer,
  details jsonb not null,
  content bytea not null
);
create index journal_at on platform.journal (at);
create index journal_subject on platform.journal (subject, at);

create index journal_samples on platform.journal (action) where action like '%.sample';

-- Entries that wait for their seal: noted with the entry itself, so that whatever order writers commit in,
-- the sealer sees exactly the committed ones and never has to look through the journal.
create table platform.journal_unsealed (
  entry_id uuid primary key references platform.journal
);
create function platform.note_unsealed() returns trigger
  language plpgsql as $$
begin
  insert into platform.journal_unsealed (entry_id) values (new.entry_id);
  return null;
end $$;
create trigger journal_written after insert on platform.journal
  for each row execute function platform.note_unsealed();

-- Committed entries in one unbroken chain: seal = SHA-256(previous seal, number, content).
create table platform.journal_seal (
  number bigint primary key,
  entry_id uuid not null unique references platform.journal,
  seal bytea not null
);

-- Files are kept once, by the SHA-256 of their bytes; the bytes lie in the file store.
create table platform.stored_file (
  sha256 text primary key check (sha256 ~ '^[0-9a-f]{64}$'),
  size bigint not null,
  media_type text not null,
  stored_at timestamptz not null,
  stored_by uuid
);

select platform.open_to_application('platform');
select platform.close_to_application('platform.journal', 'update');
select platform.close_to_application('platform.journal_seal', 'update');
select platform.close_to_application('platform.journal_unsealed', 'update');
select platform.allow_application('platform.journal_unsealed', 'delete');

-- What a report says: while it is written, every text that was ever saved of it, and what was sent. Nothing here is
-- deleted. Small: it grows with offices and years.

-- One area reports once unasked on a period in a form.
create unique index report_unasked on reports.report (area_id, form, period) where obligation_id is null;
create index report_by_period on reports.report (form, period);

-- What the figures of a draft were when they were read last; its texts stand beside it and stay.
create table reports.draft (
  report_id uuid primary key references reports.report,
  -- canonical JSON without texts
  content text not null,
  filled_at timestamptz not null,
  filled_name text not null,
  -- why what was sent is being corrected; null where it is not
  correcting text check (correcting <> ''),
  -- what the levels below sent, put together: canonical JSON; null before
  merged text
);

-- Texts of the office by section. The current one is the last that stands not aside.
create table reports.section_text (
  text_no bigint generated always as identity primary key,
  report_id uuid not null references reports.report,
  section text not null check (section ~ '^[A-Z][A-Z_]*$'),
  words text not null,
  -- the one that was on the screen when this one was written; 0 for none
  based_on bigint not null,
  -- somebody else had saved another one meanwhile: kept, and shown beside it
  aside boolean not null,
  saved_at timestamptz not null,
  saved_by uuid,
  saved_name text not null
);
create index section_text_of on reports.section_text (report_id, section, text_no);

-- What an office says of a figure that it cannot report. The last one counts.
create table reports.figure_mark (
  mark_no bigint generated always as identity primary key,
  report_id uuid not null references reports.report,
  figure text not null check (figure <> ''),
  not_reported boolean not null,
  reason text not null,
  marked_at timestamptz not null,
  marked_name text not null,
  constraint figure_mark_reason check (not not_reported or reason <> '')
);
create index figure_mark_of on reports.figure_mark (report_id, figure, mark_no);

-- Files that go with a report; one that was taken off stays in what was sent with it.
create table reports.attached (
  attached_id uuid primary key,
  report_id uuid not null references reports.report,
  file text not null references platform.stored_file,
  file_type text not null,
  file_name text not null check (file_name <> ''),
  attached_at timestamptz not null,
  attached_name text not null,
  removed_at timestamptz,
  removed_name text,
  constraint attached_removed check ((removed_at is null) = (removed_name is null))
);
create index attached_of on reports.attached (report_id, attached_at);
create index attached_file on reports.attached (file);

-- What was sent, to the letter. Never changed.
create table reports.sent (
  report_id uuid not null references reports.report,
  version integer not null check (version > 0),
  -- canonical JSON; its SHA-256
  content text not null,
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  -- why it corrects the one before; empty for the first one and for one that had been returned
  reason text not null,
  sent_at timestamptz not null,
  sent_by uuid,
  sent_name text not null,
  primary key (report_id, version)
);
create function reports.sent_is_final() returns trigger language plpgsql as $$
begin
  raise exception 'what was sent of report % is never changed', old.report_id;
end $$;
create trigger sent_is_final before update or delete on reports.sent
  for each row execute function reports.sent_is_final();

-- What became of a report, step by step.
create table reports.step (
  step_no bigint generated always as identity primary key,
  report_id uuid not null references reports.report,
  step text not null check (step in ('OPENED', 'SENT', 'ACCEPTED', 'RETURNED', 'CORRECTING', 'MERGED')),
  version integer,
  reason text not null,
  taken_at timestamptz not null,
  taken_by uuid,
  taken_name text not null,
  constraint step_reason check (step not in ('RETURNED', 'CORRECTING') or reason <> '')
);
create index step_of on reports.step (report_id, step_no);

select platform.allow_application('reports.draft', 'select, insert, update');
select platform.allow_application('reports.section_text', 'select, insert');
select platform.allow_application('reports.figure_mark', 'select, insert');
select platform.allow_application('reports.attached', 'select, insert, update');
select platform.allow_application('reports.sent', 'select, insert');
select platform.allow_application('reports.step', 'select, insert');

-- Reports of bodies that do not work here, as the office that receives them writes them down by hand. The last line of a
-- body on a period counts; one without a day says that the lines before were wrong. Small.
create table reports.body_receipt (
  receipt_id uuid primary key,
  obligation_id uuid not null references reports.obligation,
  period daterange not null check (not isempty(period) and not lower_inf(period) and not upper_inf(period)),
  -- as the duty names it
  body text not null check (body <> ''),
  received_on date,
  note text not null,
  file text references platform.stored_file,
  file_type text,
  file_name text,
  line_no bigint generated always as identity,
  recorded_at timestamptz not null,
  recorded_by uuid,
  recorded_name text not null,
  constraint body_receipt_file check (num_nulls(file, file_type, file_name) in (0, 3)),
  constraint body_receipt_reason check (received_on is not null or note <> '')
);
create index body_receipt_of on reports.body_receipt (obligation_id, period, body, line_no);
create index body_receipt_file on reports.body_receipt (file);

select platform.allow_application('reports.body_receipt', 'select, insert');

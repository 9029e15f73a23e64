-- Who signs the documents of a body: with name and position, by whose authority, which kinds of document, from and to
-- a day. Whoever signs no more stays with the last day, so that a document of an earlier day names whoever signed then.
create table registry.signer (
  signer_id uuid primary key,
  body_id uuid not null references registry.body,
  name text not null check (name <> ''),
  position text not null check (position <> ''),
  manner text not null,
  collective text not null default '',
  signs_for text not null default '',
  papers text[] not null check (cardinality(papers) > 0),
  usual text[] not null check (usual <@ papers),
  valid daterange not null check (not isempty(valid) and lower(valid) is not null),
  version integer not null default 1,
  changed_at timestamptz not null,
  changed_by uuid,
  changed_name text not null
);
create index signer_body on registry.signer (body_id);
select platform.allow_application('registry.signer', 'insert, select, update');

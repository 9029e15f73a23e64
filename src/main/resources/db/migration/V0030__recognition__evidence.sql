-- Evidence beside the score that it supports. The file is on disk before the row that names it commits, and the row
-- is what counts. Nothing is deleted: what was taken off keeps its row, its file and the reason.
create table recognition.evidence (
  home_id integer not null,
  evidence_id uuid not null,
  dossier_id uuid not null,
  indicator text not null check (indicator <> ''),
  sha256 text not null references platform.stored_file,
  preview_sha256 text references platform.stored_file,
  kind text not null check (kind in ('PICTURE', 'PDF', 'WORD', 'EXCEL')),
  name text not null check (name <> ''),
  size bigint not null check (size > 0),
  width integer not null default 0,
  height integer not null default 0,
  pages integer not null default 0,
  -- 64 bits that hardly change when a picture is saved anew
  likeness bigint,
  reason text not null default '',
  -- the evidence of the same subject that it was taken from
  reused_home_id integer,
  reused_id uuid,
  attached_at timestamptz not null,
  account_id uuid,
  person_id uuid,
  actor text not null,
  removed_at timestamptz,
  removed_by text,
  removed_reason text,
  primary key (home_id, evidence_id),
  foreign key (home_id, dossier_id) references recognition.dossier,
  foreign key (reused_home_id, reused_id) references recognition.evidence,
  constraint evidence_removed_with_a_reason check (
    (removed_at is null) = (removed_by is null) and (removed_at is null) = (removed_reason is null)),
  constraint evidence_picture_has_a_preview check ((kind = 'PICTURE') = (preview_sha256 is not null))
);
create index evidence_dossier on recognition.evidence (home_id, dossier_id, indicator);
create index evidence_file on recognition.evidence (sha256);
create index evidence_preview on recognition.evidence (preview_sha256);
create index evidence_likeness on recognition.evidence (likeness) where likeness is not null;
create index evidence_reused on recognition.evidence (reused_home_id, reused_id);
-- One file stands once beside a score, however often it is sent.
create unique index evidence_once on recognition.evidence (home_id, dossier_id, indicator, sha256);

create function recognition.keep_evidence() returns trigger
  language plpgsql as $$
begin
  if tg_op = 'DELETE'
     or (new.home_id, new.evidence_id, new.dossier_id, new.indicator, new.sha256, new.attached_at, new.actor)
          is distinct from
        (old.home_id, old.evidence_id, old.dossier_id, old.indicator, old.sha256, old.attached_at, old.actor) then
    raise exception using errcode = 'check_violation', constraint = 'evidence_is_kept',
      message = 'evidence is never deleted or exchanged';
  end if;
  return new;
end $$;
create trigger evidence_kept before update or delete on recognition.evidence
  for each row execute function recognition.keep_evidence();
select platform.allow_application('recognition.evidence', 'insert, select, update');

-- Everything that was done with it, in order.
create table recognition.evidence_change (
  home_id integer not null,
  dossier_id uuid not null,
  change_id uuid not null default uuidv7(),
  evidence_id uuid not null,
  at timestamptz not null,
  account_id uuid,
  person_id uuid,
  actor text not null,
  event text not null check (event in ('ATTACH', 'REUSE', 'REMOVE', 'RESTORE')),
  reason text not null default '',
  primary key (home_id, dossier_id, change_id),
  foreign key (home_id, evidence_id) references recognition.evidence
);
create index evidence_change_evidence on recognition.evidence_change (home_id, evidence_id);
select platform.allow_application('recognition.evidence_change', 'insert, select');

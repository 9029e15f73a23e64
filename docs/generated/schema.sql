-- What the migrations of src/main/resources/db/migration make together.

-- table areas.ancestor: application may select
area_id integer not null
ancestor_id integer not null
ancestor_level smallint not null
valid daterange not null
  ancestor_pkey PRIMARY KEY (area_id, ancestor_level, valid)
  CREATE INDEX ancestor_below ON areas.ancestor USING btree (ancestor_id, area_id)

-- table areas.area: application may insert, select
area_id integer not null
level smallint not null
  area_area_id_level_key UNIQUE (area_id, level)
  area_level_check CHECK (((level >= 0) AND (level <= 4)))
  area_pkey PRIMARY KEY (area_id)

-- table areas.area_version: application may insert, select
area_id integer not null
valid daterange not null
level smallint not null
parent_id integer
code text not null
name text not null
kind text not null
source text not null
folded text generated platform.fold(name)
begun_by integer
ended_by integer
  area_version_begun_by_fkey FOREIGN KEY (begun_by) REFERENCES areas.reorganisation(reorganisation_id)
  area_version_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES areas.reorganisation(reorganisation_id)
  area_version_level FOREIGN KEY (area_id, level) REFERENCES areas.area(area_id, level)
  area_version_parent FOREIGN KEY (parent_id, PERIOD valid) REFERENCES areas.area_version(area_id, PERIOD valid) DEFERRABLE INITIALLY DEFERRED
  area_version_pkey PRIMARY KEY (area_id, valid WITHOUT OVERLAPS)
  area_version_root CHECK (((level = 0) = (parent_id IS NULL)))
  area_version_sound TRIGGER DEFERRABLE INITIALLY DEFERRED
  area_version_valid_check CHECK ((NOT isempty(valid)))
  CREATE INDEX area_version_area ON areas.area_version USING btree (area_id)
  CREATE INDEX area_version_begun ON areas.area_version USING btree (begun_by)
  CREATE INDEX area_version_code ON areas.area_version USING btree (level, code)
  CREATE INDEX area_version_ended ON areas.area_version USING btree (ended_by)
  CREATE INDEX area_version_folded ON areas.area_version USING gin (folded gin_trgm_ops)
  CREATE INDEX area_version_parent ON areas.area_version USING btree (parent_id)
  CREATE INDEX area_version_wide ON areas.area_version USING btree (level, parent_id) WHERE (level < 4)
  CREATE TRIGGER area_version_added AFTER INSERT ON areas.area_version REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION areas.follow_versions()
  CREATE TRIGGER area_version_changed AFTER UPDATE ON areas.area_version REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION areas.follow_versions()
  CREATE CONSTRAINT TRIGGER area_version_sound AFTER INSERT OR UPDATE ON areas.area_version DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION areas.check_version()

-- view areas.assignable: application may select
 SELECT v.area_id,
    v.code,
    v.name,
    u.area_id AS holder,
    u.reorganisation_id
   FROM (areas.unassigned u
     JOIN areas.area_version v ON (((v.parent_id = u.area_id) AND upper_inf(v.valid))))
  WHERE (EXISTS ( SELECT
           FROM areas.possible_successor p
          WHERE (p.holder = u.area_id)));

-- table areas.assignment_sheet: application may insert, select, update
sheet_id uuid not null
reorganisation_id integer not null
sha256 text not null
file_name text not null
created_at timestamp with time zone not null
created_by uuid
created_name text not null
applied_at timestamp with time zone
  assignment_sheet_pkey PRIMARY KEY (sheet_id)
  assignment_sheet_reorganisation_id_fkey FOREIGN KEY (reorganisation_id) REFERENCES areas.reorganisation(reorganisation_id)
  assignment_sheet_sha256_fkey FOREIGN KEY (sha256) REFERENCES platform.stored_file(sha256)
  CREATE INDEX assignment_sheet_reorganisation ON areas.assignment_sheet USING btree (reorganisation_id)
  CREATE INDEX assignment_sheet_stored ON areas.assignment_sheet USING btree (sha256)

-- table areas.attribute: application may select
area_id integer not null
attribute text not null
valid daterange not null
value text not null
source text not null
recorded_at timestamp with time zone not null
recorded_by uuid
recorded_name text not null
  attribute_area_id_fkey FOREIGN KEY (area_id) REFERENCES areas.area(area_id)
  attribute_attribute_check CHECK ((attribute = ANY (ARRAY['POPULATION'::text, 'HOUSEHOLDS'::text, 'AREA_KM2'::text, 'HIGHLAND'::text, 'SPECIALLY_DIFFICULT'::text, 'NEW_RURAL'::text])))
  attribute_is_a_number CHECK (((attribute <> ALL (ARRAY['POPULATION'::text, 'HOUSEHOLDS'::text, 'AREA_KM2'::text])) OR (value ~ '^[0-9]+(\.[0-9]+)?$'::text)))
  attribute_is_a_status CHECK (((attribute <> 'NEW_RURAL'::text) OR (value = ANY (ARRAY['STANDARD'::text, 'ADVANCED'::text, 'MODEL'::text, 'NO'::text]))))
  attribute_is_yes_or_no CHECK (((attribute <> ALL (ARRAY['HIGHLAND'::text, 'SPECIALLY_DIFFICULT'::text])) OR (value = ANY (ARRAY['YES'::text, 'NO'::text]))))
  attribute_pkey PRIMARY KEY (area_id, attribute, valid WITHOUT OVERLAPS)
  attribute_source_check CHECK ((source <> ''::text))
  attribute_valid_check CHECK ((NOT isempty(valid)))
  attribute_value_check CHECK ((value <> ''::text))

-- table areas.attribute_entry: application may select
entry_no bigint not null
area_id integer not null
attribute text not null
since date not null
value text not null
source text not null
recorded_at timestamp with time zone not null
recorded_by uuid
recorded_name text not null
reorganisation_id integer
  attribute_entry_area_id_fkey FOREIGN KEY (area_id) REFERENCES areas.area(area_id)
  attribute_entry_attribute_check CHECK ((attribute = ANY (ARRAY['POPULATION'::text, 'HOUSEHOLDS'::text, 'AREA_KM2'::text, 'HIGHLAND'::text, 'SPECIALLY_DIFFICULT'::text, 'NEW_RURAL'::text])))
  attribute_entry_is_a_number CHECK (((attribute <> ALL (ARRAY['POPULATION'::text, 'HOUSEHOLDS'::text, 'AREA_KM2'::text])) OR (value ~ '^[0-9]+(\.[0-9]+)?$'::text)))
  attribute_entry_is_a_status CHECK (((attribute <> 'NEW_RURAL'::text) OR (value = ANY (ARRAY['STANDARD'::text, 'ADVANCED'::text, 'MODEL'::text, 'NO'::text]))))
  attribute_entry_is_yes_or_no CHECK (((attribute <> ALL (ARRAY['HIGHLAND'::text, 'SPECIALLY_DIFFICULT'::text])) OR (value = ANY (ARRAY['YES'::text, 'NO'::text]))))
  attribute_entry_pkey PRIMARY KEY (entry_no)
  attribute_entry_reorganisation_id_fkey FOREIGN KEY (reorganisation_id) REFERENCES areas.reorganisation(reorganisation_id)
  attribute_entry_source_check CHECK ((source <> ''::text))
  attribute_entry_value_check CHECK ((value <> ''::text))
  CREATE INDEX attribute_entry_area ON areas.attribute_entry USING btree (area_id, attribute, since)
  CREATE INDEX attribute_entry_reorganisation ON areas.attribute_entry USING btree (reorganisation_id)

-- table areas.attribute_withdrawn: application may select
entry_no bigint not null
withdrawn_at timestamp with time zone not null
withdrawn_by uuid
withdrawn_name text not null
reason text not null
  attribute_withdrawn_entry_no_fkey FOREIGN KEY (entry_no) REFERENCES areas.attribute_entry(entry_no)
  attribute_withdrawn_pkey PRIMARY KEY (entry_no)
  attribute_withdrawn_reason_check CHECK ((reason <> ''::text))

-- table areas.boundary: application may select
area_id integer not null
valid daterange not null
geojson jsonb not null
source text not null
recorded_at timestamp with time zone not null
recorded_by uuid
recorded_name text not null
  boundary_area_id_fkey FOREIGN KEY (area_id) REFERENCES areas.area(area_id)
  boundary_geojson_check CHECK (((geojson ->> 'type'::text) = ANY (ARRAY['Polygon'::text, 'MultiPolygon'::text])))
  boundary_pkey PRIMARY KEY (area_id, valid WITHOUT OVERLAPS)
  boundary_source_check CHECK ((source <> ''::text))
  boundary_valid_check CHECK ((NOT isempty(valid)))

-- table areas.boundary_replaced: application may select
replaced_no bigint not null
area_id integer not null
valid daterange not null
geojson jsonb not null
source text not null
recorded_at timestamp with time zone not null
recorded_by uuid
recorded_name text not null
replaced_at timestamp with time zone not null
  boundary_replaced_area_id_fkey FOREIGN KEY (area_id) REFERENCES areas.area(area_id)
  boundary_replaced_pkey PRIMARY KEY (replaced_no)
  CREATE INDEX boundary_replaced_area ON areas.boundary_replaced USING btree (area_id)

-- table areas.draft: application may insert, select, update
draft_id uuid not null
scope_id integer not null
effective_on date not null
decree text not null default ''::text
decree_date date
note text not null default ''::text
changes jsonb not null default '[]'::jsonb
version integer not null default 1
created_at timestamp with time zone not null
created_by uuid
created_name text not null
changed_at timestamp with time zone not null
changed_name text not null
reorganisation_id integer
discarded_at timestamp with time zone
  draft_changes_check CHECK ((jsonb_typeof(changes) = 'array'::text))
  draft_ends_once CHECK ((num_nonnulls(reorganisation_id, discarded_at) <= 1))
  draft_pkey PRIMARY KEY (draft_id)
  draft_reorganisation_id_fkey FOREIGN KEY (reorganisation_id) REFERENCES areas.reorganisation(reorganisation_id)
  draft_scope_id_fkey FOREIGN KEY (scope_id) REFERENCES areas.area(area_id)
  CREATE INDEX draft_open ON areas.draft USING btree (scope_id) WHERE ((reorganisation_id IS NULL) AND (discarded_at IS NULL))
  CREATE INDEX draft_reorganisation ON areas.draft USING btree (reorganisation_id)
  CREATE INDEX draft_scope ON areas.draft USING btree (scope_id)

-- table areas.draft_file: application may insert, select, update
draft_id uuid not null
purpose text not null
sha256 text not null
file_name text not null
columns jsonb
removed boolean not null default false
  draft_file_columns_check CHECK ((jsonb_typeof(columns) = 'object'::text))
  draft_file_draft_id_fkey FOREIGN KEY (draft_id) REFERENCES areas.draft(draft_id)
  draft_file_pkey PRIMARY KEY (draft_id, purpose)
  draft_file_purpose_check CHECK ((purpose = ANY (ARRAY['SUCCESSION'::text, 'LIST'::text])))
  draft_file_sha256_fkey FOREIGN KEY (sha256) REFERENCES platform.stored_file(sha256)
  CREATE INDEX draft_file_stored ON areas.draft_file USING btree (sha256)

-- table areas.former_district: application may insert, select
area_id integer not null
name text not null
code text
source text not null
  former_district_area_id_fkey FOREIGN KEY (area_id) REFERENCES areas.area(area_id)
  former_district_pkey PRIMARY KEY (area_id, name)

-- view areas.goes_into: application may select
 SELECT s.from_area,
    s.to_area
   FROM (areas.succession s
     JOIN areas.reorganisation r USING (reorganisation_id))
  WHERE ((r.withdrawn_at IS NULL) AND (r.effective_on <= platform.today()) AND (NOT (EXISTS ( SELECT
           FROM areas.area_version v
          WHERE ((v.area_id = s.from_area) AND (v.valid @> platform.today()))))))
UNION
 SELECT u.divided_area AS from_area,
    u.area_id AS to_area
   FROM (areas.unassigned u
     JOIN areas.reorganisation r USING (reorganisation_id))
  WHERE ((r.withdrawn_at IS NULL) AND (r.effective_on <= platform.today()))
UNION
 SELECT u.area_id AS from_area,
    s.to_area
   FROM ((areas.unassigned u
     JOIN areas.reorganisation r USING (reorganisation_id))
     JOIN areas.succession s ON (((s.reorganisation_id = u.reorganisation_id) AND (s.from_area = u.divided_area))))
  WHERE ((r.withdrawn_at IS NULL) AND (r.effective_on <= platform.today()));

-- view areas.possible_successor: application may select
 SELECT u.area_id AS holder,
    u.reorganisation_id,
    s.to_area,
    t.code,
    t.name
   FROM ((areas.unassigned u
     JOIN areas.succession s ON (((s.reorganisation_id = u.reorganisation_id) AND (s.from_area = u.divided_area))))
     JOIN areas.area_version t ON (((t.area_id = s.to_area) AND upper_inf(t.valid))));

-- view areas.receiver: application may select
 SELECT r.reorganisation_id,
    r.effective_on,
    s.from_area,
    s.to_area
   FROM (areas.succession s
     JOIN areas.reorganisation r USING (reorganisation_id))
  WHERE ((s.extent = 'WHOLE'::text) AND (r.withdrawn_at IS NULL))
UNION ALL
 SELECT r.reorganisation_id,
    r.effective_on,
    u.divided_area AS from_area,
    u.area_id AS to_area
   FROM (areas.unassigned u
     JOIN areas.reorganisation r USING (reorganisation_id))
  WHERE (r.withdrawn_at IS NULL);

-- table areas.reorganisation: application may insert, select
reorganisation_id integer not null
scope_id integer not null
decree text not null
decree_date date
effective_on date not null
note text not null default ''::text
recorded_at timestamp with time zone not null
recorded_by uuid
recorded_name text not null
recorded_in xid8 not null default pg_current_xact_id()
followed_on date
withdrawn_at timestamp with time zone
withdrawn_by uuid
withdrawn_name text
withdrawn_reason text
  reorganisation_decree_check CHECK ((decree <> ''::text))
  reorganisation_followed_in_time CHECK ((followed_on >= effective_on))
  reorganisation_pkey PRIMARY KEY (reorganisation_id)
  reorganisation_scope_id_fkey FOREIGN KEY (scope_id) REFERENCES areas.area(area_id)
  reorganisation_withdrawn_by_somebody CHECK ((num_nulls(withdrawn_at, withdrawn_name, withdrawn_reason) = ANY (ARRAY[0, 3])))
  CREATE INDEX reorganisation_due ON areas.reorganisation USING btree (effective_on) WHERE ((followed_on IS NULL) AND (withdrawn_at IS NULL))
  CREATE INDEX reorganisation_scope ON areas.reorganisation USING btree (scope_id)

-- table areas.succession: application may insert, select
reorganisation_id integer not null
from_area integer not null
to_area integer not null
extent text not null
  succession_extent_check CHECK ((extent = ANY (ARRAY['WHOLE'::text, 'PART'::text])))
  succession_from_area_fkey FOREIGN KEY (from_area) REFERENCES areas.area(area_id)
  succession_of_another CHECK ((from_area <> to_area))
  succession_pkey PRIMARY KEY (reorganisation_id, from_area, to_area)
  succession_reorganisation_id_fkey FOREIGN KEY (reorganisation_id) REFERENCES areas.reorganisation(reorganisation_id)
  succession_to_area_fkey FOREIGN KEY (to_area) REFERENCES areas.area(area_id)
  CREATE INDEX succession_from ON areas.succession USING btree (from_area)
  CREATE INDEX succession_to ON areas.succession USING btree (to_area)
  CREATE UNIQUE INDEX succession_whole_once ON areas.succession USING btree (reorganisation_id, from_area) WHERE (extent = 'WHOLE'::text)

-- table areas.unassigned: application may insert, select
area_id integer not null
reorganisation_id integer not null
divided_area integer not null
  unassigned_area_id_fkey FOREIGN KEY (area_id) REFERENCES areas.area(area_id)
  unassigned_divided_area_fkey FOREIGN KEY (divided_area) REFERENCES areas.area(area_id)
  unassigned_pkey PRIMARY KEY (area_id)
  unassigned_reorganisation_id_divided_area_key UNIQUE (reorganisation_id, divided_area)
  unassigned_reorganisation_id_fkey FOREIGN KEY (reorganisation_id) REFERENCES areas.reorganisation(reorganisation_id)
  CREATE INDEX unassigned_divided ON areas.unassigned USING btree (divided_area)

-- table areas.undecided: application may insert, select
reorganisation_id integer not null
area_id integer not null
  undecided_area_id_fkey FOREIGN KEY (area_id) REFERENCES areas.area(area_id)
  undecided_pkey PRIMARY KEY (reorganisation_id, area_id)
  undecided_reorganisation_id_fkey FOREIGN KEY (reorganisation_id) REFERENCES areas.reorganisation(reorganisation_id)
  CREATE INDEX undecided_area ON areas.undecided USING btree (area_id)

-- table areas.withdrawn_version: application may select
reorganisation_id integer not null
area_id integer not null
valid daterange not null
level smallint not null
parent_id integer
code text not null
name text not null
kind text not null
source text not null
  withdrawn_version_area_id_fkey FOREIGN KEY (area_id) REFERENCES areas.area(area_id)
  withdrawn_version_pkey PRIMARY KEY (reorganisation_id, area_id)
  withdrawn_version_reorganisation_id_fkey FOREIGN KEY (reorganisation_id) REFERENCES areas.reorganisation(reorganisation_id)
  CREATE INDEX withdrawn_version_area ON areas.withdrawn_version USING btree (area_id)

-- table certificates.batch: application may insert, select
batch_id uuid not null default uuidv7()
series_id integer not null
issuer text not null
issuer_above text not null
title text not null
title_code text not null
decision_number text not null
decided_on date not null
decider text not null
signer_name text not null
signer_title text not null
place text not null
issued_on date not null
issued_at timestamp with time zone not null
issued_by uuid
issued_name text not null
size integer not null
  batch_pkey PRIMARY KEY (batch_id)
  batch_series_id_fkey FOREIGN KEY (series_id) REFERENCES certificates.series(series_id)
  batch_size_check CHECK ((size > 0))
  batch_title_check CHECK ((title <> ''::text))
  batch_title_code_check CHECK ((title_code ~ '^[0-9A-ZĐ]{1,8}$'::text))
  CREATE INDEX batch_series ON certificates.batch USING btree (series_id, issued_at)

-- table certificates.certificate: application may insert, select
series_id integer not null
n integer not null
certificate_id uuid not null
batch_id uuid not null
number text not null
code text not null
subject text not null
name text not null
personal boolean not null
place text not null
rating text not null
search text generated platform.fold(((name || ' '::text) || place))
valid_from date not null
valid_until date
status text not null default 'VALID'::text
ended_on date
ended_at timestamp with time zone
reason text
replaced_by uuid
renewed_by uuid
  certificate_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES certificates.batch(batch_id)
  certificate_check CHECK ((valid_until >= valid_from))
  certificate_code UNIQUE (code)
  certificate_code_check CHECK ((code ~ '^[2-9A-HJKMNP-Z]{12}$'::text))
  certificate_ended CHECK (
CASE status
    WHEN 'VALID'::text THEN ((ended_on IS NULL) AND (ended_at IS NULL) AND (reason IS NULL))
    ELSE ((ended_on IS NOT NULL) AND (ended_at IS NOT NULL) AND (reason <> ''::text))
END)
  certificate_n_check CHECK ((n >= 1))
  certificate_name_check CHECK ((name <> ''::text))
  certificate_once UNIQUE (certificate_id)
  certificate_pkey PRIMARY KEY (series_id, n)
  certificate_renewed_by_fkey FOREIGN KEY (renewed_by) REFERENCES certificates.certificate(certificate_id) DEFERRABLE INITIALLY DEFERRED
  certificate_replaced CHECK (((status = 'REPLACED'::text) = (replaced_by IS NOT NULL)))
  certificate_replaced_by_fkey FOREIGN KEY (replaced_by) REFERENCES certificates.certificate(certificate_id) DEFERRABLE INITIALLY DEFERRED
  certificate_series_id_fkey FOREIGN KEY (series_id) REFERENCES certificates.series(series_id)
  certificate_status_check CHECK ((status = ANY (ARRAY['VALID'::text, 'REVOKED'::text, 'REPLACED'::text])))
  CREATE INDEX certificate_batch ON certificates.certificate USING btree (batch_id)
  CREATE INDEX certificate_number ON certificates.certificate USING btree (number)
  CREATE INDEX certificate_renewed_by ON certificates.certificate USING btree (renewed_by)
  CREATE INDEX certificate_replaced_by ON certificates.certificate USING btree (replaced_by)
  CREATE INDEX certificate_search ON certificates.certificate USING gin (search gin_trgm_ops)
  CREATE INDEX certificate_subject ON certificates.certificate USING btree (subject)

-- table certificates.change: application may insert, select
change_id uuid not null default uuidv7()
certificate_id uuid not null
kind text not null
note text not null
other uuid
changed_at timestamp with time zone not null
changed_by uuid
changed_name text not null
  change_certificate_id_fkey FOREIGN KEY (certificate_id) REFERENCES certificates.certificate(certificate_id)
  change_kind_check CHECK ((kind = ANY (ARRAY['REVOKED'::text, 'REPLACED'::text, 'RENEWED'::text])))
  change_other_fkey FOREIGN KEY (other) REFERENCES certificates.certificate(certificate_id)
  change_pkey PRIMARY KEY (change_id)
  CREATE INDEX change_certificate ON certificates.change USING btree (certificate_id, changed_at)
  CREATE INDEX change_other ON certificates.change USING btree (other)

-- table certificates.key_file: application may insert, select, update
area_id integer not null
file text not null
whose text not null
valid_until date not null
kept_at timestamp with time zone not null
kept_by uuid
kept_name text not null
  key_file_area_id_fkey FOREIGN KEY (area_id) REFERENCES areas.area(area_id)
  key_file_file_check CHECK ((file ~ '^signature-[0-9a-f-]+\.p12$'::text))
  key_file_pkey PRIMARY KEY (area_id)

-- table certificates.print_part: application may insert, select
run_id uuid not null
part integer not null
first_number integer not null
last_number integer not null
files integer not null
sha256 text not null
size bigint not null
finished_at timestamp with time zone not null
  print_part_part_check CHECK ((part >= 1))
  print_part_pkey PRIMARY KEY (run_id, part)
  print_part_run_id_fkey FOREIGN KEY (run_id) REFERENCES certificates.print_run(run_id)
  print_part_sha256_fkey FOREIGN KEY (sha256) REFERENCES platform.stored_file(sha256)
  CREATE INDEX print_part_file ON certificates.print_part USING btree (sha256)

-- table certificates.print_run: application may insert, select, update
run_id uuid not null
series_id integer not null
batch_id uuid
kind text not null
heading text not null
border boolean not null
colour text not null
address text not null
last_number integer not null
total integer not null
part_size integer not null
state text not null default 'WAITING'::text
problem text
problem_words text[] not null default '{}'::text[]
seen_at timestamp with time zone not null
created_at timestamp with time zone not null
created_by uuid
created_name text not null
finished_at timestamp with time zone
  print_run_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES certificates.batch(batch_id)
  print_run_colour_check CHECK ((colour = ANY (ARRAY['RED'::text, 'BLUE'::text, 'BLACK'::text])))
  print_run_heading_check CHECK ((heading <> ''::text))
  print_run_kind_check CHECK ((kind = ANY (ARRAY['PRINT'::text, 'SIGNED'::text, 'SEPARATE'::text])))
  print_run_part_size_check CHECK ((part_size > 0))
  print_run_pkey PRIMARY KEY (run_id)
  print_run_series_id_fkey FOREIGN KEY (series_id) REFERENCES certificates.series(series_id)
  print_run_state_check CHECK ((state = ANY (ARRAY['WAITING'::text, 'WORKING'::text, 'DONE'::text, 'HELD'::text, 'STOPPED'::text])))
  print_run_total_check CHECK ((total > 0))
  CREATE INDEX print_run_batch ON certificates.print_run USING btree (batch_id)
  CREATE INDEX print_run_open ON certificates.print_run USING btree (created_at) WHERE (state = ANY (ARRAY['WAITING'::text, 'WORKING'::text, 'HELD'::text]))
  CREATE INDEX print_run_series ON certificates.print_run USING btree (series_id, created_at)

-- table certificates.series: application may insert, select, update
series_id integer not null
area_id integer not null
symbol text not null
issuer_code text not null
issuer text not null
issuer_above text not null default ''::text
year smallint not null
pattern text not null
first_number integer not null default 1
next_number integer not null
version integer not null default 0
created_at timestamp with time zone not null
created_by uuid
search text generated platform.fold(issuer)
  series_area_id_fkey FOREIGN KEY (area_id) REFERENCES areas.area(area_id)
  series_check CHECK ((next_number >= first_number))
  series_first_number_check CHECK ((first_number >= 1))
  series_issuer_check CHECK ((issuer <> ''::text))
  series_issuer_code_check CHECK ((issuer_code ~ '^[0-9A-ZĐ][0-9A-ZĐ.-]{0,39}$'::text))
  series_of_issuer_and_year UNIQUE (area_id, symbol, year)
  series_pattern_check CHECK (((pattern ~~ '%{n}%'::text) AND (length(pattern) <= 60)))
  series_pkey PRIMARY KEY (series_id)
  series_symbol_check CHECK ((symbol ~ '^[0-9A-ZĐ][0-9A-ZĐ.-]{0,19}$'::text))
  series_year_check CHECK (((year >= 1996) AND (year <= 2200)))
  CREATE INDEX series_code ON certificates.series USING btree (issuer_code, year)
  CREATE INDEX series_search ON certificates.series USING gin (search gin_trgm_ops)

-- table certificates.signing_key: application may insert, select, update
key_id text not null
public_key bytea not null
used_from date not null
used_until date not null
made_at timestamp with time zone not null
  signing_key_check CHECK ((used_until >= used_from))
  signing_key_key_id_check CHECK ((key_id ~ '^[0-9a-f]{8}$'::text))
  signing_key_pkey PRIMARY KEY (key_id)

-- table certificates.used_on_paper: application may insert, select
series_id integer not null
numbers int4range not null
reason text not null
noted_at timestamp with time zone not null
noted_by uuid
noted_name text not null
  used_on_paper_numbers_check CHECK (((NOT isempty(numbers)) AND (lower(numbers) >= 1) AND (NOT upper_inf(numbers))))
  used_on_paper_once EXCLUDE USING gist (series_id WITH =, numbers WITH &&)
  used_on_paper_reason_check CHECK ((reason <> ''::text))
  used_on_paper_series_id_fkey FOREIGN KEY (series_id) REFERENCES certificates.series(series_id)

-- table criteria.criteria_set: application may delete, insert, select, update
set_id text not null
model text not null
level text not null
issuer text not null
province_id integer
version integer not null
valid daterange not null
title text not null
status text not null
sample boolean not null
content jsonb not null
content_sha256 text not null
loaded_at timestamp with time zone not null
form text not null default ''::text
based_on text
revision integer not null default 1
in_force_at timestamp with time zone
retired_at timestamp with time zone
changed_at timestamp with time zone not null
changed_by uuid
changed_name text not null default ''::text
followed_by text
engine text generated (content ->> 'engine'::text)
  criteria_set_based_on_fkey FOREIGN KEY (based_on) REFERENCES criteria.criteria_set(set_id)
  criteria_set_one_in_force EXCLUDE USING gist (model WITH =, level WITH =, form WITH =, COALESCE(province_id, 0) WITH =, valid WITH &&) WHERE ((status <> 'DRAFT'::text))
  criteria_set_period CHECK (((status = 'DRAFT'::text) = isempty(valid)))
  criteria_set_pkey PRIMARY KEY (set_id)
  criteria_set_province_id_fkey FOREIGN KEY (province_id) REFERENCES areas.area(area_id)
  criteria_set_retired_ends CHECK (((status <> 'RETIRED'::text) OR (NOT upper_inf(valid))))
  criteria_set_revision_check CHECK ((revision > 0))
  criteria_set_status_check CHECK ((status = ANY (ARRAY['DRAFT'::text, 'IN_FORCE'::text, 'RETIRED'::text])))
  CREATE INDEX criteria_set_based_on ON criteria.criteria_set USING btree (based_on)
  CREATE INDEX criteria_set_province ON criteria.criteria_set USING btree (province_id)
  CREATE UNIQUE INDEX criteria_set_version ON criteria.criteria_set USING btree (model, level, form, issuer, province_id, version) NULLS NOT DISTINCT WHERE (status <> 'DRAFT'::text)
  CREATE TRIGGER criteria_set_immutable BEFORE DELETE OR UPDATE ON criteria.criteria_set FOR EACH ROW EXECUTE FUNCTION criteria.keep_in_force()

-- table criteria.guide: application may insert, select, update
guide_id uuid not null
area_id integer not null
title text not null
number text not null default ''::text
dated date
issuer text not null
model text not null default ''::text
step text not null default ''::text
part text not null default ''::text
link text not null default ''::text
sha256 text
media_type text
file_name text not null default ''::text
version integer not null default 1
changed_at timestamp with time zone not null
changed_by uuid
changed_name text not null
withdrawn_at timestamp with time zone
withdrawn_name text
reason text not null default ''::text
  guide_area_id_fkey FOREIGN KEY (area_id) REFERENCES areas.area(area_id)
  guide_can_be_read CHECK (((link <> ''::text) OR (sha256 IS NOT NULL)))
  guide_file CHECK (((sha256 IS NULL) = (media_type IS NULL)))
  guide_issuer_check CHECK ((issuer <> ''::text))
  guide_part_of_model CHECK (((part = ''::text) OR (model <> ''::text)))
  guide_pkey PRIMARY KEY (guide_id)
  guide_sha256_fkey FOREIGN KEY (sha256) REFERENCES platform.stored_file(sha256)
  guide_title_check CHECK ((title <> ''::text))
  guide_withdrawn CHECK ((((withdrawn_at IS NULL) = (withdrawn_name IS NULL)) AND ((withdrawn_at IS NULL) = (reason = ''::text))))
  CREATE INDEX guide_area ON criteria.guide USING btree (area_id)
  CREATE INDEX guide_file ON criteria.guide USING btree (sha256)

-- table criteria.spent_id: application may insert, select
set_id text not null
taken_back_at timestamp with time zone not null
  spent_id_pkey PRIMARY KEY (set_id)

-- table identity.account: application may insert, select, update
account_id uuid not null default uuidv7()
person_id uuid not null
login text not null
password_hash text
status text not null default 'ACTIVE'::text
failures integer not null default 0
locked_until timestamp with time zone
created_at timestamp with time zone not null
created_by uuid
  account_created_by_fkey FOREIGN KEY (created_by) REFERENCES identity.account(account_id)
  account_login_check CHECK (((login = lower(login)) AND (login <> ''::text)))
  account_login_key UNIQUE (login)
  account_person_id_fkey FOREIGN KEY (person_id) REFERENCES registry.person(person_id)
  account_pkey PRIMARY KEY (account_id)
  account_status_check CHECK ((status = ANY (ARRAY['ACTIVE'::text, 'CLOSED'::text])))
  CREATE INDEX account_created_by ON identity.account USING btree (created_by)
  CREATE INDEX account_person ON identity.account USING btree (person_id)

-- table identity.account_sheet: application may insert, select, update
sheet_id uuid not null default uuidv7()
area_id integer not null
file_name text not null
file_sha256 text not null
created_at timestamp with time zone not null
created_by uuid
applied_at timestamp with time zone
  account_sheet_area_id_fkey FOREIGN KEY (area_id) REFERENCES areas.area(area_id)
  account_sheet_created_by_fkey FOREIGN KEY (created_by) REFERENCES identity.account(account_id)
  account_sheet_file_sha256_fkey FOREIGN KEY (file_sha256) REFERENCES platform.stored_file(sha256)
  account_sheet_pkey PRIMARY KEY (sheet_id)
  CREATE INDEX account_sheet_area ON identity.account_sheet USING btree (area_id)
  CREATE INDEX account_sheet_created_by ON identity.account_sheet USING btree (created_by)
  CREATE INDEX account_sheet_file ON identity.account_sheet USING btree (file_sha256)

-- table identity.body_account: application may insert, select, update
body_id uuid not null
account_id uuid not null
duty text not null default ''::text
since timestamp with time zone not null
given_by uuid
ended_at timestamp with time zone
  body_account_account_id_fkey FOREIGN KEY (account_id) REFERENCES identity.account(account_id)
  body_account_body_id_fkey FOREIGN KEY (body_id) REFERENCES registry.body(body_id)
  body_account_given_by_fkey FOREIGN KEY (given_by) REFERENCES identity.account(account_id)
  body_account_pkey PRIMARY KEY (body_id, account_id, since)
  CREATE INDEX body_account_account ON identity.body_account USING btree (account_id)
  CREATE INDEX body_account_given_by ON identity.body_account USING btree (given_by)
  CREATE UNIQUE INDEX body_account_once ON identity.body_account USING btree (body_id, account_id) WHERE (ended_at IS NULL)

-- table identity.device: application may insert, select, update
device_id uuid not null default uuidv7()
account_id uuid not null
token_sha256 bytea not null
kind text not null
browser text not null
kept_hours integer not null
created_at timestamp with time zone not null
last_seen_at timestamp with time zone not null
expires_at timestamp with time zone not null
ended_at timestamp with time zone
  device_account_id_fkey FOREIGN KEY (account_id) REFERENCES identity.account(account_id)
  device_kept_hours_check CHECK ((kept_hours > 0))
  device_pkey PRIMARY KEY (device_id)
  device_token_sha256_key UNIQUE (token_sha256)
  CREATE INDEX device_account ON identity.device USING btree (account_id)

-- view identity.held_role (security_invoker=true): application may select
 SELECT role_grant.account_id,
    role_grant.role,
    role_grant.area_id,
    role_grant.home_id,
    role_grant.subject_id,
    NULL::text AS subject,
    true AS there
   FROM identity.role_grant
  WHERE ((role_grant.ended_at IS NULL) AND (role_grant.subject_id IS NULL))
UNION ALL
 SELECT g.account_id,
    g.role,
    r.area_id,
    g.home_id,
    g.subject_id,
    s.name AS subject,
    (s.status = 'ACTIVE'::text) AS there
   FROM ((identity.role_grant g
     JOIN registry.subject s ON (((s.home_id = g.home_id) AND (s.subject_id = g.subject_id))))
     JOIN registry.residence r ON (((r.home_id = g.home_id) AND (r.subject_id = g.subject_id) AND upper_inf(r.valid))))
  WHERE ((g.ended_at IS NULL) AND (g.subject_id IS NOT NULL));

-- table identity.invitation: application may insert, select, update
token_sha256 bytea not null
purpose text not null
account_id uuid
created_at timestamp with time zone not null
created_by uuid
expires_at timestamp with time zone not null
used_at timestamp with time zone
ended_at timestamp with time zone
  invitation_account CHECK (((account_id IS NULL) = (purpose = 'FIRST_ADMINISTRATOR'::text)))
  invitation_account_id_fkey FOREIGN KEY (account_id) REFERENCES identity.account(account_id)
  invitation_created_by_fkey FOREIGN KEY (created_by) REFERENCES identity.account(account_id)
  invitation_pkey PRIMARY KEY (token_sha256)
  invitation_purpose_check CHECK ((purpose = ANY (ARRAY['FIRST_ADMINISTRATOR'::text, 'SLIP'::text])))
  CREATE INDEX invitation_account ON identity.invitation USING btree (account_id)
  CREATE INDEX invitation_created_by ON identity.invitation USING btree (created_by)

-- table identity.role_grant: application may insert, select, update
account_id uuid not null
role text not null
area_id integer
granted_at timestamp with time zone not null
granted_by uuid
ended_at timestamp with time zone
grant_id uuid not null default uuidv7()
home_id integer
subject_id uuid
  role_grant_account_id_fkey FOREIGN KEY (account_id) REFERENCES identity.account(account_id)
  role_grant_area_id_fkey FOREIGN KEY (area_id) REFERENCES areas.area(area_id)
  role_grant_granted_by_fkey FOREIGN KEY (granted_by) REFERENCES identity.account(account_id)
  role_grant_home_id_subject_id_fkey FOREIGN KEY (home_id, subject_id) REFERENCES registry.subject(home_id, subject_id)
  role_grant_over_one CHECK ((((subject_id IS NULL) = (home_id IS NULL)) AND ((role = 'HEAD'::text) = (subject_id IS NOT NULL)) AND ((role = 'HEAD'::text) = (area_id IS NULL))))
  role_grant_pkey PRIMARY KEY (grant_id)
  role_grant_role CHECK ((role = ANY (ARRAY['VOLUNTEER'::text, 'COMMUNE_OFFICER'::text, 'PROVINCE_OFFICER'::text, 'NATIONAL_OFFICER'::text, 'ADMINISTRATOR'::text, 'HEAD'::text])))
  CREATE INDEX role_grant_account ON identity.role_grant USING btree (account_id)
  CREATE INDEX role_grant_area ON identity.role_grant USING btree (area_id)
  CREATE INDEX role_grant_by ON identity.role_grant USING btree (granted_by)
  CREATE UNIQUE INDEX role_grant_head_once ON identity.role_grant USING btree (account_id, home_id, subject_id) WHERE ((ended_at IS NULL) AND (subject_id IS NOT NULL))
  CREATE UNIQUE INDEX role_grant_held_once ON identity.role_grant USING btree (account_id, role, area_id) WHERE (ended_at IS NULL)
  CREATE INDEX role_grant_subject ON identity.role_grant USING btree (home_id, subject_id)

-- table identity.role_moved: application may select
reorganisation_id integer not null
account_id uuid not null
role text not null
area_id integer not null
moved_to integer not null
moved_at timestamp with time zone not null
  role_moved_account_id_fkey FOREIGN KEY (account_id) REFERENCES identity.account(account_id)
  role_moved_area_id_fkey FOREIGN KEY (area_id) REFERENCES areas.area(area_id)
  role_moved_moved_to_fkey FOREIGN KEY (moved_to) REFERENCES areas.area(area_id)
  role_moved_pkey PRIMARY KEY (reorganisation_id, account_id, role, area_id)
  role_moved_reorganisation_id_fkey FOREIGN KEY (reorganisation_id) REFERENCES areas.reorganisation(reorganisation_id)
  CREATE INDEX role_moved_account ON identity.role_moved USING btree (account_id)
  CREATE INDEX role_moved_area ON identity.role_moved USING btree (area_id)
  CREATE INDEX role_moved_to ON identity.role_moved USING btree (moved_to)

-- table platform.journal: application may insert, select
entry_id uuid not null default uuidv7()
at timestamp with time zone not null
account_id uuid
person_id uuid
actor text not null
action text not null
subject text not null
area_id integer
details jsonb not null
content bytea not null
  journal_pkey PRIMARY KEY (entry_id)
  CREATE INDEX journal_at ON platform.journal USING btree (at)
  CREATE INDEX journal_samples ON platform.journal USING btree (action) WHERE (action ~~ '%.sample'::text)
  CREATE INDEX journal_subject ON platform.journal USING btree (subject, at)
  CREATE TRIGGER journal_written AFTER INSERT ON platform.journal FOR EACH ROW EXECUTE FUNCTION platform.note_unsealed()

-- table platform.journal_seal: application may insert, select
number bigint not null
entry_id uuid not null
seal bytea not null
  journal_seal_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES platform.journal(entry_id)
  journal_seal_entry_id_key UNIQUE (entry_id)
  journal_seal_pkey PRIMARY KEY (number)

-- table platform.journal_unsealed: application may delete, insert, select
entry_id uuid not null
  journal_unsealed_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES platform.journal(entry_id)
  journal_unsealed_pkey PRIMARY KEY (entry_id)

-- table platform.stored_file: application may insert, select, update
sha256 text not null
size bigint not null
media_type text not null
stored_at timestamp with time zone not null
stored_by uuid
  stored_file_pkey PRIMARY KEY (sha256)
  stored_file_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text))

-- table recognition.answer_change: application may insert, select
home_id integer not null
dossier_id uuid not null
change_id uuid not null default uuidv7()
at timestamp with time zone not null
account_id uuid
person_id uuid
actor text not null
changes jsonb not null
reason text not null default ''::text
  answer_change_home_id_dossier_id_fkey FOREIGN KEY (home_id, dossier_id) REFERENCES recognition.dossier(home_id, dossier_id)
  answer_change_pkey PRIMARY KEY (home_id, dossier_id, change_id)

-- table recognition.application: application may insert, select, update
application_id uuid not null
campaign_id integer not null
area_id integer not null
code text not null
name text not null
address text not null default ''::text
phone text not null default ''::text
consent text not null
sent_at timestamp with time zone not null
status text not null default 'WAITING'::text
home_id integer
dossier_id uuid
reason text not null default ''::text
handled_at timestamp with time zone
account_id uuid
person_id uuid
handler text
  application_area_id_fkey FOREIGN KEY (area_id) REFERENCES areas.area(area_id)
  application_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES recognition.campaign(campaign_id)
  application_code_check CHECK ((code ~ '^[2-9A-Z]{8}$'::text))
  application_code_key UNIQUE (code)
  application_consent_check CHECK ((consent <> ''::text))
  application_declined_with_reason CHECK (((status <> 'DECLINED'::text) OR (reason <> ''::text)))
  application_forgets_phone CHECK (((status = 'WAITING'::text) OR (phone = ''::text)))
  application_handled_whole CHECK ((((status = 'WAITING'::text) = (handled_at IS NULL)) AND ((status = 'WAITING'::text) = (handler IS NULL))))
  application_home_id_dossier_id_fkey FOREIGN KEY (home_id, dossier_id) REFERENCES recognition.dossier(home_id, dossier_id) ON DELETE SET NULL
  application_name_check CHECK ((name <> ''::text))
  application_pkey PRIMARY KEY (application_id)
  application_status_check CHECK ((status = ANY (ARRAY['WAITING'::text, 'ACCEPTED'::text, 'DECLINED'::text])))
  CREATE INDEX application_area ON recognition.application USING btree (area_id)
  CREATE INDEX application_campaign ON recognition.application USING btree (campaign_id, area_id, status)
  CREATE INDEX application_dossier ON recognition.application USING btree (home_id, dossier_id)

-- table recognition.campaign: application may insert, select, update
campaign_id integer not null
model text not null
year smallint not null
area_id integer not null
set_id text not null
due_on date not null
reference_date date not null
status text not null default 'OPEN'::text
opened_at timestamp with time zone not null
opened_by uuid
closed_at timestamp with time zone
level text not null default 'HOUSEHOLD'::text
form text not null default ''::text
procedure_id text
training boolean not null default false
appraised_at smallint not null default 3
decided_at smallint not null default 3
  campaign_appraised_at_check CHECK ((appraised_at = ANY (ARRAY[1, 3])))
  campaign_area_id_fkey FOREIGN KEY (area_id) REFERENCES areas.area(area_id)
  campaign_decided_at_check CHECK ((decided_at = ANY (ARRAY[1, 3])))
  campaign_form CHECK (((form <> ''::text) = (model = 'LEARNING_CITIZEN'::text)))
  campaign_model CHECK (((((((((((((((((model = 'LEARNING_CITIZEN'::text) AND (level = 'PERSON'::text)) OR ((model = 'LEARNING_FAMILY'::text) AND (level = 'HOUSEHOLD'::text))) OR ((model = 'LEARNING_CLAN'::text) AND (level = 'CLAN'::text))) OR ((model = 'LEARNING_COMMUNITY'::text) AND (level = 'VILLAGE'::text))) OR ((model = 'LEARNING_COMMUNITY'::text) AND (level = 'COMMUNE'::text))) OR ((model = 'LEARNING_COMMUNITY'::text) AND (level = 'DISTRICT'::text))) OR ((model = 'LEARNING_COMMUNITY'::text) AND (level = 'PROVINCE'::text))) OR ((model = 'LEARNING_UNIT'::text) AND (level = 'COMMUNE'::text))) OR ((model = 'LEARNING_UNIT'::text) AND (level = 'DISTRICT'::text))) OR ((model = 'LEARNING_UNIT'::text) AND (level = 'PROVINCE'::text))) OR ((model = 'SELF_MANAGED_GROUP'::text) AND (level = 'GROUP'::text))) OR ((model = 'COMMUNITY_LEARNING_CENTRE'::text) AND (level = 'CENTRE'::text))) OR ((model = 'LEARNING_SOCIETY'::text) AND (level = 'COMMUNE'::text))) OR ((model = 'LEARNING_SOCIETY'::text) AND (level = 'DISTRICT'::text))) OR ((model = 'LEARNING_SOCIETY'::text) AND (level = 'PROVINCE'::text))))
  campaign_pkey PRIMARY KEY (campaign_id)
  campaign_procedure_id_fkey FOREIGN KEY (procedure_id) REFERENCES recognition.procedure(procedure_id)
  campaign_set_id_fkey FOREIGN KEY (set_id) REFERENCES criteria.criteria_set(set_id)
  campaign_status_check CHECK ((status = ANY (ARRAY['OPEN'::text, 'CLOSED'::text])))
  campaign_year_check CHECK (((year >= 2000) AND (year <= 2100)))
  CREATE INDEX campaign_area ON recognition.campaign USING btree (area_id)
  CREATE UNIQUE INDEX campaign_once ON recognition.campaign USING btree (model, level, form, year, area_id) WHERE (NOT training)
  CREATE INDEX campaign_procedure ON recognition.campaign USING btree (procedure_id)
  CREATE INDEX campaign_set ON recognition.campaign USING btree (set_id)
  CREATE UNIQUE INDEX campaign_training_once ON recognition.campaign USING btree (model, level, form, year, area_id) WHERE (training AND (status = 'OPEN'::text))
  CREATE TRIGGER campaign_closed AFTER UPDATE OF status ON recognition.campaign FOR EACH ROW WHEN ((old.status IS DISTINCT FROM new.status)) EXECUTE FUNCTION recognition.freeze_tally()

-- view recognition.campaign_place: application may select
 SELECT campaign_id,
    model,
    year,
    status,
    area_id,
    COALESCE(areas.received_by(area_id), area_id) AS province_id,
    level,
    form,
    training
   FROM recognition.campaign c;

-- table recognition.decision: application may delete, insert, select, update
decision_id uuid not null default uuidv7()
campaign_id integer not null
area_id integer not null
issuer text not null
number text
decided_on date
decided_year smallint generated EXTRACT(year FROM decided_on)
signer_id uuid
signer_name text
signer_title text
recorded_at timestamp with time zone not null
recorded_by uuid not null
recorded_name text not null
recognised integer not null
status text not null default 'ISSUED'::text
subject text not null default ''::text
grounds text not null default ''::text
articles text not null default ''::text
edition integer not null default 1
scan text
scan_type text
withdrawn_on date
withdrawn_number text
withdrawn_reason text
withdrawn_at timestamp with time zone
withdrawn_by uuid
withdrawn_name text
training boolean not null default false
issuer_key text not null
worded integer not null default 1
  decision_area_id_fkey FOREIGN KEY (area_id) REFERENCES areas.area(area_id)
  decision_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES recognition.campaign(campaign_id)
  decision_issued_whole CHECK (
CASE
    WHEN (status = 'DRAFT'::text) THEN ((number IS NULL) AND (decided_on IS NULL) AND (signer_id IS NULL) AND (recognised = 0))
    ELSE ((number IS NOT NULL) AND (decided_on IS NOT NULL) AND (signer_id IS NOT NULL) AND (signer_name IS NOT NULL) AND (signer_title IS NOT NULL) AND (recognised > 0))
END)
  decision_pkey PRIMARY KEY (decision_id)
  decision_recorder_is_not_signer CHECK ((recorded_by <> signer_id))
  decision_scan_fkey FOREIGN KEY (scan) REFERENCES platform.stored_file(sha256)
  decision_scan_has_type CHECK (((scan IS NULL) = (scan_type IS NULL)))
  decision_signer_id_fkey FOREIGN KEY (signer_id) REFERENCES registry.person(person_id)
  decision_status_check CHECK ((status = ANY (ARRAY['DRAFT'::text, 'ISSUED'::text, 'WITHDRAWN'::text])))
  decision_withdrawn_with_reason CHECK (
CASE
    WHEN (status = 'WITHDRAWN'::text) THEN ((withdrawn_on IS NOT NULL) AND (withdrawn_number <> ''::text) AND (withdrawn_reason <> ''::text) AND (withdrawn_at IS NOT NULL) AND (withdrawn_by IS NOT NULL) AND (withdrawn_name IS NOT NULL))
    ELSE (withdrawn_at IS NULL)
END)
  CREATE INDEX decision_campaign ON recognition.decision USING btree (campaign_id, area_id)
  CREATE INDEX decision_draft ON recognition.decision USING btree (campaign_id) WHERE (status = 'DRAFT'::text)
  CREATE UNIQUE INDEX decision_number_once ON recognition.decision USING btree (area_id, issuer_key, decided_year, lower(number), training)
  CREATE INDEX decision_scan ON recognition.decision USING btree (scan)
  CREATE INDEX decision_signer ON recognition.decision USING btree (signer_id)
  CREATE TRIGGER decision_issuer_key BEFORE INSERT OR UPDATE OF issuer ON recognition.decision FOR EACH ROW EXECUTE FUNCTION recognition.write_issuer_key()
  CREATE TRIGGER decision_kept BEFORE DELETE ON recognition.decision FOR EACH ROW EXECUTE FUNCTION recognition.keep_decision()
  CREATE TRIGGER decision_training BEFORE INSERT ON recognition.decision FOR EACH ROW EXECUTE FUNCTION recognition.mark_training()

-- table recognition.decision_correction: application may insert, select
correction_id uuid not null default uuidv7()
decision_id uuid not null
at timestamp with time zone not null
account_id uuid
person_id uuid
actor text not null
document text not null default ''::text
reason text not null
changes jsonb not null
  decision_correction_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES recognition.decision(decision_id)
  decision_correction_pkey PRIMARY KEY (correction_id)
  decision_correction_reason_check CHECK ((reason <> ''::text))
  CREATE INDEX decision_correction_of ON recognition.decision_correction USING btree (decision_id, at)

-- table recognition.dossier (fillfactor=80): application may insert, select, update
home_id integer not null
dossier_id uuid not null default uuidv7()
campaign_id integer not null
subject_id uuid not null
area_then integer not null
area_now integer not null
stage text not null default 'LISTED'::text
outcome text
total numeric(6,2)
answers jsonb not null default '{}'::jsonb
facts jsonb not null default '{}'::jsonb
scored_by uuid[] not null default '{}'::uuid[]
scored_at timestamp with time zone
sent_at timestamp with time zone
appraised_by uuid
returned_reason text
returned_items text[] not null default '{}'::text[]
revisited text[] not null default '{}'::text[]
decision_id uuid
signed_by uuid
version integer not null default 1
rating text
source_changed_at timestamp with time zone
registered_at timestamp with time zone
registered_how text
corrected_by uuid[] not null default '{}'::uuid[]
vote text
  dossier_appraiser_scored_nothing CHECK ((appraised_by <> ALL (scored_by)))
  dossier_area_now_fkey FOREIGN KEY (area_now) REFERENCES areas.area(area_id)
  dossier_area_then_fkey FOREIGN KEY (area_then) REFERENCES areas.area(area_id)
  dossier_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES recognition.campaign(campaign_id)
  dossier_decided_achieved CHECK (((stage <> 'RECOGNISED'::text) OR (outcome = 'ACHIEVED'::text)))
  dossier_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES recognition.decision(decision_id)
  dossier_home_id_subject_id_fkey FOREIGN KEY (home_id, subject_id) REFERENCES registry.subject(home_id, subject_id)
  dossier_once UNIQUE (home_id, subject_id, campaign_id)
  dossier_outcome_check CHECK ((outcome = ANY (ARRAY['ACHIEVED'::text, 'NOT_ACHIEVED'::text])))
  dossier_pkey PRIMARY KEY (home_id, dossier_id)
  dossier_rating CHECK ((rating = ANY (ARRAY['NOT_ACHIEVED'::text, 'ACHIEVED'::text, 'AVERAGE'::text, 'FAIR'::text, 'GOOD'::text, 'LEVEL_1'::text, 'LEVEL_2'::text])))
  dossier_recognised_by_decision CHECK ((((stage <> ALL (ARRAY['RECOGNISED'::text, 'REVOKED'::text])) OR (decision_id IS NOT NULL)) AND ((decision_id IS NULL) OR (stage = ANY (ARRAY['APPROVED'::text, 'AGREED'::text, 'RECOGNISED'::text, 'REVOKED'::text])))))
  dossier_registered_how_check CHECK ((registered_how = ANY (ARRAY['PAPER'::text, 'ASSISTED'::text, 'ONLINE'::text])))
  dossier_registered_somehow CHECK (((registered_at IS NULL) = (registered_how IS NULL)))
  dossier_returned_with_reason CHECK (((stage <> 'RETURNED'::text) OR (returned_reason <> ''::text)))
  dossier_scored_has_outcome CHECK (((stage = ANY (ARRAY['LISTED'::text, 'SCORING'::text, 'REMOVED'::text, 'RETURNED'::text])) OR (outcome IS NOT NULL)))
  dossier_signer_corrected_nothing CHECK ((signed_by <> ALL (corrected_by)))
  dossier_signer_scored_nothing CHECK ((signed_by <> ALL (scored_by)))
  dossier_stage CHECK ((stage = ANY (ARRAY['LISTED'::text, 'SCORING'::text, 'SCORED'::text, 'MET'::text, 'POSTED'::text, 'SENT'::text, 'RETURNED'::text, 'APPROVED'::text, 'AGREED'::text, 'RECOGNISED'::text, 'REVOKED'::text, 'REMOVED'::text])))
  dossier_vote_check CHECK ((vote = ANY (ARRAY['PASSED'::text, 'FAILED'::text])))
  dossier_voted_down CHECK (((vote <> 'FAILED'::text) OR (outcome IS DISTINCT FROM 'ACHIEVED'::text)))
  CREATE INDEX dossier_decision ON recognition.dossier USING btree (decision_id)
  CREATE INDEX dossier_in_area ON recognition.dossier USING btree (area_now, campaign_id)
  CREATE INDEX dossier_in_area_then ON recognition.dossier USING btree (area_then, campaign_id)
  CREATE INDEX dossier_in_campaign ON recognition.dossier USING btree (campaign_id, area_now)
  CREATE TRIGGER dossier_added AFTER INSERT ON recognition.dossier REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION recognition.keep_tally()
  CREATE TRIGGER dossier_changed AFTER UPDATE ON recognition.dossier REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION recognition.keep_tally()
  CREATE TRIGGER dossier_kept BEFORE TRUNCATE ON recognition.dossier FOR EACH STATEMENT EXECUTE FUNCTION recognition.refuse_delete()
  CREATE TRIGGER dossier_left AFTER UPDATE OF area_now ON recognition.dossier FOR EACH ROW WHEN ((old.area_now <> new.area_now)) EXECUTE FUNCTION recognition.keep_place()
  CREATE TRIGGER dossier_work_kept AFTER DELETE ON recognition.dossier REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION recognition.refuse_delete_of_work()

-- table recognition.dossier_moved: application may select
reorganisation_id integer not null
home_id integer not null
dossier_id uuid not null
area_then integer
area_now integer
  dossier_moved_home_id_dossier_id_fkey FOREIGN KEY (home_id, dossier_id) REFERENCES recognition.dossier(home_id, dossier_id)
  dossier_moved_pkey PRIMARY KEY (reorganisation_id, home_id, dossier_id)
  dossier_moved_reorganisation_id_fkey FOREIGN KEY (reorganisation_id) REFERENCES areas.reorganisation(reorganisation_id)
  CREATE INDEX dossier_moved_dossier ON recognition.dossier_moved USING btree (home_id, dossier_id)

-- table recognition.dossier_place: application may select
home_id integer not null
dossier_id uuid not null
place_id uuid not null default uuidv7()
area_id integer not null
  dossier_place_pkey PRIMARY KEY (home_id, dossier_id, place_id)
  CREATE INDEX dossier_place_left ON recognition.dossier_place USING btree (area_id, place_id)

-- table recognition.dossier_step: application may insert, select
home_id integer not null
dossier_id uuid not null
step_id uuid not null
from_stage text not null
to_stage text not null
changes jsonb
  dossier_step_home_id_dossier_id_fkey FOREIGN KEY (home_id, dossier_id) REFERENCES recognition.dossier(home_id, dossier_id)
  dossier_step_pkey PRIMARY KEY (home_id, dossier_id, step_id)
  dossier_step_step_id_fkey FOREIGN KEY (step_id) REFERENCES recognition.step(step_id)
  CREATE INDEX dossier_step_step ON recognition.dossier_step USING btree (step_id)

-- table recognition.evidence: application may insert, select, update
home_id integer not null
evidence_id uuid not null
dossier_id uuid not null
indicator text not null
sha256 text not null
preview_sha256 text
kind text not null
name text not null
size bigint not null
width integer not null default 0
height integer not null default 0
pages integer not null default 0
likeness bigint
reason text not null default ''::text
reused_home_id integer
reused_id uuid
attached_at timestamp with time zone not null
account_id uuid
person_id uuid
actor text not null
removed_at timestamp with time zone
removed_by text
removed_reason text
  evidence_home_id_dossier_id_fkey FOREIGN KEY (home_id, dossier_id) REFERENCES recognition.dossier(home_id, dossier_id)
  evidence_indicator_check CHECK ((indicator <> ''::text))
  evidence_kind_check CHECK ((kind = ANY (ARRAY['PICTURE'::text, 'PDF'::text, 'WORD'::text, 'EXCEL'::text])))
  evidence_name_check CHECK ((name <> ''::text))
  evidence_picture_has_a_preview CHECK (((kind = 'PICTURE'::text) = (preview_sha256 IS NOT NULL)))
  evidence_pkey PRIMARY KEY (home_id, evidence_id)
  evidence_preview_sha256_fkey FOREIGN KEY (preview_sha256) REFERENCES platform.stored_file(sha256)
  evidence_removed_with_a_reason CHECK ((((removed_at IS NULL) = (removed_by IS NULL)) AND ((removed_at IS NULL) = (removed_reason IS NULL))))
  evidence_reused_home_id_reused_id_fkey FOREIGN KEY (reused_home_id, reused_id) REFERENCES recognition.evidence(home_id, evidence_id)
  evidence_sha256_fkey FOREIGN KEY (sha256) REFERENCES platform.stored_file(sha256)
  evidence_size_check CHECK ((size > 0))
  CREATE INDEX evidence_dossier ON recognition.evidence USING btree (home_id, dossier_id, indicator)
  CREATE INDEX evidence_file ON recognition.evidence USING btree (sha256)
  CREATE INDEX evidence_likeness ON recognition.evidence USING btree (likeness) WHERE (likeness IS NOT NULL)
  CREATE UNIQUE INDEX evidence_once ON recognition.evidence USING btree (home_id, dossier_id, indicator, sha256)
  CREATE INDEX evidence_preview ON recognition.evidence USING btree (preview_sha256)
  CREATE INDEX evidence_reused ON recognition.evidence USING btree (reused_home_id, reused_id)
  CREATE TRIGGER evidence_kept BEFORE DELETE OR UPDATE ON recognition.evidence FOR EACH ROW EXECUTE FUNCTION recognition.keep_evidence()

-- table recognition.evidence_change: application may insert, select
home_id integer not null
dossier_id uuid not null
change_id uuid not null default uuidv7()
evidence_id uuid not null
at timestamp with time zone not null
account_id uuid
person_id uuid
actor text not null
event text not null
reason text not null default ''::text
  evidence_change_event_check CHECK ((event = ANY (ARRAY['ATTACH'::text, 'REUSE'::text, 'REMOVE'::text, 'RESTORE'::text])))
  evidence_change_home_id_evidence_id_fkey FOREIGN KEY (home_id, evidence_id) REFERENCES recognition.evidence(home_id, evidence_id)
  evidence_change_pkey PRIMARY KEY (home_id, dossier_id, change_id)
  CREATE INDEX evidence_change_evidence ON recognition.evidence_change USING btree (home_id, evidence_id)

-- table recognition.meeting: application may delete, insert, select, update
meeting_id uuid not null
campaign_id integer not null
area_id integer not null
kind text not null
status text not null default 'PLANNED'::text
held_on date not null
place text not null
invited text not null default ''::text
listed_at timestamp with time zone not null
chair text not null default ''::text
secretary text not null default ''::text
attendants text not null default ''::text
present integer
of_how_many integer
percent smallint
recorded_at timestamp with time zone not null
account_id uuid
person_id uuid
actor text not null
step_id uuid
replaces uuid
reason text not null default ''::text
scan text
scan_type text
scanned_at timestamp with time zone
scanned_by text
  meeting_area_id_fkey FOREIGN KEY (area_id) REFERENCES areas.area(area_id)
  meeting_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES recognition.campaign(campaign_id)
  meeting_check CHECK ((of_how_many >= present))
  meeting_held_is_whole CHECK (((status = 'PLANNED'::text) OR ((chair <> ''::text) AND (secretary <> ''::text) AND (present IS NOT NULL) AND (percent IS NOT NULL))))
  meeting_kind_check CHECK ((kind = ANY (ARRAY['VILLAGE'::text, 'COUNCIL'::text])))
  meeting_percent_check CHECK (((percent >= 0) AND (percent <= 100)))
  meeting_pkey PRIMARY KEY (meeting_id)
  meeting_place_check CHECK ((place <> ''::text))
  meeting_present_check CHECK ((present > 0))
  meeting_replaced_with_reason CHECK (((replaces IS NULL) OR (reason <> ''::text)))
  meeting_replaces_fkey FOREIGN KEY (replaces) REFERENCES recognition.meeting(meeting_id)
  meeting_scan_fkey FOREIGN KEY (scan) REFERENCES platform.stored_file(sha256)
  meeting_status_check CHECK ((status = ANY (ARRAY['PLANNED'::text, 'HELD'::text, 'REPLACED'::text])))
  meeting_step_id_fkey FOREIGN KEY (step_id) REFERENCES recognition.step(step_id)
  CREATE INDEX meeting_area ON recognition.meeting USING btree (area_id, campaign_id)
  CREATE INDEX meeting_campaign ON recognition.meeting USING btree (campaign_id)
  CREATE UNIQUE INDEX meeting_planned_once ON recognition.meeting USING btree (campaign_id, area_id, kind) WHERE (status = 'PLANNED'::text)
  CREATE INDEX meeting_replaces ON recognition.meeting USING btree (replaces)
  CREATE INDEX meeting_scan ON recognition.meeting USING btree (scan)
  CREATE INDEX meeting_step ON recognition.meeting USING btree (step_id)
  CREATE TRIGGER meeting_kept BEFORE DELETE OR UPDATE ON recognition.meeting FOR EACH ROW EXECUTE FUNCTION recognition.keep_meeting()

-- table recognition.notice: application may insert, select, update
notice_id uuid not null
campaign_id integer not null
area_id integer not null
posted_on date not null
until date not null
place text not null
ended boolean not null default false
recorded_at timestamp with time zone not null
account_id uuid
person_id uuid
actor text not null
  notice_area_id_fkey FOREIGN KEY (area_id) REFERENCES areas.area(area_id)
  notice_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES recognition.campaign(campaign_id)
  notice_check CHECK ((until >= posted_on))
  notice_pkey PRIMARY KEY (notice_id)
  notice_place_check CHECK ((place <> ''::text))
  CREATE INDEX notice_area ON recognition.notice USING btree (area_id, campaign_id)
  CREATE INDEX notice_campaign ON recognition.notice USING btree (campaign_id)
  CREATE INDEX notice_running ON recognition.notice USING btree (until) WHERE (NOT ended)

-- table recognition.noticed: application may insert, select
notice_id uuid not null
home_id integer not null
dossier_id uuid not null
place integer not null
name text not null
outcome text
version integer not null
  noticed_home_id_dossier_id_fkey FOREIGN KEY (home_id, dossier_id) REFERENCES recognition.dossier(home_id, dossier_id)
  noticed_notice_id_fkey FOREIGN KEY (notice_id) REFERENCES recognition.notice(notice_id)
  noticed_pkey PRIMARY KEY (notice_id, home_id, dossier_id)
  CREATE INDEX noticed_dossier ON recognition.noticed USING btree (home_id, dossier_id)

-- table recognition.objection: application may insert, select, update
objection_id uuid not null
notice_id uuid not null
home_id integer not null
dossier_id uuid not null
raised_on date not null
raised_by text not null default ''::text
words text not null
late boolean not null
recorded_at timestamp with time zone not null
account_id uuid
actor text not null
resolution text
reason text
resolved_at timestamp with time zone
resolved_by uuid
resolver text
source text not null default 'OFFICE'::text
  objection_notice_id_home_id_dossier_id_fkey FOREIGN KEY (notice_id, home_id, dossier_id) REFERENCES recognition.noticed(notice_id, home_id, dossier_id)
  objection_pkey PRIMARY KEY (home_id, objection_id)
  objection_resolution_check CHECK ((resolution = ANY (ARRAY['UPHELD'::text, 'DISMISSED'::text])))
  objection_resolved_with_reason CHECK ((((resolution IS NULL) = (reason IS NULL)) AND ((resolution IS NULL) = (resolved_at IS NULL)) AND ((resolution IS NULL) = (resolver IS NULL)) AND (reason IS DISTINCT FROM ''::text)))
  objection_source_check CHECK ((source = ANY (ARRAY['OFFICE'::text, 'PUBLIC'::text])))
  objection_words_check CHECK ((words <> ''::text))
  CREATE INDEX objection_by_id ON recognition.objection USING btree (objection_id)
  CREATE INDEX objection_dossier ON recognition.objection USING btree (home_id, dossier_id)
  CREATE INDEX objection_notice ON recognition.objection USING btree (notice_id, home_id, dossier_id)
  CREATE INDEX objection_open ON recognition.objection USING btree (home_id, dossier_id) WHERE (resolution IS NULL)

-- table recognition.procedure: application may delete, insert, select, update
procedure_id text not null
model text not null
level text not null
province_id integer
title text not null
year_from smallint not null
year_to smallint
status text not null default 'DRAFT'::text
edition integer not null default 1
content jsonb not null
built_in boolean not null default false
changed_at timestamp with time zone not null
changed_by uuid
changed_name text not null
  procedure_check CHECK ((year_to >= year_from))
  procedure_pkey PRIMARY KEY (procedure_id)
  procedure_procedure_id_check CHECK ((procedure_id ~ '^[a-z0-9][a-z0-9-]*$'::text))
  procedure_province_id_fkey FOREIGN KEY (province_id) REFERENCES areas.area(area_id)
  procedure_status_check CHECK ((status = ANY (ARRAY['DRAFT'::text, 'IN_FORCE'::text, 'RETIRED'::text])))
  procedure_title_check CHECK ((title <> ''::text))
  procedure_year_from_check CHECK (((year_from >= 2000) AND (year_from <= 2100)))
  CREATE INDEX procedure_model ON recognition.procedure USING btree (model, level, status)
  CREATE INDEX procedure_province ON recognition.procedure USING btree (province_id)
  CREATE TRIGGER procedure_kept BEFORE DELETE OR UPDATE ON recognition.procedure FOR EACH ROW EXECUTE FUNCTION recognition.keep_procedure()

-- view recognition.rated (security_invoker=true): application may select
 SELECT s.home_id,
    s.subject_id,
    s.serial,
    s.kind,
    (s.status = 'ACTIVE'::text) AS active,
    s.batch_id,
        CASE s.kind
            WHEN 'HOUSEHOLD'::text THEN 'LEARNING_FAMILY'::text
            WHEN 'CITIZEN'::text THEN 'LEARNING_CITIZEN'::text
            WHEN 'CLAN'::text THEN 'LEARNING_CLAN'::text
            WHEN 'COMMUNITY'::text THEN 'LEARNING_COMMUNITY'::text
            WHEN 'UNIT'::text THEN 'LEARNING_UNIT'::text
            WHEN 'LEARNING_CENTRE'::text THEN 'COMMUNITY_LEARNING_CENTRE'::text
            WHEN 'PROGRAMME'::text THEN 'LEARNING_SOCIETY'::text
            ELSE s.kind
        END AS model,
        CASE s.kind
            WHEN 'HOUSEHOLD'::text THEN 'HOUSEHOLD'::text
            WHEN 'CITIZEN'::text THEN 'PERSON'::text
            WHEN 'CLAN'::text THEN 'CLAN'::text
            WHEN 'SELF_MANAGED_GROUP'::text THEN 'GROUP'::text
            WHEN 'LEARNING_CENTRE'::text THEN 'CENTRE'::text
            WHEN 'UNIT'::text THEN u.managing_level
            ELSE (ARRAY['PROVINCE'::text, 'DISTRICT'::text, 'COMMUNE'::text, 'VILLAGE'::text])[x.level]
        END AS level,
    COALESCE(c.labour_group, ''::text) AS form,
        CASE
            WHEN (s.kind = 'UNIT'::text) THEN COALESCE(( SELECT a.ancestor_id
               FROM areas.ancestor a
              WHERE ((a.area_id = r.area_id) AND (a.valid @> platform.today()) AND (a.ancestor_level =
                    CASE u.managing_level
                        WHEN 'PROVINCE'::text THEN 1
                        WHEN 'DISTRICT'::text THEN 2
                        ELSE 3
                    END))), r.area_id)
            ELSE r.area_id
        END AS area_id
   FROM ((((registry.subject s
     JOIN registry.residence r ON (((r.home_id = s.home_id) AND (r.subject_id = s.subject_id) AND upper_inf(r.valid))))
     JOIN areas.area x ON ((x.area_id = r.area_id)))
     LEFT JOIN registry.citizen c ON (((s.kind = 'CITIZEN'::text) AND (c.home_id = s.home_id) AND (c.subject_id = s.subject_id))))
     LEFT JOIN registry.unit u ON (((s.kind = 'UNIT'::text) AND (u.home_id = s.home_id) AND (u.subject_id = s.subject_id))));

-- view recognition.recount: application may insert, select, update
 SELECT d.campaign_id,
    a.ancestor_id AS area_id,
    b.basis,
    a.ancestor_level AS level,
    (count(*))::integer AS roll,
    (count(*) FILTER (WHERE (d.stage = 'LISTED'::text)))::integer AS listed,
    (count(*) FILTER (WHERE (d.stage = 'SCORING'::text)))::integer AS scoring,
    (count(*) FILTER (WHERE (d.stage = ANY (ARRAY['SCORED'::text, 'MET'::text, 'POSTED'::text]))))::integer AS scored,
    (count(*) FILTER (WHERE (d.stage = 'SENT'::text)))::integer AS sent,
    (count(*) FILTER (WHERE (d.stage = 'RETURNED'::text)))::integer AS returned,
    (count(*) FILTER (WHERE ((d.stage = ANY (ARRAY['APPROVED'::text, 'AGREED'::text])) AND (d.outcome = 'ACHIEVED'::text))))::integer AS approved,
    (count(*) FILTER (WHERE ((d.stage = 'REVOKED'::text) OR ((d.stage = ANY (ARRAY['APPROVED'::text, 'AGREED'::text])) AND (d.outcome = 'NOT_ACHIEVED'::text)))))::integer AS not_achieved,
    (count(*) FILTER (WHERE (d.stage = 'RECOGNISED'::text)))::integer AS recognised,
    (count(*) FILTER (WHERE (d.sent_at IS NOT NULL)))::integer AS reported,
    (count(*) FILTER (WHERE (d.registered_at IS NOT NULL)))::integer AS registered,
    (count(*) FILTER (WHERE ((d.stage = 'LISTED'::text) AND (d.registered_at IS NULL))))::integer AS unregistered,
    (count(*) FILTER (WHERE (d.stage = 'MET'::text)))::integer AS met,
    (count(*) FILTER (WHERE (d.stage = 'POSTED'::text)))::integer AS posted,
    (count(*) FILTER (WHERE ((d.stage = 'AGREED'::text) AND (d.outcome = 'ACHIEVED'::text))))::integer AS agreed,
    (count(*) FILTER (WHERE ((d.stage = 'RECOGNISED'::text) AND (d.rating = 'AVERAGE'::text))))::integer AS recognised_average,
    (count(*) FILTER (WHERE ((d.stage = 'RECOGNISED'::text) AND (d.rating = 'FAIR'::text))))::integer AS recognised_fair,
    (count(*) FILTER (WHERE ((d.stage = 'RECOGNISED'::text) AND (d.rating = 'GOOD'::text))))::integer AS recognised_good,
    (count(*) FILTER (WHERE ((d.stage = 'RECOGNISED'::text) AND (d.rating = 'LEVEL_1'::text))))::integer AS recognised_level_1,
    (count(*) FILTER (WHERE ((d.stage = 'RECOGNISED'::text) AND (d.rating = 'LEVEL_2'::text))))::integer AS recognised_level_2
   FROM (((recognition.dossier d
     JOIN recognition.campaign c USING (campaign_id))
     CROSS JOIN LATERAL ( VALUES (d.area_then,0), (d.area_now,1)) b(area_id, basis))
     JOIN areas.ancestor a ON (((a.area_id = b.area_id) AND ((a.ancestor_level = ANY (ARRAY[3, 4])) OR (a.ancestor_id = a.area_id)) AND (a.valid @>
        CASE
            WHEN ((b.basis = 0) AND (c.status = 'CLOSED'::text)) THEN c.reference_date
            ELSE platform.today()
        END))))
  WHERE (d.stage <> 'REMOVED'::text)
  GROUP BY d.campaign_id, a.ancestor_id, b.basis, a.ancestor_level;

-- table recognition.signed_decision: application may insert, select
signed_id uuid not null
decision_id uuid not null
sha256 text not null
whose text not null
signed_at timestamp with time zone not null
corrections integer not null default 0
account_id uuid
person_id uuid
actor text not null
  signed_decision_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES recognition.decision(decision_id)
  signed_decision_pkey PRIMARY KEY (signed_id)
  signed_decision_sha256_fkey FOREIGN KEY (sha256) REFERENCES platform.stored_file(sha256)
  signed_decision_whose_check CHECK ((whose <> ''::text))
  CREATE INDEX signed_decision_file ON recognition.signed_decision USING btree (sha256)
  CREATE INDEX signed_decision_of ON recognition.signed_decision USING btree (decision_id, signed_at)

-- table recognition.step: application may insert, select
step_id uuid not null default uuidv7()
campaign_id integer not null
area_id integer not null
event text not null
at timestamp with time zone not null
account_id uuid
person_id uuid
actor text not null
reason text not null default ''::text
dossiers integer not null
decision_id uuid
  step_area_id_fkey FOREIGN KEY (area_id) REFERENCES areas.area(area_id)
  step_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES recognition.campaign(campaign_id)
  step_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES recognition.decision(decision_id)
  step_pkey PRIMARY KEY (step_id)
  CREATE INDEX step_area ON recognition.step USING btree (area_id)
  CREATE INDEX step_campaign ON recognition.step USING btree (campaign_id, area_id, at)
  CREATE INDEX step_decision ON recognition.step USING btree (decision_id)

-- table recognition.tally (fillfactor=50): application may select
campaign_id integer not null
area_id integer not null
basis smallint not null
level smallint not null
roll integer not null default 0
listed integer not null default 0
scoring integer not null default 0
scored integer not null default 0
sent integer not null default 0
returned integer not null default 0
approved integer not null default 0
not_achieved integer not null default 0
recognised integer not null default 0
reported integer not null default 0
registered integer not null default 0
unregistered integer not null default 0
met integer not null default 0
posted integer not null default 0
agreed integer not null default 0
recognised_average integer not null default 0
recognised_fair integer not null default 0
recognised_good integer not null default 0
recognised_level_1 integer not null default 0
recognised_level_2 integer not null default 0
villages integer not null default 0
villages_sent integer not null default 0
villages_roll integer not null default 0
villages_reported integer not null default 0
day date not null default platform.today()
rule smallint not null default '-1'::integer
full_area integer not null generated 
CASE rule
    WHEN 1 THEN (((reported > 0) AND (reported >= roll)))::integer
    WHEN 2 THEN (((reported > 0) AND (villages > 0) AND (villages_sent >= villages)))::integer
    WHEN 3 THEN (((reported > 0) AND ((villages + ((roll > villages_roll))::integer) > 0) AND (villages_sent >= villages) AND ((roll <= villages_roll) OR ((reported - villages_reported) >= (roll - villages_roll)))))::integer
    WHEN 4 THEN (((roll > 0) AND (reported >= roll)))::integer
    ELSE 0
END
together boolean not null default false
  tally_area_id_fkey FOREIGN KEY (area_id) REFERENCES areas.area(area_id)
  tally_basis_check CHECK ((basis = ANY (ARRAY[0, 1])))
  tally_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES recognition.campaign(campaign_id)
  tally_pkey PRIMARY KEY (campaign_id, area_id, basis)
  CREATE INDEX tally_area ON recognition.tally USING btree (area_id)
  CREATE INDEX tally_level ON recognition.tally USING btree (campaign_id, level, basis)
  CREATE TRIGGER tally_added AFTER INSERT ON recognition.tally FOR EACH ROW WHEN ((new.basis = 1)) EXECUTE FUNCTION recognition.keep_tally_day()
  CREATE TRIGGER tally_changed AFTER UPDATE ON recognition.tally FOR EACH ROW WHEN (((new.basis = 1) AND (old.day <> new.day))) EXECUTE FUNCTION recognition.keep_tally_day()
  CREATE TRIGGER tally_gone AFTER DELETE ON recognition.tally FOR EACH ROW WHEN ((old.basis = 1)) EXECUTE FUNCTION recognition.keep_tally_day()
  CREATE TRIGGER tally_joined AFTER INSERT ON recognition.tally FOR EACH ROW WHEN ((new.together AND (new.rule > 0))) EXECUTE FUNCTION recognition.keep_together()
  CREATE TRIGGER tally_left AFTER DELETE ON recognition.tally FOR EACH ROW WHEN ((old.together AND (old.rule > 0))) EXECUTE FUNCTION recognition.keep_together()
  CREATE TRIGGER tally_moved_together AFTER UPDATE ON recognition.tally FOR EACH ROW WHEN ((((old.together AND (old.rule > 0)) OR (new.together AND (new.rule > 0))) AND ((((((((old.together IS DISTINCT FROM new.together) OR (old.rule IS DISTINCT FROM new.rule)) OR (old.roll IS DISTINCT FROM new.roll)) OR (old.reported IS DISTINCT FROM new.reported)) OR (old.villages IS DISTINCT FROM new.villages)) OR (old.villages_sent IS DISTINCT FROM new.villages_sent)) OR (old.villages_roll IS DISTINCT FROM new.villages_roll)) OR (old.villages_reported IS DISTINCT FROM new.villages_reported)))) EXECUTE FUNCTION recognition.keep_together()

-- table recognition.tally_day: application may select
campaign_id integer not null
area_id integer not null
day date not null
level smallint not null
roll integer not null
registered integer not null
scored integer not null
reported integer not null
approved integer not null
not_achieved integer not null
recognised integer not null
  tally_day_pkey PRIMARY KEY (campaign_id, area_id, day)
  CREATE INDEX tally_day_level ON recognition.tally_day USING btree (campaign_id, level, day)

-- table recognition.tally_together: application may select
model text not null
level text not null
year smallint not null
basis smallint not null
area_id integer not null
rule smallint not null
roll integer not null default 0
reported integer not null default 0
villages integer not null default 0
villages_sent integer not null default 0
villages_roll integer not null default 0
villages_reported integer not null default 0
full_area integer not null generated 
CASE rule
    WHEN 1 THEN (((reported > 0) AND (reported >= roll)))::integer
    WHEN 2 THEN (((reported > 0) AND (villages > 0) AND (villages_sent >= villages)))::integer
    WHEN 3 THEN (((reported > 0) AND ((villages + ((roll > villages_roll))::integer) > 0) AND (villages_sent >= villages) AND ((roll <= villages_roll) OR ((reported - villages_reported) >= (roll - villages_roll)))))::integer
    WHEN 4 THEN (((roll > 0) AND (reported >= roll)))::integer
    ELSE 0
END
  tally_together_pkey PRIMARY KEY (model, level, year, basis, area_id)

-- table recognition.tally_wide: application may select
campaign_id integer not null
area_id integer not null
basis smallint not null
part bigint not null
roll integer not null default 0
listed integer not null default 0
scoring integer not null default 0
scored integer not null default 0
sent integer not null default 0
returned integer not null default 0
approved integer not null default 0
not_achieved integer not null default 0
recognised integer not null default 0
reported integer not null default 0
registered integer not null default 0
unregistered integer not null default 0
met integer not null default 0
posted integer not null default 0
agreed integer not null default 0
recognised_average integer not null default 0
recognised_fair integer not null default 0
recognised_good integer not null default 0
recognised_level_1 integer not null default 0
recognised_level_2 integer not null default 0
villages integer not null default 0
villages_sent integer not null default 0
villages_roll integer not null default 0
villages_reported integer not null default 0
full_areas integer not null default 0
itself integer not null default 0
itself_full integer not null default 0
  tally_wide_pkey PRIMARY KEY (campaign_id, area_id, basis, part)

-- table recognition.title: application may insert, select, update
home_id integer not null
title_id uuid not null default uuidv7()
dossier_id uuid not null
campaign_id integer not null
subject_id uuid not null
decision_id uuid not null
name text not null
rating text not null
valid_from date not null
valid_until date not null
previous_id uuid
certificate_id uuid
certificate text not null default ''::text
revoked_at timestamp with time zone
revoked_on date
revoked_reason text
revoked_document text
revoked_by uuid
revoked_name text
version integer not null default 1
  title_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES recognition.campaign(campaign_id)
  title_certificate_has_number CHECK (((certificate_id IS NULL) = (certificate = ''::text)))
  title_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES recognition.decision(decision_id)
  title_home_id_dossier_id_fkey FOREIGN KEY (home_id, dossier_id) REFERENCES recognition.dossier(home_id, dossier_id)
  title_name_check CHECK ((name <> ''::text))
  title_period CHECK ((valid_until >= valid_from))
  title_pkey PRIMARY KEY (home_id, title_id)
  title_revoked_with_reason CHECK (
CASE
    WHEN (revoked_at IS NULL) THEN (revoked_reason IS NULL)
    ELSE ((revoked_on IS NOT NULL) AND (revoked_reason <> ''::text) AND (revoked_document IS NOT NULL) AND (revoked_name IS NOT NULL))
END)
  CREATE INDEX title_campaign ON recognition.title USING btree (campaign_id)
  CREATE INDEX title_certificate ON recognition.title USING btree (certificate_id) WHERE (certificate_id IS NOT NULL)
  CREATE INDEX title_decision ON recognition.title USING btree (decision_id)
  CREATE INDEX title_from ON recognition.title USING brin (valid_from)
  CREATE UNIQUE INDEX title_once ON recognition.title USING btree (home_id, dossier_id, revoked_at) NULLS NOT DISTINCT
  CREATE INDEX title_revoked ON recognition.title USING btree (revoked_on) WHERE (revoked_at IS NOT NULL)
  CREATE INDEX title_subject ON recognition.title USING btree (home_id, subject_id)
  CREATE INDEX title_until ON recognition.title USING btree (valid_until)

-- table recognition.vote: application may delete, insert, select, update
meeting_id uuid not null
home_id integer not null
dossier_id uuid not null
place integer not null
name text not null
version integer not null
total numeric(6,2)
outcome text
rating text
against integer
abstained integer
result text
  vote_abstained_check CHECK ((abstained >= 0))
  vote_against_check CHECK ((against >= 0))
  vote_home_id_dossier_id_fkey FOREIGN KEY (home_id, dossier_id) REFERENCES recognition.dossier(home_id, dossier_id)
  vote_meeting_id_fkey FOREIGN KEY (meeting_id) REFERENCES recognition.meeting(meeting_id)
  vote_pkey PRIMARY KEY (meeting_id, home_id, dossier_id)
  vote_result_check CHECK ((result = ANY (ARRAY['PASSED'::text, 'FAILED'::text])))
  vote_whole CHECK ((((result IS NULL) = (against IS NULL)) AND ((result IS NULL) = (abstained IS NULL))))
  CREATE INDEX vote_dossier ON recognition.vote USING btree (home_id, dossier_id)

-- view registry.assignable: application may select
 SELECT u.area_id AS from_village,
    s.to_area AS to_village,
    u.reorganisation_id,
    r.effective_on
   FROM (((areas.unassigned u
     JOIN areas.area a ON (((a.area_id = u.area_id) AND (a.level = ANY (ARRAY[3, 4])))))
     JOIN areas.reorganisation r ON (((r.reorganisation_id = u.reorganisation_id) AND (r.withdrawn_at IS NULL))))
     JOIN areas.succession s ON (((s.reorganisation_id = u.reorganisation_id) AND (s.from_area = u.divided_area))))
  WHERE (EXISTS ( SELECT
           FROM areas.area_version v
          WHERE ((v.area_id = s.to_area) AND (v.valid @> platform.today()))));

-- table registry.body: application may insert, select, update
body_id uuid not null
kind text not null
name text not null
symbol text not null default ''::text
area_id integer not null
valid daterange not null
note text not null default ''::text
version integer not null default 1
changed_at timestamp with time zone not null
changed_by uuid
changed_name text not null
  body_area_id_fkey FOREIGN KEY (area_id) REFERENCES areas.area(area_id)
  body_name_check CHECK ((name <> ''::text))
  body_name_once EXCLUDE USING gist (area_id WITH =, registry.written(name) WITH =, valid WITH &&)
  body_pkey PRIMARY KEY (body_id)
  body_valid_check CHECK (((NOT isempty(valid)) AND (lower(valid) IS NOT NULL)))
  CREATE INDEX body_area ON registry.body USING btree (area_id, kind)

-- table registry.centre_kind: application may insert, select, update
code text not null
name text not null
place smallint not null
retired boolean not null default false
  centre_kind_code_check CHECK ((code ~ '^[A-Z][A-Z0-9_]*$'::text))
  centre_kind_name_check CHECK ((name <> ''::text))
  centre_kind_pkey PRIMARY KEY (code)

-- table registry.citizen: application may insert, select, update
home_id integer not null
subject_id uuid not null
birth_year smallint not null
sex text
labour_group text not null
id_cipher bytea
id_hash bytea
  citizen_birth_year_check CHECK (((birth_year >= 1900) AND (birth_year <= 2100)))
  citizen_home_id_subject_id_fkey FOREIGN KEY (home_id, subject_id) REFERENCES registry.subject(home_id, subject_id)
  citizen_id_whole CHECK ((num_nulls(id_cipher, id_hash) = ANY (ARRAY[0, 2])))
  citizen_labour_group_fkey FOREIGN KEY (labour_group) REFERENCES registry.labour_group(code)
  citizen_pkey PRIMARY KEY (home_id, subject_id)
  citizen_sex_check CHECK ((sex = ANY (ARRAY['FEMALE'::text, 'MALE'::text])))
  CREATE UNIQUE INDEX citizen_id_once ON registry.citizen USING btree (id_hash)
  CREATE INDEX citizen_labour_group ON registry.citizen USING btree (labour_group)

-- table registry.clan: application may insert, select, update
home_id integer not null
subject_id uuid not null
head text not null default ''::text
households integer
  clan_home_id_subject_id_fkey FOREIGN KEY (home_id, subject_id) REFERENCES registry.subject(home_id, subject_id)
  clan_households_check CHECK (((households >= 0) AND (households <= 99999)))
  clan_pkey PRIMARY KEY (home_id, subject_id)

-- table registry.consent: application may insert, select, update
home_id integer not null
subject_id uuid not null
consent_id uuid not null default uuidv7()
text_version smallint not null
how text not null
given_on date not null
guardian text not null default ''::text
recorded_at timestamp with time zone not null
recorded_by uuid
recorded_name text not null
batch_id uuid
withdrawn_on date
withdrawn_at timestamp with time zone
withdrawn_by uuid
withdrawn_name text
  consent_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES registry.import_batch(batch_id)
  consent_home_id_subject_id_fkey FOREIGN KEY (home_id, subject_id) REFERENCES registry.subject(home_id, subject_id)
  consent_how_check CHECK ((how = ANY (ARRAY['PAPER'::text, 'IN_PERSON'::text, 'ONLINE'::text])))
  consent_pkey PRIMARY KEY (home_id, subject_id, consent_id)
  consent_withdrawn_by_somebody CHECK ((num_nulls(withdrawn_on, withdrawn_at, withdrawn_name) = ANY (ARRAY[0, 3])))
  consent_withdrawn_later CHECK ((withdrawn_on >= given_on))
  CREATE INDEX consent_batch ON registry.consent USING btree (batch_id)
  CREATE UNIQUE INDEX consent_holds ON registry.consent USING btree (home_id, subject_id) WHERE (withdrawn_on IS NULL)

-- view registry.household (security_invoker=true): application may insert, select, update
 SELECT home_id,
    subject_id AS household_id,
    serial,
    name AS head,
    address,
    children,
    adults,
    workers,
    note,
    status,
    version,
    created_at,
    created_by,
    batch_id,
    folded
   FROM registry.subject
  WHERE (kind = 'HOUSEHOLD'::text);

-- table registry.import_batch: application may insert, select, update
batch_id uuid not null default uuidv7()
area_id integer not null
file_name text not null
file_sha256 text
stage text not null
row_count integer
imported integer
updated integer
skipped integer
failed integer
heading jsonb
findings jsonb not null default '[]'::jsonb
attempts integer not null default 0
all_or_nothing boolean not null default false
created_at timestamp with time zone not null
created_by uuid
created_person uuid
created_name text not null
confirmed_by uuid
confirmed_person uuid
confirmed_name text
applied_at timestamp with time zone
kind text not null default 'HOUSEHOLD'::text
  import_batch_adds_up CHECK (((stage <> ALL (ARRAY['PREVIEWED'::text, 'APPLYING'::text, 'APPLIED'::text])) OR (row_count = (((imported + updated) + skipped) + failed))))
  import_batch_applied CHECK (((stage = 'APPLIED'::text) = (applied_at IS NOT NULL)))
  import_batch_area_id_fkey FOREIGN KEY (area_id) REFERENCES areas.area(area_id)
  import_batch_file_sha256_fkey FOREIGN KEY (file_sha256) REFERENCES platform.stored_file(sha256)
  import_batch_kind CHECK ((kind = ANY (ARRAY['HOUSEHOLD'::text, 'CITIZEN'::text, 'CLAN'::text, 'UNIT'::text, 'SELF_MANAGED_GROUP'::text, 'LEARNING_CENTRE'::text])))
  import_batch_pkey PRIMARY KEY (batch_id)
  import_batch_stage_check CHECK ((stage = ANY (ARRAY['READING'::text, 'PREVIEWED'::text, 'APPLYING'::text, 'APPLIED'::text, 'DISCARDED'::text, 'REFUSED'::text])))
  CREATE INDEX import_batch_area ON registry.import_batch USING btree (area_id, created_at)
  CREATE INDEX import_batch_file ON registry.import_batch USING btree (file_sha256)
  CREATE INDEX import_batch_working ON registry.import_batch USING btree (created_at) WHERE (stage = ANY (ARRAY['READING'::text, 'PREVIEWED'::text, 'APPLYING'::text]))

-- table registry.import_failure: application may delete, insert, select, update
batch_id uuid not null
row_number integer not null
problems jsonb not null
  import_failure_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES registry.import_batch(batch_id)
  import_failure_pkey PRIMARY KEY (batch_id, row_number)

-- table registry.import_moved: application may select
reorganisation_id integer not null
batch_id uuid not null
area_id integer not null
moved_to integer not null
  import_moved_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES registry.import_batch(batch_id)
  import_moved_pkey PRIMARY KEY (reorganisation_id, batch_id)
  import_moved_reorganisation_id_fkey FOREIGN KEY (reorganisation_id) REFERENCES areas.reorganisation(reorganisation_id)
  CREATE INDEX import_moved_batch ON registry.import_moved USING btree (batch_id)

-- table registry.import_row: application may delete, insert, select, update
batch_id uuid not null
row_number integer not null
code text
home_id integer
serial integer
household_id uuid
seen_version integer
village_id integer
head text
address text
children smallint
adults smallint
workers smallint
note text
outcome text not null
  import_row_outcome_check CHECK ((outcome = ANY (ARRAY['IMPORT'::text, 'UPDATE'::text, 'SKIP'::text, 'FAIL'::text])))
  import_row_pkey PRIMARY KEY (batch_id, row_number)

-- view registry.known_subject (security_invoker=true): application may select
 SELECT s.home_id,
    s.subject_id,
    s.kind,
    s.serial,
    s.name,
    s.address,
    s.note,
    s.status,
    s.version,
    s.folded,
    s.batch_id,
    c.birth_year,
    c.sex,
    c.labour_group,
    c.id_cipher,
    u.unit_kind,
    u.managing_level,
    u.school,
    u.learners,
    u.staff,
    COALESCE(u.head, k.head, g.head, l.head) AS head,
    COALESCE(k.households, g.households) AS households,
    l.centre_kind
   FROM (((((registry.subject s
     LEFT JOIN registry.citizen c ON (((c.home_id = s.home_id) AND (c.subject_id = s.subject_id))))
     LEFT JOIN registry.unit u ON (((u.home_id = s.home_id) AND (u.subject_id = s.subject_id))))
     LEFT JOIN registry.clan k ON (((k.home_id = s.home_id) AND (k.subject_id = s.subject_id))))
     LEFT JOIN registry.self_managed_group g ON (((g.home_id = s.home_id) AND (g.subject_id = s.subject_id))))
     LEFT JOIN registry.learning_centre l ON (((l.home_id = s.home_id) AND (l.subject_id = s.subject_id))));

-- table registry.labour_group: application may insert, select, update
code text not null
name text not null
explanation text not null default ''::text
source text not null default ''::text
verified boolean not null
place smallint not null
retired boolean not null default false
version integer not null default 1
changed_by text not null default ''::text
changed_at timestamp with time zone
working boolean not null default true
  labour_group_code_check CHECK ((code ~ '^[A-Z][A-Z0-9_]*$'::text))
  labour_group_name_check CHECK ((name <> ''::text))
  labour_group_pkey PRIMARY KEY (code)

-- table registry.learning_centre: application may insert, select, update
home_id integer not null
subject_id uuid not null
centre_kind text not null
head text not null default ''::text
  learning_centre_centre_kind_fkey FOREIGN KEY (centre_kind) REFERENCES registry.centre_kind(code)
  learning_centre_home_id_subject_id_fkey FOREIGN KEY (home_id, subject_id) REFERENCES registry.subject(home_id, subject_id)
  learning_centre_pkey PRIMARY KEY (home_id, subject_id)
  CREATE INDEX learning_centre_kind ON registry.learning_centre USING btree (centre_kind)

-- table registry.membership: application may insert, select, update
home_id integer not null
subject_id uuid not null
role text not null
other_home_id integer not null
other_subject_id uuid not null
valid daterange not null
  membership_home_id_subject_id_fkey FOREIGN KEY (home_id, subject_id) REFERENCES registry.subject(home_id, subject_id)
  membership_other_home_id_other_subject_id_fkey FOREIGN KEY (other_home_id, other_subject_id) REFERENCES registry.subject(home_id, subject_id)
  membership_pkey PRIMARY KEY (home_id, subject_id, role, valid WITHOUT OVERLAPS)
  membership_role_check CHECK ((role = ANY (ARRAY['LIVES_IN'::text, 'WORKS_IN'::text, 'STUDIES_IN'::text, 'BELONGS_TO'::text])))
  membership_valid_check CHECK ((NOT isempty(valid)))
  CREATE INDEX membership_lived ON registry.membership USING btree (home_id, subject_id) WHERE ((role = 'LIVES_IN'::text) AND (NOT upper_inf(valid)))
  CREATE INDEX membership_lives ON registry.membership USING btree (home_id, subject_id) INCLUDE (other_home_id, other_subject_id, valid) WHERE ((role = 'LIVES_IN'::text) AND upper_inf(valid))
  CREATE INDEX membership_now ON registry.membership USING btree (home_id, subject_id, role) WHERE upper_inf(valid)
  CREATE INDEX membership_other ON registry.membership USING btree (other_home_id, other_subject_id, role)

-- table registry.person: application may insert, select, update
person_id uuid not null default uuidv7()
area_id integer not null
full_name text not null
position text not null default ''::text
folded text generated platform.fold(full_name)
created_at timestamp with time zone not null
created_by uuid
  person_area_id_fkey FOREIGN KEY (area_id) REFERENCES areas.area(area_id)
  person_pkey PRIMARY KEY (person_id)
  CREATE INDEX person_area ON registry.person USING btree (area_id, folded)

-- table registry.person_moved: application may select
reorganisation_id integer not null
person_id uuid not null
area_id integer not null
moved_to integer not null
  person_moved_person_id_fkey FOREIGN KEY (person_id) REFERENCES registry.person(person_id)
  person_moved_pkey PRIMARY KEY (reorganisation_id, person_id)
  person_moved_reorganisation_id_fkey FOREIGN KEY (reorganisation_id) REFERENCES areas.reorganisation(reorganisation_id)
  CREATE INDEX person_moved_person ON registry.person_moved USING btree (person_id)

-- table registry.residence: application may insert, select, update
home_id integer not null
subject_id uuid not null
valid daterange not null
area_id integer not null
kind text not null default 'HOUSEHOLD'::text
  residence_home_id_household_id_fkey FOREIGN KEY (home_id, subject_id) REFERENCES registry.subject(home_id, subject_id)
  residence_pkey PRIMARY KEY (home_id, subject_id, valid WITHOUT OVERLAPS)
  residence_valid_check CHECK ((NOT isempty(valid)))
  residence_village_id_fkey FOREIGN KEY (area_id) REFERENCES areas.area(area_id)
  CREATE INDEX residence_area ON registry.residence USING btree (area_id)
  CREATE INDEX residence_citizen ON registry.residence USING btree (area_id) INCLUDE (home_id, subject_id, valid) WHERE ((kind = 'CITIZEN'::text) AND upper_inf(valid))
  CREATE INDEX residence_ended ON registry.residence USING btree (area_id, kind) WHERE (NOT upper_inf(valid))
  CREATE INDEX residence_now ON registry.residence USING btree (area_id, kind, home_id, subject_id) WHERE upper_inf(valid)

-- table registry.residence_moved: application may select
reorganisation_id integer not null
home_id integer not null
subject_id uuid not null
area_id integer not null
moved_to integer not null
  residence_moved_home_id_household_id_fkey FOREIGN KEY (home_id, subject_id) REFERENCES registry.subject(home_id, subject_id)
  residence_moved_pkey PRIMARY KEY (reorganisation_id, home_id, subject_id, area_id)
  residence_moved_reorganisation_id_fkey FOREIGN KEY (reorganisation_id) REFERENCES areas.reorganisation(reorganisation_id)
  CREATE INDEX residence_moved_from ON registry.residence_moved USING btree (reorganisation_id, area_id)
  CREATE INDEX residence_moved_subject ON registry.residence_moved USING btree (home_id, subject_id)
  CREATE INDEX residence_moved_to ON registry.residence_moved USING btree (reorganisation_id, moved_to)

-- table registry.self_managed_group: application may insert, select, update
home_id integer not null
subject_id uuid not null
head text not null default ''::text
households integer
  self_managed_group_home_id_subject_id_fkey FOREIGN KEY (home_id, subject_id) REFERENCES registry.subject(home_id, subject_id)
  self_managed_group_households_check CHECK (((households >= 0) AND (households <= 99999)))
  self_managed_group_pkey PRIMARY KEY (home_id, subject_id)

-- table registry.signer: application may insert, select, update
signer_id uuid not null
body_id uuid not null
name text not null
position text not null
manner text not null
collective text not null default ''::text
signs_for text not null default ''::text
papers text[] not null
usual text[] not null
valid daterange not null
version integer not null default 1
changed_at timestamp with time zone not null
changed_by uuid
changed_name text not null
  signer_body_id_fkey FOREIGN KEY (body_id) REFERENCES registry.body(body_id)
  signer_check CHECK ((usual <@ papers))
  signer_name_check CHECK ((name <> ''::text))
  signer_papers_check CHECK ((cardinality(papers) > 0))
  signer_pkey PRIMARY KEY (signer_id)
  signer_position_check CHECK (("position" <> ''::text))
  signer_valid_check CHECK (((NOT isempty(valid)) AND (lower(valid) IS NOT NULL)))
  CREATE INDEX signer_body ON registry.signer USING btree (body_id)

-- table registry.subject: application may insert, select, update
home_id integer not null
subject_id uuid not null default uuidv7()
serial integer not null
name text not null
address text not null default ''::text
children smallint
adults smallint
workers smallint
note text not null default ''::text
status text not null default 'ACTIVE'::text
version integer not null default 1
created_at timestamp with time zone not null
created_by uuid
batch_id uuid
folded text generated platform.fold((((' '::text || name) || ' '::text) || address))
kind text not null default 'HOUSEHOLD'::text
  household_adults_check CHECK (((adults >= 0) AND (adults <= 99)))
  household_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES registry.import_batch(batch_id)
  household_children_check CHECK (((children >= 0) AND (children <= 99)))
  household_head_check CHECK ((name <> ''::text))
  household_home_id_fkey FOREIGN KEY (home_id) REFERENCES areas.area(area_id)
  household_status_check CHECK ((status = ANY (ARRAY['ACTIVE'::text, 'CLOSED'::text, 'JOINED'::text])))
  household_workers_are_adults CHECK ((workers <= adults))
  household_workers_check CHECK (((workers >= 0) AND (workers <= 99)))
  subject_kind CHECK ((kind = ANY (ARRAY['HOUSEHOLD'::text, 'CITIZEN'::text, 'CLAN'::text, 'COMMUNITY'::text, 'UNIT'::text, 'SELF_MANAGED_GROUP'::text, 'LEARNING_CENTRE'::text, 'PROGRAMME'::text])))
  subject_persons_of_households CHECK (((kind = 'HOUSEHOLD'::text) OR (num_nonnulls(children, adults, workers) = 0)))
  subject_pkey PRIMARY KEY (home_id, subject_id)
  subject_serial UNIQUE (home_id, serial)
  subject_serial_not_negative CHECK ((serial >= 0))
  CREATE INDEX subject_active_citizen ON registry.subject USING btree (home_id, subject_id) WHERE ((kind = 'CITIZEN'::text) AND (status = 'ACTIVE'::text))
  CREATE UNIQUE INDEX subject_automatic ON registry.subject USING btree (home_id, kind) WHERE (kind = ANY (ARRAY['COMMUNITY'::text, 'PROGRAMME'::text]))
  CREATE INDEX subject_batch ON registry.subject USING btree (batch_id)
  CREATE INDEX subject_search ON registry.subject USING gin (folded gin_trgm_ops)

-- table registry.subject_change: application may insert, select
home_id integer not null
subject_id uuid not null
change_id uuid not null default uuidv7()
at timestamp with time zone not null
account_id uuid
actor text not null
kind text not null
before jsonb not null default '{}'::jsonb
after jsonb not null default '{}'::jsonb
reason text not null default ''::text
batch_id uuid
  household_change_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES registry.import_batch(batch_id)
  household_change_home_id_household_id_fkey FOREIGN KEY (home_id, subject_id) REFERENCES registry.subject(home_id, subject_id)
  household_change_pkey PRIMARY KEY (home_id, subject_id, change_id)
  subject_change_kind CHECK ((kind = ANY (ARRAY['CREATED'::text, 'EDITED'::text, 'SPLIT'::text, 'JOINED'::text, 'MOVED'::text, 'CLOSED'::text, 'REOPENED'::text, 'CONSENTED'::text, 'WITHDRAWN'::text, 'BELONGS'::text])))
  CREATE INDEX subject_change_batch ON registry.subject_change USING btree (batch_id)

-- table registry.subject_link: application may insert, select, update
home_id integer not null
subject_id uuid not null
kind text not null
other_home_id integer not null
other_subject_id uuid not null
linked_on date not null
  household_link_home_id_household_id_fkey FOREIGN KEY (home_id, subject_id) REFERENCES registry.subject(home_id, subject_id)
  household_link_kind_check CHECK ((kind = ANY (ARRAY['SPLIT_FROM'::text, 'JOINED_INTO'::text])))
  household_link_other_home_id_other_household_id_fkey FOREIGN KEY (other_home_id, other_subject_id) REFERENCES registry.subject(home_id, subject_id)
  household_link_pkey PRIMARY KEY (home_id, subject_id, kind, other_home_id, other_subject_id)
  CREATE INDEX subject_link_other ON registry.subject_link USING btree (other_home_id, other_subject_id)

-- table registry.subject_row: application may delete, insert, select, update
batch_id uuid not null
row_number integer not null
code text
home_id integer
serial integer
subject_id uuid
seen_version integer
area_id integer
name text
address text
note text
birth_year integer
sex text
labour_group text
unit_kind text
managing_level text
school boolean
learners integer
staff integer
head text
households integer
centre_kind text
household text
household_home integer
household_serial integer
household_id uuid
unit text
unit_home integer
unit_serial integer
unit_id uuid
role text
consent_how text
consent_on date
guardian text
outcome text not null
studies text
studies_home integer
studies_serial integer
studies_id uuid
  subject_row_outcome_check CHECK ((outcome = ANY (ARRAY['IMPORT'::text, 'UPDATE'::text, 'SKIP'::text, 'FAIL'::text])))
  subject_row_pkey PRIMARY KEY (batch_id, row_number)

-- table registry.unit: application may insert, select, update
home_id integer not null
subject_id uuid not null
unit_kind text not null
managing_level text not null
school boolean not null default false
learners integer
staff integer
head text not null default ''::text
  unit_home_id_subject_id_fkey FOREIGN KEY (home_id, subject_id) REFERENCES registry.subject(home_id, subject_id)
  unit_learners_check CHECK (((learners >= 0) AND (learners <= 999999)))
  unit_learners_of_a_school CHECK ((school OR (learners IS NULL)))
  unit_managing_level_check CHECK ((managing_level = ANY (ARRAY['COMMUNE'::text, 'DISTRICT'::text, 'PROVINCE'::text])))
  unit_pkey PRIMARY KEY (home_id, subject_id)
  unit_staff_check CHECK (((staff >= 0) AND (staff <= 999999)))
  unit_unit_kind_fkey FOREIGN KEY (unit_kind) REFERENCES registry.unit_kind(code)
  CREATE INDEX unit_kind_of ON registry.unit USING btree (unit_kind)

-- table registry.unit_kind: application may insert, select, update
code text not null
name text not null
place smallint not null
retired boolean not null default false
  unit_kind_code_check CHECK ((code ~ '^[A-Z][A-Z0-9_]*$'::text))
  unit_kind_name_check CHECK ((name <> ''::text))
  unit_kind_pkey PRIMARY KEY (code)

-- table reminders.address: application may insert, select, update
account_id uuid not null
address text not null
base text not null
stop_token text not null
confirm_sha256 bytea not null
asked_at timestamp with time zone not null
confirmed_at timestamp with time zone
stopped_at timestamp with time zone
  address_account_id_fkey FOREIGN KEY (account_id) REFERENCES identity.account(account_id)
  address_address_check CHECK ((address ~~ '%@%'::text))
  address_confirm_sha256_key UNIQUE (confirm_sha256)
  address_pkey PRIMARY KEY (account_id)
  address_stop_token_key UNIQUE (stop_token)

-- table reminders.calendar: application may delete, insert, select, update
account_id uuid not null
token_sha256 bytea not null
base text not null
made_at timestamp with time zone not null
  calendar_account_id_fkey FOREIGN KEY (account_id) REFERENCES identity.account(account_id)
  calendar_pkey PRIMARY KEY (account_id)
  calendar_token_sha256_key UNIQUE (token_sha256)

-- table reminders.letter: application may insert, select, update
letter_id uuid not null
account_id uuid not null
kind text not null
day date not null
address text not null
subject text not null
body text not null
state text not null
attempts integer not null default 0
made_at timestamp with time zone not null
next_try timestamp with time zone not null
claimed_at timestamp with time zone
sent_at timestamp with time zone
problem text not null default ''::text
  letter_account_id_fkey FOREIGN KEY (account_id) REFERENCES identity.account(account_id)
  letter_kind_check CHECK ((kind = ANY (ARRAY['DIGEST'::text, 'CONFIRM'::text])))
  letter_pkey PRIMARY KEY (letter_id)
  letter_state_check CHECK ((state = ANY (ARRAY['NOTHING'::text, 'WAITING'::text, 'SENDING'::text, 'SENT'::text, 'UNSURE'::text, 'GIVEN_UP'::text])))
  CREATE INDEX letter_account ON reminders.letter USING btree (account_id)
  CREATE UNIQUE INDEX letter_digest_once ON reminders.letter USING btree (account_id, day) WHERE (kind = 'DIGEST'::text)
  CREATE INDEX letter_waiting ON reminders.letter USING btree (next_try) WHERE (state = ANY (ARRAY['WAITING'::text, 'SENDING'::text]))

-- table reminders.quiet: application may insert, select, update
account_id uuid not null
key text not null
until date
at timestamp with time zone not null
  quiet_account_id_fkey FOREIGN KEY (account_id) REFERENCES identity.account(account_id)
  quiet_key_check CHECK ((key <> ''::text))
  quiet_pkey PRIMARY KEY (account_id, key)

-- table reporting.declared_total: application may insert, select
declared_id uuid not null default uuidv7()
declared_no bigint not null
area_id integer not null
model text not null
total integer
source text not null
as_of date not null
declared_at timestamp with time zone not null
declared_by uuid
declared_name text not null
level text not null
denominator text not null
  declared_total_area_id_fkey FOREIGN KEY (area_id) REFERENCES areas.area(area_id)
  declared_total_pkey PRIMARY KEY (declared_id)
  declared_total_source_check CHECK ((source <> ''::text))
  declared_total_total_check CHECK ((total > 0))
  CREATE INDEX declared_total_area ON reporting.declared_total USING btree (area_id, model, level, denominator, declared_no DESC)

-- table reporting.indicator: application may insert, select, update
indicator_id text not null
kind text not null
unit text not null default ''::text
numerator text not null default ''::text
denominator text not null default ''::text
name_vi text not null
name_en text not null
definition_vi text not null default ''::text
definition_en text not null default ''::text
source text not null default ''::text
verified boolean not null
built_in boolean not null default false
area_id integer
copied_from text
version integer not null default 1
withdrawn_at timestamp with time zone
withdrawn_name text
levels text[] not null default '{NATION,PROVINCE,DISTRICT,COMMUNE}'::text[]
  indicator_area_id_fkey FOREIGN KEY (area_id) REFERENCES areas.area(area_id)
  indicator_copied_from_fkey FOREIGN KEY (copied_from) REFERENCES reporting.indicator(indicator_id)
  indicator_indicator_id_check CHECK ((indicator_id ~ '^[A-Z][A-Z0-9_]{1,59}$'::text))
  indicator_kind_check CHECK ((kind = ANY (ARRAY['SHARE'::text, 'COUNT'::text, 'GROWTH'::text, 'AVERAGE'::text, 'EVENT'::text, 'RHYTHM'::text, 'LIST'::text, 'PROJECT'::text])))
  indicator_levels CHECK (((levels <@ '{NATION,PROVINCE,DISTRICT,COMMUNE}'::text[]) AND (cardinality(levels) > 0)))
  indicator_name_en_check CHECK ((name_en <> ''::text))
  indicator_name_vi_check CHECK ((name_vi <> ''::text))
  indicator_pkey PRIMARY KEY (indicator_id)
  CREATE INDEX indicator_area ON reporting.indicator USING btree (area_id)
  CREATE INDEX indicator_copied_from ON reporting.indicator USING btree (copied_from)

-- table reporting.plan: application may insert, select, update
plan_id text not null
area_id integer
area_name text not null
issuer text not null
title text not null
number text not null default ''::text
dated text not null default ''::text
period daterange not null
remark text not null default ''::text
built_in boolean not null default false
stated_targets smallint
version integer not null default 1
withdrawn_at timestamp with time zone
withdrawn_name text
withdrawn_reason text
  plan_area_id_fkey FOREIGN KEY (area_id) REFERENCES areas.area(area_id)
  plan_period_check CHECK ((NOT isempty(period)))
  plan_pkey PRIMARY KEY (plan_id)
  plan_stated_targets_check CHECK ((stated_targets > 0))
  plan_withdrawn_with_reason CHECK (((withdrawn_at IS NULL) = (withdrawn_reason IS NULL)))
  CREATE INDEX plan_area ON reporting.plan USING btree (area_id)

-- table reporting.rating_scale: application may select
scale_id text not null
rating text not null
word text not null
rank smallint not null
verified boolean not null
source text not null default ''::text
  rating_scale_pkey PRIMARY KEY (scale_id, rating)
  rating_scale_rank_check CHECK ((rank > 0))
  rating_scale_scale_id_check CHECK ((scale_id ~ '^[A-Z][A-Z0-9_]*$'::text))

-- table reporting.reported_value: application may insert, select
reported_id uuid not null default uuidv7()
reported_no bigint not null
indicator_id text not null
area_id integer not null
year smallint not null
value numeric(20,4)
numerator numeric(20,4)
denominator numeric(20,4)
done_on date
note text not null default ''::text
link text not null default ''::text
file text
file_type text
file_name text
reason text not null default ''::text
withdraws uuid
reported_at timestamp with time zone not null
reported_by uuid
reported_name text not null
items text[] not null default '{}'::text[]
  reported_value_area_id_fkey FOREIGN KEY (area_id) REFERENCES areas.area(area_id)
  reported_value_denominator_check CHECK ((denominator > (0)::numeric))
  reported_value_file CHECK ((num_nulls(file, file_type, file_name) = ANY (ARRAY[0, 3])))
  reported_value_file_fkey FOREIGN KEY (file) REFERENCES platform.stored_file(sha256)
  reported_value_indicator_id_fkey FOREIGN KEY (indicator_id) REFERENCES reporting.indicator(indicator_id)
  reported_value_items CHECK (((cardinality(items) = 0) OR (value = (cardinality(items))::numeric)))
  reported_value_numerator_check CHECK ((numerator >= (0)::numeric))
  reported_value_pkey PRIMARY KEY (reported_id)
  reported_value_says_something CHECK ((((withdraws IS NOT NULL) AND (reason <> ''::text)) OR (value IS NOT NULL) OR (numerator IS NOT NULL) OR (done_on IS NOT NULL)))
  reported_value_share CHECK (((numerator IS NULL) = (denominator IS NULL)))
  reported_value_value_check CHECK ((value >= (0)::numeric))
  reported_value_withdraws_fkey FOREIGN KEY (withdraws) REFERENCES reporting.reported_value(reported_id)
  reported_value_year_check CHECK (((year >= 2000) AND (year <= 2100)))
  CREATE INDEX reported_value_area ON reporting.reported_value USING btree (area_id, indicator_id, year, reported_no DESC)
  CREATE INDEX reported_value_file_of ON reporting.reported_value USING btree (file)
  CREATE INDEX reported_value_indicator ON reporting.reported_value USING btree (indicator_id)
  CREATE UNIQUE INDEX reported_value_withdrawn_once ON reporting.reported_value USING btree (withdraws)

-- table reporting.saved_table: application may insert, select, update
table_id uuid not null default uuidv7()
name text not null
folded text generated platform.fold(name)
question text not null
question_version smallint not null
area_id integer not null
within_id integer not null
owner_id uuid not null
owner_name text not null
shared_with text[] not null default '{}'::text[]
version integer not null default 1
created_at timestamp with time zone not null
changed_at timestamp with time zone not null
changed_name text not null
withdrawn_at timestamp with time zone
withdrawn_name text
  saved_table_area_id_fkey FOREIGN KEY (area_id) REFERENCES areas.area(area_id)
  saved_table_name_check CHECK ((name <> ''::text))
  saved_table_pkey PRIMARY KEY (table_id)
  saved_table_question_check CHECK ((question <> ''::text))
  saved_table_question_version_check CHECK ((question_version > 0))
  saved_table_withdrawn CHECK (((withdrawn_at IS NULL) = (withdrawn_name IS NULL)))
  saved_table_within_id_fkey FOREIGN KEY (within_id) REFERENCES areas.area(area_id)
  CREATE INDEX saved_table_area ON reporting.saved_table USING btree (area_id)
  CREATE UNIQUE INDEX saved_table_name ON reporting.saved_table USING btree (owner_id, lower(name)) WHERE (withdrawn_at IS NULL)
  CREATE INDEX saved_table_within ON reporting.saved_table USING btree (within_id)

-- table reporting.table_part: application may insert, select, update
run_id uuid not null
area_id integer not null
cells jsonb
taken_at timestamp with time zone
  table_part_area_id_fkey FOREIGN KEY (area_id) REFERENCES areas.area(area_id)
  table_part_pkey PRIMARY KEY (run_id, area_id)
  table_part_run_id_fkey FOREIGN KEY (run_id) REFERENCES reporting.table_run(run_id)
  table_part_taken CHECK (((cells IS NULL) = (taken_at IS NULL)))
  CREATE INDEX table_part_area ON reporting.table_part USING btree (area_id)

-- table reporting.table_run: application may insert, select, update
run_id uuid not null
question text not null
question_version smallint not null
area_id integer not null
state text not null default 'WAITING'::text
seen_at timestamp with time zone not null
created_at timestamp with time zone not null
created_by uuid not null
created_name text not null
finished_at timestamp with time zone
  table_run_area_id_fkey FOREIGN KEY (area_id) REFERENCES areas.area(area_id)
  table_run_over CHECK (((state = ANY (ARRAY['DONE'::text, 'HELD'::text, 'STOPPED'::text])) = (finished_at IS NOT NULL)))
  table_run_pkey PRIMARY KEY (run_id)
  table_run_question_check CHECK ((question <> ''::text))
  table_run_question_version_check CHECK ((question_version > 0))
  table_run_state_check CHECK ((state = ANY (ARRAY['WAITING'::text, 'WORKING'::text, 'DONE'::text, 'HELD'::text, 'STOPPED'::text])))
  CREATE INDEX table_run_area ON reporting.table_run USING btree (area_id, created_at)
  CREATE INDEX table_run_of ON reporting.table_run USING btree (created_by, created_at)
  CREATE INDEX table_run_open ON reporting.table_run USING btree (created_at) WHERE (state = ANY (ARRAY['WAITING'::text, 'WORKING'::text]))

-- table reporting.target: application may insert, select, update
plan_id text not null
target_id text not null
year smallint not null
area_id integer
area_name text not null
indicator text not null
scope text not null
value numeric(18,4)
condition text not null default ''::text
level text
denominator text
measured_by text
direction text not null default 'AT_LEAST'::text
value_kind text not null default 'PERCENT'::text
other_kind text
period text
base_year smallint
unit_level text
area_level text
scale_id text
least_rating text
doubt text not null default ''::text
place integer not null default 0
version integer not null default 1
withdrawn_at timestamp with time zone
withdrawn_name text
withdrawn_reason text
  target_area_id_fkey FOREIGN KEY (area_id) REFERENCES areas.area(area_id)
  target_area_level_check CHECK ((area_level = ANY (ARRAY['PROVINCE'::text, 'DISTRICT'::text, 'COMMUNE'::text, 'VILLAGE'::text])))
  target_base_year_check CHECK (((base_year >= 2000) AND (base_year <= 2100)))
  target_denominator CHECK ((denominator = ANY (ARRAY['HOUSEHOLDS'::text, 'CLANS'::text, 'GROUPS'::text, 'CENTRES'::text, 'VILLAGES'::text, 'COMMUNES'::text, 'DISTRICTS'::text, 'PROVINCES'::text, 'UNITS'::text, 'CITIZENS'::text, 'ADULTS'::text, 'WORKERS'::text, 'WORKERS_IN_RECOGNISED'::text, 'STAFF_IN_RECOGNISED'::text])))
  target_direction_check CHECK ((direction = ANY (ARRAY['AT_LEAST'::text, 'AT_MOST'::text, 'EXACTLY'::text, 'DONE'::text])))
  target_done CHECK (((value_kind <> ALL (ARRAY['DONE'::text, 'LIST'::text])) OR (direction = 'DONE'::text)))
  target_level CHECK ((level = ANY (ARRAY['PERSON'::text, 'HOUSEHOLD'::text, 'CLAN'::text, 'GROUP'::text, 'CENTRE'::text, 'VILLAGE'::text, 'COMMUNE'::text, 'DISTRICT'::text, 'PROVINCE'::text])))
  target_other_kind_check CHECK ((other_kind = ANY (ARRAY['GROWTH_PERCENT'::text, 'PERCENTAGE_POINTS'::text])))
  target_period CHECK (((value_kind = 'TIMES'::text) = (period IS NOT NULL)))
  target_period_check CHECK ((period = ANY (ARRAY['WEEK'::text, 'MONTH'::text, 'YEAR'::text, 'ISSUE'::text])))
  target_pkey PRIMARY KEY (plan_id, target_id, year)
  target_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES reporting.plan(plan_id)
  target_rating FOREIGN KEY (scale_id, least_rating) REFERENCES reporting.rating_scale(scale_id, rating) MATCH FULL
  target_unit_level_check CHECK ((unit_level = ANY (ARRAY['COMMUNE'::text, 'DISTRICT'::text, 'PROVINCE'::text])))
  target_value CHECK ((value >= (0)::numeric))
  target_value_kind_check CHECK ((value_kind = ANY (ARRAY['PERCENT'::text, 'COUNT'::text, 'GROWTH_PERCENT'::text, 'PERCENTAGE_POINTS'::text, 'PER_PERSON'::text, 'TIMES'::text, 'DONE'::text, 'LIST'::text])))
  target_withdrawn_with_reason CHECK (((withdrawn_at IS NULL) = (withdrawn_reason IS NULL)))
  target_year_check CHECK (((year >= 2000) AND (year <= 2100)))
  CREATE INDEX target_area ON reporting.target USING btree (area_id)
  CREATE INDEX target_indicator ON reporting.target USING btree (indicator, area_id, year)
  CREATE INDEX target_scale ON reporting.target USING btree (scale_id, least_rating)

-- table reports.attached: application may insert, select, update
attached_id uuid not null
report_id uuid not null
file text not null
file_type text not null
file_name text not null
attached_at timestamp with time zone not null
attached_name text not null
removed_at timestamp with time zone
removed_name text
  attached_file_fkey FOREIGN KEY (file) REFERENCES platform.stored_file(sha256)
  attached_file_name_check CHECK ((file_name <> ''::text))
  attached_pkey PRIMARY KEY (attached_id)
  attached_removed CHECK (((removed_at IS NULL) = (removed_name IS NULL)))
  attached_report_id_fkey FOREIGN KEY (report_id) REFERENCES reports.report(report_id)
  CREATE INDEX attached_file ON reports.attached USING btree (file)
  CREATE INDEX attached_of ON reports.attached USING btree (report_id, attached_at)

-- table reports.body_receipt: application may insert, select
receipt_id uuid not null
obligation_id uuid not null
period daterange not null
body text not null
received_on date
note text not null
file text
file_type text
file_name text
line_no bigint not null
recorded_at timestamp with time zone not null
recorded_by uuid
recorded_name text not null
  body_receipt_body_check CHECK ((body <> ''::text))
  body_receipt_file CHECK ((num_nulls(file, file_type, file_name) = ANY (ARRAY[0, 3])))
  body_receipt_file_fkey FOREIGN KEY (file) REFERENCES platform.stored_file(sha256)
  body_receipt_obligation_id_fkey FOREIGN KEY (obligation_id) REFERENCES reports.obligation(obligation_id)
  body_receipt_period_check CHECK (((NOT isempty(period)) AND (NOT lower_inf(period)) AND (NOT upper_inf(period))))
  body_receipt_pkey PRIMARY KEY (receipt_id)
  body_receipt_reason CHECK (((received_on IS NOT NULL) OR (note <> ''::text)))
  CREATE INDEX body_receipt_file ON reports.body_receipt USING btree (file)
  CREATE INDEX body_receipt_of ON reports.body_receipt USING btree (obligation_id, period, body, line_no)

-- table reports.collection: application may insert, select, update
run_id uuid not null
area_id integer not null
level smallint not null
form text not null
period daterange not null
drafts boolean not null
word boolean not null
pdf boolean not null
sample boolean not null
state text not null default 'WAITING'::text
problem text
seen_at timestamp with time zone not null
created_at timestamp with time zone not null
created_by uuid
created_name text not null
finished_at timestamp with time zone
  collection_area_id_fkey FOREIGN KEY (area_id) REFERENCES areas.area(area_id)
  collection_files CHECK ((word OR pdf))
  collection_form_check CHECK ((form <> ''::text))
  collection_level_check CHECK ((level = ANY (ARRAY[1, 3])))
  collection_over CHECK (((state = ANY (ARRAY['DONE'::text, 'STOPPED'::text])) = (finished_at IS NOT NULL)))
  collection_period_check CHECK ((NOT isempty(period)))
  collection_pkey PRIMARY KEY (run_id)
  collection_problem CHECK (((state = 'HELD'::text) = (problem IS NOT NULL)))
  collection_state_check CHECK ((state = ANY (ARRAY['WAITING'::text, 'WORKING'::text, 'DONE'::text, 'HELD'::text, 'STOPPED'::text])))
  CREATE INDEX collection_area ON reports.collection USING btree (area_id, created_at)
  CREATE INDEX collection_of ON reports.collection USING btree (created_by, created_at)
  CREATE INDEX collection_open ON reports.collection USING btree (created_at) WHERE (state = ANY (ARRAY['WAITING'::text, 'WORKING'::text]))

-- table reports.collection_part: application may insert, select, update
run_id uuid not null
part integer not null
first integer not null
areas integer[] not null
lines jsonb
sent integer
drafted integer
missing integer
sha256 text
size bigint
taken_at timestamp with time zone
  collection_part_areas_check CHECK ((cardinality(areas) > 0))
  collection_part_first_check CHECK ((first >= 1))
  collection_part_part_check CHECK ((part >= 1))
  collection_part_pkey PRIMARY KEY (run_id, part)
  collection_part_run_id_fkey FOREIGN KEY (run_id) REFERENCES reports.collection(run_id)
  collection_part_sha256_fkey FOREIGN KEY (sha256) REFERENCES platform.stored_file(sha256)
  collection_part_taken CHECK ((((lines IS NULL) = (taken_at IS NULL)) AND ((sha256 IS NULL) = (taken_at IS NULL)) AND ((size IS NULL) = (taken_at IS NULL)) AND ((sent IS NULL) = (taken_at IS NULL)) AND ((drafted IS NULL) = (taken_at IS NULL)) AND ((missing IS NULL) = (taken_at IS NULL))))
  CREATE INDEX collection_part_file ON reports.collection_part USING btree (sha256)

-- table reports.draft: application may insert, select, update
report_id uuid not null
content text not null
filled_at timestamp with time zone not null
filled_name text not null
correcting text
merged text
reading uuid
tree integer
  draft_correcting_check CHECK ((correcting <> ''::text))
  draft_pkey PRIMARY KEY (report_id)
  draft_report_id_fkey FOREIGN KEY (report_id) REFERENCES reports.report(report_id)

-- table reports.figure_mark: application may insert, select
mark_no bigint not null
report_id uuid not null
figure text not null
not_reported boolean not null
reason text not null
marked_at timestamp with time zone not null
marked_name text not null
  figure_mark_figure_check CHECK ((figure <> ''::text))
  figure_mark_pkey PRIMARY KEY (mark_no)
  figure_mark_reason CHECK (((NOT not_reported) OR (reason <> ''::text)))
  figure_mark_report_id_fkey FOREIGN KEY (report_id) REFERENCES reports.report(report_id)
  CREATE INDEX figure_mark_of ON reports.figure_mark USING btree (report_id, figure, mark_no)

-- table reports.obligation: application may insert, select, update
obligation_id uuid not null default uuidv7()
area_id integer not null
built_in text
  obligation_area_id_fkey FOREIGN KEY (area_id) REFERENCES areas.area(area_id)
  obligation_built_in_check CHECK ((built_in <> ''::text))
  obligation_built_in_key UNIQUE (built_in)
  obligation_pkey PRIMARY KEY (obligation_id)
  CREATE INDEX obligation_area ON reports.obligation USING btree (area_id)

-- table reports.obligation_input: application may insert, select
obligation_id uuid not null
version integer not null
input_id uuid not null
  obligation_input_input_id_fkey FOREIGN KEY (input_id) REFERENCES reports.obligation(obligation_id)
  obligation_input_obligation_id_version_fkey FOREIGN KEY (obligation_id, version) REFERENCES reports.obligation_version(obligation_id, version)
  obligation_input_of_another CHECK ((input_id <> obligation_id))
  obligation_input_pkey PRIMARY KEY (obligation_id, version, input_id)
  CREATE INDEX obligation_input_of ON reports.obligation_input USING btree (input_id)

-- table reports.obligation_move: application may insert, select
move_id uuid not null default uuidv7()
obligation_id uuid not null
period daterange not null
due_on date
was_on date
reason text not null
written_at timestamp with time zone not null
written_by uuid
written_name text not null
  obligation_move_obligation_id_fkey FOREIGN KEY (obligation_id) REFERENCES reports.obligation(obligation_id)
  obligation_move_period_check CHECK (((NOT isempty(period)) AND (NOT lower_inf(period)) AND (NOT upper_inf(period))))
  obligation_move_pkey PRIMARY KEY (move_id)
  obligation_move_reason_check CHECK ((reason <> ''::text))
  CREATE INDEX obligation_move_of ON reports.obligation_move USING btree (obligation_id, written_at)

-- table reports.obligation_occasion: application may insert, select, update
occasion_id uuid not null
obligation_id uuid not null
name text not null
happened_on date not null
period daterange not null
due_on date
words text not null default ''::text
recorded_at timestamp with time zone not null
recorded_by uuid
recorded_name text not null
withdrawn_at timestamp with time zone
withdrawn_name text
withdrawn_reason text
  obligation_occasion_name_check CHECK ((name <> ''::text))
  obligation_occasion_obligation_id_fkey FOREIGN KEY (obligation_id) REFERENCES reports.obligation(obligation_id)
  obligation_occasion_period_check CHECK (((NOT isempty(period)) AND (NOT lower_inf(period)) AND (NOT upper_inf(period))))
  obligation_occasion_pkey PRIMARY KEY (occasion_id)
  obligation_occasion_withdrawn CHECK ((num_nulls(withdrawn_at, withdrawn_name, withdrawn_reason) = ANY (ARRAY[0, 3])))
  CREATE INDEX obligation_occasion_duty ON reports.obligation_occasion USING btree (obligation_id)
  CREATE UNIQUE INDEX obligation_occasion_period ON reports.obligation_occasion USING btree (obligation_id, period) WHERE (withdrawn_at IS NULL)

-- table reports.obligation_party: application may insert, select
obligation_id uuid not null
version integer not null
part text not null
place smallint not null
side text not null
body_id uuid
words text not null default ''::text
  obligation_party_body_id_fkey FOREIGN KEY (body_id) REFERENCES registry.body(body_id)
  obligation_party_obligation_id_version_fkey FOREIGN KEY (obligation_id, version) REFERENCES reports.obligation_version(obligation_id, version)
  obligation_party_part_check CHECK ((part = ANY (ARRAY['REPORTER'::text, 'RECIPIENT'::text])))
  obligation_party_pkey PRIMARY KEY (obligation_id, version, part, place)
  obligation_party_side_check CHECK ((side = ANY (ARRAY['COMMITTEE'::text, 'ASSOCIATION'::text, 'OTHER'::text])))
  obligation_party_somebody CHECK (((body_id IS NOT NULL) OR (words <> ''::text)))
  CREATE INDEX obligation_party_body ON reports.obligation_party USING btree (body_id)

-- table reports.obligation_version: application may insert, select
obligation_id uuid not null
version integer not null
act text not null
reason text not null default ''::text
corrects boolean not null default false
title text not null
document text not null default ''::text
number text not null default ''::text
plan_id text
words text not null default ''::text
reporter text not null
forms text[] not null
rhythm text not null
first_day text
second_day text
day smallint
later boolean not null default false
once_on date
once_within text
once_about daterange
days_after smallint
inclusive boolean not null
terms daterange not null
tracked_from date not null
after_campaign boolean not null default false
written_at timestamp with time zone not null
written_by uuid
written_name text not null
  obligation_version_act_check CHECK ((act = ANY (ARRAY['ADD'::text, 'CHANGE'::text, 'MOVE'::text, 'WITHDRAW'::text, 'RESTORE'::text])))
  obligation_version_day_check CHECK (((day >= 1) AND (day <= 31)))
  obligation_version_days_after_check CHECK (((days_after >= 0) AND (days_after <= 1000)))
  obligation_version_first_day_check CHECK ((first_day ~ '^--[0-9]{2}-[0-9]{2}$'::text))
  obligation_version_forms_check CHECK ((cardinality(forms) > 0))
  obligation_version_obligation_id_fkey FOREIGN KEY (obligation_id) REFERENCES reports.obligation(obligation_id)
  obligation_version_once CHECK ((((rhythm = 'ONCE'::text) = (once_on IS NOT NULL)) AND ((once_on IS NULL) = (once_within IS NULL))))
  obligation_version_once_within_check CHECK ((once_within = ANY (ARRAY['DAY'::text, 'QUARTER'::text, 'YEAR'::text])))
  obligation_version_pkey PRIMARY KEY (obligation_id, version)
  obligation_version_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES reporting.plan(plan_id)
  obligation_version_reason CHECK (((act = 'ADD'::text) OR (act = 'RESTORE'::text) OR (reason <> ''::text)))
  obligation_version_reporter_check CHECK ((reporter = ANY (ARRAY['PROVINCE'::text, 'DISTRICT'::text, 'COMMUNE'::text, 'BODIES'::text])))
  obligation_version_rhythm_check CHECK ((rhythm = ANY (ARRAY['YEARLY'::text, 'HALF_YEARLY'::text, 'QUARTERLY'::text, 'MONTHLY'::text, 'WEEKLY'::text, 'ONCE'::text, 'AFTER_EVENT'::text, 'ON_REQUEST'::text, 'NO_DAY'::text])))
  obligation_version_second_day_check CHECK ((second_day ~ '^--[0-9]{2}-[0-9]{2}$'::text))
  obligation_version_terms_check CHECK (((NOT isempty(terms)) AND (NOT lower_inf(terms))))
  obligation_version_title_check CHECK ((title <> ''::text))
  obligation_version_version_check CHECK ((version > 0))
  CREATE INDEX obligation_version_plan ON reports.obligation_version USING btree (plan_id)

-- table reports.past_report: application may insert, select
past_report_id uuid not null
area_id integer not null
number text not null
signed_on date not null
title text not null
content text not null
hash text not null
kept_at timestamp with time zone not null
kept_name text not null
  past_report_area_id_fkey FOREIGN KEY (area_id) REFERENCES areas.area(area_id)
  past_report_area_id_number_signed_on_hash_key UNIQUE (area_id, number, signed_on, hash)
  past_report_hash_check CHECK ((hash ~ '^[0-9a-f]{64}$'::text))
  past_report_number_check CHECK ((number <> ''::text))
  past_report_pkey PRIMARY KEY (past_report_id)
  past_report_title_check CHECK ((title <> ''::text))
  CREATE TRIGGER past_is_final BEFORE DELETE OR UPDATE ON reports.past_report FOR EACH ROW EXECUTE FUNCTION reports.past_is_final()

-- table reports.report: application may insert, select, update
report_id uuid not null default uuidv7()
area_id integer not null
obligation_id uuid
form text not null
period daterange not null
stage text not null
sent_version integer
first_sent_at timestamp with time zone
sent_at timestamp with time zone
accepted_at timestamp with time zone
  report_area_id_fkey FOREIGN KEY (area_id) REFERENCES areas.area(area_id)
  report_form_check CHECK ((form ~ '^[A-Z][A-Z0-9_]*$'::text))
  report_obligation_id_fkey FOREIGN KEY (obligation_id) REFERENCES reports.obligation(obligation_id)
  report_period_check CHECK (((NOT isempty(period)) AND (NOT lower_inf(period)) AND (NOT upper_inf(period))))
  report_pkey PRIMARY KEY (report_id)
  report_sent CHECK (((stage = 'DRAFT'::text) OR ((sent_version IS NOT NULL) AND (sent_at IS NOT NULL) AND (first_sent_at IS NOT NULL))))
  report_stage_check CHECK ((stage = ANY (ARRAY['DRAFT'::text, 'SENT'::text, 'RETURNED'::text, 'ACCEPTED'::text])))
  CREATE INDEX report_area ON reports.report USING btree (area_id, period)
  CREATE INDEX report_by_period ON reports.report USING btree (form, period)
  CREATE UNIQUE INDEX report_of_obligation ON reports.report USING btree (obligation_id, area_id, period)
  CREATE UNIQUE INDEX report_unasked ON reports.report USING btree (area_id, form, period) WHERE (obligation_id IS NULL)

-- table reports.section_text: application may insert, select
text_no bigint not null
report_id uuid not null
section text not null
words text not null
based_on bigint not null
aside boolean not null
saved_at timestamp with time zone not null
saved_by uuid
saved_name text not null
  section_text_pkey PRIMARY KEY (text_no)
  section_text_report_id_fkey FOREIGN KEY (report_id) REFERENCES reports.report(report_id)
  section_text_section_check CHECK ((section ~ '^[A-Z][A-Z_]*$'::text))
  CREATE INDEX section_text_of ON reports.section_text USING btree (report_id, section, text_no)

-- table reports.sent: application may insert, select
report_id uuid not null
version integer not null
content text not null
hash text not null
reason text not null
sent_at timestamp with time zone not null
sent_by uuid
sent_name text not null
reading uuid
tree integer
  sent_hash_check CHECK ((hash ~ '^[0-9a-f]{64}$'::text))
  sent_pkey PRIMARY KEY (report_id, version)
  sent_report_id_fkey FOREIGN KEY (report_id) REFERENCES reports.report(report_id)
  sent_version_check CHECK ((version > 0))
  CREATE TRIGGER sent_is_final BEFORE DELETE OR UPDATE ON reports.sent FOR EACH ROW EXECUTE FUNCTION reports.sent_is_final()

-- table reports.step: application may insert, select
step_no bigint not null
report_id uuid not null
step text not null
version integer
reason text not null
taken_at timestamp with time zone not null
taken_by uuid
taken_name text not null
  step_pkey PRIMARY KEY (step_no)
  step_reason CHECK (((step <> ALL (ARRAY['RETURNED'::text, 'CORRECTING'::text])) OR (reason <> ''::text)))
  step_report_id_fkey FOREIGN KEY (report_id) REFERENCES reports.report(report_id)
  step_step_check CHECK ((step = ANY (ARRAY['OPENED'::text, 'SENT'::text, 'ACCEPTED'::text, 'RETURNED'::text, 'CORRECTING'::text, 'MERGED'::text])))
  CREATE INDEX step_of ON reports.step USING btree (report_id, step_no)

-- table reports.template: application may insert, select
template_id uuid not null
area_id integer not null
kind text not null
version integer not null
sha256 text not null
file_name text not null
remark text not null default ''::text
uploaded_at timestamp with time zone not null
uploaded_by uuid
uploaded_name text not null
  template_area_id_fkey FOREIGN KEY (area_id) REFERENCES areas.area(area_id)
  template_kind_check CHECK ((kind ~ '^[A-Z][A-Z0-9_]*$'::text))
  template_pkey PRIMARY KEY (template_id)
  template_sha256_fkey FOREIGN KEY (sha256) REFERENCES platform.stored_file(sha256)
  template_version UNIQUE (area_id, kind, version)
  template_version_check CHECK ((version > 0))
  CREATE INDEX template_file ON reports.template USING btree (sha256)

-- table reports.template_use: application may insert, select
use_id bigint not null
area_id integer not null
kind text not null
template_id uuid
from_day date not null
reason text not null default ''::text
decided_at timestamp with time zone not null
decided_by uuid
decided_name text not null
  template_use_area_id_fkey FOREIGN KEY (area_id) REFERENCES areas.area(area_id)
  template_use_kind_check CHECK ((kind ~ '^[A-Z][A-Z0-9_]*$'::text))
  template_use_pkey PRIMARY KEY (use_id)
  template_use_template_id_fkey FOREIGN KEY (template_id) REFERENCES reports.template(template_id)
  template_withdrawn_with_reason CHECK (((template_id IS NOT NULL) OR (reason <> ''::text)))
  CREATE INDEX template_use_area ON reports.template_use USING btree (area_id, kind, from_day, use_id)
  CREATE INDEX template_use_template ON reports.template_use USING btree (template_id)

CREATE OR REPLACE FUNCTION areas.assign(assigned integer[], successors integer[])
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'areas', 'pg_temp'
AS $function$
declare
  found_areas bigint;
begin
  with moved as (
    update area_version v set parent_id = p.to_area
      from unnest(assigned, successors) as a (area_id, to_area), assignable w, possible_successor p
     where w.area_id = a.area_id and p.holder = w.holder and p.to_area = a.to_area
       and v.area_id = a.area_id and v.parent_id = w.holder
    returning v.area_id)
  select count(distinct area_id) into found_areas from moved;
  if found_areas <> cardinality(assigned) then
    raise exception using errcode = 'check_violation', constraint = 'assigned_to_a_successor',
      message = 'an area is not unassigned, or its successor is none of the division';
  end if;
  perform refresh_ancestors(assigned);
end $function$


CREATE OR REPLACE FUNCTION areas.check_version()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'areas', 'pg_temp'
AS $function$
declare
  above smallint;
begin
  if (select count(*) from unnest((select range_agg(valid) from area_version where area_id = new.area_id))) <> 1 then
    raise exception using errcode = 'check_violation', constraint = 'area_version_without_gaps',
      message = 'versions of an area have a gap';
  end if;
  if new.parent_id is not null then
    select level into above from area where area_id = new.parent_id;
    if not (above = new.level - 1 or (new.level = 3 and above = 1)) then
      raise exception using errcode = 'check_violation', constraint = 'area_version_parent_level',
        message = 'an area belongs to an area of the level above';
    end if;
  end if;
  return null;
end $function$


CREATE OR REPLACE FUNCTION areas.end_versions(of_reorganisation integer, ended integer[])
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'areas', 'pg_temp'
AS $function$
declare
  day date;
  found_rows bigint;
begin
  select effective_on into day from reorganisation
   where reorganisation_id = of_reorganisation and recorded_in = pg_current_xact_id();
  if day is null then
    raise exception using errcode = 'check_violation', constraint = 'reorganisation_of_this_transaction',
      message = 'only the transaction that records a reorganisation ends versions by it';
  end if;
  update area_version v set valid = daterange(lower(v.valid), day), ended_by = of_reorganisation
    from unnest(ended) as e (area_id)
   where v.area_id = e.area_id and upper_inf(v.valid) and lower(v.valid) < day;
  get diagnostics found_rows = row_count;
  if found_rows <> (select count(distinct e) from unnest(ended) e) then
    raise exception using errcode = 'check_violation', constraint = 'reorganisation_after_every_change',
      message = 'an area has a later version, or none on the eve';
  end if;
end $function$


CREATE OR REPLACE FUNCTION areas.follow_versions()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'areas', 'pg_temp'
AS $function$
declare
  changed integer[];
begin
  select array_agg(distinct area_id) into changed from changed_rows where begun_by is null and ended_by is null;
  if changed is not null then
    perform refresh_ancestors(changed);
  end if;
  return null;
end $function$


CREATE OR REPLACE FUNCTION areas.followed(of_reorganisation integer, day date)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'areas', 'pg_temp'
BEGIN ATOMIC
 UPDATE areas.reorganisation SET followed_on = followed.day
   WHERE ((reorganisation.reorganisation_id = followed.of_reorganisation) AND (reorganisation.effective_on <= followed.day) AND (reorganisation.followed_on IS NULL));
END


CREATE OR REPLACE FUNCTION areas.received_by(ended integer)
 RETURNS integer
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'areas', 'pg_temp'
AS $function$
declare
  here integer := ended;
  next_area integer;
begin
  loop
    if exists (select from area_version where area_id = here and valid @> platform.today()) then
      return nullif(here, ended);
    end if;
    select to_area into next_area from receiver
     where from_area = here and effective_on <= platform.today() order by effective_on desc limit 1;
    if not found then
      return null;
    end if;
    here := next_area;
  end loop;
end $function$


CREATE OR REPLACE FUNCTION areas.record_attributes(ids integer[], named text[], days date[], values_now text[], says text[], at timestamp with time zone, by_account uuid, by_name text, of_reorganisation integer)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'areas', 'pg_temp'
AS $function$
begin
  perform pg_advisory_xact_lock(7003, 0);
  insert into attribute_entry (area_id, attribute, since, value, source, recorded_at, recorded_by, recorded_name,
                               reorganisation_id)
  select e.area_id, e.attribute, e.since, e.value, e.source, at, by_account, by_name, of_reorganisation
    from unnest(ids, named, days, values_now, says) with ordinality
         as e (area_id, attribute, since, value, source, place)
   order by e.place;
  perform refresh_attributes(ids, named);
end $function$


CREATE OR REPLACE FUNCTION areas.refresh_ancestors(changed integer[])
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'areas', 'pg_temp'
 SET jit TO 'off'
 SET plan_cache_mode TO 'force_custom_plan'
AS $function$
declare
  affected integer[];
  step smallint;
begin
  with recursive below as (
    select unnest(changed) as area_id
    union
    select v.area_id from below join area_version v on v.parent_id = below.area_id
  )
  select array_agg(area_id) into affected from below;

  delete from ancestor a using unnest(affected) as x (area_id) where a.area_id = x.area_id;
  insert into ancestor (area_id, ancestor_id, ancestor_level, valid)
  select v.area_id, v.area_id, v.level, unnest(range_agg(v.valid))
    from unnest(affected) as x (area_id)
    join area_version v on v.area_id = x.area_id
   group by v.area_id, v.level;
  for step in 1..4 loop
    insert into ancestor (area_id, ancestor_id, ancestor_level, valid)
    select v.area_id, a.ancestor_id, a.ancestor_level, unnest(range_agg(v.valid * a.valid))
      from unnest(affected) as x (area_id)
      join area_version v on v.area_id = x.area_id and v.level = step
      join ancestor a on a.area_id = v.parent_id and a.valid && v.valid
     group by v.area_id, a.ancestor_id, a.ancestor_level;
  end loop;
end $function$


CREATE OR REPLACE FUNCTION areas.refresh_attributes(ids integer[], named text[])
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'areas', 'pg_temp'
AS $function$
begin
  delete from attribute a
   using (select distinct * from unnest(ids, named)) k (area_id, attribute)
   where a.area_id = k.area_id and a.attribute = k.attribute;
  insert into attribute (area_id, attribute, valid, value, source, recorded_at, recorded_by, recorded_name)
  select l.area_id, l.attribute,
         daterange(l.since, lead(l.since) over (partition by l.area_id, l.attribute order by l.since)),
         l.value, l.source, l.recorded_at, l.recorded_by, l.recorded_name
    from (select distinct on (e.area_id, e.attribute, e.since) e.*
            from (select distinct * from unnest(ids, named)) k (area_id, attribute)
            join attribute_entry e on e.area_id = k.area_id and e.attribute = k.attribute
           where not exists (select from attribute_withdrawn w where w.entry_no = e.entry_no)
           order by e.area_id, e.attribute, e.since, e.entry_no desc) l;
end $function$


CREATE OR REPLACE FUNCTION areas.reorganised(of_reorganisation integer)
 RETURNS SETOF integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'areas', 'pg_temp'
AS $function$
declare
  touched integer[];
begin
  select array_agg(distinct area_id) into touched
    from area_version where begun_by = of_reorganisation or ended_by = of_reorganisation;
  perform refresh_ancestors(coalesce(touched, '{}'));
  return query select unnest(touched);
end $function$


CREATE OR REPLACE FUNCTION areas.set_boundaries(since date, ids integer[], shapes jsonb[], says text, at timestamp with time zone, by_account uuid, by_name text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'areas', 'pg_temp'
AS $function$
begin
  perform pg_advisory_xact_lock(7003, 0);
  insert into boundary_replaced (area_id, valid, geojson, source, recorded_at, recorded_by, recorded_name, replaced_at)
  select area_id, valid, geojson, source, recorded_at, recorded_by, recorded_name, at
    from boundary
   where area_id = any (ids) and lower(valid) = since;
  delete from boundary where area_id = any (ids) and lower(valid) = since;
  update boundary set valid = daterange(lower(valid), since) where area_id = any (ids) and valid @> since;
  insert into boundary (area_id, valid, geojson, source, recorded_at, recorded_by, recorded_name)
  select b.id, daterange(since, (select min(lower(o.valid)) from boundary o where o.area_id = b.id and lower(o.valid) > since)),
         b.shape, says, at, by_account, by_name
    from unnest(ids, shapes) as b (id, shape);
end $function$


CREATE OR REPLACE FUNCTION areas.standing_on(of_reorganisation integer)
 RETURNS TABLE(what text, facts bigint)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'areas', 'pg_temp'
AS $function$
declare
  made integer[];
  touched integer[];
  link record;
begin
  select array_agg(distinct area_id) into touched
    from area_version where begun_by = of_reorganisation or ended_by = of_reorganisation;
  select array_agg(distinct v.area_id) into made
    from area_version v
   where v.begun_by = of_reorganisation
     and not exists (select from area_version o where o.area_id = v.area_id and o.begun_by is distinct from of_reorganisation);
  return query
  select 'areas.reorganisation', count(distinct later.reorganisation_id)
    from reorganisation later
   where later.reorganisation_id > of_reorganisation and later.withdrawn_at is null
     and exists (select from area_version v
                  where v.area_id = any (touched)
                    and later.reorganisation_id in (v.begun_by, v.ended_by))
  having count(*) > 0;
  return query
  select 'areas.area_version', count(*) from area_version v
   where v.parent_id = any (made) and v.begun_by is distinct from of_reorganisation
  having count(*) > 0;
  for link in
    select k.conrelid::regclass::text as referrer, a.attname
      from pg_constraint k
      join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
      join pg_class c on c.oid = k.conrelid
     where k.contype = 'f' and k.confrelid = 'areas.area'::regclass
       and c.relnamespace <> 'areas'::regnamespace
     order by 1, 2
  loop
    return query execute format(
      'select %L, count(*) from %s where %I = any ($1) having count(*) > 0',
      link.referrer, link.referrer, link.attname) using made;
  end loop;
  return query select 'areas.attribute', count(*) from attribute where area_id = any (made) having count(*) > 0;
  return query select 'areas.boundary', count(*) from boundary where area_id = any (made) having count(*) > 0;
end $function$


CREATE OR REPLACE FUNCTION areas.withdraw(of_reorganisation integer, at timestamp with time zone, by_account uuid, by_name text, reason text)
 RETURNS SETOF integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'areas', 'pg_temp'
AS $function$
declare
  touched integer[];
  remaining integer[];
begin
  perform from reorganisation where reorganisation_id = of_reorganisation and withdrawn_at is null for update;
  if not found then
    raise exception using errcode = 'check_violation', constraint = 'reorganisation_still_holds',
      message = 'no such reorganisation, or withdrawn already';
  end if;
  if exists (select from standing_on(of_reorganisation)) then
    raise exception using errcode = 'check_violation', constraint = 'reorganisation_without_later_facts',
      message = 'later facts stand on this reorganisation';
  end if;
  select array_agg(distinct area_id) into touched
    from area_version where begun_by = of_reorganisation or ended_by = of_reorganisation;
  insert into withdrawn_version (reorganisation_id, area_id, valid, level, parent_id, code, name, kind, source)
  select of_reorganisation, area_id, valid, level, parent_id, code, name, kind, source
    from area_version where begun_by = of_reorganisation;
  delete from area_version where begun_by = of_reorganisation;
  update area_version set valid = daterange(lower(valid), null), ended_by = null where ended_by = of_reorganisation;
  delete from ancestor a using unnest(touched) as t (area_id) where a.area_id = t.area_id;
  select array_agg(distinct v.area_id) into remaining
    from unnest(touched) as t (area_id) join area_version v on v.area_id = t.area_id;
  perform refresh_ancestors(coalesce(remaining, '{}'));
  update reorganisation
     set withdrawn_at = at, withdrawn_by = by_account, withdrawn_name = by_name, withdrawn_reason = reason
   where reorganisation_id = of_reorganisation;
  return query
  select unnest(touched)
  union
  select parent_id from withdrawn_version where reorganisation_id = of_reorganisation and parent_id is not null;
end $function$


CREATE OR REPLACE FUNCTION areas.withdraw_attributes(entries bigint[], at timestamp with time zone, by_account uuid, by_name text, why text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'areas', 'pg_temp'
AS $function$
begin
  perform pg_advisory_xact_lock(7003, 0);
  insert into attribute_withdrawn (entry_no, withdrawn_at, withdrawn_by, withdrawn_name, reason)
  select unnest(entries), at, by_account, by_name, why;
  perform refresh_attributes(array_agg(area_id), array_agg(attribute)) from attribute_entry where entry_no = any (entries);
end $function$


CREATE OR REPLACE FUNCTION criteria.keep_in_force()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'DELETE' then
    if old.status <> 'DRAFT'
       and (old.status <> 'IN_FORCE' or current_setting('khuyenhoc.take_back', true) is distinct from old.set_id) then
      raise exception using errcode = 'check_violation', constraint = 'criteria_set_in_force_is_immutable',
        message = 'a criteria set in force is immutable';
    end if;
    return old;
  end if;
  if old.status <> 'DRAFT'
     and ((new.set_id, new.content, new.content_sha256, new.model, new.level, new.form, new.province_id, new.based_on,
           new.issuer, new.version, new.title, new.sample, lower(new.valid))
          is distinct from
          (old.set_id, old.content, old.content_sha256, old.model, old.level, old.form, old.province_id, old.based_on,
           old.issuer, old.version, old.title, old.sample, lower(old.valid))
       or new.status = 'DRAFT'
       or old.status = 'RETIRED' and new.status <> 'RETIRED'
          and current_setting('khuyenhoc.take_back', true) is distinct from old.followed_by) then
    raise exception using errcode = 'check_violation', constraint = 'criteria_set_in_force_is_immutable',
      message = 'a criteria set in force is immutable';
  end if;
  return new;
end $function$


CREATE OR REPLACE FUNCTION identity.follow_reorganisation(of_reorganisation integer, at timestamp with time zone)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'identity', 'pg_temp'
AS $function$
declare
  followed integer;
begin
  with moved as (
    insert into role_moved (reorganisation_id, account_id, role, area_id, moved_to, moved_at)
    select of_reorganisation, g.account_id, g.role, g.area_id, m.to_area, at
      from areas.receiver m
      join role_grant g on g.area_id = m.from_area and g.ended_at is null
     where m.reorganisation_id = of_reorganisation and m.effective_on <= platform.today()
    on conflict do nothing
    returning account_id, role, area_id, moved_to),
  ended as (
    update role_grant g set ended_at = at
      from moved m
     where g.account_id = m.account_id and g.role = m.role and g.area_id = m.area_id and g.ended_at is null)
  insert into role_grant (account_id, role, area_id, granted_at)
  select distinct account_id, role, moved_to, at from moved m
   where not exists (select from role_grant g
                      where g.account_id = m.account_id and g.role = m.role and g.area_id = m.moved_to
                        and g.ended_at is null);
  get diagnostics followed = row_count;
  return followed;
end $function$


CREATE OR REPLACE FUNCTION identity.undo_reorganisation(of_reorganisation integer)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'identity', 'pg_temp'
AS $function$
begin
  update role_grant g set ended_at = null
    from role_moved m
   where m.reorganisation_id = of_reorganisation and g.account_id = m.account_id and g.role = m.role
     and g.area_id = m.area_id and g.ended_at = m.moved_at
     and exists (select from role_grant became
                  where became.account_id = m.account_id and became.role = m.role and became.area_id = m.moved_to
                    and became.ended_at is null);
  delete from role_grant g
   using role_moved m
   where m.reorganisation_id = of_reorganisation and g.account_id = m.account_id and g.role = m.role
     and g.area_id = m.moved_to and g.granted_at = m.moved_at and g.granted_by is null and g.ended_at is null;
  delete from role_moved where reorganisation_id = of_reorganisation;
end $function$


CREATE OR REPLACE FUNCTION platform.allow_application(subject regclass, rights text)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  if exists (select from pg_roles where rolname = 'khuyenhoc_app') then
    execute format('grant %s on %s to khuyenhoc_app', rights, subject);
  end if;
end $function$


CREATE OR REPLACE FUNCTION platform.close_to_application(subject regclass, rights text)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  if exists (select from pg_roles where rolname = 'khuyenhoc_app') then
    execute format('revoke %s on %s from khuyenhoc_app', rights, subject);
  end if;
end $function$


CREATE OR REPLACE FUNCTION platform.fold(value text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN replace(regexp_replace(NORMALIZE(lower(value), NFD), '[\u0300-\u036f]'::text, ''::text, 'g'::text), 'đ'::text, 'd'::text)


CREATE OR REPLACE FUNCTION platform.note_unsealed()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into platform.journal_unsealed (entry_id) values (new.entry_id);
  return null;
end $function$


CREATE OR REPLACE FUNCTION platform.open_to_application(module text)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  if exists (select from pg_roles where rolname = 'khuyenhoc_app') then
    execute format('grant usage on schema %I to khuyenhoc_app', module);
    execute format('grant select, insert, update, maintain on all tables in schema %I to khuyenhoc_app', module);
    execute format('grant usage, select on all sequences in schema %I to khuyenhoc_app', module);
    execute format('grant execute on all functions in schema %I to khuyenhoc_app', module);
  end if;
end $function$


CREATE OR REPLACE FUNCTION platform.today()
 RETURNS date
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN COALESCE((NULLIF(current_setting('khuyenhoc.today'::text, true), ''::text))::date, ((now() AT TIME ZONE 'Asia/Ho_Chi_Minh'::text))::date)


CREATE OR REPLACE FUNCTION recognition.assign_households(homes integer[], households uuid[], villages integer[])
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'recognition', 'pg_temp'
 SET jit TO 'off'
AS $function$
declare
  followed integer;
begin
  update dossier d
     set area_now = case when n.to_village is not null then h.to_village else d.area_now end,
         area_then = case when t.to_village is not null then h.to_village else d.area_then end
    from unnest(homes, households, villages) as h (home_id, household_id, to_village)
    join dossier own on own.home_id = h.home_id and own.subject_id = h.household_id
    left join registry.assignable n on n.from_village = own.area_now and n.to_village = h.to_village
    left join registry.assignable t on t.from_village = own.area_then and t.to_village = h.to_village
   where d.home_id = own.home_id and d.dossier_id = own.dossier_id
     and (n.to_village is not null or t.to_village is not null);
  get diagnostics followed = row_count;
  return followed;
end $function$


CREATE OR REPLACE FUNCTION recognition.count_together()
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'recognition', 'pg_temp'
 SET jit TO 'off'
AS $function$
begin
  update tally t set together = true
    from campaign c
   where c.campaign_id = t.campaign_id and c.form <> '' and not c.training and t.level < 4 and not t.together;
  delete from tally_together;
  insert into tally_together (model, level, year, basis, area_id, rule, roll, reported, villages, villages_sent,
                              villages_roll, villages_reported)
  select c.model, c.level, c.year, t.basis, t.area_id, max(t.rule), sum(t.roll), sum(t.reported), sum(t.villages),
         sum(t.villages_sent), sum(t.villages_roll), sum(t.villages_reported)
    from tally t
    join campaign c on c.campaign_id = t.campaign_id
   where t.together and t.rule > 0
   group by c.model, c.level, c.year, t.basis, t.area_id;
end $function$


CREATE OR REPLACE FUNCTION recognition.count_villages(communes integer[], of_campaign integer)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'recognition', 'pg_temp'
 SET jit TO 'off'
AS $function$
    update tally t
       set villages = v.villages, villages_sent = v.sent, villages_roll = v.roll, villages_reported = v.reported
      from (select x.campaign_id, a.ancestor_id as area_id, x.basis,
                   count(*) filter (where x.roll > 0) as villages,
                   count(*) filter (where x.roll > 0 and x.reported >= x.roll) as sent,
                   sum(x.roll) as roll, sum(x.reported) as reported
              from areas.ancestor a
              join tally x on x.area_id = a.area_id and x.level = 4
              join campaign c on c.campaign_id = x.campaign_id
             where a.ancestor_id = any (communes) and a.ancestor_level = 3
               and (of_campaign is null or x.campaign_id = of_campaign)
               and a.valid @> case when x.basis = 0 and c.status = 'CLOSED' then c.reference_date
                                   else platform.today() end
             group by x.campaign_id, a.ancestor_id, x.basis) v
     where t.campaign_id = v.campaign_id and t.area_id = v.area_id and t.basis = v.basis and t.level = 3
       and (t.villages, t.villages_sent, t.villages_roll, t.villages_reported)
           is distinct from (v.villages, v.sent, v.roll, v.reported)
$function$


CREATE OR REPLACE FUNCTION recognition.follow_reorganisation(of_reorganisation integer)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'recognition', 'pg_temp'
 SET jit TO 'off'
AS $function$
declare
  followed integer;
begin
  create temporary table moving on commit drop as
  select d.home_id, d.dossier_id,
         case when n.to_area is not null and m_day.due then n.to_area end as to_now,
         case when t.to_area is not null
               and case when c.status = 'CLOSED' then c.reference_date >= m_day.day else m_day.due end
              then t.to_area end as to_then
    from (select effective_on as day, effective_on <= platform.today() as due
            from areas.reorganisation where reorganisation_id = of_reorganisation and withdrawn_at is null) m_day
   cross join lateral (
         select x.home_id, x.dossier_id, x.campaign_id, x.area_then, x.area_now from dossier x
          where x.area_now in (select from_area from areas.receiver where reorganisation_id = of_reorganisation)
         union
         select x.home_id, x.dossier_id, x.campaign_id, x.area_then, x.area_now from dossier x
          where x.area_then in (select from_area from areas.receiver where reorganisation_id = of_reorganisation)) d
    join campaign c on c.campaign_id = d.campaign_id
    left join areas.receiver n on n.reorganisation_id = of_reorganisation and n.from_area = d.area_now
    left join areas.receiver t on t.reorganisation_id = of_reorganisation and t.from_area = d.area_then;
  delete from moving where to_now is null and to_then is null;
  insert into dossier_moved as k (reorganisation_id, home_id, dossier_id, area_then, area_now)
  select of_reorganisation, d.home_id, d.dossier_id, case when m.to_then is not null then d.area_then end,
         case when m.to_now is not null then d.area_now end
    from moving m join dossier d using (home_id, dossier_id)
  on conflict (reorganisation_id, home_id, dossier_id) do update
    set area_then = coalesce(k.area_then, excluded.area_then), area_now = coalesce(k.area_now, excluded.area_now);
  update dossier d
     set area_then = coalesce(m.to_then, d.area_then), area_now = coalesce(m.to_now, d.area_now)
    from moving m
   where d.home_id = m.home_id and d.dossier_id = m.dossier_id;
  select count(*) into followed from moving;
  drop table moving;
  return followed;
end $function$


CREATE OR REPLACE FUNCTION recognition.forget_dossiers(of_reorganisation integer)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'recognition', 'pg_temp'
 SET jit TO 'off'
AS $function$
declare
  forgotten integer;
  steps uuid[];
begin
  create temporary table forgetting_dossier on commit drop as
  select d.home_id, d.dossier_id
    from areas.area_version v
    join registry.subject s on s.home_id = v.area_id and s.kind in ('COMMUNITY', 'PROGRAMME')
    join dossier d on d.home_id = s.home_id and d.subject_id = s.subject_id
   where v.begun_by = of_reorganisation
     and not exists (select from areas.area_version o
                      where o.area_id = v.area_id and o.begun_by is distinct from of_reorganisation)
     and d.stage in ('LISTED', 'REMOVED') and d.scored_by = '{}' and d.sent_at is null and d.registered_at is null
     and not exists (select from answer_change a where a.home_id = d.home_id and a.dossier_id = d.dossier_id);
  update dossier d set stage = 'REMOVED'
    from forgetting_dossier f
   where d.home_id = f.home_id and d.dossier_id = f.dossier_id and d.stage <> 'REMOVED';
  delete from dossier_moved m using forgetting_dossier f
   where m.home_id = f.home_id and m.dossier_id = f.dossier_id;
  with gone as (
    delete from dossier_step t using forgetting_dossier f
     where t.home_id = f.home_id and t.dossier_id = f.dossier_id
    returning t.step_id)
  select array_agg(distinct step_id) into steps from gone;
  delete from step s
   where s.step_id = any (steps) and not exists (select from dossier_step t where t.step_id = s.step_id);
  delete from dossier d using forgetting_dossier f
   where d.home_id = f.home_id and d.dossier_id = f.dossier_id;
  get diagnostics forgotten = row_count;
  drop table forgetting_dossier;
  return forgotten;
end $function$


CREATE OR REPLACE FUNCTION recognition.freeze_tally()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'recognition', 'pg_temp'
AS $function$
begin
  if new.status = 'CLOSED' then
    -- what is recorded early and holds on the reference date holds for these figures now
    perform follow_reorganisation(r.reorganisation_id) from areas.reorganisation r
      where r.followed_on is null and r.withdrawn_at is null and r.effective_on <= new.reference_date;
    with back as (
      select distinct on (m.home_id, m.dossier_id) m.home_id, m.dossier_id, m.area_then
        from areas.reorganisation r
        join dossier_moved m on m.reorganisation_id = r.reorganisation_id and m.area_then is not null
        join dossier d on d.home_id = m.home_id and d.dossier_id = m.dossier_id and d.campaign_id = new.campaign_id
       where r.effective_on > new.reference_date and r.withdrawn_at is null
       order by m.home_id, m.dossier_id, r.effective_on)
    update dossier d set area_then = b.area_then
      from back b
     where d.home_id = b.home_id and d.dossier_id = b.dossier_id and d.area_then <> b.area_then;
    update dossier_moved m set area_then = null
      from areas.reorganisation r, dossier d
     where r.reorganisation_id = m.reorganisation_id and r.effective_on > new.reference_date and r.withdrawn_at is null
       and d.home_id = m.home_id and d.dossier_id = m.dossier_id and d.campaign_id = new.campaign_id
       and m.area_then is not null;
  end if;
  delete from tally where campaign_id = new.campaign_id and basis = 0;
  insert into tally (campaign_id, area_id, basis, level, roll, listed, scoring, scored, sent, returned, approved,
                     not_achieved, recognised, reported, registered,
                     unregistered, met, posted, agreed, recognised_average, recognised_fair, recognised_good,
                     recognised_level_1, recognised_level_2)
  select campaign_id, area_id, basis, level, roll, listed, scoring, scored, sent, returned, approved, not_achieved,
         recognised, reported, registered,
         unregistered, met, posted, agreed, recognised_average, recognised_fair, recognised_good,
         recognised_level_1, recognised_level_2
    from recount where campaign_id = new.campaign_id and basis = 0;
  perform count_villages(array(select t.area_id from tally t
                                where t.campaign_id = new.campaign_id and t.basis = 0 and t.level = 3),
                         new.campaign_id);
  perform rule_areas(array(select t.area_id from tally t where t.campaign_id = new.campaign_id and t.basis = 0));
  perform widen(array[new.campaign_id]);
  return null;
end $function$


CREATE OR REPLACE FUNCTION recognition.issuer_key(issuer text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN regexp_replace(btrim(regexp_replace(platform.fold(issuer), '[^a-z0-9]+'::text, ' '::text, 'g'::text)), '^uy ban nhan dan( |$)'::text, 'ubnd\1'::text)


CREATE OR REPLACE FUNCTION recognition.joined_into(home integer, dossier uuid)
 RETURNS TABLE(home_id integer, dossier_id uuid)
 LANGUAGE sql
 STABLE ROWS 1
 SET search_path TO 'recognition', 'pg_temp'
AS $function$
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
$function$


CREATE OR REPLACE FUNCTION recognition.keep_decision()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if old.status <> 'DRAFT' then
    raise exception using errcode = 'check_violation', constraint = 'decision_issued_is_kept',
      message = 'a decision that was issued is kept';
  end if;
  return old;
end $function$


CREATE OR REPLACE FUNCTION recognition.keep_evidence()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'DELETE'
     or (new.home_id, new.evidence_id, new.dossier_id, new.indicator, new.sha256, new.attached_at, new.actor)
          is distinct from
        (old.home_id, old.evidence_id, old.dossier_id, old.indicator, old.sha256, old.attached_at, old.actor) then
    raise exception using errcode = 'check_violation', constraint = 'evidence_is_kept',
      message = 'evidence is never deleted or exchanged';
  end if;
  return new;
end $function$


CREATE OR REPLACE FUNCTION recognition.keep_meeting()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'DELETE' then
    if old.status <> 'PLANNED' then
      raise exception using errcode = 'check_violation', constraint = 'meeting_held_is_kept',
        message = 'a meeting that was held is kept';
    end if;
    return old;
  end if;
  if old.status <> 'PLANNED'
     and ((new.held_on, new.place, new.chair, new.secretary, new.attendants, new.present, new.of_how_many, new.percent)
            is distinct from (old.held_on, old.place, old.chair, old.secretary, old.attendants, old.present,
                              old.of_how_many, old.percent)
          or new.status = 'PLANNED' or old.status = 'REPLACED' and new.status <> 'REPLACED') then
    raise exception using errcode = 'check_violation', constraint = 'meeting_held_is_kept',
      message = 'a meeting that was held is kept as it was recorded';
  end if;
  return new;
end $function$


CREATE OR REPLACE FUNCTION recognition.keep_place()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'recognition', 'pg_temp'
AS $function$
begin
  insert into dossier_place (home_id, dossier_id, area_id) values (old.home_id, old.dossier_id, old.area_now);
  return null;
end $function$


CREATE OR REPLACE FUNCTION recognition.keep_procedure()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'DELETE' then
    if old.status <> 'DRAFT' then
      raise exception using errcode = 'check_violation', constraint = 'procedure_in_force_is_kept',
        message = 'a procedure that was in force is kept';
    end if;
    return old;
  end if;
  if old.status <> 'DRAFT'
     and ((new.content, new.model, new.level, new.province_id, new.title, new.year_from, new.year_to)
            is distinct from (old.content, old.model, old.level, old.province_id, old.title, old.year_from, old.year_to)
          or new.status = 'DRAFT' or old.status = 'RETIRED' and new.status <> 'RETIRED') then
    raise exception using errcode = 'check_violation', constraint = 'procedure_in_force_is_immutable',
      message = 'a procedure in force is immutable';
  end if;
  return new;
end $function$


CREATE OR REPLACE FUNCTION recognition.keep_tally()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'recognition', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
 SET jit TO 'off'
AS $function$
declare
  change moved[];
  turned turned[];
begin
  -- Gathered by kind first: a bulk copy is then a few rows, and a statement that moves nothing ends here.
  if tg_op = 'INSERT' then
    select array_agg(row(m.campaign_id, m.area_then, m.area_now, m.stage, m.outcome, m.reported, m.dossiers, m.registered, m.rating)::moved)
      into change
      from (select campaign_id, area_then, area_now, stage, outcome, sent_at is not null as reported,
                   registered_at is not null as registered, case when stage = 'RECOGNISED' then rating end as rating,
                   count(*)::integer as dossiers
              from new_rows group by 1, 2, 3, 4, 5, 6, 7, 8) m
     where m.stage <> 'REMOVED';
  else
    select array_agg(row(m.campaign_id, m.area_then, m.area_now, m.stage, m.outcome, m.reported, m.dossiers, m.registered, m.rating)::moved)
      into change
      from (select campaign_id, area_then, area_now, stage, outcome, reported, registered, rating,
                   sum(one)::integer as dossiers
              from (select campaign_id, area_then, area_now, stage, outcome, sent_at is not null as reported,
                           registered_at is not null as registered,
                           case when stage = 'RECOGNISED' then rating end as rating, 1 as one
                      from new_rows
                    union all
                    select campaign_id, area_then, area_now, stage, outcome, sent_at is not null, registered_at is not null,
                           case when stage = 'RECOGNISED' then rating end, -1
                      from old_rows) both_rows
             group by 1, 2, 3, 4, 5, 6, 7, 8) m
     where m.dossiers <> 0 and m.stage <> 'REMOVED';
  end if;
  if change is null then
    return null;
  end if;

  with kept as (
    insert into tally as t (campaign_id, area_id, basis, level, roll, listed, scoring, scored, sent, returned,
                            approved, not_achieved, recognised, reported, registered,
                            unregistered, met, posted, agreed, recognised_average, recognised_fair,
                            recognised_good, recognised_level_1, recognised_level_2,
                            villages_roll, villages_reported, day, rule, together)
    select m.campaign_id, a.ancestor_id, b.basis, a.ancestor_level,
           sum(m.dossiers),
           sum(case when m.stage = 'LISTED' then m.dossiers else 0 end),
           sum(case when m.stage = 'SCORING' then m.dossiers else 0 end),
           sum(case when m.stage in ('SCORED', 'MET', 'POSTED') then m.dossiers else 0 end),
           sum(case when m.stage = 'SENT' then m.dossiers else 0 end),
           sum(case when m.stage = 'RETURNED' then m.dossiers else 0 end),
           sum(case when m.stage in ('APPROVED', 'AGREED') and m.outcome = 'ACHIEVED' then m.dossiers else 0 end),
           sum(case when m.stage = 'REVOKED' or m.stage in ('APPROVED', 'AGREED') and m.outcome = 'NOT_ACHIEVED' then m.dossiers else 0 end),
           sum(case when m.stage = 'RECOGNISED' then m.dossiers else 0 end),
           sum(case when m.reported then m.dossiers else 0 end),
           sum(case when m.registered then m.dossiers else 0 end),
           sum(case when m.stage = 'LISTED' and not m.registered then m.dossiers else 0 end),
           sum(case when m.stage = 'MET' then m.dossiers else 0 end),
           sum(case when m.stage = 'POSTED' then m.dossiers else 0 end),
           sum(case when m.stage = 'AGREED' and m.outcome = 'ACHIEVED' then m.dossiers else 0 end),
           sum(case when m.rating = 'AVERAGE' then m.dossiers else 0 end),
           sum(case when m.rating = 'FAIR' then m.dossiers else 0 end),
           sum(case when m.rating = 'GOOD' then m.dossiers else 0 end),
           sum(case when m.rating = 'LEVEL_1' then m.dossiers else 0 end),
           sum(case when m.rating = 'LEVEL_2' then m.dossiers else 0 end),
           -- under a commune, but not its own
           sum(case when a.ancestor_level = 3 and b.area_id <> a.ancestor_id then m.dossiers else 0 end),
           sum(case when a.ancestor_level = 3 and b.area_id <> a.ancestor_id and m.reported then m.dossiers else 0 end),
           platform.today(),
           -- kept by what is there, and asked for what is not
           case when exists (select from tally k
                              where k.campaign_id = m.campaign_id and k.area_id = a.ancestor_id and k.basis = b.basis)
                then -1 else tally_rule(c.model, c.level, a.ancestor_level, a.ancestor_id) end,
           c.form <> '' and not c.training and a.ancestor_level < 4
      from unnest(change) m
      join campaign c on c.campaign_id = m.campaign_id
     cross join lateral (values (0::smallint, m.area_then), (1::smallint, m.area_now)) b (basis, area_id)
      join areas.ancestor a on a.area_id = b.area_id and (a.ancestor_level in (3, 4) or a.ancestor_id = a.area_id)
       and a.valid @> case when b.basis = 0 and c.status = 'CLOSED' then c.reference_date
                           else platform.today() end
     group by m.campaign_id, c.model, c.level, c.form, c.training, a.ancestor_id, b.basis, a.ancestor_level
     -- Communes first and in one order for everybody: two writers on one commune wait for each other there,
     -- also when each writes several times, and never lock each other out.
     order by m.campaign_id, a.ancestor_level = 4, a.ancestor_id, b.basis
    on conflict (campaign_id, area_id, basis) do update set
      roll = t.roll + excluded.roll, listed = t.listed + excluded.listed, scoring = t.scoring + excluded.scoring,
      scored = t.scored + excluded.scored, sent = t.sent + excluded.sent, returned = t.returned + excluded.returned,
      approved = t.approved + excluded.approved, not_achieved = t.not_achieved + excluded.not_achieved,
      recognised = t.recognised + excluded.recognised, reported = t.reported + excluded.reported,
      registered = t.registered + excluded.registered,
      unregistered = t.unregistered + excluded.unregistered,
      met = t.met + excluded.met,
      posted = t.posted + excluded.posted,
      agreed = t.agreed + excluded.agreed,
      recognised_average = t.recognised_average + excluded.recognised_average,
      recognised_fair = t.recognised_fair + excluded.recognised_fair,
      recognised_good = t.recognised_good + excluded.recognised_good,
      recognised_level_1 = t.recognised_level_1 + excluded.recognised_level_1,
      recognised_level_2 = t.recognised_level_2 + excluded.recognised_level_2,
      villages_roll = t.villages_roll + excluded.villages_roll,
      villages_reported = t.villages_reported + excluded.villages_reported,
      day = excluded.day
    returning with (old as was, new as is_now) was as before, is_now as after),
  -- What it comes to in provinces is written beside what is there, so that nobody waits for anybody.
  wide as (
    insert into tally_wide (
      campaign_id, area_id, basis, part, roll, listed, scoring, scored, sent, returned, approved, not_achieved,
      recognised, reported, registered, unregistered, met, posted, agreed, recognised_average, recognised_fair,
      recognised_good, recognised_level_1, recognised_level_2, villages, villages_sent, villages_roll,
      villages_reported, full_areas, itself, itself_full)
    select (k.after).campaign_id, a.ancestor_id, (k.after).basis, nextval('tally_wide_part'),
           sum((k.after).roll - coalesce((k.before).roll, 0)),
           sum((k.after).listed - coalesce((k.before).listed, 0)),
           sum((k.after).scoring - coalesce((k.before).scoring, 0)),
           sum((k.after).scored - coalesce((k.before).scored, 0)),
           sum((k.after).sent - coalesce((k.before).sent, 0)),
           sum((k.after).returned - coalesce((k.before).returned, 0)),
           sum((k.after).approved - coalesce((k.before).approved, 0)),
           sum((k.after).not_achieved - coalesce((k.before).not_achieved, 0)),
           sum((k.after).recognised - coalesce((k.before).recognised, 0)),
           sum((k.after).reported - coalesce((k.before).reported, 0)),
           sum((k.after).registered - coalesce((k.before).registered, 0)),
           sum((k.after).unregistered - coalesce((k.before).unregistered, 0)),
           sum((k.after).met - coalesce((k.before).met, 0)),
           sum((k.after).posted - coalesce((k.before).posted, 0)),
           sum((k.after).agreed - coalesce((k.before).agreed, 0)),
           sum((k.after).recognised_average - coalesce((k.before).recognised_average, 0)),
           sum((k.after).recognised_fair - coalesce((k.before).recognised_fair, 0)),
           sum((k.after).recognised_good - coalesce((k.before).recognised_good, 0)),
           sum((k.after).recognised_level_1 - coalesce((k.before).recognised_level_1, 0)),
           sum((k.after).recognised_level_2 - coalesce((k.before).recognised_level_2, 0)),
           sum((k.after).villages - coalesce((k.before).villages, 0)),
           sum((k.after).villages_sent - coalesce((k.before).villages_sent, 0)),
           sum((k.after).villages_roll - coalesce((k.before).villages_roll, 0)),
           sum((k.after).villages_reported - coalesce((k.before).villages_reported, 0)),
           sum(case when (k.after).rule in (1, 2, 3) then (k.after).full_area - coalesce((k.before).full_area, 0) else 0 end),
           sum(case (k.after).rule when 4 then ((k.after).roll > 0)::integer - coalesce((k.before).roll > 0, false)::integer else 0 end),
           sum(case (k.after).rule when 4 then (k.after).full_area - coalesce((k.before).full_area, 0) else 0 end)
      from kept k
      join campaign c on c.campaign_id = (k.after).campaign_id
      join areas.ancestor a on a.area_id = (k.after).area_id and a.ancestor_level = 1
       and a.valid @> case when (k.after).basis = 0 and c.status = 'CLOSED' then c.reference_date
                           else platform.today() end
     where (k.after).level < 4
     group by (k.after).campaign_id, a.ancestor_id, (k.after).basis)
  select array_agg(row((k.after).campaign_id, (k.after).area_id, (k.after).basis,
                       ((k.after).roll > 0)::integer - coalesce((k.before).roll > 0, false)::integer,
                       ((k.after).roll > 0 and (k.after).reported >= (k.after).roll)::integer
                         - coalesce((k.before).roll > 0 and (k.before).reported >= (k.before).roll, false)::integer)::turned)
    into turned
    from kept k
   where (k.after).level = 4
     and (((k.after).roll > 0) is distinct from coalesce((k.before).roll > 0, false)
       or ((k.after).roll > 0 and (k.after).reported >= (k.after).roll)
            is distinct from coalesce((k.before).roll > 0 and (k.before).reported >= (k.before).roll, false));

  -- Only when a village came, went, or had sent everything for the first time.
  if turned is not null then
    with kept as (
      update tally t
         set villages = t.villages + v.villages, villages_sent = t.villages_sent + v.sent
        from (select x.campaign_id, a.ancestor_id as area_id, x.basis, sum(x.villages) as villages, sum(x.sent) as sent
                from unnest(turned) x
                join campaign c on c.campaign_id = x.campaign_id
                join areas.ancestor a on a.area_id = x.area_id and a.ancestor_level = 3
                 and a.valid @> case when x.basis = 0 and c.status = 'CLOSED' then c.reference_date
                                     else platform.today() end
               group by x.campaign_id, a.ancestor_id, x.basis) v
       where t.campaign_id = v.campaign_id and t.area_id = v.area_id and t.basis = v.basis
      returning with (old as was, new as is_now) was as before, is_now as after)
    insert into tally_wide (campaign_id, area_id, basis, part, villages, villages_sent, full_areas)
    select (k.after).campaign_id, a.ancestor_id, (k.after).basis, nextval('tally_wide_part'),
           sum((k.after).villages - (k.before).villages), sum((k.after).villages_sent - (k.before).villages_sent),
           sum((k.after).full_area - (k.before).full_area)
      from kept k
      join campaign c on c.campaign_id = (k.after).campaign_id
      join areas.ancestor a on a.area_id = (k.after).area_id and a.ancestor_level = 1
       and a.valid @> case when (k.after).basis = 0 and c.status = 'CLOSED' then c.reference_date
                           else platform.today() end
     group by (k.after).campaign_id, a.ancestor_id, (k.after).basis;
  end if;
  return null;
end $function$


CREATE OR REPLACE FUNCTION recognition.keep_tally_day()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'recognition', 'pg_temp'
AS $function$
begin
  if tg_op = 'INSERT' then
    insert into tally_day values (new.campaign_id, new.area_id, platform.today(), new.level, 0, 0, 0, 0, 0, 0, 0)
      on conflict do nothing;
  else
    insert into tally_day values (old.campaign_id, old.area_id, platform.today(), old.level, old.roll, old.registered,
        old.scored, old.reported, old.approved, old.not_achieved, old.recognised)
      on conflict do nothing;
  end if;
  return null;
end $function$


CREATE OR REPLACE FUNCTION recognition.keep_together()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'recognition', 'pg_temp'
AS $function$
declare
  was tally := null;
  is_now tally := null;
begin
  if tg_op <> 'INSERT' and old.together and old.rule > 0 then was := old; end if;
  if tg_op <> 'DELETE' and new.together and new.rule > 0 then is_now := new; end if;
  insert into tally_together as g (model, level, year, basis, area_id, rule, roll, reported, villages, villages_sent,
                                   villages_roll, villages_reported)
  select c.model, c.level, c.year, coalesce(is_now.basis, was.basis), coalesce(is_now.area_id, was.area_id),
         coalesce(is_now.rule, was.rule),
         coalesce(is_now.roll, 0) - coalesce(was.roll, 0), coalesce(is_now.reported, 0) - coalesce(was.reported, 0),
         coalesce(is_now.villages, 0) - coalesce(was.villages, 0),
         coalesce(is_now.villages_sent, 0) - coalesce(was.villages_sent, 0),
         coalesce(is_now.villages_roll, 0) - coalesce(was.villages_roll, 0),
         coalesce(is_now.villages_reported, 0) - coalesce(was.villages_reported, 0)
    from campaign c
   where c.campaign_id = coalesce(is_now.campaign_id, was.campaign_id)
  on conflict (model, level, year, basis, area_id) do update set
    rule = excluded.rule, roll = g.roll + excluded.roll, reported = g.reported + excluded.reported,
    villages = g.villages + excluded.villages, villages_sent = g.villages_sent + excluded.villages_sent,
    villages_roll = g.villages_roll + excluded.villages_roll,
    villages_reported = g.villages_reported + excluded.villages_reported;
  return null;
end $function$


CREATE OR REPLACE FUNCTION recognition.mark_training()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'recognition', 'pg_temp'
AS $function$
begin
  select c.training into strict new.training from campaign c where c.campaign_id = new.campaign_id;
  return new;
end $function$


CREATE OR REPLACE FUNCTION recognition.put_together()
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'recognition', 'pg_temp'
 SET jit TO 'off'
AS $function$
declare
  taken bigint;
begin
  if not pg_try_advisory_xact_lock(hashtext('recognition.tally_wide')) then
    return 0;
  end if;
  with several as (
    select campaign_id, area_id, basis from tally_wide group by 1, 2, 3 having count(*) > 1),
  gone as (
    delete from tally_wide w using several s
     where w.campaign_id = s.campaign_id and w.area_id = s.area_id and w.basis = s.basis
    returning w.*),
  put as (
    insert into tally_wide (
    campaign_id, area_id, basis, part, roll, listed, scoring, scored, sent, returned, approved, not_achieved,
    recognised, reported, registered, unregistered, met, posted, agreed,
    recognised_average, recognised_fair, recognised_good, recognised_level_1,
    recognised_level_2, villages, villages_sent, villages_roll, villages_reported,
    full_areas, itself, itself_full)
    select x.campaign_id, x.area_id, x.basis, nextval('tally_wide_part'),
         x.roll, x.listed, x.scoring, x.scored, x.sent, x.returned, x.approved, x.not_achieved, x.recognised,
         x.reported, x.registered, x.unregistered, x.met, x.posted, x.agreed, x.recognised_average,
         x.recognised_fair, x.recognised_good, x.recognised_level_1, x.recognised_level_2, x.villages,
         x.villages_sent, x.villages_roll, x.villages_reported, x.full_areas, x.itself, x.itself_full
      from (select campaign_id, area_id, basis,
                   sum(roll) as roll,
                   sum(listed) as listed,
                   sum(scoring) as scoring,
                   sum(scored) as scored,
                   sum(sent) as sent,
                   sum(returned) as returned,
                   sum(approved) as approved,
                   sum(not_achieved) as not_achieved,
                   sum(recognised) as recognised,
                   sum(reported) as reported,
                   sum(registered) as registered,
                   sum(unregistered) as unregistered,
                   sum(met) as met,
                   sum(posted) as posted,
                   sum(agreed) as agreed,
                   sum(recognised_average) as recognised_average,
                   sum(recognised_fair) as recognised_fair,
                   sum(recognised_good) as recognised_good,
                   sum(recognised_level_1) as recognised_level_1,
                   sum(recognised_level_2) as recognised_level_2,
                   sum(villages) as villages,
                   sum(villages_sent) as villages_sent,
                   sum(villages_roll) as villages_roll,
                   sum(villages_reported) as villages_reported,
                   sum(full_areas) as full_areas,
                   sum(itself) as itself,
                   sum(itself_full) as itself_full
              from gone group by campaign_id, area_id, basis) x)
  select count(*) into taken from gone;
  return taken;
end $function$


CREATE OR REPLACE FUNCTION recognition.recount_own(own integer[])
 RETURNS TABLE(campaign_id integer, area_id integer, basis smallint, level smallint, roll bigint, listed bigint, scoring bigint, scored bigint, sent bigint, returned bigint, approved bigint, not_achieved bigint, recognised bigint, reported bigint, registered bigint, unregistered bigint, met bigint, posted bigint, agreed bigint, recognised_average bigint, recognised_fair bigint, recognised_good bigint, recognised_level_1 bigint, recognised_level_2 bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'recognition', 'pg_temp'
 SET jit TO 'off'
AS $function$
    select d.campaign_id, d.area_id, d.basis, a.ancestor_level, count(*),
           count(*) filter (where d.stage = 'LISTED'),
           count(*) filter (where d.stage = 'SCORING'),
           count(*) filter (where d.stage in ('SCORED', 'MET', 'POSTED')),
           count(*) filter (where d.stage = 'SENT'),
           count(*) filter (where d.stage = 'RETURNED'),
           count(*) filter (where d.stage in ('APPROVED', 'AGREED') and d.outcome = 'ACHIEVED'),
           count(*) filter (where d.stage = 'REVOKED' or d.stage in ('APPROVED', 'AGREED') and d.outcome = 'NOT_ACHIEVED'),
           count(*) filter (where d.stage = 'RECOGNISED'),
           count(*) filter (where d.sent_at is not null),
           count(*) filter (where d.registered_at is not null),
           count(*) filter (where d.stage = 'LISTED' and d.registered_at is null),
           count(*) filter (where d.stage = 'MET'),
           count(*) filter (where d.stage = 'POSTED'),
           count(*) filter (where d.stage = 'AGREED' and d.outcome = 'ACHIEVED'),
           count(*) filter (where d.stage = 'RECOGNISED' and d.rating = 'AVERAGE'),
           count(*) filter (where d.stage = 'RECOGNISED' and d.rating = 'FAIR'),
           count(*) filter (where d.stage = 'RECOGNISED' and d.rating = 'GOOD'),
           count(*) filter (where d.stage = 'RECOGNISED' and d.rating = 'LEVEL_1'),
           count(*) filter (where d.stage = 'RECOGNISED' and d.rating = 'LEVEL_2')
      from (select x.campaign_id, x.area_then as area_id, 0::smallint as basis, x.stage, x.outcome, x.sent_at, x.registered_at,
                   x.rating
              from dossier x where x.area_then = any (own)
            union all
            select x.campaign_id, x.area_now, 1::smallint, x.stage, x.outcome, x.sent_at, x.registered_at, x.rating
              from dossier x where x.area_now = any (own)) d
      join campaign c on c.campaign_id = d.campaign_id
      join areas.ancestor a on a.area_id = d.area_id and a.ancestor_id = d.area_id
       and a.valid @> case when d.basis = 0 and c.status = 'CLOSED' then c.reference_date else platform.today() end
     where d.stage <> 'REMOVED'
     group by d.campaign_id, d.area_id, d.basis, a.ancestor_level
$function$


CREATE OR REPLACE FUNCTION recognition.refuse_delete()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'dossiers are never deleted';
end $function$


CREATE OR REPLACE FUNCTION recognition.refuse_delete_of_work()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'recognition', 'pg_temp'
AS $function$
begin
  if exists (select from old_rows o
               join campaign c on c.campaign_id = o.campaign_id and not c.training
              where o.stage <> 'REMOVED' or o.scored_by <> '{}' or o.sent_at is not null
                 or o.decision_id is not null or o.registered_at is not null) then
    raise exception 'dossiers on which somebody worked are never deleted';
  end if;
  return null;
end $function$


CREATE OR REPLACE FUNCTION recognition.retally(own integer[], communes integer[])
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'recognition', 'pg_temp'
 SET jit TO 'off'
 SET plan_cache_mode TO 'force_custom_plan'
AS $function$
declare
  those integer[] := array(select distinct t.campaign_id from tally t where t.area_id = any (own || communes));
begin
  if cardinality(own) > 0 then
    delete from tally where area_id = any (own) and level <> 3;
    insert into tally (campaign_id, area_id, basis, level, roll, listed, scoring, scored, sent, returned, approved,
                       not_achieved, recognised, reported, registered,
                       unregistered, met, posted, agreed, recognised_average, recognised_fair, recognised_good,
                       recognised_level_1, recognised_level_2)
    select o.campaign_id, o.area_id, o.basis, o.level, o.roll, o.listed, o.scoring, o.scored, o.sent, o.returned,
           o.approved, o.not_achieved, o.recognised, o.reported, o.registered,
           o.unregistered, o.met, o.posted, o.agreed, o.recognised_average, o.recognised_fair, o.recognised_good,
           o.recognised_level_1, o.recognised_level_2
      from recount_own(own) o
     where o.level <> 3;
  end if;
  if cardinality(communes) > 0 then
    delete from tally where area_id = any (communes) and level = 3;
    insert into tally (campaign_id, area_id, basis, level, roll, listed, scoring, scored, sent, returned, approved,
                       not_achieved, recognised, reported, registered,
                       unregistered, met, posted, agreed, recognised_average, recognised_fair, recognised_good,
                       recognised_level_1, recognised_level_2)
    select campaign_id, area_id, basis, 3, sum(roll), sum(listed), sum(scoring), sum(scored), sum(sent),
           sum(returned), sum(approved), sum(not_achieved), sum(recognised), sum(reported), sum(registered),
           sum(unregistered), sum(met), sum(posted), sum(agreed), sum(recognised_average), sum(recognised_fair),
           sum(recognised_good), sum(recognised_level_1), sum(recognised_level_2)
      from (select t.campaign_id, a.ancestor_id as area_id, t.basis, t.roll, t.listed, t.scoring, t.scored, t.sent,
                   t.returned, t.approved, t.not_achieved, t.recognised, t.reported, t.registered,
                   t.unregistered, t.met, t.posted, t.agreed, t.recognised_average, t.recognised_fair,
                   t.recognised_good, t.recognised_level_1, t.recognised_level_2
              from areas.ancestor a
              join tally t on t.area_id = a.area_id and t.level = 4
              join campaign c on c.campaign_id = t.campaign_id
             where a.ancestor_id = any (communes) and a.ancestor_level = 3
               and a.valid @> case when t.basis = 0 and c.status = 'CLOSED' then c.reference_date
                                   else platform.today() end
            union all
            select o.campaign_id, o.area_id, o.basis, o.roll, o.listed, o.scoring, o.scored, o.sent, o.returned,
                   o.approved, o.not_achieved, o.recognised, o.reported, o.registered,
                   o.unregistered, o.met, o.posted, o.agreed, o.recognised_average, o.recognised_fair,
                   o.recognised_good, o.recognised_level_1, o.recognised_level_2
              from recount_own(communes) o
             where o.level = 3) x
     group by campaign_id, area_id, basis;
    perform count_villages(communes, null);
  end if;
  perform rule_areas(own || communes);
  perform widen(those || array(select distinct t.campaign_id from tally t where t.area_id = any (own || communes)));
end $function$


CREATE OR REPLACE FUNCTION recognition.retally_reorganised(of_reorganisation integer, touched integer[])
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'recognition', 'pg_temp'
 SET jit TO 'off'
AS $function$
declare
  own integer[];
  communes integer[];
begin
  select coalesce(array_agg(distinct x.area_id), '{}') into own
    from (select from_area as area_id from areas.succession where reorganisation_id = of_reorganisation
          union all
          select to_area from areas.succession where reorganisation_id = of_reorganisation
          union all
          select area_id from areas.unassigned where reorganisation_id = of_reorganisation) x
    join areas.area a on a.area_id = x.area_id and a.level <> 3;
  select coalesce(array_agg(distinct x.area_id), '{}') into communes
    from (select t.area_id from unnest(touched) as t (area_id) join areas.area a on a.area_id = t.area_id and a.level = 3
          union all
          select n.ancestor_id from areas.ancestor n where n.area_id = any (touched) and n.ancestor_level = 3
          union all
          select n.ancestor_id from areas.ancestor n where n.area_id = any (own) and n.ancestor_level = 3) x;
  perform retally(own, communes);
end $function$


CREATE OR REPLACE FUNCTION recognition.return_steps(of_reorganisation integer)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'recognition', 'pg_temp'
 SET jit TO 'off'
AS $function$
begin
  create temporary table returning_step on commit drop as
  select t.step_id, t.home_id, t.dossier_id,
         coalesce((select v.parent_id from areas.area_version v
                    where v.area_id = d.area_now and v.level = 4 order by lower(v.valid) desc limit 1), d.area_now) as office
    from areas.area_version n
    join step p on p.area_id = n.area_id and p.event = 'REMOVE'
    join dossier_step t on t.step_id = p.step_id
    join dossier d on d.home_id = t.home_id and d.dossier_id = t.dossier_id
    join registry.subject s on s.home_id = d.home_id and s.subject_id = d.subject_id
     and s.kind in ('COMMUNITY', 'PROGRAMME')
   where n.begun_by = of_reorganisation
     and not exists (select from areas.area_version o
                      where o.area_id = n.area_id and o.begun_by is distinct from of_reorganisation);
  create temporary table returned_step on commit drop as
  select step_id, office, uuidv7() as new_id, count(*)::integer as dossiers
    from returning_step group by step_id, office;
  insert into step (step_id, campaign_id, area_id, event, at, account_id, person_id, actor, reason, dossiers, decision_id)
  select r.new_id, p.campaign_id, r.office, p.event, p.at, p.account_id, p.person_id, p.actor, p.reason, r.dossiers,
         p.decision_id
    from returned_step r join step p using (step_id);
  update dossier_step t set step_id = r.new_id
    from returning_step g join returned_step r using (step_id, office)
   where t.home_id = g.home_id and t.dossier_id = g.dossier_id and t.step_id = g.step_id;
  delete from step p using returned_step r
   where p.step_id = r.step_id and not exists (select from dossier_step t where t.step_id = p.step_id);
  drop table returned_step;
  drop table returning_step;
end $function$


CREATE OR REPLACE FUNCTION recognition.rule_areas(areas integer[])
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'recognition', 'pg_temp'
AS $function$
    update tally t set rule = tally_rule(c.model, c.level, t.level, t.area_id),
                       together = c.form <> '' and not c.training and t.level < 4
      from campaign c
     where c.campaign_id = t.campaign_id and t.area_id = any (areas) and t.rule = -1
$function$


CREATE OR REPLACE FUNCTION recognition.set_training_aside(of_reorganisation integer)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'recognition', 'pg_temp'
 SET jit TO 'off'
AS $function$
declare
  steps uuid[];
begin
  create temporary table made_area on commit drop as
  select distinct v.area_id,
         coalesce((select s.from_area from areas.succession s
                    where s.reorganisation_id = of_reorganisation and s.to_area = v.area_id order by s.from_area limit 1),
                  (select u.divided_area from areas.unassigned u where u.area_id = v.area_id)) as made_of
    from areas.area_version v
   where v.begun_by = of_reorganisation
     and not exists (select from areas.area_version o
                      where o.area_id = v.area_id and o.begun_by is distinct from of_reorganisation);
  create temporary table practised on commit drop as
  select d.home_id, d.dossier_id
    from made_area n
    join registry.subject s on s.home_id = n.area_id and s.kind in ('COMMUNITY', 'PROGRAMME')
    join dossier d on d.home_id = s.home_id and d.subject_id = s.subject_id and d.decision_id is null
    join campaign c on c.campaign_id = d.campaign_id and c.training
   where not exists (select from evidence e where e.home_id = d.home_id and e.dossier_id = d.dossier_id);
  update dossier d set stage = 'REMOVED'
    from practised p
   where d.home_id = p.home_id and d.dossier_id = p.dossier_id and d.stage <> 'REMOVED';
  delete from objection o using practised p where o.home_id = p.home_id and o.dossier_id = p.dossier_id;
  delete from noticed x using practised p where x.home_id = p.home_id and x.dossier_id = p.dossier_id;
  delete from vote b using practised p where b.home_id = p.home_id and b.dossier_id = p.dossier_id;
  delete from answer_change a using practised p where a.home_id = p.home_id and a.dossier_id = p.dossier_id;
  delete from dossier_moved m using practised p where m.home_id = p.home_id and m.dossier_id = p.dossier_id;
  with gone as (
    delete from dossier_step t using practised p
     where t.home_id = p.home_id and t.dossier_id = p.dossier_id
    returning t.step_id)
  select array_agg(distinct step_id) into steps from gone;
  update meeting m set step_id = null
   where m.step_id = any (steps) and not exists (select from dossier_step t where t.step_id = m.step_id);
  delete from step s
   where s.step_id = any (steps) and not exists (select from dossier_step t where t.step_id = s.step_id);
  update step s set dossiers = (select count(*) from dossier_step t where t.step_id = s.step_id)
   where s.step_id = any (steps);
  delete from dossier d using practised p where d.home_id = p.home_id and d.dossier_id = p.dossier_id;

  delete from vote b using meeting m, campaign c, made_area n
   where m.meeting_id = b.meeting_id and m.status = 'PLANNED' and m.area_id = n.area_id
     and c.campaign_id = m.campaign_id and c.training;
  delete from meeting m using campaign c, made_area n
   where m.status = 'PLANNED' and m.area_id = n.area_id and c.campaign_id = m.campaign_id and c.training;
  update meeting m set area_id = coalesce(n.made_of, c.area_id)
    from campaign c, made_area n
   where m.area_id = n.area_id and c.campaign_id = m.campaign_id and c.training;
  update notice m set area_id = coalesce(n.made_of, c.area_id)
    from campaign c, made_area n
   where m.area_id = n.area_id and c.campaign_id = m.campaign_id and c.training;
  update step m set area_id = coalesce(n.made_of, c.area_id)
    from campaign c, made_area n
   where m.area_id = n.area_id and c.campaign_id = m.campaign_id and c.training;
  update decision m
     set area_id = coalesce(n.made_of, c.area_id),
         number = case when exists (select from decision o
                                     where o.decision_id <> m.decision_id and o.training and o.issuer_key = m.issuer_key
                                       and o.decided_year = m.decided_year and lower(o.number) = lower(m.number)
                                       and (o.area_id = coalesce(n.made_of, c.area_id)
                                         or o.area_id in (select area_id from made_area)))
                       then m.number || ' (' || left(m.decision_id::text, 8) || ')' else m.number end
    from campaign c, made_area n
   where m.area_id = n.area_id and c.campaign_id = m.campaign_id and c.training;
  drop table practised;
  drop table made_area;
end $function$


CREATE OR REPLACE FUNCTION recognition.tally_rule(model text, of_level text, area_level smallint, area integer)
 RETURNS smallint
 LANGUAGE sql
 STABLE
AS $function$
    select case
        when area_level = 4 or exists (select from areas.unassigned u where u.area_id = area) then 0
        when area_level = least(leaf, 3) then
          case when area_level >= leaf then 1 when model = 'LEARNING_FAMILY' then 2 else 3 end
        when area_level < least(leaf, 3) and model <> 'LEARNING_FAMILY' then 4
        else 0 end::smallint
      from (select case of_level when 'PROVINCE' then 1 when 'DISTRICT' then 2 when 'COMMUNE' then 3
                                 when 'CENTRE' then 3 else 4 end as leaf) x
$function$


CREATE OR REPLACE FUNCTION recognition.undo_reorganisation(of_reorganisation integer)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'recognition', 'pg_temp'
 SET jit TO 'off'
AS $function$
begin
  with went as (
    select from_area, to_area from areas.receiver where reorganisation_id = of_reorganisation
    union
    select from_area, to_area from areas.succession where reorganisation_id = of_reorganisation)
  update dossier d
     set area_now = case when n.from_area is not null then m.area_now else d.area_now end,
         area_then = case when t.from_area is not null then m.area_then else d.area_then end
    from dossier_moved m
    join dossier own on own.home_id = m.home_id and own.dossier_id = m.dossier_id
    left join went n on n.from_area = m.area_now and n.to_area = own.area_now
    left join went t on t.from_area = m.area_then and t.to_area = own.area_then
   where m.reorganisation_id = of_reorganisation and d.home_id = m.home_id and d.dossier_id = m.dossier_id
     and (n.from_area is not null or t.from_area is not null);
  delete from dossier_moved where reorganisation_id = of_reorganisation;
  perform forget_dossiers(of_reorganisation);
  perform return_steps(of_reorganisation);
  perform set_training_aside(of_reorganisation);
  -- figures of areas that only this reorganisation made; all others are counted anew afterwards
  delete from tally t
   using areas.area_version v
   where v.begun_by = of_reorganisation and t.area_id = v.area_id
     and not exists (select from areas.area_version o
                      where o.area_id = v.area_id and o.begun_by is distinct from of_reorganisation);
end $function$


CREATE OR REPLACE FUNCTION recognition.widen(campaigns integer[])
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'recognition', 'pg_temp'
 SET jit TO 'off'
AS $function$
begin
  perform pg_advisory_xact_lock(hashtext('recognition.tally_wide'));
  with gone as (
    delete from tally_wide where campaign_id = any (campaigns))
  insert into tally_wide (
    campaign_id, area_id, basis, part, roll, listed, scoring, scored, sent, returned, approved, not_achieved,
    recognised, reported, registered, unregistered, met, posted, agreed,
    recognised_average, recognised_fair, recognised_good, recognised_level_1,
    recognised_level_2, villages, villages_sent, villages_roll, villages_reported,
    full_areas, itself, itself_full)
  select x.campaign_id, x.area_id, x.basis, nextval('tally_wide_part'),
         x.roll, x.listed, x.scoring, x.scored, x.sent, x.returned, x.approved, x.not_achieved, x.recognised,
         x.reported, x.registered, x.unregistered, x.met, x.posted, x.agreed, x.recognised_average,
         x.recognised_fair, x.recognised_good, x.recognised_level_1, x.recognised_level_2, x.villages,
         x.villages_sent, x.villages_roll, x.villages_reported, x.full_areas, x.itself, x.itself_full
    from (select t.campaign_id, a.ancestor_id as area_id, t.basis,
                 sum(t.roll) as roll,
                 sum(t.listed) as listed,
                 sum(t.scoring) as scoring,
                 sum(t.scored) as scored,
                 sum(t.sent) as sent,
                 sum(t.returned) as returned,
                 sum(t.approved) as approved,
                 sum(t.not_achieved) as not_achieved,
                 sum(t.recognised) as recognised,
                 sum(t.reported) as reported,
                 sum(t.registered) as registered,
                 sum(t.unregistered) as unregistered,
                 sum(t.met) as met,
                 sum(t.posted) as posted,
                 sum(t.agreed) as agreed,
                 sum(t.recognised_average) as recognised_average,
                 sum(t.recognised_fair) as recognised_fair,
                 sum(t.recognised_good) as recognised_good,
                 sum(t.recognised_level_1) as recognised_level_1,
                 sum(t.recognised_level_2) as recognised_level_2,
                 sum(t.villages) as villages,
                 sum(t.villages_sent) as villages_sent,
                 sum(t.villages_roll) as villages_roll,
                 sum(t.villages_reported) as villages_reported,
                 coalesce(sum(t.full_area) filter (where t.rule in (1, 2, 3)), 0) as full_areas,
                 count(*) filter (where t.rule = 4 and t.roll > 0) as itself,
                 coalesce(sum(t.full_area) filter (where t.rule = 4), 0) as itself_full
            from tally t
            join campaign c on c.campaign_id = t.campaign_id
            join areas.ancestor a on a.area_id = t.area_id and a.ancestor_level = 1
             and a.valid @> case when t.basis = 0 and c.status = 'CLOSED' then c.reference_date
                                 else platform.today() end
           where t.campaign_id = any (campaigns) and t.level < 4
           group by t.campaign_id, a.ancestor_id, t.basis) x;
end $function$


CREATE OR REPLACE FUNCTION recognition.with_joined(home integer, dossier uuid)
 RETURNS TABLE(home_id integer, dossier_id uuid)
 LANGUAGE sql
 STABLE ROWS 2
 SET search_path TO 'recognition', 'pg_temp'
AS $function$
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
$function$


CREATE OR REPLACE FUNCTION recognition.write_issuer_key()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  new.issuer_key := recognition.issuer_key(new.issuer);
  return new;
end $function$


CREATE OR REPLACE FUNCTION registry.assign_households(homes integer[], households uuid[], villages integer[])
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'registry', 'pg_temp'
 SET jit TO 'off'
AS $function$
declare
  assigned integer;
begin
  create temporary table assigning on commit drop as
  select h.home_id, h.subject_id, l.area_id as from_village, s.to_village, s.reorganisation_id, s.effective_on
    from unnest(homes, households, villages) as h (home_id, subject_id, to_village)
    join residence l on l.home_id = h.home_id and l.subject_id = h.subject_id and upper_inf(l.valid)
    join assignable s on s.from_village = l.area_id and s.to_village = h.to_village;
  select count(*) into assigned from assigning;
  if assigned <> cardinality(households) then
    raise exception using errcode = 'check_violation', constraint = 'household_assigned_to_a_successor',
      message = 'a household is not unassigned, or its village is no successor of the divided one';
  end if;
  update residence r set area_id = a.to_village
    from assigning a
   where r.home_id = a.home_id and r.subject_id = a.subject_id and r.area_id = a.from_village
     and r.valid && daterange(a.effective_on, null);
  update residence_moved m set moved_to = a.to_village
    from assigning a
   where m.reorganisation_id = a.reorganisation_id and m.home_id = a.home_id and m.subject_id = a.subject_id
     and m.moved_to = a.from_village;
  drop table assigning;
  return assigned;
end $function$


CREATE OR REPLACE FUNCTION registry.follow_reorganisation(of_reorganisation integer)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'registry', 'pg_temp'
 SET jit TO 'off'
AS $function$
declare
  day date;
  followed integer;
begin
  select effective_on into day from areas.reorganisation
   where reorganisation_id = of_reorganisation and effective_on <= platform.today() and withdrawn_at is null;
  if day is null then
    return 0;
  end if;
  create temporary table moving on commit drop as
  select r.home_id, r.subject_id, r.kind, r.valid, m.from_area, m.to_area
    from areas.receiver m
    join residence r on r.area_id = m.from_area and r.valid && daterange(day, null)
     and r.kind not in ('COMMUNITY', 'PROGRAMME')
   where m.reorganisation_id = of_reorganisation;
  insert into residence_moved (reorganisation_id, home_id, subject_id, area_id, moved_to)
  select distinct of_reorganisation, home_id, subject_id, from_area, to_area from moving
  on conflict do nothing;
  update residence r set area_id = m.to_area
    from moving m
   where r.home_id = m.home_id and r.subject_id = m.subject_id and r.valid = m.valid and lower(m.valid) >= day;
  update residence r set valid = daterange(lower(r.valid), day)
    from moving m
   where r.home_id = m.home_id and r.subject_id = m.subject_id and r.valid = m.valid and lower(m.valid) < day;
  insert into residence (home_id, subject_id, kind, valid, area_id)
  select home_id, subject_id, kind, daterange(day, upper(valid)), to_area from moving where lower(valid) < day;
  select count(*) into followed from moving;
  drop table moving;
  return followed;
end $function$


CREATE OR REPLACE FUNCTION registry.forget_communities(of_reorganisation integer)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'registry', 'pg_temp'
 SET jit TO 'off'
AS $function$
declare
  forgotten integer;
begin
  create temporary table forgetting on commit drop as
  select s.home_id, s.subject_id
    from areas.area_version v
    join subject s on s.home_id = v.area_id and s.kind in ('COMMUNITY', 'PROGRAMME')
   where v.begun_by = of_reorganisation
     and not exists (select from areas.area_version o
                      where o.area_id = v.area_id and o.begun_by is distinct from of_reorganisation);
  begin
    delete from residence r using forgetting f where r.home_id = f.home_id and r.subject_id = f.subject_id;
    delete from subject_change c using forgetting f where c.home_id = f.home_id and c.subject_id = f.subject_id;
    delete from subject s using forgetting f where s.home_id = f.home_id and s.subject_id = f.subject_id;
  exception when foreign_key_violation then
    null;
  end;
  select count(*) into forgotten
    from forgetting f where not exists (select from subject s where s.home_id = f.home_id and s.subject_id = f.subject_id);
  drop table forgetting;
  return forgotten;
end $function$


CREATE OR REPLACE FUNCTION registry.forget_particulars(homes integer[], subjects uuid[])
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'registry', 'pg_temp'
 SET jit TO 'off'
AS $function$
declare
  forgotten integer;
begin
  update subject_change c
     set before = c.before - array['sex', 'address', 'note'], after = c.after - array['sex', 'address', 'note']
    from unnest(homes, subjects) as t (home_id, subject_id)
    join subject s on s.home_id = t.home_id and s.subject_id = t.subject_id and s.kind = 'CITIZEN'
   where c.home_id = t.home_id and c.subject_id = t.subject_id and c.kind in ('CREATED', 'EDITED')
     and (c.before ?| array['sex', 'address', 'note'] or c.after ?| array['sex', 'address', 'note'])
     and exists (select from consent k
                  where k.home_id = t.home_id and k.subject_id = t.subject_id and k.withdrawn_on is not null)
     and not exists (select from consent k
                      where k.home_id = t.home_id and k.subject_id = t.subject_id and k.withdrawn_on is null);
  get diagnostics forgotten = row_count;
  return forgotten;
end $function$


CREATE OR REPLACE FUNCTION registry.keep_communities(touched integer[], at_moment timestamp with time zone, by_account uuid, by_name text)
 RETURNS TABLE(home integer, subject uuid, of_kind text, what text)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'registry', 'pg_temp'
 SET jit TO 'off'
 SET plan_cache_mode TO 'force_custom_plan'
AS $function$
begin
  return query
  with standing as (
    select v.area_id, v.name, v.level,
           (select min(lower(o.valid)) from areas.area_version o where o.area_id = v.area_id) as since
      from unnest(touched) as t (area_id)
      join areas.area_version v on v.area_id = t.area_id and v.level in (1, 3, 4) and v.valid @> platform.today()
     where not exists (select from areas.unassigned u where u.area_id = v.area_id)),
  wanted as (
    select distinct s.area_id, s.name, s.since, k.kind
      from standing s cross join (values ('COMMUNITY'), ('PROGRAMME')) as k (kind)
     where (k.kind = 'COMMUNITY' or s.level <> 4)
       and not exists (select from registry.subject x where x.home_id = s.area_id and x.kind = k.kind)),
  added as (
    insert into registry.subject (home_id, serial, kind, name, created_at, created_by)
    select w.area_id,
           case w.kind when 'COMMUNITY' then 0
             else 1 + coalesce((select max(x.serial) from registry.subject x where x.home_id = w.area_id), 0) end,
           w.kind, w.name, at_moment, by_account
      from wanted w
    returning registry.subject.home_id, registry.subject.subject_id, registry.subject.kind),
  living as (
    insert into registry.residence (home_id, subject_id, kind, valid, area_id)
    select a.home_id, a.subject_id, a.kind, daterange(w.since, null), a.home_id
      from added a join wanted w on w.area_id = a.home_id and w.kind = a.kind)
  select a.home_id, a.subject_id, a.kind, 'ADDED' from added a;

  update subject s set name = v.name, version = s.version + 1
    from unnest(touched) as t (area_id)
    join areas.area_version v on v.area_id = t.area_id and v.valid @> platform.today()
   where s.home_id = t.area_id and s.kind in ('COMMUNITY', 'PROGRAMME') and s.name <> v.name;

  return query
  with ended as (
    select v.area_id, max(upper(v.valid)) as day
      from unnest(touched) as t (area_id)
      join areas.area_version v on v.area_id = t.area_id
     group by v.area_id
    having not bool_or(v.valid @> platform.today()) and max(upper(v.valid)) <= platform.today()),
  closed as (
    update registry.subject s set status = 'CLOSED', version = s.version + 1
      from ended e
     where s.home_id = e.area_id and s.kind in ('COMMUNITY', 'PROGRAMME') and s.status = 'ACTIVE'
    returning s.home_id, s.subject_id, s.kind, e.day),
  told as (
    insert into registry.subject_change (home_id, subject_id, at, account_id, actor, kind, before, after)
    select c.home_id, c.subject_id, at_moment, by_account, by_name, 'CLOSED', '{"status": "ACTIVE"}',
           jsonb_build_object('status', 'CLOSED', 'on', c.day::text)
      from closed c)
  select c.home_id, c.subject_id, c.kind, 'CLOSED' from closed c;

  return query
  with reopened as (
    update registry.subject s set status = 'ACTIVE', version = s.version + 1
      from unnest(touched) as t (area_id)
      join areas.area_version v on v.area_id = t.area_id and v.valid @> platform.today()
     where s.home_id = t.area_id and s.kind in ('COMMUNITY', 'PROGRAMME') and s.status = 'CLOSED'
    returning s.home_id, s.subject_id, s.kind),
  told as (
    insert into registry.subject_change (home_id, subject_id, at, account_id, actor, kind, before, after)
    select r.home_id, r.subject_id, at_moment, by_account, by_name, 'REOPENED', '{"status": "CLOSED"}',
           '{"status": "ACTIVE"}'
      from reopened r)
  select r.home_id, r.subject_id, r.kind, 'REOPENED' from reopened r;
end $function$


CREATE OR REPLACE FUNCTION registry.move_members(homes integer[], households uuid[], to_areas integer[], since date[])
 RETURNS TABLE(home integer, subject uuid, to_area integer)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'registry', 'pg_temp'
 SET jit TO 'off'
AS $function$
begin
  create temporary table following on commit drop as
  select m.home_id, m.subject_id, h.to_area, h.since, r.valid, r.area_id
    from unnest(homes, households, to_areas, since) as h (home_id, subject_id, to_area, since)
    join membership m on m.other_home_id = h.home_id and m.other_subject_id = h.subject_id and m.role = 'LIVES_IN'
     and upper_inf(m.valid)
    join residence r on r.home_id = m.home_id and r.subject_id = m.subject_id and upper_inf(r.valid)
   where r.area_id <> h.to_area;
  update residence r set area_id = f.to_area
    from following f
   where r.home_id = f.home_id and r.subject_id = f.subject_id and r.valid = f.valid and lower(f.valid) >= f.since;
  update residence r set valid = daterange(lower(r.valid), f.since)
    from following f
   where r.home_id = f.home_id and r.subject_id = f.subject_id and r.valid = f.valid and lower(f.valid) < f.since;
  insert into residence (home_id, subject_id, kind, valid, area_id)
  select f.home_id, f.subject_id, 'CITIZEN', daterange(f.since, null), f.to_area from following f where lower(f.valid) < f.since;
  update subject s set version = s.version + 1
    from following f where s.home_id = f.home_id and s.subject_id = f.subject_id;
  return query select f.home_id, f.subject_id, f.to_area from following f;
  drop table following;
end $function$


CREATE OR REPLACE FUNCTION registry.offices_follow(of_reorganisation integer)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'registry', 'pg_temp'
AS $function$
begin
  with moved as (
    insert into person_moved (reorganisation_id, person_id, area_id, moved_to)
    select of_reorganisation, p.person_id, p.area_id, m.to_area
      from areas.receiver m
      join person p on p.area_id = m.from_area
     where m.reorganisation_id = of_reorganisation and m.effective_on <= platform.today()
    on conflict do nothing
    returning person_id, moved_to)
  update person p set area_id = m.moved_to from moved m where p.person_id = m.person_id;
  with moved as (
    insert into import_moved (reorganisation_id, batch_id, area_id, moved_to)
    select of_reorganisation, b.batch_id, b.area_id, m.to_area
      from areas.receiver m
      join import_batch b on b.area_id = m.from_area
     where m.reorganisation_id = of_reorganisation and m.effective_on <= platform.today()
    on conflict do nothing
    returning batch_id, moved_to)
  update import_batch b set area_id = m.moved_to from moved m where b.batch_id = m.batch_id;
end $function$


CREATE OR REPLACE FUNCTION registry.offices_return(of_reorganisation integer)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'registry', 'pg_temp'
AS $function$
begin
  update person p set area_id = m.area_id
    from person_moved m
   where m.reorganisation_id = of_reorganisation and p.person_id = m.person_id and p.area_id = m.moved_to;
  delete from person_moved where reorganisation_id = of_reorganisation;
  update import_batch b set area_id = m.area_id
    from import_moved m
   where m.reorganisation_id = of_reorganisation and b.batch_id = m.batch_id and b.area_id = m.moved_to;
  delete from import_moved where reorganisation_id = of_reorganisation;
end $function$


CREATE OR REPLACE FUNCTION registry.set_memberships(homes integer[], subjects uuid[], of_role text, other_homes integer[], others uuid[], since date)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'registry', 'pg_temp'
 SET jit TO 'off'
AS $function$
declare
  changed integer;
begin
  create temporary table setting on commit drop as
  select n.home_id, n.subject_id, n.other_home, n.other, m.valid
    from unnest(homes, subjects, other_homes, others) as n (home_id, subject_id, other_home, other)
    left join membership m on m.home_id = n.home_id and m.subject_id = n.subject_id and m.role = of_role
     and upper_inf(m.valid)
   where (m.other_home_id, m.other_subject_id) is distinct from (n.other_home, n.other);
  delete from membership m using setting s
   where m.home_id = s.home_id and m.subject_id = s.subject_id and m.role = of_role and m.valid = s.valid
     and lower(s.valid) >= since;
  update membership m set valid = daterange(lower(m.valid), since)
    from setting s
   where m.home_id = s.home_id and m.subject_id = s.subject_id and m.role = of_role and m.valid = s.valid
     and lower(s.valid) < since;
  insert into membership (home_id, subject_id, role, other_home_id, other_subject_id, valid)
  select home_id, subject_id, of_role, other_home, other, daterange(since, null) from setting where other is not null;
  select count(*) into changed from setting;
  drop table setting;
  return changed;
end $function$


CREATE OR REPLACE FUNCTION registry.subject_code(home integer, serial integer)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$
declare
  -- H. M. Damm's quasigroup of order 10, row by row
  square constant text :=
    '0317598642709215486342068713591750983426612304597836742095815869720134894536201794386172052581436790';
  check_digit integer := 0;
  digit text;
begin
  foreach digit in array regexp_split_to_array(home::text || serial::text, '') loop
    check_digit := substr(square, check_digit * 10 + digit::integer + 1, 1)::integer;
  end loop;
  return home || '-' || serial || '-' || check_digit;
end $function$


CREATE OR REPLACE FUNCTION registry.undo_reorganisation(of_reorganisation integer)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'registry', 'pg_temp'
 SET jit TO 'off'
AS $function$
declare
  day date;
begin
  select effective_on into strict day from areas.reorganisation where reorganisation_id = of_reorganisation;
  update residence r set area_id = m.area_id
    from residence_moved m
   where m.reorganisation_id = of_reorganisation and r.home_id = m.home_id and r.subject_id = m.subject_id
     and r.area_id = m.moved_to and r.valid && daterange(day, null);
  create temporary table joining on commit drop as
  select a.home_id, a.subject_id, a.valid as before, b.valid as after
    from residence_moved m
    join residence a on a.home_id = m.home_id and a.subject_id = m.subject_id and a.area_id = m.area_id
     and upper(a.valid) = day
    join residence b on b.home_id = a.home_id and b.subject_id = a.subject_id and b.area_id = a.area_id
     and lower(b.valid) = day
   where m.reorganisation_id = of_reorganisation;
  delete from residence r using joining j
   where r.home_id = j.home_id and r.subject_id = j.subject_id and r.valid = j.after;
  update residence r set valid = daterange(lower(j.before), upper(j.after))
    from joining j
   where r.home_id = j.home_id and r.subject_id = j.subject_id and r.valid = j.before;
  drop table joining;
  delete from residence_moved where reorganisation_id = of_reorganisation;
end $function$


CREATE OR REPLACE FUNCTION registry.written(name text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN ((regexp_replace(NORMALIZE(lower(name), NFD), '[\u0300\u0301\u0303\u0309\u0323]'::text, ''::text, 'g'::text) || '|'::text) || regexp_replace(NORMALIZE(lower(name), NFD), '[^\u0300\u0301\u0303\u0309\u0323]'::text, ''::text, 'g'::text))


CREATE OR REPLACE FUNCTION reports.past_is_final()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'what is kept of report % of the past is never changed', old.past_report_id;
end $function$


CREATE OR REPLACE FUNCTION reports.sent_is_final()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'what was sent of report % is never changed', old.report_id;
end $function$


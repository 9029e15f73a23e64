-- Who acts for a body: an account, from the day it was said until somebody ends it or the body ends.
create table identity.body_account (
  body_id uuid not null references registry.body,
  account_id uuid not null references identity.account,
  duty text not null default '',
  since timestamptz not null,
  given_by uuid references identity.account,
  ended_at timestamptz,
  primary key (body_id, account_id, since)
);
create unique index body_account_once on identity.body_account (body_id, account_id) where ended_at is null;
create index body_account_account on identity.body_account (account_id);
create index body_account_given_by on identity.body_account (given_by);
select platform.allow_application('identity.body_account', 'insert, select, update');

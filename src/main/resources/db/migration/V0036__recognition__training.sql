-- A campaign for practising (đợt tập huấn) stands beside the real one of its year. Starting over closes it and opens
-- another, so of those only one is open at a time.
alter table recognition.campaign drop constraint campaign_once;
create unique index campaign_once on recognition.campaign (model, level, form, year, area_id) where not training;
create unique index campaign_training_once on recognition.campaign (model, level, form, year, area_id)
  where training and status = 'OPEN';

-- The number that somebody practises with is not taken from the office's register.
alter table recognition.decision add column training boolean not null default false;
drop index recognition.decision_number_once;
create unique index decision_number_once on recognition.decision
  (area_id, lower(issuer), decided_year, lower(number), training);
create function recognition.mark_training() returns trigger
  language plpgsql security definer set search_path = recognition, pg_temp as $$
begin
  select c.training into strict new.training from campaign c where c.campaign_id = new.campaign_id;
  return new;
end $$;
create trigger decision_training before insert on recognition.decision
  for each row execute function recognition.mark_training();

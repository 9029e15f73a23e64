-- Withdrawn ones too are asked for by their duty.
create index obligation_occasion_duty on reports.obligation_occasion (obligation_id);

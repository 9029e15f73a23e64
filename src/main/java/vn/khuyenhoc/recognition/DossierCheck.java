package vn.khuyenhoc.recognition;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.khuyenhoc.platform.Check;

/** Every dossier stands where its steps and its decision say. */
@Component
class DossierCheck implements Check {

  private final JdbcClient jdbc;

  DossierCheck(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public String name() {
    return "dossiers";
  }

  @Override
  public List<String> faults() {
    return jdbc.sql(
            """
            select * from (
              select format('dossier %s/%s: %s without a step to it', d.home_id, d.dossier_id, d.stage) as fault
                from recognition.dossier d
               where d.stage in ('SENT', 'RETURNED', 'APPROVED', 'RECOGNISED')
                 and not exists (select from recognition.dossier_step x
                                  where x.home_id = d.home_id and x.dossier_id = d.dossier_id and x.to_stage = d.stage)
              union all
              select format('dossier %s/%s: %s, but never sent', d.home_id, d.dossier_id, d.stage)
                from recognition.dossier d
               where d.stage in ('SENT', 'APPROVED', 'RECOGNISED') and d.sent_at is null
              union all
              select format('dossier %s/%s: approved by nobody', d.home_id, d.dossier_id)
                from recognition.dossier d
               where d.stage in ('APPROVED', 'RECOGNISED') and d.appraised_by is null
              union all
              select format('dossier %s/%s: recognised by a decision of another campaign or signer',
                            d.home_id, d.dossier_id)
                from recognition.dossier d
                join recognition.decision q using (decision_id)
               where q.campaign_id <> d.campaign_id or q.signer_id is distinct from d.signed_by
              union all
              select format('dossier %s/%s: %s by decision %s, which is %s', d.home_id, d.dossier_id, d.stage,
                            q.decision_id, q.status)
                from recognition.dossier d
                join recognition.decision q using (decision_id)
                join recognition.campaign c on c.campaign_id = d.campaign_id
               where (q.status = 'DRAFT') = (d.stage in ('RECOGNISED', 'REVOKED'))
                  or q.status = 'WITHDRAWN' and c.status = 'OPEN' and d.stage = 'RECOGNISED'
              union all
              select format('dossier %s/%s: %s, but its title is %s', d.home_id, d.dossier_id, d.stage,
                            coalesce(case when t.revoked_at is null then 'held' else 'taken back' end, 'missing'))
                from recognition.dossier d
                join recognition.campaign c on c.campaign_id = d.campaign_id and not c.training
                left join lateral (select t.title_id, t.revoked_at from recognition.title t
                                    where t.home_id = d.home_id and t.dossier_id = d.dossier_id
                                    order by t.revoked_at nulls first limit 1) t on true
               where d.stage = 'RECOGNISED' and (t.title_id is null or t.revoked_at is not null and c.status = 'OPEN')
                  or d.stage = 'REVOKED' and (t.title_id is null or t.revoked_at is null)
                  or d.stage in ('APPROVED', 'AGREED') and t.title_id is not null and t.revoked_at is null
              union all
              select format('dossier %s/%s: its title holds beside one of an entry that was joined into its own: one is to be taken back',
                            t.home_id, t.dossier_id)
                from recognition.title t
                join recognition.campaign c on c.campaign_id = t.campaign_id
               where t.revoked_at is null and t.valid_until >= platform.today()
                 and exists (select from registry.subject_link l
                               join recognition.title o
                                 on o.home_id = l.home_id and o.subject_id = l.subject_id and o.revoked_at is null
                                and o.valid_until >= platform.today()
                               join recognition.campaign w on w.campaign_id = o.campaign_id
                              where l.other_home_id = t.home_id and l.other_subject_id = t.subject_id
                                and l.kind = 'JOINED_INTO'
                                and w.model = c.model and w.level = c.level and w.year = c.year)
              union all
              select format('decision %s (%s): says %s households, its step %s', q.decision_id, q.number, q.recognised,
                            s.dossiers)
                from recognition.decision q
                left join recognition.step s on s.decision_id = q.decision_id and s.event = 'RECOGNISE'
               where q.status <> 'DRAFT' and s.dossiers is distinct from q.recognised
              union all
              select format('step %s: says %s dossiers, has %s', s.step_id, s.dossiers, count(x.step_id))
                from recognition.step s
                left join recognition.dossier_step x using (step_id)
                join recognition.campaign c using (campaign_id)
               where not (s.event = 'LIST' and s.area_id = c.area_id)
               group by s.step_id, s.dossiers
              having count(x.step_id) <> s.dossiers) f
             limit 20
            """)
        .query(String.class)
        .list();
  }
}

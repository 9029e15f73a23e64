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
            -- into what an entry was joined, and what that was joined into
            with recursive joined as (
              select l.home_id, l.subject_id, l.other_home_id as root_home, l.other_subject_id as root_id
                from registry.subject_link l where l.kind = 'JOINED_INTO'
              union
              select j.home_id, j.subject_id, l.other_home_id, l.other_subject_id
                from joined j
                join registry.subject_link l on l.home_id = j.root_home and l.subject_id = j.root_id
                 and l.kind = 'JOINED_INTO')
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
              -- titles are gathered once: there are millions of dossiers
              select format('dossier %s/%s: %s, but its title is %s', d.home_id, d.dossier_id, d.stage,
                            case t.held when true then 'held' when false then 'taken back' else 'missing' end)
                from recognition.dossier d
                join recognition.campaign c on c.campaign_id = d.campaign_id and not c.training
                left join (select home_id, dossier_id, bool_or(revoked_at is null) as held
                             from recognition.title group by home_id, dossier_id) t
                  on t.home_id = d.home_id and t.dossier_id = d.dossier_id
               where d.stage = 'RECOGNISED' and (t.held is null or not t.held and c.status = 'OPEN')
                  or d.stage = 'REVOKED' and t.held is distinct from false
                  or d.stage in ('APPROVED', 'AGREED') and t.held
              union all
              select format('dossier %s/%s: its title holds beside %s of entries that are one by now: one is to be taken back',
                            (array_agg(t.home_id order by j.own desc, t.title_id))[1],
                            (array_agg(t.dossier_id order by j.own desc, t.title_id))[1], count(*) - 1)
                from (select k.root_home, k.root_id, k.home_id, k.subject_id, false as own
                        from joined k
                       where not exists (select from registry.subject_link l
                                          where l.home_id = k.root_home and l.subject_id = k.root_id
                                            and l.kind = 'JOINED_INTO')
                      union
                      select k.root_home, k.root_id, k.root_home, k.root_id, true
                        from joined k
                       where not exists (select from registry.subject_link l
                                          where l.home_id = k.root_home and l.subject_id = k.root_id
                                            and l.kind = 'JOINED_INTO')) j
                join recognition.title t on t.home_id = j.home_id and t.subject_id = j.subject_id
                 and t.revoked_at is null and t.valid_until >= platform.today()
                join recognition.campaign c on c.campaign_id = t.campaign_id
               group by j.root_home, j.root_id, c.model, c.level, c.year
              having count(*) > 1
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

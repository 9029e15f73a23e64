package vn.khuyenhoc.recognition;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.khuyenhoc.criteria.CriteriaSet;
import vn.khuyenhoc.criteria.CriteriaSets;
import vn.khuyenhoc.criteria.Scoring;
import vn.khuyenhoc.platform.Check;

/** The total and outcome of everything sent are what its answers come to under its criteria. */
@Component
class ScoreCheck implements Check {

  private static final int FETCH = 2_000;
  private static final int MOST = 20;

  private final JdbcTemplate jdbc;
  private final DossierTable dossiers;
  private final CriteriaSets sets;

  ScoreCheck(DataSource source, DossierTable dossiers, CriteriaSets sets) {
    this.jdbc = new JdbcTemplate(source);
    this.jdbc.setFetchSize(FETCH);
    this.dossiers = dossiers;
    this.sets = sets;
  }

  @Override
  public String name() {
    return "scores";
  }

  @Override
  @Transactional(readOnly = true)
  public List<String> faults() {
    List<String> faults = new ArrayList<>();
    Map<String, CriteriaSet> known = new HashMap<>();
    jdbc.query(
        """
        select d.home_id, d.dossier_id, c.set_id, d.answers::text as answers, d.facts::text as facts, d.total, d.outcome,
               d.rating, d.vote is not distinct from 'FAILED' as voted_down
          from recognition.dossier d
          join recognition.campaign c using (campaign_id)
         where d.stage in ('SENT', 'APPROVED', 'RECOGNISED')
        """,
        row -> {
          CriteriaSet set = known.computeIfAbsent(row.getString("set_id"), sets::byId);
          Standing standing =
              Standing.of(
                  Scoring.plan(set)
                      .score(
                          dossiers.answers(row.getString("answers")),
                          dossiers.facts(row.getString("facts"))));
          if (row.getBoolean("voted_down")) {
            standing = standing.votedDown();
          }
          BigDecimal total = row.getBigDecimal("total");
          boolean same =
              standing.saidBy(total, DossierTable.outcome(row), DossierTable.rating(row))
                  || row.getString("rating") == null
                      && standing.saidBy(total, DossierTable.outcome(row), standing.rating());
          if (!same && faults.size() < MOST) {
            faults.add(
                "dossier %s: says %s %s, its answers %s %s"
                    .formatted(
                        DossierTable.key(row).text(),
                        total,
                        row.getString("outcome"),
                        standing.total(),
                        standing.outcome()));
          }
        });
    return faults;
  }
}

package vn.khuyenhoc.recognition;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.khuyenhoc.criteria.Facts;
import vn.khuyenhoc.criteria.Outcome;
import vn.khuyenhoc.criteria.Rating;

/**
 * Reads the dossiers of a whole campaign with what is known of each today: one statement and some
 * thousand rows in memory at a time, however many there are. Needs a transaction around it.
 */
@Repository
class DossierStream {

  private static final int FETCH = 5_000;

  private final JdbcClient jdbc;
  private final FactTable facts;
  private final DossierTable dossiers;

  DossierStream(DataSource source, FactTable facts, DossierTable dossiers) {
    JdbcTemplate template = new JdbcTemplate(source);
    template.setFetchSize(FETCH);
    this.jdbc = JdbcClient.create(template);
    this.facts = facts;
    this.dossiers = dossiers;
  }

  /**
   * A dossier as it is read.
   *
   * @param key which
   * @param stage where it stands
   * @param outcome what is kept with it
   * @param rating what is kept with it
   * @param total what is kept with it
   * @param answers points by indicator
   * @param kept the facts kept with it
   * @param today the facts of today, those that were asked for
   */
  record Read(
      DossierKey key,
      Stage stage,
      @Nullable Outcome outcome,
      @Nullable Rating rating,
      @Nullable BigDecimal total,
      Map<String, BigDecimal> answers,
      Facts kept,
      Facts today) {}

  /** Where the statement takes its dossiers from. */
  private static final String CHOSEN =
      """
      with k as not materialized (
        select d.home_id, d.dossier_id, d.subject_id, d.area_now, d.stage, d.outcome, d.rating, d.total, d.answers,
               d.facts
          from recognition.dossier d
         where d.campaign_id = :campaign and d.stage = any (:stages::text[])
           and (:everywhere::boolean
             or d.area_now = any (array(select a.area_id from areas.ancestor a
                                         where a.ancestor_id = any (:above::integer[])
                                           and a.valid @> platform.today()))))
      """;

  /**
   * The statement that reads them, for whoever wants to look at its plan.
   *
   * @param whole whether for most of a campaign, not for a few villages
   */
  static String statement(Campaign campaign, Set<String> used, boolean whole) {
    return CHOSEN
        + """
          select k.home_id, k.dossier_id, k.stage, k.outcome, k.rating, k.total, k.answers::text as answers,
                 k.facts::text as facts
          """
        + FactTable.columns(campaign.node(), used)
        + " from k "
        + FactTable.joins(campaign.node(), used, whole);
  }

  /**
   * Hands every dossier to a taker.
   *
   * @param used the facts that are asked for
   * @param above only what is counted in or below these areas; null for everything
   * @param stages only those that stand there
   * @param whole whether that is most of a campaign, not a few villages
   */
  void each(
      Campaign campaign,
      Set<String> used,
      @Nullable Collection<Integer> above,
      Set<Stage> stages,
      boolean whole,
      Consumer<Read> taker) {
    // titles and members are gathered in memory: with less of it they would be looked up one by one
    jdbc.sql("select set_config('work_mem', '256MB', true)").query(String.class).single();
    FactTable.bound(jdbc.sql(statement(campaign, used, whole)), facts.titles(campaign.id()))
        .param("campaign", campaign.id())
        .param("stages", stages.stream().map(Enum::name).toArray(String[]::new))
        .param("everywhere", above == null)
        .param("above", above == null ? new Integer[0] : above.toArray(Integer[]::new))
        .query(
            row -> {
              taker.accept(
                  new Read(
                      DossierTable.key(row),
                      Stage.valueOf(row.getString("stage")),
                      DossierTable.outcome(row),
                      DossierTable.rating(row),
                      row.getBigDecimal("total"),
                      dossiers.answers(row.getString("answers")),
                      dossiers.facts(row.getString("facts")),
                      FactTable.read(row, used)));
            });
  }
}

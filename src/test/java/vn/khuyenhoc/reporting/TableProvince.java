package vn.khuyenhoc.reporting;

import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.BuiltInAreas;
import vn.khuyenhoc.criteria.BuiltInCriteria;
import vn.khuyenhoc.support.SmallProvince;

/**
 * A small province with campaigns of several models and years, its dossiers at every stage, put
 * straight into the tables by a seed.
 */
public final class TableProvince {

  public final SmallProvince place;
  private final JdbcClient jdbc;
  private final UUID signer;

  public TableProvince(
      JdbcClient jdbc, Areas areas, BuiltInAreas builtIn, BuiltInCriteria criteria) {
    this.jdbc = jdbc;
    place = SmallProvince.in(areas, builtIn);
    criteria.loadOnce();
    signer =
        jdbc.sql(
                """
                insert into registry.person (area_id, full_name, created_at) values (:area, 'Người Ký', now())
                returning person_id
                """)
            .param("area", place.province())
            .query(UUID.class)
            .single();
  }

  /** Campaigns of families, citizens of two groups, clans, communities and units. */
  static TableProvince filled(
      JdbcClient jdbc, Areas areas, BuiltInAreas builtIn, BuiltInCriteria criteria, long seed) {
    TableProvince made = new TableProvince(jdbc, areas, builtIn, criteria);
    Random random = new Random(seed);
    for (int year : List.of(2025, 2026)) {
      made.fill(made.campaign("LEARNING_FAMILY", "HOUSEHOLD", "", year), "HOUSEHOLD", 40, random);
      for (String group : List.of("FARMER", "LEARNER")) {
        made.fill(made.campaign("LEARNING_CITIZEN", "PERSON", group, year), "CITIZEN", 25, random);
      }
    }
    made.fill(made.campaign("LEARNING_CLAN", "CLAN", "", 2026), "CLAN", 12, random);
    made.fill(made.campaign("LEARNING_UNIT", "COMMUNE", "", 2026), "UNIT", 12, random);
    made.close(2025);
    return made;
  }

  private void close(int year) {
    jdbc.sql(
            """
            update recognition.campaign set status = 'CLOSED', closed_at = now()
             where area_id = :area and year = :year
            """)
        .param("area", place.province())
        .param("year", year)
        .update();
  }

  /** A campaign of the province. */
  public int campaign(String model, String level, String form, int year) {
    return jdbc.sql(
            """
            insert into recognition.campaign (model, level, form, year, area_id, set_id, due_on, reference_date, opened_at)
            values (:model, :level, :form, :year, :area, :set, make_date(:year, 11, 15), make_date(:year, 12, 31), now())
            returning campaign_id
            """)
        .param("model", model)
        .param("level", level)
        .param("form", form)
        .param("year", year)
        .param("area", place.province())
        .param("set", BuiltInCriteria.LEARNING_FAMILY)
        .query(Integer.class)
        .single();
  }

  private static final List<String> STAGES =
      List.of(
          "LISTED",
          "SCORING",
          "SCORED",
          "MET",
          "POSTED",
          "SENT",
          "RETURNED",
          "APPROVED",
          "AGREED",
          "RECOGNISED",
          "RECOGNISED",
          "RECOGNISED",
          "REVOKED",
          "REMOVED");

  private void fill(int campaign, String kind, int count, Random random) {
    for (int n = 0; n < count; n++) {
      // most in villages, some in a commune itself; units in communes, one of the province
      int area =
          kind.equals("UNIT")
              ? n == 0 ? place.province() : place.communes().get(random.nextInt(2))
              : random.nextInt(8) == 0
                  ? place.communes().get(random.nextInt(2))
                  : place.villages().get(random.nextInt(6));
      String stage = STAGES.get(random.nextInt(STAGES.size()));
      boolean scored = !List.of("LISTED", "SCORING", "REMOVED", "RETURNED").contains(stage);
      boolean good = stage.equals("RECOGNISED") || random.nextInt(3) > 0;
      String rating =
          !scored
              ? null
              : good
                  ? List.of("AVERAGE", "FAIR", "GOOD", "ACHIEVED", "LEVEL_1", "LEVEL_2")
                      .get(random.nextInt(6))
                  : "NOT_ACHIEVED";
      dossier(
          campaign,
          subject(kind, area, random),
          area,
          stage,
          scored ? good ? "ACHIEVED" : "NOT_ACHIEVED" : null,
          rating,
          scored ? random.nextInt(100) : null,
          random.nextBoolean(),
          random.nextBoolean());
    }
  }

  /** Something in the register; what is stated of it is sometimes not known. */
  public UUID subject(String kind, int area, Random random) {
    UUID id =
        jdbc.sql(
                """
                insert into registry.subject (home_id, kind, serial, name, created_at, children)
                select :home, :kind, coalesce(max(serial), 0) + 1, 'Ai đó', now(), :children
                  from registry.subject where home_id = :home
                returning subject_id
                """)
            .param("home", area)
            .param("kind", kind)
            .param(
                "children",
                kind.equals("HOUSEHOLD") && random.nextInt(4) > 0 ? random.nextInt(6) : null)
            .query(UUID.class)
            .single();
    jdbc.sql(
            """
            insert into registry.residence (home_id, subject_id, kind, valid, area_id)
            values (:home, :id, :kind, daterange('2025-07-01', null), :home)
            """)
        .param("home", area)
        .param("id", id)
        .param("kind", kind)
        .update();
    switch (kind) {
      case "CITIZEN" ->
          jdbc.sql(
                  """
                  insert into registry.citizen (home_id, subject_id, birth_year, sex, labour_group)
                  values (:home, :id, :born, :sex, 'FARMER')
                  """)
              .param("home", area)
              .param("id", id)
              .param("born", 1940 + random.nextInt(75))
              .param(
                  "sex",
                  List.of("FEMALE", "MALE", "").get(random.nextInt(3)).transform(this::orNull))
              .update();
      case "UNIT" ->
          jdbc.sql(
                  """
                  insert into registry.unit (home_id, subject_id, unit_kind, managing_level, school, staff)
                  select :home, :id, code, 'COMMUNE', :school, :staff from registry.unit_kind order by random() limit 1
                  """)
              .param("home", area)
              .param("id", id)
              .param("school", random.nextBoolean())
              .param("staff", random.nextInt(150))
              .update();
      default -> {}
    }
    return id;
  }

  private @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }

  /** A dossier as it stands. */
  public void dossier(
      int campaign,
      UUID subject,
      int area,
      String stage,
      @Nullable String outcome,
      @Nullable String rating,
      @Nullable Integer total,
      boolean sent,
      boolean registered) {
    boolean decided = stage.equals("RECOGNISED") || stage.equals("REVOKED");
    UUID decision =
        decided
            ? jdbc.sql(
                    """
                    insert into recognition.decision
                      (campaign_id, area_id, issuer, number, decided_on, signer_id, signer_name, signer_title,
                       recorded_at, recorded_by, recorded_name, recognised)
                    values (:campaign, :area, :issuer, '1', date '2026-11-01', :signer, 'Người Ký', 'Chủ tịch', now(),
                            gen_random_uuid(), 'Người Ghi', 1)
                    returning decision_id
                    """)
                .param("campaign", campaign)
                .param("area", area)
                .param("issuer", "UBND " + UUID.randomUUID())
                .param("signer", signer)
                .query(UUID.class)
                .single()
            : null;
    jdbc.sql(
            """
            insert into recognition.dossier
              (home_id, campaign_id, subject_id, area_then, area_now, stage, outcome, rating, total, sent_at,
               registered_at, registered_how, returned_reason, decision_id)
            values (:area, :campaign, :subject, :area, :area, :stage, :outcome, :rating, :total,
                    case when :sent then now() end, case when :registered then now() end,
                    case when :registered then 'PAPER' end, case when :stage = 'RETURNED' then 'thiếu' end, :decision)
            """)
        .param("area", area)
        .param("campaign", campaign)
        .param("subject", subject)
        .param("stage", stage)
        .param("outcome", outcome)
        .param("rating", rating)
        .param("total", total)
        .param("sent", sent)
        .param("registered", registered)
        .param("decision", decision)
        .update();
  }
}

package vn.khuyenhoc.reporting;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.BuiltInAreas;
import vn.khuyenhoc.criteria.BuiltInCriteria;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.support.SmallProvince;

/** A small province with a campaign, and dossiers put straight into the tables. */
public final class FiguresProvince {

  public final SmallProvince place;
  public final int campaign;
  public final Actor officer;
  private final JdbcClient jdbc;
  private final UUID signer;
  private int serial;

  public FiguresProvince(
      JdbcClient jdbc, Areas areas, BuiltInAreas builtIn, BuiltInCriteria criteria, int year) {
    this.jdbc = jdbc;
    place = SmallProvince.in(areas, builtIn);
    criteria.loadOnce();
    officer = SmallProvince.actor("Cán bộ tỉnh", Role.PROVINCE_OFFICER, place.province());
    campaign = campaign(year);
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

  /**
   * One of 2026 in which a commune has recognised 45 of 60 and the other has sent none of its 10.
   */
  public static FiguresProvince half(
      JdbcClient jdbc, Areas areas, BuiltInAreas builtIn, BuiltInCriteria criteria) {
    FiguresProvince province = new FiguresProvince(jdbc, areas, builtIn, criteria, 2026);
    province.recognised(province.village(0), 20);
    province.listed(province.village(0), 5);
    province.recognised(province.village(1), 25);
    province.listed(province.village(2), 10);
    province.listed(province.village(3), 10);
    return province;
  }

  /** Another campaign of the province. */
  public int campaign(int year) {
    return jdbc.sql(
            """
            insert into recognition.campaign (model, year, area_id, set_id, due_on, reference_date, opened_at)
            values ('LEARNING_FAMILY', :year, :area, :set, make_date(:year, 11, 15), make_date(:year, 12, 31), now())
            returning campaign_id
            """)
        .param("year", year)
        .param("area", place.province())
        .param("set", BuiltInCriteria.LEARNING_FAMILY)
        .query(Integer.class)
        .single();
  }

  /** The number of a plan of the province that aims at 75 % in 2026. */
  public String plan() {
    String plan = "P" + campaign;
    target(plan, place.province(), 2026, "75");
    return plan;
  }

  public int commune(int number) {
    return place.communes().get(number);
  }

  public int village(int number) {
    return place.villages().get(number);
  }

  /** Dossiers of new households of a village. */
  public void dossiers(
      int village, int count, String stage, @Nullable String outcome, boolean sent) {
    UUID decision =
        stage.equals("RECOGNISED")
            ? jdbc.sql(
                    """
                    insert into recognition.decision
                      (campaign_id, area_id, issuer, number, decided_on, signer_id, signer_name, signer_title,
                       recorded_at, recorded_by, recorded_name, recognised)
                    values (:campaign, :area, :issuer, '1', date '2026-11-01', :signer, 'Người Ký', 'Chủ tịch', now(), gen_random_uuid(), 'Người Ghi', :count)
                    returning decision_id
                    """)
                .param("campaign", campaign)
                .param("area", place.communes().getFirst())
                .param("issuer", "UBND " + UUID.randomUUID())
                .param("signer", signer)
                .param("count", count)
                .query(UUID.class)
                .single()
            : null;
    jdbc.sql(
            """
            with added as (
              insert into registry.household (home_id, serial, head, address, created_at)
              select :village, :serial + n, 'Lò Văn ' || n, 'nhà ' || n, now() from generate_series(1, :count) n
              returning home_id, household_id),
            housed as (
              insert into registry.residence (home_id, subject_id, valid, area_id)
              select home_id, household_id, daterange('2025-07-01', null), home_id from added)
            insert into recognition.dossier
              (home_id, campaign_id, subject_id, area_then, area_now, stage, outcome, total, sent_at,
               returned_reason, decision_id)
            select home_id, :campaign, household_id, home_id, home_id, :stage, :outcome::text,
                   case :outcome::text when 'ACHIEVED' then 90 when 'NOT_ACHIEVED' then 40 end,
                   case when :sent then now() end, case when :stage = 'RETURNED' then 'thiếu' end, :decision::uuid
              from added
            """)
        .param("village", village)
        .param("serial", serial)
        .param("count", count)
        .param("campaign", campaign)
        .param("stage", stage)
        .param("outcome", outcome)
        .param("sent", sent)
        .param("decision", decision)
        .update();
    serial += count;
  }

  /** Recognised households of a village. */
  public void recognised(int village, int count) {
    dossiers(village, count, "RECOGNISED", "ACHIEVED", true);
  }

  /** Households of a village that nobody has scored. */
  public void listed(int village, int count) {
    dossiers(village, count, "LISTED", null, false);
  }

  /** A plan of this province with one target. */
  public void target(String plan, int area, int year, String percent) {
    jdbc.sql(
            """
            with p as (
              insert into reporting.plan (plan_id, area_id, area_name, issuer, title, number, period)
              values (:plan, :area, 'Tỉnh Thử', 'Hội Khuyến học', 'Kế hoạch thử', '1/KH', daterange('2022-01-01', '2031-01-01'))
              on conflict (plan_id) do update set title = excluded.title
              returning plan_id)
            insert into reporting.target (plan_id, target_id, year, area_id, area_name, indicator, scope, value)
            select plan_id, :plan, :year, :area, 'Tỉnh Thử', 'LEARNING_FAMILY', 'tỉnh', :percent::numeric from p
            """)
        .param("plan", plan)
        .param("area", area)
        .param("year", year)
        .param("percent", percent)
        .update();
  }
}

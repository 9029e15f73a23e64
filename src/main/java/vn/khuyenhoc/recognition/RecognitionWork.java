package vn.khuyenhoc.recognition;

import java.sql.Date;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Grant;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.platform.WorkSource;

/** What waits in the recognition procedure, counted from the tallies alone. */
@Component
class RecognitionWork implements WorkSource {

  /** Days before the due date from which what is missing needs attention. */
  private static final int SOON = 30;

  private static final int PLAIN = 0;
  private static final int ATTENTION = 1;
  private static final int LATE = 2;

  private static final int MOST_VILLAGES = 30;

  private final JdbcClient jdbc;
  private final Clock clock;

  RecognitionWork(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  @Override
  public List<Work> waitingFor(Actor actor) {
    List<Work> work = new ArrayList<>();
    LocalDate today = LocalDate.now(clock);
    Integer[] villages = areas(actor, Role.VOLUNTEER);
    if (villages.length > 0) {
      villages(villages, today, work);
    }
    Integer[] communes = areas(actor, Role.COMMUNE_OFFICER);
    if (communes.length > 0) {
      communes(communes, today, work);
    }
    Integer[] provinces = areas(actor, Role.PROVINCE_OFFICER);
    if (provinces.length > 0) {
      provinces(provinces, today, work);
    }
    work.sort(Comparator.comparingInt(Work::urgency).reversed());
    return work;
  }

  private static Integer[] areas(Actor actor, Role role) {
    return actor.grants().stream()
        .filter(grant -> grant.role() == role)
        .map(Grant::areaId)
        .distinct()
        .toArray(Integer[]::new);
  }

  private static int urgency(LocalDate dueOn, LocalDate today) {
    return dueOn.isBefore(today)
        ? LATE
        : ChronoUnit.DAYS.between(today, dueOn) <= SOON ? ATTENTION : PLAIN;
  }

  private record Waiting(
      int campaign,
      int area,
      String name,
      LocalDate dueOn,
      int first,
      int second,
      int third,
      int fourth) {}

  private void villages(Integer[] areas, LocalDate today, List<Work> work) {
    List<Waiting> rows =
        waiting(
            """
            select c.campaign_id, v.area_id, v.name || ' (' || c.year || ')' as name, c.due_on, t.returned as first, t.listed + t.scoring as second,
                   t.scored as third, 0 as fourth
              from recognition.campaign c
              join recognition.tally t on t.campaign_id = c.campaign_id and t.basis = 1 and t.level = 4
              join areas.area_version v on v.area_id = t.area_id and v.valid @> platform.today()
             where c.status = 'OPEN' and t.returned + t.listed + t.scoring + t.scored > 0
               and t.area_id in (select a.area_id from areas.ancestor a
                                  where a.ancestor_id = any (:areas::integer[]) and a.valid @> platform.today())
             order by t.returned = 0, v.name collate platform.vi
             limit :most
            """,
            areas);
    for (Waiting row : rows) {
      String village = "/campaigns/" + row.campaign() + "/villages/" + row.area();
      add(work, "work.returned", row, row.first(), village + "?stage=RETURNED", LATE);
      add(work, "work.to-send", row, row.third(), village + "/send", ATTENTION);
      add(work, "work.to-score", row, row.second(), village, urgency(row.dueOn(), today));
    }
  }

  private static void add(
      List<Work> work, String key, Waiting row, int count, String href, int urgency) {
    if (count > 0) {
      work.add(new Work(key, List.of(row.name(), count), count, href, urgency));
    }
  }

  private void communes(Integer[] areas, LocalDate today, List<Work> work) {
    List<Waiting> rows =
        waiting(
            """
            select c.campaign_id, v.area_id, v.name || ' (' || c.year || ')' as name, c.due_on, sum(t.sent)::integer as first,
                   (count(*) filter (where t.sent > 0))::integer as second, sum(t.approved)::integer as third,
                   (count(*) filter (where t.reported = 0 and t.roll > 0))::integer as fourth
              from recognition.campaign c
              join recognition.tally t on t.campaign_id = c.campaign_id and t.basis = 1 and t.level = 4
              join areas.ancestor m on m.area_id = t.area_id and m.ancestor_level = 3 and m.valid @> platform.today()
              join areas.area_version v on v.area_id = m.ancestor_id and v.valid @> platform.today()
             where c.status = 'OPEN'
               and t.area_id in (select a.area_id from areas.ancestor a
                                  where a.ancestor_id = any (:areas::integer[]) and a.valid @> platform.today())
             group by c.campaign_id, v.area_id, v.name, c.due_on
             order by v.name collate platform.vi
             limit :most
            """,
            areas);
    for (Waiting row : rows) {
      String commune = "/campaigns/" + row.campaign() + "/communes/" + row.area();
      if (row.first() > 0) {
        work.add(
            new Work(
                "work.appraise",
                List.of(row.name(), row.first(), row.second()),
                row.first(),
                commune,
                ATTENTION));
      }
      add(work, "work.decide", row, row.third(), commune + "/recognise", ATTENTION);
      late(work, "work.villages-late", row, row.fourth(), commune, today);
    }
  }

  private static void late(
      List<Work> work, String key, Waiting row, int count, String href, LocalDate today) {
    if (count > 0) {
      work.add(
          new Work(
              key,
              List.of(row.name(), count, row.dueOn()),
              count,
              href,
              urgency(row.dueOn(), today)));
    }
  }

  private void provinces(Integer[] areas, LocalDate today, List<Work> work) {
    jdbc.sql(
            """
            select v.name
              from areas.ancestor a
              join areas.area_version v on v.area_id = a.area_id and v.level = 1 and v.valid @> platform.today()
             where a.ancestor_id = any (:areas::integer[]) and a.valid @> platform.today()
               and not exists (select from recognition.campaign_place c where c.province_id = v.area_id and c.year = :year)
             order by v.name collate platform.vi
             limit :most
            """)
        .param("areas", areas)
        .param("year", today.getYear())
        .param("most", MOST_VILLAGES)
        .query(String.class)
        .list()
        .forEach(
            name ->
                work.add(
                    new Work(
                        "work.open-campaign",
                        List.of(name, String.valueOf(today.getYear())),
                        1,
                        "/campaigns",
                        ATTENTION)));
    waiting(
            """
            select c.campaign_id, v.area_id, v.name || ' (' || c.year || ')' as name, c.due_on, count(*)::integer as first, 0 as second, 0 as third,
                   0 as fourth
              from recognition.campaign c
              join recognition.tally t on t.campaign_id = c.campaign_id and t.basis = 1 and t.level = 3
              join recognition.campaign_place p on p.campaign_id = c.campaign_id
              join areas.area_version v on v.area_id = p.province_id and v.valid @> platform.today()
             where c.status = 'OPEN' and t.reported = 0 and t.roll > 0
               and p.province_id in (select a.area_id from areas.ancestor a
                                  where a.ancestor_id = any (:areas::integer[]) and a.valid @> platform.today())
             group by c.campaign_id, v.area_id, v.name, c.due_on
             order by v.name collate platform.vi
             limit :most
            """,
            areas)
        .forEach(
            row ->
                late(
                    work,
                    "work.communes-late",
                    row,
                    row.first(),
                    "/campaigns/" + row.campaign(),
                    today));
  }

  private List<Waiting> waiting(String sql, Integer[] areas) {
    return jdbc.sql(sql)
        .param("areas", areas)
        .param("most", MOST_VILLAGES)
        .query(
            (row, number) -> {
              Date due = row.getDate("due_on");
              return new Waiting(
                  row.getInt("campaign_id"),
                  row.getInt("area_id"),
                  row.getString("name"),
                  due.toLocalDate(),
                  row.getInt("first"),
                  row.getInt("second"),
                  row.getInt("third"),
                  row.getInt("fourth"));
            })
        .list();
  }
}

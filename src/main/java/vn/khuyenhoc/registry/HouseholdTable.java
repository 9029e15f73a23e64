package vn.khuyenhoc.registry;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.khuyenhoc.platform.Actor;

/** The SQL of what households have apart from every other subject. */
@Repository
class HouseholdTable {

  private static final int FETCH = 1_000;

  private static final String COLUMNS =
      """
      h.home_id, h.household_id, h.serial, h.head, h.address, h.children, h.adults, h.workers, h.note,
      h.status, h.version, r.area_id as village_id
      """;

  private static final String NOW =
      """
        from registry.household h
        join registry.residence r on r.home_id = h.home_id and r.subject_id = h.household_id
         and upper_inf(r.valid) and r.kind = 'HOUSEHOLD'
      """;

  private final JdbcClient jdbc;
  private final NamedParameterJdbcTemplate streaming;

  HouseholdTable(JdbcClient jdbc, JdbcTemplate template) {
    this.jdbc = jdbc;
    JdbcTemplate chunks = new JdbcTemplate(Objects.requireNonNull(template.getDataSource()));
    chunks.setFetchSize(FETCH);
    this.streaming = new NamedParameterJdbcTemplate(chunks);
  }

  Optional<Household> byId(HouseholdKey key, boolean lock) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + NOW
                + " where h.home_id = :home and h.household_id = :id"
                + (lock ? " for no key update of h" : ""))
        .param("home", key.homeId())
        .param("id", key.householdId())
        .query(HouseholdTable::household)
        .optional();
  }

  Optional<Household> byCode(SubjectCode code) {
    return jdbc.sql("select " + COLUMNS + NOW + " where h.home_id = :home and h.serial = :serial")
        .param("home", code.homeId())
        .param("serial", code.serial())
        .query(HouseholdTable::household)
        .optional();
  }

  List<Household> byKeys(Collection<HouseholdKey> keys) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + NOW
                + """
                 where (h.home_id, h.household_id) in
                       (select * from unnest(:homes::integer[], :ids::uuid[]))
                """)
        .param("homes", keys.stream().map(HouseholdKey::homeId).toArray(Integer[]::new))
        .param("ids", keys.stream().map(HouseholdKey::householdId).toArray(UUID[]::new))
        .query(HouseholdTable::household)
        .list();
  }

  List<Household> inVillage(int villageId) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + NOW
                + """
                 where r.area_id = :village and h.status = 'ACTIVE'
                 order by substring(h.head from '[^ ]+$') collate platform.vi, h.head collate platform.vi, h.serial
                """)
        .param("village", villageId)
        .query(HouseholdTable::household)
        .list();
  }

  List<Household> likeInVillage(int villageId, String head, String address) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + NOW
                + """
                 where r.area_id = :village and h.status = 'ACTIVE'
                   and h.folded = platform.fold(' ' || :head || ' ' || :address)
                 order by h.serial
                """)
        .param("village", villageId)
        .param("head", head)
        .param("address", address)
        .query(HouseholdTable::household)
        .list();
  }

  private static String where(HouseholdFilter filter) {
    StringBuilder where =
        new StringBuilder(
            """
             where r.area_id in (select a.area_id from areas.ancestor a
                                     where a.ancestor_id = any (:areas::integer[]) and a.valid @> platform.today())
            """);
    if (filter.status() != null) {
      where.append(" and h.status = :status");
    }
    if (filter.code() != null) {
      where.append(" and h.home_id = :home and h.serial = :serial");
    } else {
      for (int i = 0; i < filter.patterns().size(); i++) {
        where.append(" and h.folded like :pattern").append(i);
      }
    }
    return where.toString();
  }

  private static Map<String, Object> parameters(HouseholdFilter filter) {
    Map<String, Object> parameters = new java.util.HashMap<>();
    parameters.put("areas", filter.areaIds().toArray(Integer[]::new));
    SubjectStatus status = filter.status();
    if (status != null) {
      parameters.put("status", status.name());
    }
    SubjectCode code = filter.code();
    if (code != null) {
      parameters.put("home", code.homeId());
      parameters.put("serial", code.serial());
    } else {
      List<String> patterns = filter.patterns();
      List<String> words = filter.words();
      for (int i = 0; i < patterns.size(); i++) {
        parameters.put("pattern" + i, patterns.get(i));
        parameters.put("word" + i, " " + words.get(i));
      }
    }
    return parameters;
  }

  /** Words found with their accents first, then by given name. */
  private static String order(HouseholdFilter filter) {
    if (filter.code() != null || filter.patterns().isEmpty()) {
      return "";
    }
    List<String> found = new ArrayList<>();
    for (int i = 0; i < filter.patterns().size(); i++) {
      found.add(
          "(position(:word" + i + " in lower(' ' || h.head || ' ' || h.address)) > 0)::integer");
    }
    return String.join(" + ", found) + " desc, ";
  }

  HouseholdPage page(HouseholdFilter filter, int limit, long offset) {
    long[] total = {0};
    List<ListedHousehold> rows =
        jdbc.sql(
                "with hits as (select "
                    + COLUMNS
                    + ", count(*) over () as total, row_number() over (order by "
                    + order(filter)
                    + """
                     substring(h.head from '[^ ]+$') collate platform.vi, h.head collate platform.vi, h.home_id, h.serial)
                     as place
                    """
                    + NOW
                    + where(filter)
                    + """
                    )
                    select h.*, v.name as village, c.name as commune
                      from (select * from hits order by place limit :limit offset :offset) h
                      join areas.area_version v on v.area_id = h.village_id and v.valid @> platform.today()
                      join areas.area_version c on c.area_id = v.parent_id and c.valid @> platform.today()
                     order by h.place
                    """)
            .params(parameters(filter))
            .param("limit", limit)
            .param("offset", offset)
            .query(
                (row, number) -> {
                  total[0] = row.getLong("total");
                  return listed(row);
                })
            .list();
    if (rows.isEmpty() && offset > 0) {
      return page(filter, limit, 0);
    }
    return new HouseholdPage(rows, total[0]);
  }

  /** Hands over every household of the filter, village by village, without holding them. */
  void each(HouseholdFilter filter, Consumer<ListedHousehold> taker) {
    streaming.query(
        "select "
            + COLUMNS
            + """
            , v.name as village, c.name as commune
            """
            + NOW
            + """
              join areas.area_version v on v.area_id = r.area_id and v.valid @> platform.today()
              join areas.area_version c on c.area_id = v.parent_id and c.valid @> platform.today()
            """
            + where(filter)
            + " order by c.name collate platform.vi, c.area_id, v.name collate platform.vi, v.area_id,"
            + " h.home_id, h.serial",
        parameters(filter),
        row -> {
          taker.accept(listed(row));
        });
  }

  List<ListedHousehold> listed(Collection<HouseholdKey> keys) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + ", v.name as village, c.name as commune"
                + NOW
                + """
                  join unnest(:homes::integer[], :ids::uuid[]) k (home_id, household_id)
                    on k.home_id = h.home_id and k.household_id = h.household_id
                  join areas.area_version v on v.area_id = r.area_id and v.valid @> platform.today()
                  join areas.area_version c on c.area_id = v.parent_id and c.valid @> platform.today()
                """)
        .param("homes", keys.stream().map(HouseholdKey::homeId).toArray(Integer[]::new))
        .param("ids", keys.stream().map(HouseholdKey::householdId).toArray(UUID[]::new))
        .query((row, number) -> listed(row))
        .list();
  }

  Map<Integer, String> sharedVillageNames(Collection<Integer> areaIds) {
    Map<Integer, String> shared = new java.util.HashMap<>();
    jdbc.sql(
            """
            select area_id, code from (
              select v.area_id, v.code,
                     count(*) over (partition by v.parent_id, regexp_replace(v.folded, '\\m0+(?=[0-9])', '', 'g')) as n
                from areas.ancestor a
                join areas.area_version v on v.area_id = a.area_id and v.level = 4 and v.valid @> platform.today()
               where a.ancestor_id = any (:areas::integer[]) and a.valid @> platform.today()) named
             where n > 1
            """)
        .param("areas", areaIds.toArray(Integer[]::new))
        .query(
            row -> {
              shared.put(row.getInt("area_id"), row.getString("code"));
            });
    return shared;
  }

  void add(
      HouseholdKey key,
      int serial,
      int villageId,
      HouseholdEntry entry,
      LocalDate since,
      Instant at,
      Actor actor) {
    jdbc.sql(
            """
            insert into registry.household
              (home_id, household_id, serial, head, address, children, adults, workers, note, created_at, created_by)
            values (:home, :id, :serial, :head, :address, :children, :adults, :workers, :note, :at, :by)
            """)
        .param("home", key.homeId())
        .param("id", key.householdId())
        .param("serial", serial)
        .param("head", entry.head())
        .param("address", entry.address())
        .param("children", entry.children())
        .param("adults", entry.adults())
        .param("workers", entry.workers())
        .param("note", entry.note())
        .param("at", Timestamp.from(at))
        .param("by", actor.accountId())
        .update();
    jdbc.sql(
            """
            insert into registry.residence (home_id, subject_id, valid, area_id)
            values (:home, :id, daterange(:since, null), :village)
            """)
        .param("home", key.homeId())
        .param("id", key.householdId())
        .param("since", Date.valueOf(since))
        .param("village", villageId)
        .update();
  }

  void edit(HouseholdKey key, HouseholdEntry entry) {
    jdbc.sql(
            """
            update registry.household
               set head = :head, address = :address, children = :children, adults = :adults, workers = :workers,
                   note = :note, version = version + 1
             where home_id = :home and household_id = :id
            """)
        .param("home", key.homeId())
        .param("id", key.householdId())
        .param("head", entry.head())
        .param("address", entry.address())
        .param("children", entry.children())
        .param("adults", entry.adults())
        .param("workers", entry.workers())
        .param("note", entry.note())
        .update();
  }

  static Household household(ResultSet row, int number) throws SQLException {
    int home = row.getInt("home_id");
    int serial = row.getInt("serial");
    return new Household(
        new HouseholdKey(home, row.getObject("household_id", UUID.class)),
        serial,
        new SubjectCode(home, serial).printed(),
        row.getInt("village_id"),
        row.getString("head"),
        row.getString("address"),
        row.getObject("children", Integer.class),
        row.getObject("adults", Integer.class),
        row.getObject("workers", Integer.class),
        row.getString("note"),
        SubjectStatus.valueOf(row.getString("status")),
        row.getInt("version"));
  }

  private static ListedHousehold listed(ResultSet row) throws SQLException {
    return new ListedHousehold(
        household(row, 0), row.getString("village"), row.getString("commune"));
  }
}

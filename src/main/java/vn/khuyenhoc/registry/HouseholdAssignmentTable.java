package vn.khuyenhoc.registry;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.registry.HouseholdAssignments.Divided;
import vn.khuyenhoc.registry.HouseholdAssignments.Matching;
import vn.khuyenhoc.registry.HouseholdAssignments.Successor;
import vn.khuyenhoc.registry.HouseholdAssignments.Unassigned;

/** All SQL of assigning households of divided villages. */
@Repository
class HouseholdAssignmentTable {

  /** Whoever lives with a household of the line goes where it goes, and is not asked for. */
  private static final String ALONE =
      """
       r.area_id = :village and upper_inf(r.valid)
         and not exists (select from registry.membership m
                           join registry.residence h on h.home_id = m.other_home_id and h.subject_id = m.other_subject_id
                            and upper_inf(h.valid) and h.area_id = r.area_id
                          where m.home_id = r.home_id and m.subject_id = r.subject_id and m.role = 'LIVES_IN'
                            and upper_inf(m.valid))
      """;

  private static final String HERE =
      """
        from (select r.home_id, r.subject_id, true as lives_here from registry.residence r where
      """
          + ALONE
          + """
              union all
              select c.home_id, c.subject_id, false
                from unnest(:homes::integer[], :ids::uuid[]) as c (home_id, subject_id)) l
        join registry.subject h on h.home_id = l.home_id and h.subject_id = l.subject_id
       where h.folded like all (:patterns::text[])
         and h.serial between coalesce(:first::integer, 0) and coalesce(:last::integer, 2147483647)
      """;

  private final JdbcClient jdbc;

  HouseholdAssignmentTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Lines of divided villages at or below these areas; of one village or reorganisation where
   * given.
   */
  List<Divided> divided(
      Collection<Integer> within, @Nullable Integer reorganisation, @Nullable Integer village) {
    return jdbc.sql(
            """
            select u.area_id, v.name, v.code, c.name as commune, u.reorganisation_id, r.decree, r.effective_on,
                   (select count(*) from registry.residence r where
            """
                + ALONE.replace(":village", "u.area_id")
                + """
                   ) as households,
                   (select count(*) from registry.residence_moved m
                     where m.reorganisation_id = u.reorganisation_id and m.area_id = u.divided_area) as moved
              from areas.unassigned u
              join areas.area a on a.area_id = u.area_id and a.level in (3, 4)
              join areas.reorganisation r on r.reorganisation_id = u.reorganisation_id and r.withdrawn_at is null
              join areas.area_version v on v.area_id = u.area_id and v.valid @> platform.today()
              join areas.area_version c on c.area_id = v.parent_id and c.valid @> platform.today()
             where (:reorganisation::integer is null or u.reorganisation_id = :reorganisation)
               and (:village::integer is null or u.area_id = :village)
               -- of a divided commune only where something was at home in it as a whole
               and (a.level = 4 or exists (select from registry.residence_moved m
                     where m.reorganisation_id = u.reorganisation_id and m.area_id = u.divided_area))
               and exists (select from areas.ancestor k
                            where k.area_id = u.area_id and k.ancestor_id = any (:within::integer[])
                              and k.valid @> platform.today())
             order by r.effective_on desc, c.name collate platform.vi, v.name collate platform.vi
            """)
        .param("within", within.toArray(Integer[]::new))
        .param("reorganisation", reorganisation)
        .param("village", village)
        .query(
            (row, number) ->
                new Divided(
                    row.getInt("area_id"),
                    row.getString("name"),
                    row.getString("code"),
                    row.getString("commune"),
                    row.getInt("reorganisation_id"),
                    row.getString("decree"),
                    row.getDate("effective_on").toLocalDate(),
                    row.getLong("households"),
                    row.getLong("moved")))
        .list();
  }

  List<Successor> successors(int village) {
    return jdbc.sql(
            """
            select s.to_village, v.name, v.code, c.name as commune,
                   coalesce((select k.ancestor_id from areas.ancestor k
                              where k.area_id = s.to_village and k.ancestor_level = 3 and k.valid @> platform.today()),
                            c.area_id) as commune_id,
                   (select count(*) from registry.residence_moved m
                     where m.reorganisation_id = s.reorganisation_id and m.moved_to = s.to_village) as assigned
              from registry.assignable s
              join areas.area_version v on v.area_id = s.to_village and v.valid @> platform.today()
              join areas.area_version c on c.area_id = v.parent_id and c.valid @> platform.today()
             where s.from_village = :village
             order by v.name collate platform.vi, v.code
            """)
        .param("village", village)
        .query(
            (row, number) ->
                new Successor(
                    row.getInt("to_village"),
                    row.getString("name"),
                    row.getString("code"),
                    row.getInt("commune_id"),
                    row.getString("commune"),
                    row.getLong("assigned")))
        .list();
  }

  /**
   * Asks about those who live in the line and those who are only counted there.
   *
   * @param counted households that live elsewhere and have dossiers there
   */
  private JdbcClient.StatementSpec here(
      String sql, int village, List<HouseholdKey> counted, Matching matching) {
    return jdbc.sql(sql)
        .param("village", village)
        .param("homes", counted.stream().map(HouseholdKey::homeId).toArray(Integer[]::new))
        .param("ids", counted.stream().map(HouseholdKey::householdId).toArray(UUID[]::new))
        .param(
            "patterns",
            new HouseholdFilter(List.of(village), null, matching.typed())
                .patterns()
                .toArray(String[]::new))
        .param("first", matching.first())
        .param("last", matching.last());
  }

  long count(int village, List<HouseholdKey> counted, Matching matching) {
    return here("select count(*)" + HERE, village, counted, matching).query(Long.class).single();
  }

  List<Unassigned> households(
      int village, List<HouseholdKey> counted, Matching matching, int limit, long offset) {
    return here(
            "select h.home_id, h.subject_id, h.kind, h.serial, h.name, h.address, h.status, l.lives_here"
                + HERE
                + """
                 order by h.home_id, h.serial limit :limit offset :offset
                """,
            village,
            counted,
            matching)
        .param("limit", limit)
        .param("offset", offset)
        .query(
            (row, number) ->
                new Unassigned(
                    new HouseholdKey(
                        row.getInt("home_id"), row.getObject("subject_id", UUID.class)),
                    SubjectKind.valueOf(row.getString("kind")),
                    row.getInt("serial"),
                    row.getString("name"),
                    row.getString("address"),
                    SubjectStatus.valueOf(row.getString("status")),
                    row.getBoolean("lives_here")))
        .list();
  }

  /** Who lives with these, in the line: for each the place of their household among the keys. */
  List<Map.Entry<HouseholdKey, Integer>> living(int village, List<HouseholdKey> keys) {
    return jdbc.sql(
            """
            select m.home_id, m.subject_id, h.place::integer as place
              from unnest(:homes::integer[], :ids::uuid[]) with ordinality as h (home_id, subject_id, place)
              join registry.membership m on m.other_home_id = h.home_id and m.other_subject_id = h.subject_id
               and m.role = 'LIVES_IN' and upper_inf(m.valid)
              join registry.residence r on r.home_id = m.home_id and r.subject_id = m.subject_id
               and upper_inf(r.valid) and r.area_id = :village
            """)
        .param("homes", keys.stream().map(HouseholdKey::homeId).toArray(Integer[]::new))
        .param("ids", keys.stream().map(HouseholdKey::householdId).toArray(UUID[]::new))
        .param("village", village)
        .query(
            (row, number) ->
                Map.entry(
                    new HouseholdKey(
                        row.getInt("home_id"), row.getObject("subject_id", UUID.class)),
                    row.getInt("place") - 1))
        .list();
  }

  /**
   * Households go from the line of a divided village to a successor each, with a line of history.
   *
   * @param villages for each household its successor
   */
  void assign(
      int from,
      List<HouseholdKey> keys,
      List<Integer> villages,
      Instant at,
      Actor actor,
      Date since) {
    Integer[] homes = keys.stream().map(HouseholdKey::homeId).toArray(Integer[]::new);
    UUID[] ids = keys.stream().map(HouseholdKey::householdId).toArray(UUID[]::new);
    jdbc.sql(
            "select registry.assign_households(:homes::integer[], :ids::uuid[], :villages::integer[])")
        .param("homes", homes)
        .param("ids", ids)
        .param("villages", villages.toArray(Integer[]::new))
        .query(Integer.class)
        .single();
    jdbc.sql(
            """
            insert into registry.subject_change (home_id, subject_id, at, account_id, actor, kind, before, after)
            select h.home_id, h.household_id, :at, :account, :actor, 'MOVED',
                   jsonb_build_object('village', :from), jsonb_build_object('village', h.village, 'on', :since::text)
              from unnest(:homes::integer[], :ids::uuid[], :villages::integer[]) as h (home_id, household_id, village)
            """)
        .param("homes", homes)
        .param("ids", ids)
        .param("villages", villages.toArray(Integer[]::new))
        .param("from", from)
        .param("since", since.toLocalDate().toString())
        .param("at", Timestamp.from(at))
        .param("account", actor.accountId())
        .param("actor", actor.name())
        .update();
  }
}

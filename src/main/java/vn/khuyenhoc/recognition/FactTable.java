package vn.khuyenhoc.recognition;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.khuyenhoc.criteria.Facts;
import vn.khuyenhoc.criteria.LearningModel;
import vn.khuyenhoc.criteria.ModelLevel;
import vn.khuyenhoc.recognition.Dependence.Node;

/**
 * What is known today of those who are rated: what the register states of them, who belongs to them
 * there, and how many of those hold a title of the same year. One statement for any number of
 * dossiers, and only for the facts that are asked for.
 */
@Repository
class FactTable {

  private final JdbcClient jdbc;

  FactTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * The campaigns of one year and province by what they recognise: where titles are looked for.
   *
   * @param campaigns their numbers
   */
  record Titles(Map<Node, List<Integer>> campaigns) {

    private Integer[] of(Node node) {
      return campaigns.getOrDefault(node, List.of()).toArray(Integer[]::new);
    }
  }

  /** The campaigns that give titles in the year and province of this one, whatever they are. */
  Titles titles(int campaignId) {
    Map<Node, List<Integer>> campaigns = new EnumMap<>(Node.class);
    jdbc.sql(
            """
            select c.campaign_id, c.model, c.level
              from recognition.campaign_place own
              join recognition.campaign_place c on c.year = own.year and c.province_id = own.province_id
               and not c.training
             where own.campaign_id = :campaign and c.model <> 'LEARNING_SOCIETY'
             order by c.campaign_id
            """)
        .param("campaign", campaignId)
        .query(
            row -> {
              campaigns
                  .computeIfAbsent(
                      Node.of(
                          LearningModel.valueOf(row.getString("model")),
                          ModelLevel.valueOf(row.getString("level"))),
                      any -> new ArrayList<>())
                  .add(row.getInt("campaign_id"));
            });
    return new Titles(campaigns);
  }

  /** The facts of these dossiers of one campaign. */
  Map<DossierKey, Facts> of(Campaign campaign, Set<String> used, Collection<DossierKey> keys) {
    Map<DossierKey, Facts> facts = new HashMap<>();
    if (keys.isEmpty() || used.isEmpty()) {
      return facts;
    }
    bound(
            jdbc.sql(
                "with k as not materialized ("
                    + """
                    select d.home_id, d.dossier_id, d.subject_id, d.area_now
                      from unnest(:homes::integer[], :ids::uuid[]) as n (home, id)
                      join recognition.dossier d on d.home_id = n.home and d.dossier_id = n.id)
                    select k.home_id, k.dossier_id
                    """
                    + columns(campaign.node(), used)
                    + " from k "
                    + joins(campaign.node(), used, false)),
            titles(campaign.id()))
        .param("homes", DossierTable.homes(keys))
        .param("ids", DossierTable.ids(keys))
        .query(
            row -> {
              facts.put(DossierTable.key(row), read(row, used));
            });
    return facts;
  }

  /** Binds where titles are looked for, as {@link #joins} names it. */
  static JdbcClient.StatementSpec bound(JdbcClient.StatementSpec statement, Titles titles) {
    return statement
        .param("citizens", titles.of(Node.CITIZEN))
        .param("families", titles.of(Node.HOUSEHOLD))
        .param("clans", titles.of(Node.CLAN))
        .param("units", titles.of(Node.UNIT))
        .param("villages", titles.of(Node.VILLAGE))
        .param("communes", titles.of(Node.COMMUNE));
  }

  /** The facts of a row that has {@link #columns}. */
  static Facts read(ResultSet row, Set<String> used) throws SQLException {
    Map<String, @Nullable Long> known = new HashMap<>();
    for (String fact : used) {
      long value = row.getLong("fact_" + fact);
      known.put(fact, row.wasNull() ? null : value);
    }
    return Facts.of(known);
  }

  /** The columns of the facts, each {@code fact_…}, null where unknown; begins with a comma. */
  static String columns(Node node, Set<String> used) {
    StringBuilder columns = new StringBuilder();
    for (String fact : used) {
      columns.append(", ").append(column(node, fact)).append(" as fact_").append(fact);
    }
    return columns.toString();
  }

  private static String column(Node node, String fact) {
    return switch (fact) {
      case "children", "workers" -> node.area() ? "home." + fact : "own." + fact;
      case "adults" ->
          node == Node.HOUSEHOLD ? "own.adults" : node == Node.CLAN ? "kin.adults" : "home.adults";
      case "citizens" -> "coalesce(lives.citizens, 0)";
      case "learning_citizens" ->
          switch (node) {
            case HOUSEHOLD -> "coalesce(lives.learning, 0)";
            case CLAN -> "coalesce(relatives.learning, 0)";
            case UNIT -> "coalesce(works.learning, 0)";
            default -> "coalesce(title.citizens, 0)";
          };
      case "learning_learners" -> "coalesce(studies.learning, 0)";
      case "households" ->
          switch (node) {
            case CLAN -> "coalesce(own.households, kin.households, 0)";
            case GROUP -> "own.households";
            default -> "coalesce(home.households, 0)";
          };
      case "learning_families" ->
          node == Node.CLAN ? "coalesce(kin.learning, 0)" : "coalesce(title.families, 0)";
      case "staff", "learners" -> "own." + fact;
      case "school" -> "own.school::integer";
      case "clans" -> "coalesce(seat.clans, 0)";
      case "learning_clans" -> "coalesce(title.clans, 0)";
      case "units" -> "coalesce(managed.units, 0)";
      case "learning_units" -> "coalesce(title.units, 0)";
      case "villages", "communes" -> "coalesce(part." + fact + ", 0)";
      case "learning_villages" -> "coalesce(title.villages, 0)";
      case "learning_communes" -> "coalesce(title.communes, 0)";
      case "population" -> "people.population";
      default -> throw new IllegalArgumentException("no source of the fact " + fact);
    };
  }

  private static final String OWN =
      " join registry.%s own on own.home_id = k.home_id and own.subject_id = k.subject_id ";

  private static final String OF_DOSSIER =
      " on %1$s.home_id = k.home_id and %1$s.subject_id = k.subject_id ";

  private static final String OF_AREA = " on %s.area_id = k.area_now ";

  /**
   * Whether somebody holds a title: looked up one by one for a few dossiers, in a table made once
   * for a whole campaign.
   */
  private static String titled(String who, String campaigns, boolean whole) {
    return (whole
            ? """
        (%1$s.home_id, %1$s.subject_id) in (
          select t.home_id, t.subject_id from recognition.dossier t
           where t.stage = 'RECOGNISED' and t.campaign_id = any (:%2$s::integer[]))
        """
            : """
        exists (select from recognition.dossier t
                 where t.home_id = %1$s.home_id and t.subject_id = %1$s.subject_id and t.stage = 'RECOGNISED'
                   and t.campaign_id = any (:%2$s::integer[]))
        """)
        .formatted(who, campaigns);
  }

  /** The members of a dossier's subject in one role, those alone who are in the register today. */
  private static String members(String role) {
    return """
        from k
        join registry.membership m on m.other_home_id = k.home_id and m.other_subject_id = k.subject_id
         and m.role = '%s' and upper_inf(m.valid)
        join registry.subject p on p.home_id = m.home_id and p.subject_id = m.subject_id and p.status = 'ACTIVE'
        """
        .formatted(role);
  }

  private static String left(String name, String select, String on) {
    return " left join (" + select + ") " + name + on.formatted(name);
  }

  /**
   * Where the columns come from, joined to {@code k (home_id, dossier_id, subject_id, area_now)}.
   *
   * @param whole whether for most of a campaign, not for a few dossiers
   */
  static String joins(Node node, Set<String> used, boolean whole) {
    StringBuilder joins = new StringBuilder();
    switch (node) {
      case HOUSEHOLD -> {
        if (any(used, "children", "adults", "workers")) {
          joins.append(OWN.formatted("subject"));
        }
        if (any(used, "citizens", "learning_citizens")) {
          joins.append(
              left(
                  "lives",
                  "select k.home_id, k.subject_id, count(*) as citizens"
                      + (used.contains("learning_citizens")
                          ? ", count(*) filter (where "
                              + titled("m", "citizens", whole)
                              + ") as learning "
                          : " ")
                      + members("LIVES_IN")
                      + " group by k.home_id, k.subject_id",
                  OF_DOSSIER));
        }
      }
      case UNIT -> {
        if (any(used, "staff", "learners", "school")) {
          joins.append(OWN.formatted("unit"));
        }
        learning(joins, used, "learning_citizens", "works", "WORKS_IN", whole);
        learning(joins, used, "learning_learners", "studies", "STUDIES_IN", whole);
      }
      case CLAN -> clan(joins, used, whole);
      case GROUP -> {
        if (used.contains("households")) {
          joins.append(OWN.formatted("self_managed_group"));
        }
      }
      case CITIZEN, CENTRE -> {
        // no facts
      }
      default -> area(joins, used);
    }
    return joins.toString();
  }

  private static void learning(
      StringBuilder joins, Set<String> used, String fact, String name, String role, boolean whole) {
    if (used.contains(fact)) {
      joins.append(
          left(
              name,
              "select k.home_id, k.subject_id, count(*) as learning "
                  + members(role)
                  + " where "
                  + titled("m", "citizens", whole)
                  + " group by k.home_id, k.subject_id",
              OF_DOSSIER));
    }
  }

  private static void clan(StringBuilder joins, Set<String> used, boolean whole) {
    if (used.contains("households")) {
      joins.append(OWN.formatted("clan"));
    }
    if (any(used, "households", "adults", "learning_families")) {
      joins.append(
          left(
              "kin",
              """
              select k.home_id, k.subject_id, count(*) as households,
                     case when count(p.adults) = count(*) then sum(p.adults) end as adults,
              """
                  + " count(*) filter (where "
                  + titled("m", "families", whole)
                  + ") as learning "
                  + members("BELONGS_TO")
                  + " group by k.home_id, k.subject_id",
              OF_DOSSIER));
    }
    if (used.contains("learning_citizens")) {
      joins.append(
          left(
              "relatives",
              "select k.home_id, k.subject_id, count(*) as learning "
                  + members("BELONGS_TO")
                  + """
                    join registry.membership l on l.other_home_id = m.home_id and l.other_subject_id = m.subject_id
                     and l.role = 'LIVES_IN' and upper_inf(l.valid)
                    join registry.subject c on c.home_id = l.home_id and c.subject_id = l.subject_id
                     and c.status = 'ACTIVE'
                    where
                    """
                  + titled("l", "citizens", whole)
                  + " group by k.home_id, k.subject_id",
              OF_DOSSIER));
    }
  }

  /** Every area below those of the dossiers, themselves included. */
  private static final String BELOW =
      """
      from (select distinct area_now as area_id from k) w
      join areas.ancestor a on a.ancestor_id = w.area_id and a.valid @> platform.today()
      """;

  private static void area(StringBuilder joins, Set<String> used) {
    if (any(used, "households", "adults", "workers")) {
      joins.append(
          left(
              "home",
              """
              select w.area_id, count(*) as households,
                     case when count(h.adults) = count(*) then sum(h.adults) end as adults,
                     case when count(h.workers) = count(*) then sum(h.workers) end as workers
              """
                  + BELOW
                  + """
                    join registry.residence r on r.area_id = a.area_id and r.kind = 'HOUSEHOLD' and upper_inf(r.valid)
                    join registry.subject h on h.home_id = r.home_id and h.subject_id = r.subject_id
                     and h.status = 'ACTIVE'
                    group by w.area_id
                    """,
              OF_AREA));
    }
    if (used.contains("clans")) {
      joins.append(
          left(
              "seat",
              "select w.area_id, count(*) as clans "
                  + BELOW
                  + """
                    join registry.residence r on r.area_id = a.area_id and r.kind = 'CLAN' and upper_inf(r.valid)
                    join registry.subject h on h.home_id = r.home_id and h.subject_id = r.subject_id
                     and h.status = 'ACTIVE'
                    group by w.area_id
                    """,
              OF_AREA));
    }
    if (used.contains("units")) {
      joins.append(
          left(
              "managed",
              "select w.area_id, count(*) as units "
                  + BELOW
                  + " join recognition.rated u on u.area_id = a.area_id and u.kind = 'UNIT' and u.active"
                  + " group by w.area_id",
              OF_AREA));
    }
    if (any(used, "villages", "communes")) {
      joins.append(
          left(
              "part",
              """
              select w.area_id, count(*) filter (where v.level = 4) as villages,
                     count(*) filter (where v.level = 3) as communes
              """
                  + BELOW
                  + """
                    join areas.area_version v on v.area_id = a.area_id and v.valid @> platform.today()
                     and v.kind <> 'UNASSIGNED' and v.level in (3, 4)
                    group by w.area_id
                    """,
              OF_AREA));
    }
    if (any(
        used,
        "learning_citizens",
        "learning_families",
        "learning_clans",
        "learning_units",
        "learning_villages",
        "learning_communes")) {
      joins.append(
          left(
              "title",
              """
              select w.area_id,
                     sum(t.recognised) filter (where t.campaign_id = any (:citizens::integer[])) as citizens,
                     sum(t.recognised) filter (where t.campaign_id = any (:families::integer[])) as families,
                     sum(t.recognised) filter (where t.campaign_id = any (:clans::integer[])) as clans,
                     sum(t.recognised) filter (where t.campaign_id = any (:units::integer[])) as units,
                     sum(t.recognised) filter (where t.campaign_id = any (:villages::integer[])) as villages,
                     sum(t.recognised) filter (where t.campaign_id = any (:communes::integer[])) as communes
              """
                  + BELOW
                  + """
                    join recognition.tally t on t.area_id = a.area_id and t.basis = 1
                     and (t.level < 4 or t.area_id = w.area_id)
                     and t.campaign_id = any (:citizens::integer[] || :families::integer[] || :clans::integer[]
                                              || :units::integer[] || :villages::integer[] || :communes::integer[])
                    group by w.area_id
                    """,
              OF_AREA));
    }
    if (used.contains("population")) {
      joins.append(
          left(
              "people",
              """
              select w.area_id, round(p.value::numeric) as population
                from (select distinct area_now as area_id from k) w
                join areas.attribute p on p.area_id = w.area_id and p.attribute = 'POPULATION'
                 and p.valid @> platform.today()
              """,
              OF_AREA));
    }
  }

  private static boolean any(Set<String> used, String... facts) {
    for (String fact : facts) {
      if (used.contains(fact)) {
        return true;
      }
    }
    return false;
  }
}

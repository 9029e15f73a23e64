package vn.khuyenhoc.areas;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Journal;
import vn.khuyenhoc.platform.Right;

/**
 * What is known of areas beside their place in the tree: dated, each with its source. Criteria,
 * targets and filters read it by the day they are about.
 */
@Service
public class AreaFacts {

  private final JdbcClient jdbc;
  private final Areas areas;
  private final Journal journal;
  private final Clock clock;

  AreaFacts(JdbcClient jdbc, Areas areas, Journal journal, Clock clock) {
    this.jdbc = jdbc;
    this.areas = areas;
    this.journal = journal;
    this.clock = clock;
  }

  /** What can be known of an area. */
  public enum Attribute {
    /** Persons. */
    POPULATION,
    /** Households by the statistics office, not those on the register. */
    HOUSEHOLDS,
    /** Square kilometres. */
    AREA_KM2,
    /** Miền núi, vùng cao: YES or NO. */
    HIGHLAND,
    /** Đặc biệt khó khăn: YES or NO. */
    SPECIALLY_DIFFICULT,
    /** Nông thôn mới: STANDARD, ADVANCED, MODEL or NO. */
    NEW_RURAL
  }

  /** A value of one area. */
  public record Fact(int areaId, Attribute attribute, String value, String source) {}

  /** The values of an attribute that hold for these areas on a day. */
  public Map<Integer, Fact> on(LocalDate day, Attribute attribute, Collection<Integer> areaIds) {
    return jdbc
        .sql(
            """
            select area_id, value, source from areas.attribute
             where attribute = :attribute and area_id = any (:ids::integer[]) and valid @> :day::date
            """)
        .param("attribute", attribute.name())
        .param("ids", areaIds.toArray(Integer[]::new))
        .param("day", Date.valueOf(day))
        .query(
            (row, number) ->
                new Fact(
                    row.getInt("area_id"),
                    attribute,
                    row.getString("value"),
                    row.getString("source")))
        .list()
        .stream()
        .collect(Collectors.toMap(Fact::areaId, fact -> fact));
  }

  /**
   * Values that hold from a day on, until the next one; what held before stays for the days before.
   *
   * @param scopeId the area that all of these lie in
   */
  @Transactional
  public void set(Actor actor, int scopeId, LocalDate since, List<Fact> facts) {
    areas.require(actor, Right.AREAS_KEEP, scopeId);
    Integer[] ids = facts.stream().map(Fact::areaId).toArray(Integer[]::new);
    List<Integer> outside =
        jdbc.sql(
                """
                select f.id from unnest(:ids::integer[]) as f (id)
                 where not exists (select from areas.ancestor a where a.area_id = f.id and a.ancestor_id = :scope)
                """)
            .param("ids", ids)
            .param("scope", scopeId)
            .query(Integer.class)
            .list();
    if (!outside.isEmpty()) {
      throw new IllegalArgumentException("outside of " + scopeId + ": " + outside);
    }
    jdbc.sql(
            """
            select areas.set_attribute(f.area, f.attribute, :since::date, f.value, f.source, :at, :account, :name)
              from unnest(:ids::integer[], :attributes::text[], :values::text[], :sources::text[])
                   as f (area, attribute, value, source)
            """)
        .param("ids", ids)
        .param(
            "attributes",
            facts.stream().map(fact -> fact.attribute().name()).toArray(String[]::new))
        .param("values", facts.stream().map(Fact::value).toArray(String[]::new))
        .param("sources", facts.stream().map(Fact::source).toArray(String[]::new))
        .param("since", Date.valueOf(since))
        .param("at", Timestamp.from(clock.instant().truncatedTo(ChronoUnit.MICROS)))
        .param("account", actor.accountId(), java.sql.Types.OTHER)
        .param("name", actor.name())
        .query((row, number) -> 0)
        .list();
    journal.write(
        actor,
        "areas.facts",
        "area/" + scopeId,
        scopeId,
        Map.of("since", since.toString(), "facts", facts.size()));
  }
}

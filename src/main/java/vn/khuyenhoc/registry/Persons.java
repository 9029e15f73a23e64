package vn.khuyenhoc.registry;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.khuyenhoc.areas.AreasReorganised;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Ids;
import vn.khuyenhoc.platform.text.VietnameseText;

/** Persons who act: separation of duties is about them, whatever account they use. */
@Service
public class Persons {

  private static final int LOCK = 7004;

  private final JdbcClient jdbc;
  private final Clock clock;

  Persons(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * The person of this name in this area; added where there is none. The same name in the same area
   * is the same person, whatever the position: taking two for one is safe for the separation of
   * duties, taking one for two is not.
   *
   * @param areaId the area they act for
   * @param fullName full name, compared with its accents
   * @param position position, kept for a new person; may be empty
   * @param actor who names them
   */
  @Transactional
  public UUID findOrAdd(int areaId, String fullName, String position, Actor actor) {
    jdbc.sql("select pg_advisory_xact_lock(:kind, :area)")
        .param("kind", LOCK)
        .param("area", areaId)
        .query((row, number) -> 0)
        .list();
    String name = VietnameseText.clean(fullName);
    return inArea(areaId, name).stream()
        .filter(person -> VietnameseText.sameName(person.fullName(), name))
        .findFirst()
        .map(Person::personId)
        .orElseGet(() -> add(areaId, name, position, actor));
  }

  /** Persons act for what received their area, and lists that wait there wait on. */
  @EventListener
  void on(AreasReorganised event) {
    jdbc.sql("select registry.offices_follow(:id)")
        .param("id", event.reorganisationId())
        .query((row, number) -> 0)
        .list();
  }

  @EventListener
  void on(AreasReorganised.Withdrawing event) {
    jdbc.sql("select registry.offices_return(:id)")
        .param("id", event.reorganisationId())
        .query((row, number) -> 0)
        .list();
  }

  /**
   * Somebody to be found or added.
   *
   * @param areaId the area they act for
   * @param fullName full name
   * @param position position; may be empty
   */
  public record Named(int areaId, String fullName, String position) {}

  /**
   * As {@link #findOrAdd}, for many at once: in a few statements, however many they are.
   *
   * @return their identities, in the same order
   */
  @Transactional
  public List<UUID> findOrAddAll(List<Named> named, Actor actor) {
    Integer[] areas = named.stream().map(Named::areaId).distinct().sorted().toArray(Integer[]::new);
    jdbc.sql("select pg_advisory_xact_lock(:kind, area) from unnest(:areas::integer[]) as a (area)")
        .param("kind", LOCK)
        .param("areas", areas)
        .query((row, number) -> 0)
        .list();
    Map<String, UUID> known = new HashMap<>();
    jdbc.sql(
            """
            select * from registry.person
             where area_id = any (:areas::integer[]) order by created_at, person_id
            """)
        .param("areas", areas)
        .query(Person.class)
        .list()
        .forEach(
            person ->
                known.putIfAbsent(key(person.areaId(), person.fullName()), person.personId()));
    List<UUID> ids = new ArrayList<>(named.size());
    List<UUID> newIds = new ArrayList<>();
    List<Named> added = new ArrayList<>();
    for (Named one : named) {
      String key = key(one.areaId(), one.fullName());
      UUID id = known.get(key);
      if (id == null) {
        id = Ids.next();
        known.put(key, id);
        newIds.add(id);
        added.add(one);
      }
      ids.add(id);
    }
    jdbc.sql(
            """
            insert into registry.person (person_id, area_id, full_name, position, created_at, created_by)
            select n.id, n.area, n.name, n.position, :at, :by
              from unnest(:ids::uuid[], :areas::integer[], :names::text[], :positions::text[])
                   as n (id, area, name, position)
            """)
        .param("ids", newIds.toArray(UUID[]::new))
        .param("areas", added.stream().map(Named::areaId).toArray(Integer[]::new))
        .param(
            "names",
            added.stream().map(one -> VietnameseText.clean(one.fullName())).toArray(String[]::new))
        .param(
            "positions",
            added.stream().map(one -> VietnameseText.clean(one.position())).toArray(String[]::new))
        .param("at", Timestamp.from(clock.instant()))
        .param("by", actor.accountId())
        .update();
    return ids;
  }

  private static String key(int areaId, String fullName) {
    return areaId + " " + VietnameseText.nameKey(fullName);
  }

  /** Adds a person, even where the area has one of the same name: two neighbours, two accounts. */
  @Transactional
  public UUID add(int areaId, String fullName, String position, Actor actor) {
    UUID id = Ids.next();
    jdbc.sql(
            """
            insert into registry.person (person_id, area_id, full_name, position, created_at, created_by)
            values (:id, :area, :name, :position, :at, :by)
            """)
        .param("id", id)
        .param("area", areaId)
        .param("name", VietnameseText.clean(fullName))
        .param("position", VietnameseText.clean(position))
        .param("at", Timestamp.from(clock.instant()))
        .param("by", actor.accountId())
        .update();
    return id;
  }

  /** A person by identity. */
  public Optional<Person> byId(UUID personId) {
    return jdbc.sql("select * from registry.person where person_id = :id")
        .param("id", personId)
        .query(Person.class)
        .optional();
  }

  private List<Person> inArea(int areaId, String name) {
    return jdbc.sql(
            """
            select * from registry.person
             where area_id = :area and folded = platform.fold(:name) order by created_at, person_id
            """)
        .param("area", areaId)
        .param("name", name)
        .query(Person.class)
        .list();
  }
}

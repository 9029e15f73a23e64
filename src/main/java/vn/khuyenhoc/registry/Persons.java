package vn.khuyenhoc.registry;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
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

package vn.khuyenhoc.registry;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.khuyenhoc.areas.AreasAdded;
import vn.khuyenhoc.areas.AreasReorganised;
import vn.khuyenhoc.platform.Acting;
import vn.khuyenhoc.platform.Actor;

/**
 * Communities and programmes: every village, commune and province that stands is a community, and
 * communes and provinces have a programme; they come and go with their areas, in the transaction in
 * which the tree changes.
 */
@Component
class Communities {

  private static final Actor SYSTEM = new Actor(null, null, "system", List.of());

  private final JdbcClient jdbc;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  Communities(JdbcClient jdbc, ApplicationEventPublisher events, Clock clock) {
    this.jdbc = jdbc;
    this.events = events;
    this.clock = clock;
  }

  @EventListener
  void on(AreasAdded event) {
    keep(event.areas());
  }

  /** After everything that was there followed: what is new comes last. */
  @EventListener
  @Order(30)
  void on(AreasReorganised event) {
    keep(event.areas());
  }

  /** After what stands on them was put back. */
  @EventListener
  @Order(30)
  void on(AreasReorganised.Withdrawing event) {
    jdbc.sql("select registry.forget_communities(:id)")
        .param("id", event.reorganisationId())
        .query(Integer.class)
        .single();
  }

  private record Kept(SubjectKey key, SubjectKind kind, String what) {}

  private void keep(Collection<Integer> areas) {
    Actor current = Acting.current();
    Actor actor = current == null ? SYSTEM : current;
    List<Kept> all =
        jdbc.sql(
                "select home, subject, of_kind, what"
                    + " from registry.keep_communities(:areas::integer[], :at, :by::uuid, :name)")
            .param("areas", areas.toArray(Integer[]::new))
            .param("at", Timestamp.from(clock.instant()))
            .param("by", actor.accountId())
            .param("name", actor.name())
            .query(
                (row, number) ->
                    new Kept(
                        new SubjectKey(row.getInt("home"), row.getObject("subject", UUID.class)),
                        SubjectKind.valueOf(row.getString("of_kind")),
                        row.getString("what")))
            .list();
    for (SubjectKind kind : List.of(SubjectKind.COMMUNITY, SubjectKind.PROGRAMME)) {
      List<SubjectKey> added = of(all, kind, "ADDED");
      if (!added.isEmpty()) {
        events.publishEvent(new RegistryEvents.SubjectsAdded(kind, null, added));
      }
      List<SubjectKey> closed = of(all, kind, "CLOSED");
      if (!closed.isEmpty()) {
        events.publishEvent(new RegistryEvents.SubjectsClosed(kind, closed));
      }
      List<SubjectKey> reopened = of(all, kind, "REOPENED");
      if (!reopened.isEmpty()) {
        events.publishEvent(new RegistryEvents.SubjectsReopened(kind, reopened));
      }
    }
  }

  private static List<SubjectKey> of(List<Kept> all, SubjectKind kind, String what) {
    return all.stream()
        .filter(one -> one.kind() == kind && one.what().equals(what))
        .map(Kept::key)
        .toList();
  }
}

package vn.khuyenhoc.registry;

import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells what happened to households once more as what happened to subjects of that kind. */
@Component
class HouseholdsAreSubjects {

  @EventListener
  RegistryEvents.SubjectsAdded on(RegistryEvents.HouseholdsAdded event) {
    return new RegistryEvents.SubjectsAdded(
        SubjectKind.HOUSEHOLD,
        event.batchId(),
        event.keys().stream().map(HouseholdKey::asSubject).toList());
  }

  @EventListener
  RegistryEvents.SubjectsMoved on(RegistryEvents.HouseholdMoved event) {
    return new RegistryEvents.SubjectsMoved(
        SubjectKind.HOUSEHOLD,
        List.of(event.key().asSubject()),
        event.fromVillage(),
        event.toVillage());
  }

  @EventListener
  RegistryEvents.SubjectsJoined on(RegistryEvents.HouseholdsJoined event) {
    return new RegistryEvents.SubjectsJoined(
        SubjectKind.HOUSEHOLD, event.kept().asSubject(), event.duplicate().asSubject());
  }

  @EventListener
  RegistryEvents.SubjectsClosed on(RegistryEvents.HouseholdClosed event) {
    return new RegistryEvents.SubjectsClosed(
        SubjectKind.HOUSEHOLD, List.of(event.key().asSubject()));
  }

  @EventListener
  RegistryEvents.SubjectsReopened on(RegistryEvents.HouseholdReopened event) {
    return new RegistryEvents.SubjectsReopened(
        SubjectKind.HOUSEHOLD, List.of(event.key().asSubject()));
  }
}

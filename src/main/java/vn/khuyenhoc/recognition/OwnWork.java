package vn.khuyenhoc.recognition;

import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.WorkSource;

/** What waits for the head of something: a dossier to be registered, assessed, corrected, sent. */
@Component
class OwnWork implements WorkSource {

  private static final int SOON = 14;

  private final Dossiers dossiers;
  private final Clock clock;

  OwnWork(Dossiers dossiers, Clock clock) {
    this.dossiers = dossiers;
    this.clock = clock;
  }

  @Override
  public List<Work> waitingFor(Actor actor) {
    if (actor.subjects().isEmpty()) {
      return List.of();
    }
    List<Work> work = new ArrayList<>();
    LocalDate today = LocalDate.now(clock);
    for (Dossiers.Own own : dossiers.own(actor)) {
      Campaign campaign = own.campaign();
      DossierLine line = own.line();
      if (!campaign.open()) {
        continue;
      }
      boolean sends =
          DossierLifecycle.from(DossierEvent.SEND, campaign.steps()).contains(line.stage());
      String key =
          switch (line.stage()) {
            case LISTED, SCORING ->
                line.unregistered(campaign) ? "work.own.register" : "work.own.assess";
            case RETURNED -> "work.own.returned";
            case SCORED, MET, POSTED -> sends ? "work.own.send" : "";
            default -> "";
          };
      if (!key.isEmpty()) {
        long left = ChronoUnit.DAYS.between(today, campaign.dueOn());
        work.add(
            new Work(
                key,
                List.of(line.head(), String.valueOf(campaign.year()), campaign.dueOn()),
                1,
                "/own/" + line.key().text(),
                line.stage() == Stage.RETURNED || left < 0 ? 2 : left <= SOON ? 1 : 0));
      }
    }
    return work;
  }
}

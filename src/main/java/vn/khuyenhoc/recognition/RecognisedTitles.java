package vn.khuyenhoc.recognition;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Component;
import vn.khuyenhoc.platform.web.Texts;
import vn.khuyenhoc.registry.HeldTitles;
import vn.khuyenhoc.registry.SubjectKey;

/** Titles on the pages of the register. */
@Component
class RecognisedTitles implements HeldTitles {

  private final Titles titles;
  private final Clock clock;

  RecognisedTitles(Titles titles, Clock clock) {
    this.titles = titles;
    this.clock = clock;
  }

  @Override
  public List<Held> of(SubjectKey subject, Texts t) {
    LocalDate today = LocalDate.now(clock);
    List<Title> all = titles.of(subject);
    return all.stream()
        .map(
            one -> {
              boolean doubled = all.stream().anyMatch(other -> doubled(one, other, today));
              String sub =
                  t.t("titles.between", one.validFrom(), one.validUntil())
                      + " · "
                      + one.decisionNumber();
              return new Held(
                  "/titles/" + one.key().text(),
                  t.t("titles.of-year", one.called(t), String.valueOf(one.year())),
                  doubled ? sub + " · " + t.t("title.doubled.hint") : sub,
                  doubled ? Title.State.REVOKED.kind() : one.state(today).kind(),
                  t.t(doubled ? "title.doubled" : one.state(today).messageKey()));
            })
        .toList();
  }

  /** Two titles of one year that both hold: of two entries that were recognised, then joined. */
  private static boolean doubled(Title one, Title other, LocalDate today) {
    return !one.key().equals(other.key())
        && one.model() == other.model()
        && one.level() == other.level()
        && one.year() == other.year()
        && holds(one, today)
        && holds(other, today);
  }

  private static boolean holds(Title one, LocalDate today) {
    return one.revoked() == null && !today.isAfter(one.validUntil());
  }
}

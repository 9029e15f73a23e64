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
    return titles.of(subject).stream()
        .map(
            one ->
                new Held(
                    "/titles/" + one.key().text(),
                    t.t("titles.of-year", one.called(t), String.valueOf(one.year())),
                    t.t("titles.between", one.validFrom(), one.validUntil())
                        + " · "
                        + one.decisionNumber(),
                    one.state(today).kind(),
                    t.t(one.state(today).messageKey())))
        .toList();
  }
}

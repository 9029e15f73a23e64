package vn.khuyenhoc.certificates;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Ids;
import vn.khuyenhoc.platform.web.Languages;
import vn.khuyenhoc.platform.web.Texts;

/** Certificates of nobody, for measuring in a database of its own. */
@Component
public class MeasuredCertificates {

  private static final int AT_ONCE = 25_000;

  private final Certificates certificates;
  private final Areas areas;
  private final Texts texts;
  private final Clock clock;

  MeasuredCertificates(Certificates certificates, Areas areas, Languages languages, Clock clock) {
    this.certificates = certificates;
    this.areas = areas;
    this.texts = languages.vietnamese();
    this.clock = clock;
  }

  /**
   * Issues certificates, spread over communes.
   *
   * @param count how many in all
   * @param communes how many issuers
   * @return their series
   */
  public List<Series> issue(int count, int communes) {
    List<Area> all = areas.below(List.of(areas.nation().id()), AreaLevel.COMMUNE);
    Actor operator = Actor.operator("bench", areas.nation().id());
    LocalDate day = LocalDate.now(clock);
    List<Series> series = new ArrayList<>();
    for (int commune = 0; commune < communes; commune++) {
      Area area = all.get(commune * 7 % all.size());
      Series one =
          certificates
              .series(
                  operator,
                  new Issuer(area.id(), "UBND", texts.t("demo.issuer", area.name()), ""),
                  day.getYear())
              .orThrow();
      for (int left = count / communes; left > 0; left -= AT_ONCE) {
        issued(operator, one, area, day, Math.min(left, AT_ONCE));
      }
      series.add(certificates.seriesOf(operator, one.id()));
    }
    return series;
  }

  private void issued(Actor operator, Series series, Area area, LocalDate day, int count) {
    List<WantedCertificate> wanted = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      wanted.add(
          WantedCertificate.first(
              Ids.next(),
              "bench/" + i,
              texts.t("bench.head", i),
              true,
              texts.t("bench.address", i % 40),
              "",
              day,
              day.plusYears(1)));
    }
    certificates
        .issue(
            operator,
            new IssueBatch(
                series.id(),
                texts.t("bench.title", day.getYear() + ""),
                "GDHT",
                texts.t("demo.number", "1"),
                day,
                texts.t("demo.issuer", area.name()),
                texts.t("demo.signer", area.name()),
                texts.t("demo.signer-title"),
                area.name(),
                day,
                wanted))
        .orThrow();
  }
}

package vn.khuyenhoc.recognition;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Grant;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.platform.Sample;
import vn.khuyenhoc.platform.web.Languages;
import vn.khuyenhoc.platform.web.Texts;
import vn.khuyenhoc.registry.Persons;

/**
 * The certificates of the sample decisions: of this year everywhere, of last year in the commune of
 * the sample accounts, where the titles have expired by now; and one title that was revoked there.
 * In the large sample that commune only.
 */
@Component
class SampleCertificates implements Sample {

  private static final int YEAR = 2026;
  private static final String SHOWN_COMMUNE = "03721";

  private final Decisions decisions;
  private final TitleTable titles;
  private final SampleTable table;
  private final Areas areas;
  private final Persons persons;
  private final Clock clock;
  private final Texts texts;

  SampleCertificates(
      Decisions decisions,
      TitleTable titles,
      SampleTable table,
      Areas areas,
      Persons persons,
      Clock clock,
      Languages languages) {
    this.decisions = decisions;
    this.titles = titles;
    this.table = table;
    this.areas = areas;
    this.persons = persons;
    this.clock = clock;
    this.texts = languages.vietnamese();
  }

  @Override
  public int place() {
    return 44;
  }

  @Override
  public void loadOnce(String scale, Actor operator) {
    Optional<Area> province = areas.byCode(AreaLevel.PROVINCE, "14");
    Optional<Area> shown = areas.byCode(AreaLevel.COMMUNE, SHOWN_COMMUNE);
    if (province.isEmpty() || shown.isEmpty()) {
      return;
    }
    List<SampleTable.Uncertified> waiting =
        table.uncertified(
            province.get().id(), shown.get().id(), scale.equals("province") ? 0 : YEAR);
    for (SampleTable.Uncertified one : waiting) {
      decisions
          .certify(officer(areas.byId(one.officeId()), operator), one.decisionId(), null)
          .orThrow();
    }
    if (!waiting.isEmpty() && !table.revoked(shown.get().id())) {
      revokeOne(shown.get(), waiting.getLast(), operator);
    }
  }

  private void revokeOne(Area shown, SampleTable.Uncertified last, Actor operator) {
    UUID decision =
        table
            .decision(shown.id(), YEAR)
            .map(SampleTable.Uncertified::decisionId)
            .orElse(last.decisionId());
    titles.holding(decision).stream()
        .skip(2)
        .findFirst()
        .ifPresent(
            title ->
                decisions
                    .revoke(
                        officer(shown, operator),
                        title.key(),
                        new Decisions.Revocation(
                            title.version(),
                            LocalDate.now(clock),
                            texts.t("sample.revocation"),
                            texts.t("sample.revocation-reason"),
                            true))
                    .orThrow());
  }

  private Actor officer(Area office, Actor operator) {
    String name = texts.t("sample.appraiser", office.name());
    UUID id = persons.findOrAdd(office.id(), name, texts.t("sample.appraiser-position"), operator);
    Role role = office.level() == AreaLevel.PROVINCE ? Role.PROVINCE_OFFICER : Role.COMMUNE_OFFICER;
    return new Actor(null, id, name, List.of(new Grant(role, office.id())));
  }
}

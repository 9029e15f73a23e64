package vn.khuyenhoc.reports;

import java.time.Clock;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Ids;
import vn.khuyenhoc.platform.Sample;
import vn.khuyenhoc.platform.web.Languages;
import vn.khuyenhoc.platform.web.Texts;

/** What the communes of the sample province owe it, followed since the beginning of the year. */
@Component
class ObligationSample implements Sample {

  /** How the keys of samples begin. */
  static final String SAMPLE = "SAMPLE-";

  /** The duty of communes on a year. */
  static final String YEAR = SAMPLE + "YEAR";

  /** That of the province on a year. */
  static final String PROVINCE = SAMPLE + "PROVINCE";

  private static final String SON_LA = "14";

  private final ObligationEdits edits;
  private final ObligationTable table;
  private final Areas areas;
  private final Texts texts;
  private final Clock clock;

  ObligationSample(
      ObligationEdits edits, ObligationTable table, Areas areas, Languages languages, Clock clock) {
    this.edits = edits;
    this.table = table;
    this.areas = areas;
    this.texts = languages.vietnamese();
    this.clock = clock;
  }

  @Override
  public int place() {
    return 55;
  }

  @Override
  @Transactional
  public void loadOnce(String scale, Actor operator) {
    Area province = areas.byCode(AreaLevel.PROVINCE, SON_LA).orElse(null);
    if (province == null || table.builtIn().contains(YEAR)) {
      return;
    }
    int year = LocalDate.now(clock).getYear();
    UUID communes = Ids.next();
    edits.addBuiltIn(
        operator,
        communes,
        province.id(),
        YEAR,
        says(
            "commune-year",
            ObligationReporter.COMMUNE,
            ReportForm.YEAR,
            ObligationRule.yearly(MonthDay.of(11, 15), false),
            year,
            List.of(),
            true));
    edits.addBuiltIn(
        operator,
        Ids.next(),
        province.id(),
        SAMPLE + "HALF",
        says(
            "commune-half",
            ObligationReporter.COMMUNE,
            ReportForm.SIX_MONTHS,
            ObligationRule.halfYearly(MonthDay.of(6, 20), MonthDay.of(12, 15), false),
            year,
            List.of(),
            false));
    edits.addBuiltIn(
        operator,
        Ids.next(),
        province.id(),
        PROVINCE,
        says(
            "province-year",
            ObligationReporter.PROVINCE,
            ReportForm.YEAR,
            ObligationRule.yearly(MonthDay.of(12, 5), false),
            year,
            List.of(communes),
            false));
  }

  private ObligationSays says(
      String title,
      ObligationReporter reporter,
      ReportForm form,
      ObligationRule rule,
      int year,
      List<UUID> inputs,
      boolean afterCampaign) {
    return new ObligationSays(
        texts.t("obligations.sample." + title),
        texts.t("obligations.sample.document"),
        "",
        null,
        "",
        reporter,
        reporter == ObligationReporter.COMMUNE
            ? List.of(party(ObligationParty.Side.COMMITTEE, "writer"))
            : List.of(),
        List.of(
            party(ObligationParty.Side.COMMITTEE, "committee"),
            party(ObligationParty.Side.ASSOCIATION, "association")),
        List.of(form.name()),
        rule,
        LocalDate.of(year, 1, 1),
        null,
        LocalDate.of(year, 1, 1),
        inputs,
        afterCampaign);
  }

  private ObligationParty party(ObligationParty.Side side, String name) {
    return new ObligationParty(side, null, "", texts.t("obligations.sample." + name));
  }
}

package vn.khuyenhoc.areas;

import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Journal;
import vn.khuyenhoc.platform.Sample;
import vn.khuyenhoc.platform.web.Languages;
import vn.khuyenhoc.platform.web.Texts;

/** Thirty villages in every commune, each named as the sample that it is. */
@Component
class SampleVillages implements Sample {

  private static final int EACH = 30;
  private static final String SOURCE = "sample";

  private final Areas areas;
  private final Journal journal;
  private final Texts texts;

  SampleVillages(Areas areas, Journal journal, Languages languages) {
    this.areas = areas;
    this.journal = journal;
    this.texts = languages.vietnamese();
  }

  @Override
  public int place() {
    return 10;
  }

  @Override
  @Transactional
  public void loadOnce(String scale, Actor operator) {
    int sonLa = areas.byCode(AreaLevel.PROVINCE, "14").orElseThrow().id();
    if (!areas.below(List.of(sonLa), AreaLevel.VILLAGE).isEmpty()) {
      return;
    }
    List<NewArea> villages = new ArrayList<>();
    for (Area commune : areas.below(List.of(sonLa), AreaLevel.COMMUNE)) {
      for (int number = 1; number <= EACH; number++) {
        String kind = kind(commune.kind().equals("WARD"), number);
        String shown = number < 10 ? "0" + number : String.valueOf(number);
        villages.add(
            new NewArea(
                commune.id(),
                commune.code() + "-M" + shown,
                texts.t("areas.sample." + kind, shown),
                kind));
      }
    }
    areas.add(AreaLevel.VILLAGE, villages, BuiltInAreas.REFORM, SOURCE);
    journal.write(
        operator,
        "areas.sample",
        "area/" + sonLa,
        sonLa,
        java.util.Map.of("villages", villages.size()));
  }

  /** Wards have residential groups and some villages, communes villages and some sub-areas. */
  private static String kind(boolean ward, int number) {
    if (ward) {
      return number <= 22 ? "RESIDENTIAL_GROUP" : "VILLAGE";
    }
    return number <= 26 ? "VILLAGE" : "SUB_AREA";
  }
}

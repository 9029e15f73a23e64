package vn.khuyenhoc.registry;

import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.khuyenhoc.platform.sheet.Column;
import vn.khuyenhoc.platform.sheet.SheetShape;
import vn.khuyenhoc.platform.sheet.SheetWords;
import vn.khuyenhoc.platform.sheet.SheetWriter;
import vn.khuyenhoc.platform.web.Languages;
import vn.khuyenhoc.platform.web.Texts;

/** What a sheet of households looks like: the same on export and on import. */
@Component
public class HouseholdSheet {

  static final String CODE = "code";
  static final String COMMUNE = "commune";
  static final String VILLAGE = "village";
  static final String HEAD = "head";
  static final String ADDRESS = "address";
  static final String CHILDREN = "children";
  static final String ADULTS = "adults";
  static final String WORKERS = "workers";
  static final String NOTE = "note";
  private static final List<String> TOLD = List.of("stage", "points", "outcome", "names");

  private final Languages languages;
  private final SheetShape reading;

  HouseholdSheet(Languages languages) {
    this.languages = languages;
    this.reading = shape(languages.vietnamese(), languages.in("en"), true);
  }

  /**
   * @param told with the columns that a list of a campaign tells besides; an import knows them and
   *     leaves them aside
   */
  private static SheetShape shape(Texts own, Texts other, boolean told) {
    Function<String, String[]> names =
        key -> {
          List<String> all = new ArrayList<>();
          for (Texts texts : List.of(own, other)) {
            all.addAll(Arrays.asList(texts.t("registry.sheet." + key).split("\\|")));
          }
          return all.stream().distinct().toArray(String[]::new);
        };
    List<Column> columns = new ArrayList<>();
    Collections.addAll(
        columns,
        Column.text(CODE, names.apply(CODE)).atMost(40).width(14),
        Column.text(COMMUNE, names.apply(COMMUNE)).atMost(100).width(24),
        Column.text(VILLAGE, names.apply(VILLAGE)).atMost(100).width(24).required(),
        Column.text(HEAD, names.apply(HEAD))
            .atMost(HouseholdRules.LONGEST_HEAD)
            .width(28)
            .required(),
        Column.text(ADDRESS, names.apply(ADDRESS)).atMost(HouseholdRules.LONGEST_ADDRESS).width(28),
        Column.wholeNumber(CHILDREN, names.apply(CHILDREN))
            .between(0, HouseholdRules.MOST_PERSONS)
            .width(10),
        Column.wholeNumber(ADULTS, names.apply(ADULTS))
            .between(0, HouseholdRules.MOST_PERSONS)
            .width(10),
        Column.wholeNumber(WORKERS, names.apply(WORKERS))
            .between(0, HouseholdRules.MOST_PERSONS)
            .width(10),
        Column.lines(NOTE, names.apply(NOTE)).atMost(HouseholdRules.LONGEST_NOTE).width(36));
    if (told) {
      TOLD.forEach(key -> columns.add(Column.text(key, names.apply(key)).width(18)));
    }
    return SheetShape.of(columns);
  }

  /** The shape for reading; headers of both languages are known. */
  SheetShape shape() {
    return reading;
  }

  /**
   * Begins a list to send out.
   *
   * @param out where it goes; not closed
   * @param t the reader's language
   * @param titleLines lines above the table
   */
  public SheetWriter writer(OutputStream out, Texts t, List<String> titleLines) {
    return writer(out, t, titleLines, false);
  }

  /**
   * As {@link #writer}, with the columns for stage, points, outcome and other names of areas in a
   * campaign.
   */
  public SheetWriter campaignWriter(OutputStream out, Texts t, List<String> titleLines) {
    return writer(out, t, titleLines, true);
  }

  private SheetWriter writer(OutputStream out, Texts t, List<String> titleLines, boolean told) {
    Texts other = t.language().equals("en") ? languages.vietnamese() : languages.in("en");
    return new SheetWriter(
        out,
        shape(t, other, told),
        t.t("registry.sheet.tab"),
        titleLines,
        SheetWords.of(t.locale()));
  }

  /**
   * Writes one household.
   *
   * @param shared villages whose name another village of the commune has too: written with the code
   * @param told stage, points, outcome and other names, for {@link #campaignWriter} only
   */
  public static void write(
      SheetWriter sheet,
      ListedHousehold row,
      Map<Integer, String> shared,
      @Nullable String... told) {
    Household household = row.household();
    String code = shared.get(household.villageId());
    List<@Nullable Object> cells = new ArrayList<>();
    cells.add(household.code());
    cells.add(row.commune());
    cells.add(code == null ? row.village() : row.village() + " (" + code + ")");
    cells.add(household.head());
    cells.add(household.address().isEmpty() ? null : household.address());
    cells.add(household.children());
    cells.add(household.adults());
    cells.add(household.workers());
    cells.add(household.note().isEmpty() ? null : household.note());
    Collections.addAll(cells, told);
    sheet.row(cells.toArray());
  }

  /** The words that may stand before a village's name. */
  Set<String> villageKinds() {
    return words("registry.sheet.village.kinds");
  }

  /** The words that may stand before a commune's name. */
  Set<String> communeKinds() {
    return words("registry.sheet.commune.kinds");
  }

  private Set<String> words(String key) {
    return Set.of(languages.vietnamese().t(key).split("\\|"));
  }
}

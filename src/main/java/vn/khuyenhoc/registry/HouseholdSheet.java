package vn.khuyenhoc.registry;

import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
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

  private final Languages languages;
  private final SheetShape vietnamese;
  private final SheetShape english;

  HouseholdSheet(Languages languages) {
    this.languages = languages;
    this.vietnamese = shape(languages.vietnamese(), languages.in("en"));
    this.english = shape(languages.in("en"), languages.vietnamese());
  }

  private static SheetShape shape(Texts own, Texts other) {
    Function<String, String[]> names =
        key -> {
          List<String> all = new ArrayList<>();
          for (Texts texts : List.of(own, other)) {
            all.addAll(Arrays.asList(texts.t("registry.sheet." + key).split("\\|")));
          }
          return all.stream().distinct().toArray(String[]::new);
        };
    return SheetShape.of(
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
  }

  /** The shape for reading; headers of both languages are known. */
  SheetShape shape() {
    return vietnamese;
  }

  /**
   * Begins a list to send out.
   *
   * @param out where it goes; not closed
   * @param t the reader's language
   * @param titleLines lines above the table
   */
  public SheetWriter writer(OutputStream out, Texts t, List<String> titleLines) {
    boolean isEnglish = t.language().equals("en");
    return new SheetWriter(
        out,
        isEnglish ? english : vietnamese,
        languages.in(t.language()).t("registry.sheet.tab"),
        titleLines,
        SheetWords.of(t.locale()));
  }

  /**
   * Writes one household.
   *
   * @param shared villages whose name another village of the commune has too: written with the code
   */
  public static void write(
      SheetWriter sheet, ListedHousehold row, java.util.Map<Integer, String> shared) {
    Household household = row.household();
    String code = shared.get(household.villageId());
    sheet.row(
        household.code(),
        row.commune(),
        code == null ? row.village() : row.village() + " (" + code + ")",
        household.head(),
        household.address().isEmpty() ? null : household.address(),
        household.children(),
        household.adults(),
        household.workers(),
        household.note().isEmpty() ? null : household.note());
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

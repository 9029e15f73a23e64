package vn.khuyenhoc.areas;

import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.khuyenhoc.areas.AreaFacts.Attribute;
import vn.khuyenhoc.areas.ReorganisationPlan.Finding;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.sheet.Column;
import vn.khuyenhoc.platform.sheet.SheetOutcome;
import vn.khuyenhoc.platform.sheet.SheetReader;
import vn.khuyenhoc.platform.sheet.SheetShape;
import vn.khuyenhoc.platform.sheet.SheetWords;
import vn.khuyenhoc.platform.sheet.SheetWriter;
import vn.khuyenhoc.platform.text.VietnameseText;
import vn.khuyenhoc.platform.web.Languages;
import vn.khuyenhoc.platform.web.Texts;

/**
 * Sheets of what is known of areas: one row an area, known by its code, one column an attribute.
 * Official lists of areas carry such columns too.
 */
@Component
public class FactSheet {

  private static final int LONGEST = 200;

  private final SheetShape shape;

  FactSheet(Languages languages) {
    this.shape = shape(languages.vietnamese(), languages.in("en"));
  }

  private static SheetShape shape(Texts own, Texts other) {
    List<Column> columns = new ArrayList<>();
    columns.add(text(own, other, "code", "areas.sheet.code").required());
    columns.add(text(own, other, "level", "areas.sheet.level"));
    columns.add(text(own, other, "name", "areas.sheet.name"));
    for (Attribute attribute : Attribute.values()) {
      columns.add(
          text(
              own,
              other,
              attribute.name().toLowerCase(Locale.ROOT),
              "areas.fact.headers." + attribute.name()));
    }
    return SheetShape.of(columns);
  }

  private static Column text(Texts own, Texts other, String key, String headersKey) {
    return Column.named(key, own.t(headersKey), other.t(headersKey)).atMost(LONGEST);
  }

  /**
   * One row.
   *
   * @param line its number as Excel shows it
   * @param level its level; null where the sheet does not say
   * @param code the area's code on the day
   * @param name its name; empty where the sheet does not say
   * @param values what is typed, by attribute; blank cells are left out
   */
  public record Row(
      int line,
      @Nullable AreaLevel level,
      String code,
      String name,
      Map<Attribute, String> values) {

    public Row {
      values = Map.copyOf(values);
    }
  }

  /** The rows with a value, and what is wrong with the sheet as such. */
  public record Read(List<Row> rows, List<Problem> problems) {
    public Read {
      rows = List.copyOf(rows);
      problems = List.copyOf(problems);
    }
  }

  /** Reads a workbook or CSV. Rows without any value are left out. */
  public Read read(Path file, String name) {
    List<Row> rows = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    SheetOutcome outcome =
        new SheetReader()
            .<RuntimeException>read(
                file,
                name,
                shape,
                row -> {
                  row.problems().forEach(one -> problems.add(one.ofLine()));
                  String code = row.text("code");
                  if (!row.sound() || code == null) {
                    return;
                  }
                  Map<Attribute, String> values = new EnumMap<>(Attribute.class);
                  for (Attribute attribute : Attribute.values()) {
                    String typed = row.text(attribute.name().toLowerCase(Locale.ROOT));
                    if (typed != null) {
                      values.put(attribute, typed);
                    }
                  }
                  if (!values.isEmpty()) {
                    String level = row.text("level");
                    rows.add(
                        new Row(
                            row.number(),
                            level == null ? null : AreaKinds.level(level),
                            code,
                            VietnameseText.clean(row.text("name")),
                            values));
                  }
                });
    outcome.problems().forEach(one -> problems.add(one.ofLine()));
    return new Read(rows, problems);
  }

  /** The values of an official list that cannot be read, each with its line. */
  static List<Finding> unreadable(List<Row> rows) {
    List<Finding> findings = new ArrayList<>();
    for (Row row : rows) {
      AreaLevel level = row.level() == null ? AreaLevel.COMMUNE : row.level();
      row.values()
          .forEach(
              (attribute, typed) -> {
                Result<String> read = FactRules.value(attribute, level, "", typed);
                read.problems()
                    .forEach(problem -> findings.add(new Finding(row.line(), problem, false)));
              });
    }
    return findings;
  }

  /** Begins a workbook with these columns; it comes back through {@link #read}. */
  SheetWriter writer(OutputStream out, Texts t, Texts other, List<String> titleLines) {
    return new SheetWriter(
        out, shape(t, other), t.t("areas.facts.title"), titleLines, SheetWords.of(t.locale()));
  }
}

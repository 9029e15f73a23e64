package vn.khuyenhoc.areas;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.khuyenhoc.areas.DeclaredChanges.After;
import vn.khuyenhoc.areas.DeclaredChanges.Before;
import vn.khuyenhoc.areas.DeclaredChanges.Extent;
import vn.khuyenhoc.areas.DeclaredChanges.Link;
import vn.khuyenhoc.areas.DeclaredChanges.Listed;
import vn.khuyenhoc.areas.ReorganisationPlan.Finding;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.sheet.Column;
import vn.khuyenhoc.platform.sheet.SheetFinding;
import vn.khuyenhoc.platform.sheet.SheetOutcome;
import vn.khuyenhoc.platform.sheet.SheetReader;
import vn.khuyenhoc.platform.sheet.SheetRow;
import vn.khuyenhoc.platform.sheet.SheetShape;
import vn.khuyenhoc.platform.text.VietnameseText;
import vn.khuyenhoc.platform.web.Languages;
import vn.khuyenhoc.platform.web.Texts;

/** Reads official lists of areas and lists of succession, as workbooks or CSV. */
@Component
public class AreaLists {

  private static final int LONGEST_CODE = 40;
  private static final int LONGEST_NAME = 200;

  private final SheetShape list;
  private final SheetShape succession;

  AreaLists(Languages languages) {
    Texts own = languages.vietnamese();
    this.list =
        SheetShape.of(
            text(own, "code", LONGEST_CODE).required(),
            text(own, "level", LONGEST_CODE).required(),
            text(own, "kind", LONGEST_CODE),
            text(own, "name", LONGEST_NAME).required(),
            text(own, "parent_code", LONGEST_CODE).present());
    this.succession =
        SheetShape.of(
            text(own, "old_code", LONGEST_CODE).required(),
            text(own, "old_name", LONGEST_NAME).required(),
            text(own, "new_code", LONGEST_CODE).required(),
            text(own, "new_name", LONGEST_NAME).required(),
            text(own, "extent", LONGEST_CODE).present(),
            text(own, "level", LONGEST_CODE),
            text(own, "parent_code", LONGEST_CODE));
  }

  private static Column text(Texts own, String key, int longest) {
    List<String> headers = new ArrayList<>(List.of(own.t("areas.sheet." + key).split("\\|")));
    headers.add(key);
    return Column.text(key, headers.toArray(String[]::new)).atMost(longest);
  }

  /**
   * What was read.
   *
   * @param rows the sound rows
   * @param findings what is wrong, or to be known, each with its line
   */
  public record Read<T>(List<T> rows, List<Finding> findings) {
    public Read {
      rows = List.copyOf(rows);
      findings = List.copyOf(findings);
    }

    /** Those of the findings that forbid to go on. */
    public List<Finding> problems() {
      return findings.stream().filter(finding -> !finding.hint()).toList();
    }
  }

  /** Reads an official list. */
  public Read<Listed> list(Path file, String name) {
    List<Listed> rows = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    read(
        file,
        name,
        list,
        findings,
        row -> {
          String levelTyped = typed(row, "level");
          AreaLevel level = AreaKinds.level(levelTyped);
          if (level == null || level == AreaLevel.NATION) {
            findings.add(problem(row, AreasProblem.LEVEL_UNKNOWN, levelTyped));
          } else {
            rows.add(
                new Listed(
                    row.number(),
                    level,
                    typed(row, "kind"),
                    typed(row, "code"),
                    typed(row, "name"),
                    typed(row, "parent_code")));
          }
        });
    return new Read<>(rows, findings);
  }

  /** Reads which area went into which; without a level they are communes. */
  public Read<Link> succession(Path file, String name) {
    List<Link> rows = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    read(
        file,
        name,
        succession,
        findings,
        row -> {
          String levelTyped = typed(row, "level");
          AreaLevel level = levelTyped.isEmpty() ? AreaLevel.COMMUNE : AreaKinds.level(levelTyped);
          Extent extent = extent(typed(row, "extent"));
          if (level == null || level == AreaLevel.NATION) {
            findings.add(problem(row, AreasProblem.LEVEL_UNKNOWN, levelTyped));
          } else if (extent == null) {
            findings.add(problem(row, AreasProblem.EXTENT_UNKNOWN, typed(row, "extent")));
          } else {
            rows.add(
                new Link(
                    row.number(),
                    new Before(level, typed(row, "old_code"), typed(row, "old_name")),
                    new After(
                        typed(row, "new_code"),
                        typed(row, "new_name"),
                        "",
                        typed(row, "parent_code")),
                    extent));
          }
        });
    return new Read<>(rows, findings);
  }

  /** Of a list only one province with everything below it; all of it where the code is null. */
  public static List<Listed> within(List<Listed> list, @Nullable String provinceCode) {
    if (provinceCode == null) {
      return list;
    }
    Map<AreaLevel, Set<String>> kept = new HashMap<>();
    List<Listed> rows = new ArrayList<>();
    for (AreaLevel level : AreaLevel.values()) {
      Set<String> here = new HashSet<>();
      for (Listed row : list) {
        if (row.level() != level) {
          continue;
        }
        boolean inside =
            level == AreaLevel.PROVINCE
                ? row.code().equals(provinceCode)
                : kept.entrySet().stream()
                    .anyMatch(above -> above.getValue().contains(row.parentCode()));
        if (inside) {
          here.add(row.code());
          rows.add(row);
        }
      }
      kept.put(level, here);
    }
    return rows;
  }

  private static @Nullable Extent extent(String typed) {
    return switch (VietnameseText.fold(typed)) {
      case "", "whole", "toan bo", "nguyen" -> Extent.WHOLE;
      case "part", "mot phan" -> Extent.PART;
      default -> null;
    };
  }

  private static void read(
      Path file,
      String name,
      SheetShape shape,
      List<Finding> findings,
      java.util.function.Consumer<SheetRow> sound) {
    SheetOutcome outcome =
        new SheetReader()
            .<RuntimeException>read(
                file,
                name,
                shape,
                row -> {
                  row.problems().forEach(one -> findings.add(finding(one)));
                  if (row.sound()) {
                    sound.accept(row);
                  }
                });
    outcome.findings().forEach(one -> findings.add(finding(one)));
  }

  private static Finding finding(SheetFinding one) {
    return new Finding(one.row(), one.problem(), one.warning());
  }

  private static Finding problem(SheetRow row, AreasProblem code, Object... arguments) {
    return new Finding(row.number(), Problem.of(code, arguments), false);
  }

  private static String typed(SheetRow row, String key) {
    String value = row.text(key);
    return value == null ? "" : value;
  }
}

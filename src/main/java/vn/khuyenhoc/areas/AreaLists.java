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
import vn.khuyenhoc.platform.sheet.SheetGlance;
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
  private final SheetShape mappedList;
  private final SheetShape mappedSuccession;

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
    this.mappedList =
        SheetShape.of(
            text(own, "code", LONGEST_CODE).required(),
            text(own, "name", LONGEST_NAME).required(),
            text(own, "level", LONGEST_CODE),
            text(own, "kind", LONGEST_CODE),
            text(own, "parent_code", LONGEST_CODE));
    this.mappedSuccession =
        SheetShape.of(
            text(own, "old_code", LONGEST_CODE).required(),
            text(own, "old_name", LONGEST_NAME),
            text(own, "new_code", LONGEST_CODE).required(),
            text(own, "new_name", LONGEST_NAME),
            text(own, "extent", LONGEST_CODE),
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

  /** What a file is to be read as. */
  public enum Purpose {
    /** Which area went into which. */
    SUCCESSION,
    /** The official list of a day. */
    LIST
  }

  /** The columns that are read, in their order. */
  List<Column> columns(Purpose purpose) {
    return (purpose == Purpose.LIST ? mappedList : mappedSuccession).columns();
  }

  /** The beginning of a file, to say on screen what its columns mean. */
  SheetGlance glance(
      Path file, String name, Purpose purpose, @Nullable Integer headerRow, int rows) {
    return new SheetReader()
        .glance(file, name, purpose == Purpose.LIST ? list : succession, headerRow, rows);
  }

  /** The column of the file that a header points to, from 0; -1 for none. */
  int guess(Purpose purpose, SheetGlance glance, String key) {
    return glance.guess().isEmpty()
        ? -1
        : glance.guess().get((purpose == Purpose.LIST ? list : succession).position(key));
  }

  /** Reads an official list. */
  public Read<Listed> list(Path file, String name) {
    return list(file, name, list, null);
  }

  /** Reads an official list whose columns somebody has named. */
  Read<Listed> list(Path file, String name, MappedColumns columns) {
    return list(file, name, mappedList.mapped(columns.mapping()), columns);
  }

  private static Read<Listed> list(
      Path file, String name, SheetShape shape, @Nullable MappedColumns columns) {
    List<Listed> rows = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    String everyLevel = columns == null ? "" : columns.constant("level");
    String everyParent = columns == null ? "" : columns.constant("parent_code");
    read(
        file,
        name,
        shape,
        findings,
        row -> {
          String levelTyped = everyLevel.isEmpty() ? typed(row, "level") : everyLevel;
          AreaLevel level =
              levelTyped.isEmpty() && columns != null
                  ? AreaKinds.levelOfName(typed(row, "kind"), typed(row, "name"))
                  : AreaKinds.level(levelTyped);
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
                    everyParent.isEmpty() || level == AreaLevel.PROVINCE
                        ? typed(row, "parent_code")
                        : everyParent));
          }
        });
    return new Read<>(rows, findings);
  }

  /** Reads which area went into which; without a level they are communes. */
  public Read<Link> succession(Path file, String name) {
    return succession(file, name, succession, null);
  }

  /**
   * Reads which area went into which from a file whose columns somebody has named. Without a column
   * for the extent an area that goes into several is divided.
   */
  Read<Link> succession(Path file, String name, MappedColumns columns) {
    Read<Link> read = succession(file, name, mappedSuccession.mapped(columns.mapping()), columns);
    if (columns.column("extent") >= 0) {
      return read;
    }
    Map<List<Object>, Set<String>> into = new HashMap<>();
    read.rows()
        .forEach(
            link -> into.computeIfAbsent(old(link), key -> new HashSet<>()).add(link.to().code()));
    return new Read<>(
        read.rows().stream()
            .map(
                link ->
                    into.getOrDefault(old(link), Set.of()).size() > 1
                        ? new Link(link.line(), link.from(), link.to(), Extent.PART)
                        : link)
            .toList(),
        read.findings());
  }

  private static List<Object> old(Link link) {
    return List.of(
        link.from().level(), link.from().code(), VietnameseText.nameKey(link.from().name()));
  }

  private static Read<Link> succession(
      Path file, String name, SheetShape shape, @Nullable MappedColumns columns) {
    List<Link> rows = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    String everyLevel = columns == null ? "" : columns.constant("level");
    String everyParent = columns == null ? "" : columns.constant("parent_code");
    read(
        file,
        name,
        shape,
        findings,
        row -> {
          String levelTyped = everyLevel.isEmpty() ? typed(row, "level") : everyLevel;
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
                        everyParent.isEmpty() ? typed(row, "parent_code") : everyParent),
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
        }
      }
      // a code that also stands elsewhere stays twice, so that it is told
      list.stream()
          .filter(row -> row.level() == level && here.contains(row.code()))
          .forEach(rows::add);
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

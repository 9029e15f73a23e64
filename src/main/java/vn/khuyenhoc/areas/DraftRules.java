package vn.khuyenhoc.areas;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.areas.DeclaredChanges.After;
import vn.khuyenhoc.areas.DeclaredChanges.Alteration;
import vn.khuyenhoc.areas.DeclaredChanges.Extent;
import vn.khuyenhoc.areas.DeclaredChanges.Link;
import vn.khuyenhoc.areas.DeclaredChanges.Listed;
import vn.khuyenhoc.areas.DraftChange.Place;
import vn.khuyenhoc.areas.DraftChange.Target;
import vn.khuyenhoc.areas.DraftLook.Remark;
import vn.khuyenhoc.areas.DraftLook.Source;
import vn.khuyenhoc.areas.ReorganisationPlan.Finding;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.ProblemCode;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.text.DateReading;
import vn.khuyenhoc.platform.text.VietnameseDates;
import vn.khuyenhoc.platform.text.VietnameseText;
import vn.khuyenhoc.platform.web.Texts;

/** What a draft must look like, and what its changes and files declare together. No SQL. */
final class DraftRules {

  static final int LONGEST_DECREE = 100;
  static final int LONGEST_NOTE = 2000;
  static final int LONGEST_CODE = 40;
  static final int LONGEST_NAME = 200;

  /** Lines of the list and of the changes are told from those of the succession by these. */
  private static final int LIST_LINES = 10_000_000;

  private static final int CHANGE_LINES = 20_000_000;

  /** Problems whose second argument is another line. */
  private static final Set<AreasProblem> NAMING_A_LINE =
      Set.of(
          AreasProblem.LINE_DOUBLED,
          AreasProblem.CODE_DOUBLED,
          AreasProblem.TWO_PARENTS,
          AreasProblem.TWO_SUCCESSORS,
          AreasProblem.CHANGED_TWICE);

  private DraftRules() {}

  /** Decree and day, understood. */
  record Said(Reorganisation.Decree decree, LocalDate effectiveOn) {}

  /** Another line that a problem names. */
  record Elsewhere(Source source, int line) {
    String words(Texts t) {
      return source == Source.SUCCESSION
          ? String.valueOf(line)
          : t.t("areas.draft.line." + source.name(), line);
    }
  }

  /** Reads what was typed about decree and days. */
  static Result<Said> header(Draft.Header typed) {
    List<Problem> problems = new ArrayList<>();
    String number = VietnameseText.clean(typed.decree());
    if (number.length() > LONGEST_DECREE) {
      problems.add(Problem.at("decree", AreasProblem.TEXT_TOO_LONG, LONGEST_DECREE));
    }
    LocalDate day = day("effectiveOn", typed.effectiveOn(), problems);
    if (day == null && VietnameseText.clean(typed.effectiveOn()).isEmpty()) {
      problems.add(Problem.at("effectiveOn", AreasProblem.DATE_MISSING));
    }
    LocalDate signed = day("decreeDate", typed.decreeDate(), problems);
    String note = VietnameseText.cleanLines(typed.note());
    if (note.length() > LONGEST_NOTE) {
      problems.add(Problem.at("note", AreasProblem.TEXT_TOO_LONG, LONGEST_NOTE));
    }
    return !problems.isEmpty() || day == null
        ? Result.refused(problems)
        : Result.ok(new Said(new Reorganisation.Decree(number, signed, note), day));
  }

  private static @Nullable LocalDate day(String field, String typed, List<Problem> problems) {
    if (VietnameseText.clean(typed).isEmpty()) {
      return null;
    }
    if (VietnameseDates.parse(typed) instanceof DateReading.Ok(LocalDate date)) {
      return date;
    }
    problems.add(Problem.at(field, AreasProblem.DATE_UNREADABLE, VietnameseText.clean(typed)));
    return null;
  }

  /** Everything that a change lacks by itself; whether it fits the tree is told by the dry run. */
  static List<Problem> lacking(DraftChange change) {
    List<Problem> problems = new ArrayList<>();
    switch (change.kind()) {
      case MERGE -> {
        if (change.areas().isEmpty()) {
          problems.add(Problem.at("q", AreasProblem.NOTHING_CHOSEN));
        } else if (change.areas().size() < 2) {
          problems.add(Problem.at("q", AreasProblem.MERGE_OF_ONE));
        }
        target(change, 0, "", problems);
      }
      case DIVIDE -> {
        if (change.areas().isEmpty()) {
          problems.add(Problem.at("q", AreasProblem.NOTHING_CHOSEN));
        }
        if (change.targets().size() < 2) {
          problems.add(Problem.at("partCode-0", AreasProblem.DIVISION_INTO_ONE));
        }
        for (int i = 0; i < change.targets().size(); i++) {
          target(change, i, "-" + i, problems);
        }
      }
      case ALTER -> {
        if (change.areas().isEmpty()) {
          problems.add(Problem.at("q", AreasProblem.NOTHING_CHOSEN));
        } else {
          target(change, 0, "", problems);
          Place was = change.areas().getFirst();
          Target next = change.targets().isEmpty() ? null : change.targets().getFirst();
          if (next != null
              && next.code().equals(was.code())
              && next.name().equals(was.name())
              && (next.kind().isEmpty() || next.kind().equals(was.kind()))) {
            problems.add(Problem.at("name", AreasProblem.NOTHING_CHANGES));
          }
        }
      }
      case MOVE -> {
        if (change.areas().isEmpty()) {
          problems.add(Problem.at("q", AreasProblem.NOTHING_CHOSEN));
        }
        if (change.parent() == null) {
          problems.add(Problem.at("pq", AreasProblem.PARENT_NOT_CHOSEN));
        }
      }
      case CREATE -> {
        target(change, 0, "", problems);
        if (change.parent() == null) {
          problems.add(Problem.at("pq", AreasProblem.PARENT_NOT_CHOSEN));
        }
      }
      case ABOLISH -> {
        if (change.level() != AreaLevel.DISTRICT) {
          // every other level has people below that nothing would receive
          problems.add(Problem.at("level", AreasProblem.NOTHING_CHOSEN));
        }
      }
    }
    if (change.areas().stream().map(Place::level).distinct().count() > 1) {
      problems.add(Problem.at("q", AreasProblem.SEVERAL_LEVELS));
    }
    return problems;
  }

  private static void target(DraftChange change, int at, String row, List<Problem> problems) {
    String code = at < change.targets().size() ? change.targets().get(at).code() : "";
    String name = at < change.targets().size() ? change.targets().get(at).name() : "";
    String codeField = row.isEmpty() ? "code" : "partCode" + row;
    String nameField = row.isEmpty() ? "name" : "partName" + row;
    if (code.isEmpty()) {
      problems.add(Problem.at(codeField, AreasProblem.CODE_MISSING));
    } else if (code.length() > LONGEST_CODE) {
      problems.add(Problem.at(codeField, AreasProblem.TEXT_TOO_LONG, LONGEST_CODE));
    }
    if (name.isEmpty()) {
      problems.add(Problem.at(nameField, AreasProblem.NAME_MISSING));
    } else if (name.length() > LONGEST_NAME) {
      problems.add(Problem.at(nameField, AreasProblem.TEXT_TOO_LONG, LONGEST_NAME));
    }
  }

  /**
   * What all parts of a draft declare.
   *
   * @param links of the file that tells what went into what
   * @param list the official list; null where there is none
   */
  static DeclaredChanges declare(
      List<DraftChange> changes, List<Link> links, @Nullable List<Listed> list) {
    List<Link> all = new ArrayList<>(named(links, list));
    Map<Integer, List<Alteration>> altered = new LinkedHashMap<>();
    List<DeclaredChanges.Creation> creations = new ArrayList<>();
    List<DeclaredChanges.Abolition> abolitions = new ArrayList<>();
    Map<Integer, Link> receiving = new LinkedHashMap<>();
    for (int i = 0; i < changes.size(); i++) {
      DraftChange change = changes.get(i);
      int line = CHANGE_LINES + i + 1;
      String parentCode = change.parent() == null ? "" : change.parent().code();
      switch (change.kind()) {
        case MERGE, DIVIDE -> {
          for (Target target : change.targets()) {
            Extent extent = change.kind() == DraftChange.Kind.MERGE ? Extent.WHOLE : Extent.PART;
            Place existing = target.existing();
            After after =
                new After(
                    target.code(),
                    target.name(),
                    target.kind(),
                    existing == null || extent == Extent.WHOLE ? parentCode : "");
            change.areas().forEach(area -> all.add(new Link(line, area.before(), after, extent)));
            if (existing != null && !change.areas().contains(existing)) {
              receiving.put(existing.id(), new Link(line, existing.before(), after, Extent.WHOLE));
            }
          }
        }
        case ALTER, MOVE -> {
          Target target = change.targets().isEmpty() ? null : change.targets().getFirst();
          for (Place area : change.areas()) {
            alter(
                altered.computeIfAbsent(area.id(), key -> new ArrayList<>()),
                new Alteration(
                    line,
                    area.before(),
                    target == null || target.code().equals(area.code()) ? null : target.code(),
                    target == null || target.name().equals(area.name()) ? null : target.name(),
                    target == null || target.kind().isEmpty() || target.kind().equals(area.kind())
                        ? null
                        : target.kind(),
                    change.parent() == null ? null : change.parent().before()));
          }
        }
        case CREATE -> {
          Target target = change.targets().getFirst();
          Place parent = change.parent();
          AreaLevel level = change.level();
          if (parent != null && level != null) {
            creations.add(
                new DeclaredChanges.Creation(
                    line, level, target.code(), target.name(), target.kind(), parent.before()));
          }
        }
        case ABOLISH -> {
          AreaLevel level = change.level();
          if (level != null) {
            abolitions.add(new DeclaredChanges.Abolition(line, level));
          }
        }
      }
    }
    // who receives a part goes on as a larger area, unless something else is said of it
    receiving.values().stream()
        .filter(own -> all.stream().noneMatch(link -> same(link.from(), own.from())))
        .toList()
        .forEach(all::add);
    return new DeclaredChanges(
        all,
        altered.values().stream().flatMap(List::stream).toList(),
        creations,
        abolitions,
        List.of(),
        list == null
            ? null
            : list.stream()
                .map(
                    row ->
                        new Listed(
                            LIST_LINES + row.line(),
                            row.level(),
                            row.kind(),
                            row.code(),
                            row.name(),
                            row.parentCode()))
                .toList());
  }

  private static boolean same(DeclaredChanges.Before one, DeclaredChanges.Before other) {
    return one.id() != null && one.id().equals(other.id())
        || one.level() == other.level()
            && one.code().equals(other.code())
            && (one.name().isEmpty() || VietnameseText.sameName(one.name(), other.name()));
  }

  /**
   * Two changes of one area that speak of different things are one; those that speak of the same
   * stay two, which the dry run refuses.
   */
  private static void alter(List<Alteration> before, Alteration other) {
    Alteration one = before.isEmpty() ? null : before.getFirst();
    if (one == null
        || one.code() != null && other.code() != null
        || one.name() != null && other.name() != null
        || one.kind() != null && other.kind() != null
        || one.parent() != null && other.parent() != null) {
      before.add(other);
      return;
    }
    before.set(
        0,
        new Alteration(
            one.line(),
            one.area(),
            other.code() == null ? one.code() : other.code(),
            other.name() == null ? one.name() : other.name(),
            other.kind() == null ? one.kind() : other.kind(),
            other.parent() == null ? one.parent() : other.parent()));
  }

  /**
   * Of a list with provinces what belongs to the scope, by the code that the scope has on the day
   * of the list, or on its eve.
   *
   * @param versions every version of the scope, the first one first
   */
  static List<Listed> within(List<Listed> rows, List<Area> versions, LocalDate day) {
    Set<String> provinces =
        rows.stream()
            .filter(row -> row.level() == AreaLevel.PROVINCE)
            .map(Listed::code)
            .collect(Collectors.toSet());
    if (provinces.isEmpty() || versions.getLast().level() != AreaLevel.PROVINCE) {
      return rows;
    }
    List<String> codes =
        Stream.of(day, day.minusDays(1))
            .flatMap(date -> versions.stream().filter(one -> holds(one, date)))
            .map(Area::code)
            .toList();
    return AreaLists.within(
        rows,
        codes.stream()
            .filter(provinces::contains)
            .findFirst()
            .orElse(codes.isEmpty() ? versions.getLast().code() : codes.getFirst()));
  }

  private static boolean holds(Area version, LocalDate date) {
    LocalDate until = version.until();
    return !version.from().isAfter(date) && (until == null || until.isAfter(date));
  }

  /** Names that the file of succession leaves out are those of the list. */
  private static List<Link> named(List<Link> links, @Nullable List<Listed> list) {
    if (list == null || links.stream().noneMatch(link -> link.to().name().isEmpty())) {
      return links;
    }
    Map<List<Object>, String> names = new HashMap<>();
    list.forEach(row -> names.putIfAbsent(List.of(row.level(), row.code()), row.name()));
    return links.stream()
        .map(
            link ->
                !link.to().name().isEmpty()
                    ? link
                    : new Link(
                        link.line(),
                        link.from(),
                        new After(
                            link.to().code(),
                            names.getOrDefault(List.of(link.from().level(), link.to().code()), ""),
                            link.to().kind(),
                            link.to().parentCode()),
                        link.extent()))
        .toList();
  }

  /** A finding of the plan, with where it stands. */
  static Remark remark(Finding finding) {
    return new Remark(
        source(finding.line()),
        number(finding.line()),
        new Problem(
            finding.problem().code(),
            finding.problem().field(),
            arguments(finding.problem().code(), finding.problem().arguments())),
        finding.hint());
  }

  /** A finding of a file. */
  static Remark remark(Finding finding, AreaLists.Purpose purpose) {
    Source source = purpose == AreaLists.Purpose.LIST ? Source.LIST : Source.SUCCESSION;
    return new Remark(source, finding.line(), finding.problem(), finding.hint());
  }

  private static List<Object> arguments(ProblemCode code, List<Object> arguments) {
    if (!(code instanceof AreasProblem own)
        || !NAMING_A_LINE.contains(own)
        || arguments.size() < 2
        || !(arguments.get(1) instanceof Integer line)) {
      return arguments;
    }
    List<Object> told = new ArrayList<>(arguments);
    told.set(1, new Elsewhere(source(line), number(line)));
    return told;
  }

  private static Source source(int line) {
    return line == 0
        ? Source.WHOLE
        : line >= CHANGE_LINES
            ? Source.CHANGE
            : line >= LIST_LINES ? Source.LIST : Source.SUCCESSION;
  }

  static int number(int line) {
    return line >= CHANGE_LINES
        ? line - CHANGE_LINES
        : line >= LIST_LINES ? line - LIST_LINES : line;
  }
}

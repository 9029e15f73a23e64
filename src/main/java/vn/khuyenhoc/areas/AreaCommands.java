package vn.khuyenhoc.areas;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import vn.khuyenhoc.areas.DeclaredChanges.Listed;
import vn.khuyenhoc.areas.ReorganisationPlan.Counts;
import vn.khuyenhoc.areas.ReorganisationPlan.Finding;
import vn.khuyenhoc.platform.Acting;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Arguments;
import vn.khuyenhoc.platform.Command;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.web.Languages;
import vn.khuyenhoc.platform.web.Texts;

/**
 * {@code areas import FILE --date D --decree N [--area CODE] [--dry-run] [--json]} takes an
 * official list for a day; {@code areas reorganise FILE --date D --decree N [--list FILE] [--area
 * CODE] [--dry-run] [--json]} takes a list of succession. Both print what is counted and every
 * problem with its line; 0 done, 1 refused, 2 wrongly called.
 */
@Component
class AreaCommands {

  private static final List<DateTimeFormatter> DATES =
      List.of(DateTimeFormatter.ISO_LOCAL_DATE, DateTimeFormatter.ofPattern("d/M/uuuu"));

  private final Reorganisations reorganisations;
  private final Concerns concerns;
  private final OfficialLists official;
  private final AreaLists lists;
  private final FactSheet sheet;
  private final Texts texts;
  private final JsonMapper json;

  AreaCommands(
      Reorganisations reorganisations,
      Concerns concerns,
      OfficialLists official,
      AreaLists lists,
      FactSheet sheet,
      Languages languages,
      JsonMapper json) {
    this.reorganisations = reorganisations;
    this.concerns = concerns;
    this.official = official;
    this.lists = lists;
    this.sheet = sheet;
    this.texts = languages.vietnamese();
    this.json = json;
  }

  /** The two commands. */
  @Configuration(proxyBeanMethods = false)
  static class Offered {
    @Bean
    Command importAreas(AreaCommands commands) {
      return command("areas import", arguments -> commands.run(arguments, false));
    }

    @Bean
    Command reorganiseAreas(AreaCommands commands) {
      return command("areas reorganise", arguments -> commands.run(arguments, true));
    }

    private static Command command(
        String name, java.util.function.ToIntFunction<Arguments> running) {
      return new Command() {
        @Override
        public String name() {
          return name;
        }

        @Override
        public int run(Arguments arguments) {
          return running.applyAsInt(arguments);
        }
      };
    }
  }

  private int run(Arguments arguments, boolean succession) {
    Actor operator = Acting.current();
    LocalDate day = date(arguments.option("date", ""));
    boolean decreed = arguments.option("decree").isPresent() || arguments.has("dry-run");
    if (operator == null || arguments.words().size() != 1 || day == null || !decreed) {
      System.err.println(texts.t(succession ? "areas.command.reorganise" : "areas.command.import"));
      return 2;
    }
    List<Finding> findings = new ArrayList<>();
    DeclaredChanges declared = read(arguments, succession, findings);
    if (declared == null) {
      return report(null, findings, false, 0, arguments.has("json"));
    }
    Area scope = scope(arguments, declared, day, findings);
    if (scope == null) {
      return report(null, findings, false, 0, arguments.has("json"));
    }
    if (declared.list() != null && scope.level() == AreaLevel.PROVINCE) {
      declared = declared.listed(AreaLists.within(declared.list(), scope.code()));
    }
    Reorganisations.Preview preview = reorganisations.dryRun(operator, scope.id(), day, declared);
    findings.addAll(preview.plan().findings());
    concerns.about(preview).forEach(problem -> findings.add(new Finding(0, problem, true)));
    List<FactSheet.Row> facts = facts(arguments, succession, declared.list(), findings);
    if (!facts.isEmpty()) {
      findings.removeIf(finding -> finding.problem().code() == AreasProblem.NOTHING_CHANGES);
    }
    int values = facts.stream().mapToInt(row -> row.values().size()).sum();
    boolean sound = findings.stream().allMatch(Finding::hint);
    boolean applied = false;
    if (sound && !arguments.has("dry-run")) {
      Result<OfficialLists.Taken> result =
          official.apply(
              operator,
              scope.id(),
              day,
              new Reorganisation.Decree(
                  arguments.option("decree", ""), date(arguments.option("decree-date", "")), ""),
              declared,
              facts);
      result
          .problems()
          .forEach(problem -> findings.add(new Finding(line(problem), problem, false)));
      applied = result.done();
      values =
          result.map(OfficialLists.Taken::facts) instanceof Result.Ok<Integer>(Integer told)
              ? told
              : 0;
    }
    return report(preview, findings, applied, values, arguments.has("json"));
  }

  /** What the official list tells of its areas: population, area; of those within the scope. */
  private List<FactSheet.Row> facts(
      Arguments arguments,
      boolean succession,
      @Nullable List<Listed> listed,
      List<Finding> findings) {
    String file = succession ? arguments.option("list", "") : arguments.words().getFirst();
    if (listed == null || file.isEmpty()) {
      return List.of();
    }
    Set<Integer> lines = listed.stream().map(Listed::line).collect(Collectors.toSet());
    // what is wrong with the file as such is told by the reading of the list
    List<FactSheet.Row> rows =
        sheet.read(Path.of(file), String.valueOf(Path.of(file).getFileName())).rows().stream()
            .filter(row -> lines.contains(row.line()))
            .toList();
    findings.addAll(FactSheet.unreadable(rows));
    return rows;
  }

  private @Nullable DeclaredChanges read(
      Arguments arguments, boolean succession, List<Finding> findings) {
    Path file = Path.of(arguments.words().getFirst());
    Path second = arguments.option("list").map(Path::of).orElse(null);
    boolean readable = readable(file, findings);
    if (second != null) {
      readable &= readable(second, findings);
    }
    if (!readable) {
      return null;
    }
    if (!succession) {
      AreaLists.Read<Listed> list = lists.list(file, String.valueOf(file.getFileName()));
      findings.addAll(list.findings());
      return DeclaredChanges.ofList(list.rows());
    }
    AreaLists.Read<DeclaredChanges.Link> links =
        lists.succession(file, String.valueOf(file.getFileName()));
    findings.addAll(links.findings());
    DeclaredChanges declared = DeclaredChanges.ofLinks(links.rows());
    if (second != null) {
      AreaLists.Read<Listed> list = lists.list(second, String.valueOf(second.getFileName()));
      findings.addAll(list.findings());
      declared = declared.listed(list.rows());
    }
    return declared;
  }

  private static boolean readable(Path file, List<Finding> findings) {
    boolean readable = Files.isRegularFile(file) && Files.isReadable(file);
    if (!readable) {
      findings.add(
          new Finding(0, Problem.of(AreasProblem.FILE_UNREADABLE, file.toString()), false));
    }
    return readable;
  }

  private @Nullable Area scope(
      Arguments arguments, DeclaredChanges declared, LocalDate day, List<Finding> findings) {
    String code = arguments.option("area", "");
    if (code.isEmpty()) {
      return reorganisations.scopeOf(declared, day);
    }
    Area found = reorganisations.province(code, day).orElse(null);
    if (found == null) {
      findings.add(new Finding(0, Problem.of(AreasProblem.AREA_UNKNOWN, code), false));
    }
    return found;
  }

  private static @Nullable LocalDate date(String typed) {
    for (DateTimeFormatter format : DATES) {
      try {
        return LocalDate.parse(typed, format);
      } catch (DateTimeParseException other) {
        // the next way of writing it
      }
    }
    return null;
  }

  private static int line(Problem problem) {
    String field = problem.field();
    return field != null && field.startsWith("line-")
        ? Integer.parseInt(field.substring("line-".length()))
        : 0;
  }

  private int report(
      Reorganisations.@Nullable Preview preview,
      List<Finding> findings,
      boolean applied,
      int facts,
      boolean asJson) {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("applied", applied);
    if (preview != null) {
      count(preview, told, asJson);
      told.put("facts", facts);
      if (!asJson && facts > 0) {
        System.out.println(texts.t("areas.command.facts", facts));
      }
    }
    List<Map<String, Object>> problems = new ArrayList<>();
    List<Map<String, Object>> hints = new ArrayList<>();
    for (Finding finding : findings) {
      String sentence = texts.t(finding.problem());
      if (asJson) {
        Map<String, Object> one = new LinkedHashMap<>();
        if (finding.line() > 0) {
          one.put("row", finding.line());
        }
        one.put("code", finding.problem().code().code());
        one.put("message", sentence);
        (finding.hint() ? hints : problems).add(one);
      } else {
        String key = finding.hint() ? "areas.command.hint" : "areas.command.problem";
        System.out.println(
            finding.line() > 0
                ? texts.t(key + ".line", String.valueOf(finding.line()), sentence)
                : texts.t(key, sentence));
      }
    }
    if (asJson) {
      told.put("problems", problems);
      told.put("hints", hints);
      System.out.println(json.writeValueAsString(told));
    } else if (preview != null) {
      System.out.println(texts.t(applied ? "areas.command.applied" : "areas.command.not-applied"));
    }
    return findings.stream().allMatch(Finding::hint) ? 0 : 1;
  }

  private void count(Reorganisations.Preview preview, Map<String, Object> told, boolean asJson) {
    ReorganisationPlan plan = preview.plan();
    told.put("date", plan.effectiveOn().toString());
    told.put("links", plan.links());
    told.put("unchanged", plan.unchanged());
    told.put("undecided", plan.undecided().size());
    told.put("unassigned", plan.unassigned().size());
    Map<String, Object> levels = new LinkedHashMap<>();
    if (!asJson) {
      System.out.println(
          texts.t(
              "areas.command.links",
              plan.links(),
              plan.unchanged(),
              plan.undecided().size(),
              plan.unassigned().size()));
    }
    for (AreaLevel level : AreaLevel.values()) {
      Counts counts = plan.counts(level);
      if (counts.none()) {
        continue;
      }
      levels.put(level.name().toLowerCase(java.util.Locale.ROOT), counts);
      if (!asJson) {
        System.out.println(
            texts.t(
                "areas.command.level",
                texts.t("areas.level." + level.name()),
                counts.created(),
                counts.ended(),
                counts.renamed(),
                counts.recoded(),
                counts.moved(),
                counts.otherKind()));
      }
    }
    told.put("levels", levels);
    told.put(
        "undecided_areas",
        plan.undecided().stream()
            .map(area -> Map.of("code", area.code(), "name", area.name()))
            .toList());
    Map<String, Long> contents = new LinkedHashMap<>();
    int villages = 0;
    for (Reorganisations.Move move : preview.moves()) {
      villages += move.villages();
      move.contents().forEach((what, count) -> contents.merge(what, count, Long::sum));
    }
    told.put("villages", villages);
    told.put("contents", contents);
    if (!asJson) {
      for (Area area : plan.undecided()) {
        System.out.println(texts.t("areas.command.undecided", area.code(), area.name()));
      }
      System.out.println(texts.t("areas.command.contents.villages", villages));
      contents.forEach(
          (what, count) -> System.out.println(texts.t("areas.command.contents." + what, count)));
    }
  }
}

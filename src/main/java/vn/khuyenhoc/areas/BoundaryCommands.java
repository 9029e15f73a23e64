package vn.khuyenhoc.areas;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import vn.khuyenhoc.platform.Acting;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Arguments;
import vn.khuyenhoc.platform.Command;
import vn.khuyenhoc.platform.Ids;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.text.DateReading;
import vn.khuyenhoc.platform.text.VietnameseDates;
import vn.khuyenhoc.platform.web.Languages;
import vn.khuyenhoc.platform.web.Texts;

/**
 * {@code areas boundaries FILE --date D --source S [--area CODE] [--property NAME] [--dry-run]
 * [--json]} takes boundaries from GeoJSON. Prints how many and every problem with the number of its
 * feature; 0 done, 1 refused, 2 wrongly called.
 */
@Component
class BoundaryCommands {

  private final Boundaries boundaries;
  private final Reorganisations reorganisations;
  private final Areas areas;
  private final Texts texts;
  private final JsonMapper json;
  private final Clock clock;

  BoundaryCommands(
      Boundaries boundaries,
      Reorganisations reorganisations,
      Areas areas,
      Languages languages,
      JsonMapper json,
      Clock clock) {
    this.boundaries = boundaries;
    this.reorganisations = reorganisations;
    this.areas = areas;
    this.texts = languages.vietnamese();
    this.json = json;
    this.clock = clock;
  }

  /** The command. */
  @Configuration(proxyBeanMethods = false)
  static class Offered {
    @Bean
    Command importBoundaries(BoundaryCommands commands) {
      return new Command() {
        @Override
        public String name() {
          return "areas boundaries";
        }

        @Override
        public int run(Arguments arguments) {
          return commands.run(arguments);
        }
      };
    }
  }

  int run(Arguments arguments) {
    Actor operator = Acting.current();
    if (operator == null
        || arguments.words().size() != 1
        || arguments.option("date").isEmpty()
        || arguments.option("source").isEmpty()) {
      System.err.println(texts.t("areas.command.boundaries"));
      return 2;
    }
    Path file = Path.of(arguments.words().getFirst());
    String code = arguments.option("area", "");
    String typed = arguments.option("date", "");
    LocalDate day =
        VietnameseDates.parse(typed) instanceof DateReading.Ok(LocalDate read)
            ? read
            : LocalDate.now(clock);
    Optional<Area> scope =
        code.isEmpty() ? Optional.of(areas.nation()) : reorganisations.province(code, day);
    List<Problem> problems = new ArrayList<>();
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      problems.add(Problem.of(AreasProblem.FILE_UNREADABLE, file.toString()));
    }
    if (scope.isEmpty()) {
      problems.add(Problem.of(AreasProblem.AREA_UNKNOWN, code));
    }
    boolean look = arguments.has("dry-run");
    int found = 0;
    if (problems.isEmpty()) {
      Result<Integer> result =
          boundaries.record(
              operator,
              Ids.next(),
              scope.orElseThrow().id(),
              new Boundaries.Given(
                  file, arguments.option("property", ""), typed, arguments.option("source", "")),
              look);
      problems.addAll(result.problems());
      found = result instanceof Result.Ok<Integer>(Integer count) ? count : 0;
    }
    report(found, problems, look, arguments.has("json"));
    return problems.isEmpty() ? 0 : 1;
  }

  private void report(int found, List<Problem> problems, boolean look, boolean asJson) {
    boolean applied = problems.isEmpty() && !look;
    if (asJson) {
      List<Map<String, Object>> told = new ArrayList<>();
      for (Problem problem : problems) {
        Map<String, Object> one = new LinkedHashMap<>();
        if (number(problem) > 0) {
          one.put("feature", number(problem));
        }
        one.put("code", problem.code().code());
        one.put("message", texts.t(problem));
        told.add(one);
      }
      Map<String, Object> all = new LinkedHashMap<>();
      all.put("applied", applied);
      all.put("areas", found);
      all.put("problems", told);
      System.out.println(json.writeValueAsString(all));
      return;
    }
    for (Problem problem : problems) {
      System.out.println(
          number(problem) > 0
              ? texts.t(
                  "areas.command.problem.feature",
                  String.valueOf(number(problem)),
                  texts.t(problem))
              : texts.t("areas.command.problem", texts.t(problem)));
    }
    if (problems.isEmpty()) {
      System.out.println(texts.t("areas.command.boundaries.found", found));
    }
    System.out.println(texts.t(applied ? "areas.command.applied" : "areas.command.not-applied"));
  }

  private static int number(Problem problem) {
    String field = problem.field();
    return field != null && field.startsWith("line-")
        ? Integer.parseInt(field.substring("line-".length()))
        : 0;
  }
}

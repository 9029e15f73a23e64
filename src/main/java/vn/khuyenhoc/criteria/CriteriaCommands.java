package vn.khuyenhoc.criteria;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import vn.khuyenhoc.platform.Acting;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Arguments;
import vn.khuyenhoc.platform.Command;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.web.Languages;
import vn.khuyenhoc.platform.web.Texts;

/**
 * {@code criteria load FILE [--from D] [--to D] [--replace] [--dry-run] [--json]} keeps a set from
 * YAML or a workbook: in force from the first to the last day named, as a draft without a first
 * day; a draft that is there is only replaced when told so. {@code criteria export ID [--format
 * yaml|xlsx] [--out FILE]} and {@code criteria list [--json]} read. 0 done, 1 refused with every
 * problem and its line, 2 wrongly called.
 */
@Component
class CriteriaCommands {

  private static final List<DateTimeFormatter> DATES =
      List.of(DateTimeFormatter.ISO_LOCAL_DATE, DateTimeFormatter.ofPattern("d/M/uuuu"));

  private final CriteriaSets sets;
  private final CriteriaFiles files;
  private final Texts texts;
  private final JsonMapper json;

  CriteriaCommands(CriteriaSets sets, CriteriaFiles files, Languages languages, JsonMapper json) {
    this.sets = sets;
    this.files = files;
    this.texts = languages.vietnamese();
    this.json = json;
  }

  /** The commands. */
  @Configuration(proxyBeanMethods = false)
  static class Offered {
    @Bean
    Command loadCriteria(CriteriaCommands commands) {
      return command("criteria load", commands::load);
    }

    @Bean
    Command exportCriteria(CriteriaCommands commands) {
      return command("criteria export", commands::export);
    }

    @Bean
    Command listCriteria(CriteriaCommands commands) {
      return command("criteria list", commands::list);
    }

    private static Command command(String name, ToIntFunction<Arguments> running) {
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

  private int load(Arguments arguments) {
    Actor operator = Acting.current();
    if (operator == null || arguments.words().size() != 1) {
      return usage("criteria.command.load");
    }
    boolean asJson = arguments.has("json");
    List<Problem> problems = new ArrayList<>();
    LocalDate from = day(arguments, "from", problems);
    LocalDate last = day(arguments, "to", problems);
    if (arguments.has("to") && !arguments.has("from")) {
      problems.add(Problem.of(CriteriaProblem.TO_WITHOUT_FROM));
    }
    Path file = Path.of(arguments.words().getFirst());
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      problems.add(Problem.of(CriteriaProblem.FILE_UNREADABLE, file.toString()));
      return refused(problems, asJson);
    }
    CriteriaFile.Read read = files.read(file, String.valueOf(file.getFileName()));
    Result<CriteriaSet> checked = read.checked();
    problems.addAll(checked.problems());
    if (!(checked instanceof Result.Ok<CriteriaSet>(CriteriaSet set)) || !problems.isEmpty()) {
      return refused(problems, asJson);
    }
    Result<CriteriaSets.Loaded> result =
        sets.load(
            operator,
            set,
            from,
            last == null ? null : last.plusDays(1),
            arguments.has("replace"),
            arguments.has("dry-run"));
    if (!(result instanceof Result.Ok<CriteriaSets.Loaded>(CriteriaSets.Loaded loaded))) {
      return refused(result.problems().stream().map(read::placed).toList(), asJson);
    }
    if (asJson) {
      Map<String, Object> told = new LinkedHashMap<>();
      told.put("id", loaded.id());
      told.put("status", loaded.status().name());
      told.put("changed", loaded.changed() && !arguments.has("dry-run"));
      told.put("problems", List.of());
      System.out.println(json.writeValueAsString(told));
    } else {
      System.out.println(
          texts.t(
              !loaded.changed()
                  ? "criteria.command.unchanged"
                  : arguments.has("dry-run") ? "criteria.command.sound" : "criteria.command.loaded",
              loaded.id(),
              texts.t(loaded.status().messageKey())));
    }
    return 0;
  }

  private int export(Arguments arguments) {
    Actor operator = Acting.current();
    String format = arguments.option("format", "yaml").toLowerCase(Locale.ROOT);
    if (operator == null
        || arguments.words().size() != 1
        || !List.of("yaml", "xlsx").contains(format)) {
      return usage("criteria.command.export");
    }
    String id = arguments.words().getFirst();
    CriteriaSet set;
    try {
      set = sets.kept(operator, id).set();
    } catch (NotFoundException none) {
      System.err.println(texts.t("criteria.command.none", id));
      return 1;
    }
    String out = arguments.option("out", format.equals("xlsx") ? id + ".xlsx" : "");
    try {
      if (out.isEmpty()) {
        System.out.write(files.yaml(set).getBytes(StandardCharsets.UTF_8));
        System.out.flush();
      } else {
        try (OutputStream file = Files.newOutputStream(Path.of(out))) {
          file.write(
              format.equals("xlsx")
                  ? files.xlsx(set)
                  : files.yaml(set).getBytes(StandardCharsets.UTF_8));
        }
        System.out.println(texts.t("criteria.command.written", out));
      }
    } catch (IOException failure) {
      System.err.println(texts.t(Problem.of(CriteriaProblem.FILE_UNWRITABLE, out)));
      return 1;
    }
    return 0;
  }

  private int list(Arguments arguments) {
    Actor operator = Acting.current();
    if (operator == null || !arguments.words().isEmpty()) {
      return usage("criteria.command.list");
    }
    List<Map<String, Object>> told = new ArrayList<>();
    for (SetLine line : sets.list(operator, SetFilter.ALL)) {
      if (arguments.has("json")) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("id", line.id());
        one.put("model", line.model().name());
        one.put("level", line.level().name());
        one.put("form", line.form());
        one.put("province", line.provinceName());
        one.put("version", line.version());
        one.put("status", line.status().name());
        one.put("sample", line.sample());
        one.put("from", text(line.from()));
        one.put("to", text(line.lastDay()));
        one.put("title", line.title());
        told.add(one);
      } else {
        LocalDate from = line.from();
        LocalDate last = line.lastDay();
        System.out.println(
            String.join(
                "\t",
                line.id(),
                texts.t(line.status().messageKey()),
                from == null
                    ? texts.t("criteria.period.none")
                    : last == null
                        ? texts.t("criteria.period.from", from)
                        : texts.t("criteria.period.between", from, last),
                line.title()));
      }
    }
    if (arguments.has("json")) {
      System.out.println(json.writeValueAsString(told));
    }
    return 0;
  }

  private static @Nullable String text(@Nullable LocalDate day) {
    return day == null ? null : day.toString();
  }

  private static @Nullable LocalDate day(
      Arguments arguments, String option, List<Problem> problems) {
    String typed = arguments.option(option, "");
    if (!arguments.has(option)) {
      return null;
    }
    for (DateTimeFormatter format : DATES) {
      try {
        return LocalDate.parse(typed, format);
      } catch (DateTimeParseException other) {
        // the next way of writing it
      }
    }
    problems.add(Problem.of(CriteriaProblem.NOT_A_DAY, typed));
    return null;
  }

  private int usage(String key) {
    System.err.println(texts.t(key));
    return 2;
  }

  private int refused(List<Problem> problems, boolean asJson) {
    if (asJson) {
      List<Map<String, Object>> told = new ArrayList<>();
      for (Problem problem : problems) {
        FilePlace place = FilePlace.of(problem);
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("code", problem.code().code());
        if (place != null) {
          one.put("line", place.line());
          if (!place.sheet().isEmpty()) {
            one.put("sheet", texts.t("criteria.workbook." + place.sheet()));
          }
        }
        one.put("message", texts.t(problem));
        told.add(one);
      }
      System.out.println(json.writeValueAsString(Map.of("changed", false, "problems", told)));
    } else {
      for (Problem problem : problems) {
        FilePlace place = FilePlace.of(problem);
        System.err.println((place == null ? "" : place.text(texts) + ": ") + texts.t(problem));
      }
    }
    return 1;
  }
}

package vn.khuyenhoc.recognition.procedure;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.criteria.LearningModel;
import vn.khuyenhoc.criteria.ModelLevel;
import vn.khuyenhoc.platform.BuiltIn;
import vn.khuyenhoc.platform.web.Languages;
import vn.khuyenhoc.recognition.procedure.Procedure.Content;
import vn.khuyenhoc.recognition.procedure.Procedure.Doer;
import vn.khuyenhoc.recognition.procedure.Procedure.Status;
import vn.khuyenhoc.recognition.procedure.Procedure.Step;
import vn.khuyenhoc.recognition.procedure.Procedure.Validity;
import vn.khuyenhoc.registry.BodyKind;

/**
 * The procedures that come with the product: a short one for every model and level, a whole one for
 * what is rated in villages, and those of TT 24/2023 and TT 25/2023 as far as they are known. All
 * are in force for the country; a province copies one and changes it.
 */
@Component
public class BuiltInProcedures implements BuiltIn {

  /** The files, the plainest first. */
  static final List<String> FILES = List.of("rut-gon", "day-du", "don-vi-tt24", "cong-dong-tt25");

  private final ProcedureTable table;
  private final Clock clock;
  private final String name;

  BuiltInProcedures(ProcedureTable table, Languages languages, Clock clock) {
    this.table = table;
    this.clock = clock;
    this.name = languages.vietnamese().t("criteria.built-in.by");
  }

  /** The identity of the shortest procedure of a model at a level. */
  public static String plain(LearningModel model, ModelLevel level) {
    return id("rut-gon", model, level);
  }

  /** The identity of the procedure with every step, where there is one. */
  public static String whole(LearningModel model, ModelLevel level) {
    return id("day-du", model, level);
  }

  private static String id(String file, LearningModel model, ModelLevel level) {
    return file
        + "-"
        + (model.name() + "-" + level.name()).toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public int place() {
    return 25;
  }

  @Override
  @Transactional
  public void loadOnce() {
    Set<String> kept = table.ids();
    for (Procedure one : all()) {
      if (!kept.contains(one.id())) {
        table.add(one, true, null, name, clock.instant());
      }
    }
  }

  /** All of them, as the files say. */
  static List<Procedure> all() {
    YAMLMapper yaml = YAMLMapper.builder().build();
    List<Procedure> all = new ArrayList<>();
    for (String file : FILES) {
      try (InputStream text =
          Objects.requireNonNull(
              BuiltInProcedures.class.getResourceAsStream("/procedures/" + file + ".yaml"), file)) {
        all.addAll(read(yaml.readTree(text)));
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
    return all;
  }

  private static List<Procedure> read(JsonNode file) {
    List<Procedure> all = new ArrayList<>();
    for (JsonNode whose : file.path("for")) {
      LearningModel model = LearningModel.valueOf(whose.get(0).stringValue());
      ModelLevel level = ModelLevel.valueOf(whose.get(1).stringValue());
      AreaLevel office = AreaLevel.valueOf(whose.get(2).stringValue());
      List<Step> steps = new ArrayList<>();
      for (JsonNode step : file.path("steps")) {
        steps.add(
            new Step(
                StepKind.valueOf(step.path("kind").stringValue()),
                doer(step, office),
                day(step.path("due").stringValue(null)),
                step.path("days").asInt(0),
                step.path("guidance").stringValue(""),
                step.path("source").stringValue("")));
      }
      all.add(
          new Procedure(
              id(file.path("id").stringValue(), model, level),
              model,
              level,
              null,
              file.path("title").stringValue(),
              file.path("yearFrom").intValue(),
              null,
              Status.IN_FORCE,
              1,
              new Content(
                  steps,
                  Objects.requireNonNull(day(file.at("/data/from").stringValue())),
                  Objects.requireNonNull(day(file.at("/data/to").stringValue())),
                  new Validity(
                      file.at("/validity/months").intValue(),
                      Validity.From.valueOf(file.at("/validity/from").stringValue())),
                  file.path("levelTwoAfterMonths").intValue(),
                  file.path("votePercent").intValue(),
                  file.path("sample").booleanValue(),
                  file.path("note").stringValue(""))));
    }
    return all;
  }

  /** Who does it: a body of the level named, else of the level at which the model is decided. */
  private static @Nullable Doer doer(JsonNode step, AreaLevel office) {
    String body = step.path("by").stringValue(null);
    if (body == null) {
      return null;
    }
    String level = step.path("level").stringValue(null);
    BodyKind kind = BodyKind.valueOf(body);
    AreaLevel at = level == null ? office : AreaLevel.valueOf(level);
    return new Doer(at == AreaLevel.NATION ? BodyKind.MINISTRY : kind, at);
  }

  /** "15/01 next" is the 15th of January of the year after the assessment year. */
  private static @Nullable DayOfYear day(@Nullable String text) {
    if (text == null) {
      return null;
    }
    String[] parts = text.replace(" next", "").split("/", -1);
    return new DayOfYear(
        Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), text.endsWith(" next"));
  }
}

package vn.khuyenhoc.registry;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import tools.jackson.databind.json.JsonMapper;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.platform.Acting;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Arguments;
import vn.khuyenhoc.platform.Command;
import vn.khuyenhoc.platform.Ids;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.web.Languages;
import vn.khuyenhoc.platform.web.Texts;

/**
 * {@code import [--kind KIND] FILE [--area CODE] [--dry-run] [--all-or-nothing] [--json]}, also
 * {@code import households FILE}: the same import as in the browser, also beside a running server.
 * To run it without {@code --dry-run} is to confirm it: the rows without mistakes are applied, the
 * others told, unless the operator says {@code --all-or-nothing}. With {@code --heap} it also tells
 * the most heap that was in use.
 */
@Component
class ImportCommand implements Command {

  private static final int PAGE = 1_000;

  private final HouseholdImports imports;
  private final Areas areas;
  private final Texts texts;
  private final JsonMapper json;

  ImportCommand(HouseholdImports imports, Areas areas, Languages languages, JsonMapper json) {
    this.imports = imports;
    this.areas = areas;
    this.texts = languages.vietnamese();
    this.json = json;
  }

  @Override
  public String name() {
    return "import";
  }

  @Override
  public int run(Arguments arguments) {
    Actor operator = Acting.current();
    List<String> words = arguments.words();
    if (operator == null || words.isEmpty() || words.size() > 2) {
      System.err.println(texts.t("registry.command.usage"));
      return 2;
    }
    boolean asJson = arguments.has("json");
    String typed =
        words.size() == 2
            ? words.getFirst()
            : arguments.option("kind", SubjectKind.HOUSEHOLD.path());
    SubjectKind kind = SubjectKind.ofPath(typed).filter(one -> !one.automatic()).orElse(null);
    if (kind == null) {
      return refused(Problem.of(RegistryProblem.KIND_UNKNOWN, typed), asJson);
    }
    Path file = Path.of(words.getLast());
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      return refused(Problem.of(RegistryProblem.FILE_UNREADABLE, file.toString()), asJson);
    }
    Area scope = scope(arguments);
    if (scope == null) {
      return refused(
          Problem.of(RegistryProblem.AREA_UNKNOWN, arguments.option("area", "")), asJson);
    }
    UUID id = Ids.next();
    try (InputStream bytes = Files.newInputStream(file)) {
      Result<ImportBatch> begun =
          imports.begin(operator, id, scope.id(), kind, String.valueOf(file.getFileName()), bytes);
      if (!begun.done()) {
        return refused(begun.problems().getFirst(), asJson);
      }
    } catch (IOException unreadable) {
      return refused(Problem.of(RegistryProblem.FILE_UNREADABLE, file.toString()), asJson);
    }
    if (!arguments.has("heap")) {
      try {
        return go(operator, id, arguments.has("dry-run"), arguments.has("all-or-nothing"), asJson);
      } catch (DataAccessResourceFailureException | CannotCreateTransactionException lost) {
        return refused(Problem.of(RegistryProblem.CONNECTION_LOST), asJson);
      }
    }
    try (HeapWatch watch = HeapWatch.start()) {
      int code = go(operator, id, false, true, asJson);
      System.out.println(json.writeValueAsString(Map.of("heap_bytes", watch.most())));
      return code;
    }
  }

  private int go(Actor operator, UUID id, boolean dryRun, boolean allOrNothing, boolean asJson) {
    ImportBatch batch = worked(operator, id);
    ImportCounts counts = batch.counts();
    if (batch.stage() != ImportStage.PREVIEWED || counts == null) {
      return report(batch, false, asJson);
    }
    boolean apply =
        !dryRun && (counts.failed() == 0 || !allOrNothing) && counts.rows() > counts.failed();
    if (!apply) {
      int code = report(batch, false, asJson);
      imports.discard(operator, id).orThrow();
      return code;
    }
    ImportBatch after = batch;
    do {
      if (allOrNothing) {
        imports.confirmWhole(operator, id).orThrow();
      } else {
        imports.confirm(operator, id, true).orThrow();
      }
      after = worked(operator, id);
      // Who runs the command confirmed whatever it comes to; a database that came back asks anew.
    } while (asksAgain(after, allOrNothing));
    boolean applied = after.stage() == ImportStage.APPLIED;
    int code = report(after, applied, asJson);
    if (after.stage() == ImportStage.PREVIEWED && !after.brokenOff()) {
      imports.discard(operator, id).orThrow();
    }
    return applied ? code : 1;
  }

  private static boolean asksAgain(ImportBatch batch, boolean allOrNothing) {
    ImportCounts counts = batch.counts();
    return batch.waitsForConfirmation()
        && batch.findings().stream().anyMatch(RowProblem::confirmAgain)
        && counts != null
        && (counts.failed() == 0 || !allOrNothing);
  }

  /** Works until there is nothing left to wait for; a lost connection is one more beginning. */
  private ImportBatch worked(Actor operator, UUID id) {
    ImportBatch batch;
    do {
      imports.work(id, true);
      batch = imports.read(operator, id);
    } while (batch.working());
    return batch;
  }

  private @org.jspecify.annotations.Nullable Area scope(Arguments arguments) {
    if (arguments.option("area").isPresent()) {
      String typed = arguments.option("area", "");
      for (AreaLevel level :
          List.of(AreaLevel.COMMUNE, AreaLevel.VILLAGE, AreaLevel.PROVINCE, AreaLevel.NATION)) {
        Area found = areas.byCode(level, typed).orElse(null);
        if (found != null) {
          return found;
        }
      }
      return null;
    }
    Area nation = areas.nation();
    List<Area> provinces = areas.children(nation.id());
    return provinces.size() == 1 ? provinces.getFirst() : nation;
  }

  private int refused(Problem problem, boolean asJson) {
    String sentence = texts.t(problem);
    if (asJson) {
      System.out.println(
          json.writeValueAsString(
              figures(
                  new ImportCounts(0, 0, 0, 0, 0),
                  false,
                  List.of(Map.of("code", problem.code().code(), "message", sentence)))));
    } else {
      System.err.println(sentence);
    }
    return 1;
  }

  private int report(ImportBatch batch, boolean applied, boolean asJson) {
    ImportCounts counts = batch.counts();
    ImportCounts shown = counts == null ? new ImportCounts(0, 0, 0, 0, 0) : counts;
    List<Map<String, Object>> problems = new ArrayList<>();
    for (RowProblem finding : batch.findings()) {
      say(problems, 0, finding, asJson);
    }
    for (long offset = 0; offset < shown.failed(); offset += PAGE) {
      imports
          .failedRows(batch.id(), PAGE, offset)
          .forEach(row -> row.problems().forEach(one -> say(problems, row.number(), one, asJson)));
    }
    if (asJson) {
      System.out.println(json.writeValueAsString(figures(shown, applied, problems)));
    } else if (counts != null) {
      System.out.println(
          texts.t(
              applied ? "registry.command.applied" : "registry.command.previewed",
              shown.rows(),
              shown.imported(),
              shown.updated(),
              shown.skipped(),
              shown.failed()));
    }
    return counts != null
            && shown.failed() == 0
            && batch.stage() != ImportStage.REFUSED
            && !batch.brokenOff()
        ? 0
        : 1;
  }

  private void say(
      List<Map<String, Object>> problems, int row, RowProblem problem, boolean asJson) {
    String sentence = problem.sentence(texts);
    if (asJson) {
      Map<String, Object> one = new LinkedHashMap<>();
      if (row > 0) {
        one.put("row", row);
      }
      if (problem.l() != null) {
        one.put("column", problem.l());
      }
      one.put("code", problem.c());
      one.put("message", sentence);
      problems.add(one);
    } else if (row == 0) {
      System.out.println(sentence);
    } else {
      System.out.println(
          texts.t(
              problem.l() == null ? "registry.command.row" : "registry.command.cell",
              String.valueOf(row),
              problem.l() == null ? "" : problem.l(),
              sentence));
    }
  }

  private static Map<String, Object> figures(
      ImportCounts counts, boolean applied, List<? extends Map<String, ?>> problems) {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("rows", counts.rows());
    figures.put("imported", counts.imported());
    figures.put("updated", counts.updated());
    figures.put("skipped", counts.skipped());
    figures.put("failed", counts.failed());
    figures.put("applied", applied);
    figures.put("problems", problems);
    return figures;
  }
}

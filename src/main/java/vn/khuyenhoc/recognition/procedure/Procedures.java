package vn.khuyenhoc.recognition.procedure;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.criteria.LearningModel;
import vn.khuyenhoc.criteria.ModelLevel;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Journal;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.recognition.procedure.Procedure.Status;

/**
 * Procedures: questions and commands. Whoever writes criteria of a place writes its procedures too:
 * a province its own, the nation the country's.
 */
@Service
public class Procedures {

  private final ProcedureTable table;
  private final Areas areas;
  private final Journal journal;
  private final Clock clock;

  Procedures(ProcedureTable table, Areas areas, Journal journal, Clock clock) {
    this.table = table;
    this.areas = areas;
    this.journal = journal;
    this.clock = clock;
  }

  /**
   * One of them, whoever asks: procedures are no secret.
   *
   * @throws NotFoundException if there is none
   */
  public Procedure byId(String id) {
    return table.byId(id).orElseThrow(() -> missing(id));
  }

  /**
   * Those that a campaign of a province and year can be opened with: the province's own first, then
   * the country's, the plain one before the others.
   */
  public List<Procedure> inForce(LearningModel model, ModelLevel level, int provinceId, int year) {
    return table.inForce(model, level, provinceId, year);
  }

  /** The country's and those of the actor's provinces. */
  public List<Procedure> of(Actor actor) {
    return table.of(provinces(actor));
  }

  /** The provinces whose procedures somebody reads. */
  private List<Integer> provinces(Actor actor) {
    return actor.areasFor(Right.CRITERIA_READ).stream()
        .flatMap(area -> areas.above(area, AreaLevel.PROVINCE).stream())
        .map(area -> area.id())
        .distinct()
        .toList();
  }

  /** Whether somebody may write those of this place. */
  public boolean mayWrite(Actor actor, Procedure procedure) {
    return areas.reaches(actor, Right.CRITERIA_WRITE, place(procedure));
  }

  private int place(Procedure procedure) {
    Integer province = procedure.provinceId();
    return province == null ? areas.nation().id() : province;
  }

  /**
   * A draft that begins as a copy of another.
   *
   * @param form made before it is asked for: asking again with the same one copies nothing more
   * @param placeId for which province; the country's id for the country
   * @return the new draft's identity
   */
  @Transactional
  public Result<String> copy(Actor actor, String id, UUID form, int placeId, String title) {
    areas.require(actor, Right.CRITERIA_WRITE, placeId);
    AreaLevel level = areas.byId(placeId).level();
    if (level != AreaLevel.NATION && level != AreaLevel.PROVINCE) {
      throw new NotFoundException("area " + placeId + " has no procedures");
    }
    Procedure from = byId(id);
    Procedure draft =
        new Procedure(
            draftId(form),
            from.model(),
            from.level(),
            level == AreaLevel.NATION ? null : placeId,
            title.isBlank() ? from.title() : title.strip(),
            from.yearFrom(),
            from.yearTo(),
            Status.DRAFT,
            1,
            from.content());
    List<Problem> problems = ProcedureRules.problems(draft);
    if (!problems.isEmpty()) {
      return Result.refused(problems);
    }
    if (table.add(draft, false, actor, actor.name(), now())) {
      note(actor, "procedure.copy", draft);
    }
    return Result.ok(draft.id());
  }

  /** The identity of the draft that a form makes. */
  public static String draftId(UUID form) {
    return "quy-trinh-" + form.toString().replace("-", "");
  }

  /**
   * Keeps a changed draft, once it is sound. Title, years, steps and days are as given; place,
   * model and level stay. Fields of problems as {@link ProcedureRules#problems} names them.
   */
  @Transactional
  public Result<Procedure> save(Actor actor, Procedure changed) {
    Procedure kept = table.locked(changed.id()).orElseThrow(() -> missing(changed.id()));
    require(actor, kept);
    List<Problem> problems = new ArrayList<>();
    if (kept.status() != Status.DRAFT) {
      problems.add(Problem.of(ProcedureProblem.NOT_A_DRAFT));
    } else if (kept.edition() != changed.edition()) {
      problems.add(stale(kept));
    }
    if (!problems.isEmpty()) {
      return Result.refused(problems);
    }
    Procedure next =
        new Procedure(
            kept.id(),
            kept.model(),
            kept.level(),
            kept.provinceId(),
            changed.title().strip(),
            changed.yearFrom(),
            changed.yearTo(),
            Status.DRAFT,
            kept.edition(),
            changed.content());
    problems.addAll(ProcedureRules.problems(next));
    if (!problems.isEmpty()) {
      return Result.refused(problems);
    }
    table.change(next, actor, now());
    note(actor, "procedure.save", next);
    return Result.ok(byId(next.id()));
  }

  /** Puts a draft in force: from now on it never changes. */
  @Transactional
  public Result<Procedure> putInForce(Actor actor, String id, int edition) {
    Procedure kept = table.locked(id).orElseThrow(() -> missing(id));
    require(actor, kept);
    if (kept.status() != Status.DRAFT) {
      return Result.refused(Problem.of(ProcedureProblem.NOT_A_DRAFT));
    }
    if (kept.edition() != edition) {
      return Result.refused(stale(kept));
    }
    List<Problem> problems = ProcedureRules.problems(kept);
    if (!problems.isEmpty()) {
      return Result.refused(problems);
    }
    return Result.ok(moved(actor, kept, Status.IN_FORCE, "procedure.in-force"));
  }

  /** Takes it out of use; campaigns opened with it go on. */
  @Transactional
  public Result<Procedure> retire(Actor actor, String id) {
    Procedure kept = table.locked(id).orElseThrow(() -> missing(id));
    require(actor, kept);
    if (kept.status() != Status.IN_FORCE) {
      return Result.refused(Problem.of(ProcedureProblem.NOT_IN_FORCE));
    }
    return Result.ok(moved(actor, kept, Status.RETIRED, "procedure.retire"));
  }

  /** Throws a draft away that was never in force. */
  @Transactional
  public Result<Procedure> drop(Actor actor, String id) {
    Procedure kept = table.locked(id).orElseThrow(() -> missing(id));
    require(actor, kept);
    if (kept.status() != Status.DRAFT) {
      return Result.refused(Problem.of(ProcedureProblem.NOT_A_DRAFT));
    }
    table.drop(id);
    note(actor, "procedure.drop", kept);
    return Result.ok(kept);
  }

  private Procedure moved(Actor actor, Procedure kept, Status status, String action) {
    Procedure next =
        new Procedure(
            kept.id(),
            kept.model(),
            kept.level(),
            kept.provinceId(),
            kept.title(),
            kept.yearFrom(),
            kept.yearTo(),
            status,
            kept.edition(),
            kept.content());
    table.change(next, actor, now());
    note(actor, action, next);
    return byId(kept.id());
  }

  private void require(Actor actor, Procedure kept) {
    areas.require(actor, Right.CRITERIA_WRITE, place(kept));
  }

  private Problem stale(Procedure kept) {
    ProcedureTable.LastChange last = table.lastChange(kept.id());
    return Problem.of(ProcedureProblem.STALE, last.name(), last.at());
  }

  private void note(Actor actor, String action, Procedure procedure) {
    journal.write(
        actor,
        action,
        "procedure/" + procedure.id(),
        place(procedure),
        Map.of(
            "title", procedure.title(),
            "model", procedure.model().name(),
            "level", procedure.level().name(),
            "status", procedure.status().name()));
  }

  private static NotFoundException missing(String id) {
    return new NotFoundException("procedure " + id);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}

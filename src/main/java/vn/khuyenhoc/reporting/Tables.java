package vn.khuyenhoc.reporting;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.ForbiddenException;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;

/**
 * Tables that somebody puts together: rows, columns and what they are narrowed to. What tallies
 * know is exact at the moment for the whole country; what only dossiers and the register know is
 * counted at once within a province, and behind the page beyond it.
 */
@Service
public class Tables {

  /** Columns of a table at most. */
  static final int MOST_COLUMNS = 40;

  /** Cells that a page shows at most. */
  static final int CELLS_A_PAGE = 5_000;

  private final CrossTable table;
  private final FiguresTable figures;
  private final Areas areas;
  private final TransactionTemplate inside;
  private final Clock clock;
  private final int patience;

  Tables(
      CrossTable table,
      FiguresTable figures,
      Areas areas,
      PlatformTransactionManager transactions,
      Clock clock,
      @Value("${khuyenhoc.tables.patience-seconds:15}") int patience) {
    this.table = table;
    this.figures = figures;
    this.areas = areas;
    this.inside = new TransactionTemplate(transactions);
    this.inside.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    this.clock = clock;
    this.patience = patience;
  }

  /**
   * A form with what it asks, and the answer where there is one.
   *
   * @param scope what can be asked there
   * @param places areas to choose from: one's own, the path to this one, and those below it
   * @param typed the fields, those of the usual table where nothing was asked
   * @param problems everything that is wrong with it
   * @param question the question; null where it is not sound
   * @param answer the table; null where there is none, or it is counted behind the page
   */
  public record Asked(
      TableScope scope,
      List<Area> places,
      TableTyped typed,
      List<Problem> problems,
      @Nullable TableQuestion question,
      @Nullable TableAnswer answer) {

    /** Whether it can be counted behind the page, because it is wide or took too long. */
    public boolean forLater() {
      return question != null
          && answer == null
          && (question.wide()
              || problems.stream().anyMatch(one -> one.code() == ReportingProblem.TABLE_TOO_SLOW));
    }
  }

  /**
   * Answers.
   *
   * @param right to look at figures, or to download them
   * @param areaId the area; null for one's own
   * @throws ForbiddenException if the actor may do that nowhere
   * @throws NotFoundException if not there, or if there is no such area
   */
  @Transactional(readOnly = true)
  public Asked ask(Actor actor, Right right, TableTyped typed, @Nullable Integer areaId) {
    TableScope known = known(actor, right, areaId);
    TableTyped asked = typed.fresh() ? TableQuestionRules.usual(known).over(typed) : typed;
    List<Area> places = places(actor, right, known.area());
    Result<TableQuestion> read = TableQuestionRules.read(asked, known);
    if (!(read instanceof Result.Ok<TableQuestion>(TableQuestion question))) {
      return new Asked(known, places, asked, read.problems(), null, null);
    }
    if (question.wide()) {
      return new Asked(known, places, asked, List.of(), question, null);
    }
    return switch (answer(question, known, null)) {
      case Result.Ok<TableAnswer>(TableAnswer answer) ->
          new Asked(known, places, asked, List.of(), question, shown(answer, known.near()));
      case Result.Refused<TableAnswer>(List<Problem> problems) ->
          new Asked(known, places, asked, problems, question, null);
    };
  }

  /** What can be asked of an area. */
  TableScope known(Actor actor, Right right, @Nullable Integer areaId) {
    List<Integer> own = actor.areasFor(right);
    if (own.isEmpty()) {
      throw new ForbiddenException(right);
    }
    Area area = areas.requireKnown(actor, right, areaId == null ? own.getFirst() : areaId);
    return new TableScope(
        area,
        figures.campaigns(area.id()),
        table.codes(),
        areas.reachesKnown(actor, Right.HOUSEHOLD_READ, area.id()),
        areas.reachesKnown(actor, Right.DOSSIER_READ, area.id()),
        LocalDate.now(clock));
  }

  /**
   * A table as somebody may see it: where it divides people by what they are, small cells are not
   * shown to whoever may not read these people.
   *
   * @param near whether the reader may read the register there
   */
  static TableAnswer shown(TableAnswer answer, boolean near) {
    return near || !answer.question().personal() ? answer : SmallCells.of(answer);
  }

  /**
   * The dossiers behind a cell, by given name.
   *
   * @param cell which cell
   * @throws ForbiddenException if the actor may read dossiers nowhere
   * @throws NotFoundException if not there, or if there is no such table
   */
  @Transactional(readOnly = true)
  public Result<Behind> behind(
      Actor actor, TableTyped typed, int areaId, TableCell cell, int limit, long offset) {
    TableScope known = known(actor, Right.DOSSIER_READ, areaId);
    TableTyped asked = typed.fresh() ? TableQuestionRules.usual(known).over(typed) : typed;
    if (!(TableQuestionRules.read(asked, known)
            instanceof Result.Ok<TableQuestion>(TableQuestion question))
        || question.level() == AreaLevel.NATION
        || !cell.fits(question, known.codes())) {
      throw new NotFoundException("dossiers behind a table of area " + areaId);
    }
    List<DossierBehind> dossiers;
    try {
      dossiers =
          Objects.requireNonNull(
              inside.execute(status -> table.behind(question, cell, limit, offset, patience)));
    } catch (QueryTimeoutException slow) {
      return Result.refused(Problem.of(ReportingProblem.TABLE_TOO_SLOW, patience));
    }
    Set<Integer> ids = new HashSet<>();
    for (TableCell.Part part : cell.of(question)) {
      collect(part.axis(), List.of(part.key()), ids);
    }
    return Result.ok(
        new Behind(
            question,
            known,
            new TableAnswer.Names(table.places(ids, known.today()), known.codes()),
            dossiers));
  }

  /**
   * Dossiers behind a cell.
   *
   * @param question the table
   * @param scope what can be asked there
   * @param names what stands behind codes and areas
   * @param dossiers a page of them
   */
  public record Behind(
      TableQuestion question,
      TableScope scope,
      TableAnswer.Names names,
      List<DossierBehind> dossiers) {}

  /** What axes that are data can be. */
  @Transactional(readOnly = true)
  public Map<TableAxis, Map<String, String>> codes() {
    return table.codes();
  }

  private List<Area> places(Actor actor, Right right, Area area) {
    Set<Integer> own = new HashSet<>(actor.areasFor(right));
    List<Area> places = new ArrayList<>();
    boolean within = false;
    for (Area one : areas.pathKnown(area)) {
      within |= own.contains(one.id());
      if (within) {
        places.add(one);
      }
    }
    if (places.isEmpty()) {
      places.add(area);
    }
    for (int id : own) {
      if (places.stream().noneMatch(one -> one.id() == id)) {
        places.addFirst(areas.lastKnown(id));
      }
    }
    if (area.level() != AreaLevel.VILLAGE) {
      places.addAll(areas.childrenKnown(area));
    }
    return places;
  }

  /**
   * The table of a sound question.
   *
   * @param source what it is read from; null for the tallies where they know the answer
   */
  Result<TableAnswer> answer(
      TableQuestion question, TableScope known, CrossTable.@Nullable Source source) {
    CrossTable.Source from =
        source != null
            ? source
            : question.tallied() ? CrossTable.Source.TALLIES : CrossTable.Source.DOSSIERS;
    Instant at = clock.instant();
    List<CrossTable.Group> groups;
    try {
      groups =
          Objects.requireNonNull(
              inside.execute(status -> table.count(question, from, null, patience)));
    } catch (QueryTimeoutException slow) {
      return Result.refused(Problem.of(ReportingProblem.TABLE_TOO_SLOW, patience));
    }
    return put(
        question,
        groups,
        known.codes(),
        known.campaigns(),
        from == CrossTable.Source.TALLIES,
        at,
        at);
  }

  /** Puts what was counted into rows and columns, unless these are too many. */
  Result<TableAnswer> put(
      TableQuestion question,
      List<CrossTable.Group> groups,
      Map<TableAxis, Map<String, String>> codes,
      List<FiguresCampaign> campaigns,
      boolean live,
      Instant from,
      Instant until) {
    if (groups.size() > CrossTable.MOST_GROUPS) {
      return Result.refused(Problem.of(ReportingProblem.TABLE_TOO_LARGE, CrossTable.MOST_GROUPS));
    }
    LocalDate today = LocalDate.now(clock);
    LocalDate day =
        campaigns.stream()
            .filter(
                one ->
                    question.years().contains(one.year())
                        && question.models().contains(Measured.of(one.model(), one.level())))
            .map(one -> one.treeDate(question.basis(), today))
            .max(java.util.Comparator.naturalOrder())
            .orElse(today);
    Set<Integer> ids = new HashSet<>();
    collect(question.rows(), groups.stream().map(CrossTable.Group::outer).toList(), ids);
    collect(question.then(), groups.stream().map(CrossTable.Group::inner).toList(), ids);
    collect(question.columns(), groups.stream().map(CrossTable.Group::column).toList(), ids);
    TableAnswer answer =
        TableAnswer.of(
            question,
            groups,
            new TableAnswer.Names(table.places(ids, day), codes),
            live,
            from,
            until);
    if (answer.columns().size() > MOST_COLUMNS) {
      return Result.refused(
          Problem.at(
              "columns",
              ReportingProblem.TABLE_TOO_WIDE,
              answer.columns().size(),
              MOST_COLUMNS,
              TableQuestionRules.name(Objects.requireNonNull(question.columns()))));
    }
    return Result.ok(answer);
  }

  private static void collect(@Nullable TableAxis axis, List<String> keys, Set<Integer> ids) {
    if (axis != null && axis.level() != null) {
      keys.stream()
          .filter(key -> !key.equals(TableAxis.UNKNOWN))
          .map(Integer::valueOf)
          .forEach(ids::add);
    }
  }
}

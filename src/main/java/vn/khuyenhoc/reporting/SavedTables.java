package vn.khuyenhoc.reporting;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.ForbiddenException;
import vn.khuyenhoc.platform.Grant;
import vn.khuyenhoc.platform.Journal;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.platform.text.VietnameseText;

/**
 * Tables saved under a name. What is saved is the question alone: whoever opens it sees figures of
 * the own area, whatever the owner saw.
 */
@Service
public class SavedTables {

  private static final int LONGEST_NAME = 200;

  /** The roles that a table can be shared with. */
  static final List<Role> ROLES =
      java.util.Arrays.stream(Role.values()).filter(Right.FIGURES_READ::heldBy).toList();

  private final SavedTableTable table;
  private final Tables tables;
  private final Areas areas;
  private final Journal journal;
  private final Clock clock;

  SavedTables(SavedTableTable table, Tables tables, Areas areas, Journal journal, Clock clock) {
    this.table = table;
    this.tables = tables;
    this.areas = areas;
    this.journal = journal;
    this.clock = clock;
  }

  /**
   * What the form of a saved table holds.
   *
   * @param name as typed
   * @param roles the roles it is shared with, by name
   * @param question as an address writes it
   * @param version the version that was seen; 0 for a new one
   */
  public record Form(String name, List<String> roles, String question, int version) {}

  private static SavedTableTable.Reader reader(Actor actor) {
    UUID account = actor.accountId();
    if (!actor.holds(Right.FIGURES_READ) || account == null) {
      throw new ForbiddenException(Right.FIGURES_READ);
    }
    return new SavedTableTable.Reader(
        account,
        actor.grants().stream()
            .filter(grant -> grant.subject() == null)
            .map(Grant::role)
            .filter(Right.FIGURES_READ::heldBy)
            .map(Enum::name)
            .distinct()
            .toList(),
        actor.areasFor(Right.FIGURES_READ));
  }

  /** One's own and those shared with one, by name; one's own first. */
  @Transactional(readOnly = true)
  public List<SavedTable> list(Actor actor, String typed, int limit, long offset) {
    return table.list(reader(actor), fold(typed), limit, offset);
  }

  /** How many that are. */
  @Transactional(readOnly = true)
  public long count(Actor actor, String typed) {
    return table.count(reader(actor), fold(typed));
  }

  private static String fold(String typed) {
    return VietnameseText.fold(VietnameseText.clean(typed)).replace("%", "").replace("_", "");
  }

  /**
   * One that the actor may open.
   *
   * @throws NotFoundException if there is none
   */
  @Transactional(readOnly = true)
  public SavedTable read(Actor actor, UUID id) {
    return table.visible(reader(actor), id).orElseThrow(() -> missing(actor, id));
  }

  /** The same, where it is only for show. */
  @Transactional(readOnly = true)
  public Optional<SavedTable> visible(Actor actor, UUID id) {
    return table.visible(reader(actor), id);
  }

  /**
   * One's own.
   *
   * @throws NotFoundException if there is none
   */
  @Transactional(readOnly = true)
  public SavedTable own(Actor actor, UUID id) {
    return table.own(reader(actor).account(), id, false).orElseThrow(() -> missing(actor, id));
  }

  private SavedTable locked(Actor actor, UUID id) {
    return table.own(reader(actor).account(), id, true).orElseThrow(() -> missing(actor, id));
  }

  private NotFoundException missing(Actor actor, UUID id) {
    return table
        .gone(reader(actor), id)
        .<NotFoundException>map(
            gone ->
                new WithdrawnMeanwhile(
                    WithdrawnMeanwhile.What.TABLE, gone.name(), gone.withdrawn(), "/tables"))
        .orElseGet(() -> new NotFoundException("saved table " + id));
  }

  /**
   * The address that opens a saved table: of its own area where the actor reaches it, else of the
   * actor's, with the levels that lie below that.
   */
  @Transactional(readOnly = true)
  public String opened(Actor actor, UUID id) {
    SavedTable saved = read(actor, id);
    TableTyped typed = TableTyped.of(saved.question());
    if (!areas.reachesKnown(actor, Right.FIGURES_READ, saved.areaId())) {
      Area own = areas.lastKnown(actor.areasFor(Right.FIGURES_READ).getFirst());
      typed = fitted(typed, own.id(), own.level());
    }
    return "/tables/ask?" + query(typed) + "&saved=" + id;
  }

  /** The same question of another area: levels that do not lie below it become the next that do. */
  static TableTyped fitted(TableTyped typed, int area, AreaLevel level) {
    Map<String, List<String>> fields = new LinkedHashMap<>(typed.fields());
    fields.put("area", List.of(String.valueOf(area)));
    TableAxis below = TableQuestionRules.below(level);
    for (String field : List.of("rows", "then", "columns")) {
      TableAxis axis = TableAxis.named(typed.one(field));
      AreaLevel of = axis == null ? null : axis.level();
      if (of != null && of.compareTo(level) <= 0) {
        boolean taken =
            below == null
                || fields.values().stream().anyMatch(values -> values.contains(below.name()));
        if (below != null && !taken) {
          fields.put(field, List.of(below.name()));
        } else if (!field.equals("rows")) {
          fields.remove(field);
        }
      }
    }
    return new TableTyped(fields);
  }

  static String query(TableTyped typed) {
    List<String> parts = new ArrayList<>();
    typed
        .fields()
        .forEach(
            (name, values) ->
                values.forEach(
                    value ->
                        parts.add(
                            java.net.URLEncoder.encode(
                                    name, java.nio.charset.StandardCharsets.UTF_8)
                                + "="
                                + java.net.URLEncoder.encode(
                                    value, java.nio.charset.StandardCharsets.UTF_8))));
    return String.join("&", parts);
  }

  /** The question of a form; with everything that is wrong with it. */
  @Transactional(readOnly = true)
  public Result<TableQuestion> question(Actor actor, String question) {
    TableTyped typed = TableTyped.of(question);
    String area = typed.one("area");
    return TableQuestionRules.read(
        typed,
        tables.known(
            actor, Right.FIGURES_READ, area.matches("[0-9]{1,9}") ? Integer.valueOf(area) : null));
  }

  /** Saves a question. The same one sent twice is saved once. */
  @Transactional
  public Result<SavedTable> save(Actor actor, UUID id, Form form) {
    return keep(actor, id, form, null);
  }

  /** Renames a table, shares it with others, or puts another question in its place. */
  @Transactional
  public Result<SavedTable> change(Actor actor, UUID id, Form form) {
    SavedTable before = locked(actor, id);
    if (before.version() != form.version()) {
      return Result.refused(Problem.of(ReportingProblem.CHANGED_MEANWHILE));
    }
    return keep(actor, id, form, before);
  }

  private Result<SavedTable> keep(Actor actor, UUID id, Form form, @Nullable SavedTable before) {
    SavedTableTable.Reader reader = reader(actor);
    List<Problem> problems = new ArrayList<>();
    String name = VietnameseText.clean(form.name());
    if (name.isEmpty()) {
      problems.add(Problem.at("name", ReportingProblem.TEXT_MISSING, FieldLabels.of("name")));
    } else if (name.length() > LONGEST_NAME) {
      problems.add(
          Problem.at("name", ReportingProblem.TEXT_TOO_LONG, LONGEST_NAME, FieldLabels.of("name")));
    } else if (table.named(reader.account(), name, id)) {
      problems.add(Problem.at("name", ReportingProblem.TABLE_NAME_TAKEN, name));
    }
    Result<TableQuestion> read = question(actor, form.question());
    problems.addAll(read.problems());
    if (!problems.isEmpty() || !(read instanceof Result.Ok<TableQuestion>(TableQuestion asked))) {
      return Result.refused(problems);
    }
    SavedTable saved =
        new SavedTable(
            id,
            name,
            asked.query(),
            SavedTable.QUESTION_VERSION,
            asked.areaId(),
            areas.lastKnown(asked.areaId()).name(),
            within(actor, asked.areaId()),
            reader.account(),
            actor.name(),
            ROLES.stream().filter(role -> form.roles().contains(role.name())).toList(),
            before == null ? 1 : before.version() + 1,
            clock.instant(),
            actor.name());
    if (before == null) {
      if (!table.add(saved)) {
        return Result.ok(own(actor, id));
      }
      journal.write(actor, "table.save", subject(id), saved.areaId(), Map.of("name", name));
    } else {
      table.change(saved);
      journal.write(
          actor,
          "table.change",
          subject(id),
          saved.areaId(),
          Map.of("before", before.toString(), "after", saved.toString()));
    }
    return Result.ok(saved);
  }

  /** The widest own area above the one that is asked about. */
  private int within(Actor actor, int area) {
    List<Integer> own = actor.areasFor(Right.FIGURES_READ);
    return areas.pathKnown(area).stream()
        .map(Area::id)
        .filter(own::contains)
        .findFirst()
        .orElse(own.getFirst());
  }

  /** Takes a table out of everybody's list. */
  @Transactional
  public SavedTable withdraw(Actor actor, UUID id) {
    SavedTable saved = locked(actor, id);
    table.withdraw(id, actor, clock.instant());
    journal.write(
        actor, "table.withdraw", subject(id), saved.areaId(), Map.of("name", saved.name()));
    return saved;
  }

  private static String subject(UUID id) {
    return "table/" + id;
  }
}

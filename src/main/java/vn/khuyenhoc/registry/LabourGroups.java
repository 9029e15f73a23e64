package vn.khuyenhoc.registry;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Journal;
import vn.khuyenhoc.platform.KeptChoices;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.text.VietnameseText;

/**
 * The labour groups of citizens: one list for the whole country, kept by who keeps the country's
 * criteria. A group that citizens or criteria sets name is never taken away: it ends, and nobody is
 * put into it anew.
 */
@Service
public class LabourGroups implements KeptChoices {

  /** What criteria know the groups by. */
  static final String TOPIC = "labour-group";

  private final LabourGroupTable table;
  private final Areas areas;
  private final Journal journal;
  private final Clock clock;

  LabourGroups(LabourGroupTable table, Areas areas, Journal journal, Clock clock) {
    this.table = table;
    this.areas = areas;
    this.journal = journal;
    this.clock = clock;
  }

  @Override
  public String topic() {
    return TOPIC;
  }

  @Override
  public List<Kept> all() {
    return table.all().stream()
        .map(group -> new Kept(group.code(), group.name(), group.retired()))
        .toList();
  }

  @Override
  public String href() {
    return "/labour-groups";
  }

  /** All groups in their order, those that ended too. */
  public List<LabourGroup> list() {
    return table.all();
  }

  /**
   * One group.
   *
   * @throws NotFoundException if there is none with this code
   */
  public LabourGroup byCode(String code) {
    return table.byCode(code).orElseThrow(() -> new NotFoundException("labour group " + code));
  }

  /** Whether somebody may change the list: it holds for the whole country. */
  public boolean keeps(Actor actor) {
    return areas.reaches(actor, Right.CRITERIA_WRITE, areas.nation().id());
  }

  /**
   * Adds a group at the end of the list. Sent twice, it adds once.
   *
   * @param typedCode its code as typed; empty to have one made of the name
   * @return its code
   */
  @Transactional
  public Result<String> add(Actor actor, String typedCode, LabourGroupEntry entry) {
    if (!keeps(actor)) {
      return Result.refused(Problem.of(RegistryProblem.NATION_ONLY));
    }
    List<LabourGroup> all = table.lockAll();
    String typed = VietnameseText.clean(typedCode).toUpperCase(Locale.ROOT);
    Optional<LabourGroup> same =
        all.stream()
            .filter(
                one -> one.entry().equals(entry) && (typed.isEmpty() || one.code().equals(typed)))
            .findFirst();
    if (same.isPresent()) {
      return Result.ok(same.get().code());
    }
    List<Problem> problems = new ArrayList<>(entry.problems());
    if (!typed.isEmpty() && !LabourGroupEntry.written(typed)) {
      problems.add(Problem.at("code", RegistryProblem.GROUP_CODE_WRONG, typed));
    }
    all.stream()
        .filter(one -> one.code().equals(typed))
        .findFirst()
        .ifPresent(
            one ->
                problems.add(
                    Problem.at("code", RegistryProblem.GROUP_CODE_TAKEN, typed, one.name())));
    namesake(all, "", entry).ifPresent(problems::add);
    if (!problems.isEmpty()) {
      return Result.refused(problems);
    }
    String code = typed.isEmpty() ? free(all, LabourGroupEntry.code(entry.name())) : typed;
    table.add(code, entry, now(), actor);
    tell(actor, "labour-group.add", code, entry);
    return Result.ok(code);
  }

  /** Changes what is known of a group; its code stays. */
  @Transactional
  public Result<String> edit(Actor actor, String code, int version, LabourGroupEntry entry) {
    if (!keeps(actor)) {
      return Result.refused(Problem.of(RegistryProblem.NATION_ONLY));
    }
    List<LabourGroup> all = table.lockAll();
    LabourGroup present = present(all, code);
    if (present.entry().equals(entry)) {
      return Result.ok(code);
    }
    List<Problem> problems = new ArrayList<>(entry.problems());
    unchanged(present, version).ifPresent(problems::add);
    namesake(all, code, entry).ifPresent(problems::add);
    if (!problems.isEmpty()) {
      return Result.refused(problems);
    }
    table.change(code, entry, present.retired(), now(), actor);
    tell(actor, "labour-group.edit", code, entry);
    return Result.ok(code);
  }

  /**
   * Ends a group: nobody is put into it anew; whoever is in it, and campaigns under way, go on.
   * Refused for the last one: without a group no citizen can be registered.
   */
  @Transactional
  public Result<String> end(Actor actor, String code, int version) {
    return retired(actor, code, version, true);
  }

  /** Lets a group that ended be chosen again. */
  @Transactional
  public Result<String> reopen(Actor actor, String code, int version) {
    return retired(actor, code, version, false);
  }

  private Result<String> retired(Actor actor, String code, int version, boolean retired) {
    if (!keeps(actor)) {
      return Result.refused(Problem.of(RegistryProblem.NATION_ONLY));
    }
    List<LabourGroup> all = table.lockAll();
    LabourGroup present = present(all, code);
    if (present.retired() == retired) {
      return Result.ok(code);
    }
    List<Problem> problems = new ArrayList<>();
    unchanged(present, version).ifPresent(problems::add);
    if (retired && all.stream().filter(one -> !one.retired()).count() == 1) {
      problems.add(Problem.of(RegistryProblem.GROUP_LAST));
    }
    if (!problems.isEmpty()) {
      return Result.refused(problems);
    }
    table.change(code, present.entry(), retired, now(), actor);
    if (retired) {
      journal.write(actor, "labour-group.end", subject(code), null, Map.of("name", present.name()));
    } else {
      journal.write(
          actor, "labour-group.reopen", subject(code), null, Map.of("name", present.name()));
    }
    return Result.ok(code);
  }

  private static LabourGroup present(List<LabourGroup> all, String code) {
    return all.stream()
        .filter(one -> one.code().equals(code))
        .findFirst()
        .orElseThrow(() -> new NotFoundException("labour group " + code));
  }

  /** Lists are read by names: two groups of one name could not be told apart. */
  private static Optional<Problem> namesake(
      List<LabourGroup> all, String own, LabourGroupEntry entry) {
    String folded = VietnameseText.fold(entry.name());
    return all.stream()
        .filter(one -> !one.code().equals(own) && VietnameseText.fold(one.name()).equals(folded))
        .findFirst()
        .map(one -> Problem.at("name", RegistryProblem.GROUP_NAME_TAKEN, one.name(), one.code()));
  }

  private static String free(List<LabourGroup> all, String wanted) {
    String code = wanted;
    for (int n = 2; taken(all, code); n++) {
      code = wanted + "_" + n;
    }
    return code;
  }

  private static boolean taken(List<LabourGroup> all, String code) {
    return all.stream().anyMatch(one -> one.code().equals(code));
  }

  private static Optional<Problem> unchanged(LabourGroup present, int version) {
    Instant at = present.changedAt();
    return present.version() == version
        ? Optional.empty()
        : Optional.of(
            Problem.of(
                RegistryProblem.CHANGED_MEANWHILE,
                present.changedBy(),
                at == null ? Instant.EPOCH : at));
  }

  private void tell(Actor actor, String action, String code, LabourGroupEntry entry) {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("name", entry.name());
    told.put("explanation", entry.explanation());
    told.put("source", entry.source());
    told.put("verified", entry.verified());
    journal.write(actor, action, subject(code), null, told);
  }

  private static String subject(String code) {
    return "labour-group/" + code;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}

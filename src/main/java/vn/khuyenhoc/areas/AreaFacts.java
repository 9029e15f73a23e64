package vn.khuyenhoc.areas;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.khuyenhoc.platform.Acting;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Journal;
import vn.khuyenhoc.platform.JournalEntries;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.text.DateReading;
import vn.khuyenhoc.platform.text.VietnameseDates;
import vn.khuyenhoc.platform.text.VietnameseText;

/**
 * What is known of areas beside their place in the tree: dated, each with its source. Criteria,
 * targets and filters read it by the day they are about. Entries are only added, or taken back with
 * a reason; what held before stays to be read.
 */
@Service
public class AreaFacts {

  private final AreaFactTable table;
  private final Areas areas;
  private final Journal journal;
  private final JournalEntries entries;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  AreaFacts(
      AreaFactTable table,
      Areas areas,
      Journal journal,
      JournalEntries entries,
      ApplicationEventPublisher events,
      Clock clock) {
    this.table = table;
    this.areas = areas;
    this.journal = journal;
    this.entries = entries;
    this.events = events;
    this.clock = clock;
  }

  /** What a value looks like. */
  public enum Form {
    /** A whole number. */
    WHOLE,
    /** A number that may have decimals. */
    DECIMAL,
    /** YES or NO. */
    YES_OR_NO,
    /** STANDARD, ADVANCED, MODEL or NO. */
    STATUS
  }

  /** What can be known of an area. */
  public enum Attribute {
    /** Persons. */
    POPULATION(Form.WHOLE),
    /** Households by the statistics office, not those on the register. */
    HOUSEHOLDS(Form.WHOLE),
    /** Square kilometres. */
    AREA_KM2(Form.DECIMAL),
    /** Miền núi, vùng cao: YES or NO. */
    HIGHLAND(Form.YES_OR_NO),
    /** Đặc biệt khó khăn: YES or NO. */
    SPECIALLY_DIFFICULT(Form.YES_OR_NO),
    /** Nông thôn mới: STANDARD, ADVANCED, MODEL or NO. */
    NEW_RURAL(Form.STATUS);

    private final Form form;

    Attribute(Form form) {
      this.form = form;
    }

    /** What its values look like. */
    public Form form() {
      return form;
    }

    /** Whether values of several areas add up to that of all of them. */
    public boolean addsUp() {
      return form == Form.WHOLE || form == Form.DECIMAL;
    }

    /** The attribute named so; null for none. */
    public static @Nullable Attribute named(String name) {
      for (Attribute one : values()) {
        if (one.name().equals(name)) {
          return one;
        }
      }
      return null;
    }
  }

  /** A value to be recorded: digits with a point before decimals, or a code. */
  public record NewFact(
      int areaId, Attribute attribute, LocalDate since, String value, String source) {}

  /**
   * A value of one area that holds on a day.
   *
   * @param areaId the area
   * @param attribute what it is
   * @param value digits with a point before decimals, or a code
   * @param since the day from which it holds
   * @param source who says so
   */
  public record Fact(
      int areaId, Attribute attribute, String value, LocalDate since, String source) {}

  /**
   * Something that was recorded.
   *
   * @param no its number
   * @param attribute what it is
   * @param value the value
   * @param since the day from which it holds
   * @param until the first day on which the next one holds; null while none does
   * @param source who says so
   * @param recordedAt when it was recorded
   * @param recordedBy by whom
   * @param replaced whether a later entry for the same day took its place
   * @param withdrawnBy who took it back; null while it stands
   * @param withdrawnReason why
   */
  public record Entry(
      long no,
      Attribute attribute,
      String value,
      LocalDate since,
      @Nullable LocalDate until,
      String source,
      Instant recordedAt,
      String recordedBy,
      boolean replaced,
      @Nullable String withdrawnBy,
      @Nullable String withdrawnReason) {

    /** Whether it holds on a day. */
    public boolean holds(LocalDate day) {
      return withdrawnBy == null
          && !replaced
          && !since.isAfter(day)
          && (until == null || until.isAfter(day));
    }
  }

  /** What somebody typed about one attribute of an area. */
  public record Typed(String attribute, String value, String since, String source) {}

  /**
   * What the areas that became this one had together: offered, never recorded by itself.
   *
   * @param attribute what adds up
   * @param value the sum; null where one of them has no value
   * @param since the day on which they became this area
   * @param parts what each of them had; null for nothing known
   */
  public record Suggestion(
      Attribute attribute, @Nullable String value, LocalDate since, List<Part> parts) {

    public Suggestion {
      parts = List.copyOf(parts);
    }

    /** One of the areas that became this one. */
    public record Part(String name, @Nullable String value) {}
  }

  /** The values of an attribute that hold for these areas on a day, by area. One statement. */
  @Transactional(readOnly = true)
  public Map<Integer, Fact> on(LocalDate day, Attribute attribute, Collection<Integer> areaIds) {
    return areaIds.isEmpty()
        ? Map.of()
        : table.on(day, List.of(attribute), areaIds).stream()
            .collect(Collectors.toMap(Fact::areaId, fact -> fact));
  }

  /** Those of the areas that have this value on a day. One statement. */
  @Transactional(readOnly = true)
  public Set<Integer> having(
      LocalDate day, Attribute attribute, String value, Collection<Integer> withinIds) {
    return on(day, attribute, withinIds).values().stream()
        .filter(fact -> fact.value().equals(value))
        .map(Fact::areaId)
        .collect(Collectors.toSet());
  }

  /** Everything that holds for these areas on a day, by area. One statement. */
  @Transactional(readOnly = true)
  public Map<Integer, Map<Attribute, Fact>> known(LocalDate day, Collection<Integer> areaIds) {
    Map<Integer, Map<Attribute, Fact>> known = new HashMap<>();
    if (!areaIds.isEmpty()) {
      table
          .on(day, List.of(Attribute.values()), areaIds)
          .forEach(
              fact ->
                  known
                      .computeIfAbsent(fact.areaId(), id -> new EnumMap<>(Attribute.class))
                      .put(fact.attribute(), fact));
    }
    return known;
  }

  /**
   * Everything ever recorded of an area, the latest day first.
   *
   * @throws NotFoundException if the actor does not reach it
   */
  @Transactional(readOnly = true)
  public List<Entry> history(Actor actor, int areaId) {
    areas.requireKnown(actor, Right.FIGURES_READ, areaId);
    return table.entries(areaId);
  }

  /** Everything ever recorded of an area that the reader was found to reach. */
  List<Entry> recorded(int areaId) {
    return table.entries(areaId);
  }

  /** Whether the actor may record facts of this area. */
  public boolean mayKeep(Actor actor, int areaId) {
    return areas.reachesKnown(actor, Right.AREAS_KEEP, areaId);
  }

  /** What the areas that became this one had together on its eve, by attribute. */
  @Transactional(readOnly = true)
  public Map<Attribute, Suggestion> suggested(int areaId) {
    Map<Attribute, List<AreaFactTable.Former>> former = new EnumMap<>(Attribute.class);
    table
        .former(areaId)
        .forEach(one -> former.computeIfAbsent(one.attribute(), key -> new ArrayList<>()).add(one));
    Map<Attribute, Suggestion> suggested = new EnumMap<>(Attribute.class);
    former.forEach(
        (attribute, parts) -> {
          if (parts.stream().allMatch(AreaFactTable.Former::whole)
              && parts.stream().anyMatch(part -> part.value() != null)) {
            suggested.put(attribute, suggestion(attribute, parts));
          }
        });
    return suggested;
  }

  private static Suggestion suggestion(Attribute attribute, List<AreaFactTable.Former> parts) {
    BigDecimal sum = BigDecimal.ZERO;
    boolean complete = true;
    List<Suggestion.Part> told = new ArrayList<>();
    for (AreaFactTable.Former part : parts) {
      String value = part.value();
      complete &= value != null;
      sum = sum.add(value == null ? BigDecimal.ZERO : new BigDecimal(value));
      told.add(new Suggestion.Part(part.name(), value));
    }
    return new Suggestion(
        attribute, complete ? sum.toPlainString() : null, parts.getFirst().day(), told);
  }

  /**
   * Records a value from a day on, until the next one that is known.
   *
   * @param form made by the form: sent twice, it is recorded once
   * @return refused with everything that is wrong
   * @throws NotFoundException if the actor does not keep that area
   */
  @Transactional
  public Result<NewFact> record(Actor actor, UUID form, int areaId, Typed typed) {
    requireKept(actor, areaId);
    AreaFactTable.Place place = table.place(areaId);
    List<Problem> problems = new ArrayList<>();
    Attribute attribute = Attribute.named(typed.attribute());
    String value = "";
    if (attribute == null) {
      problems.add(Problem.at("attribute", FactProblem.ATTRIBUTE_MISSING));
    } else {
      Result<String> read = FactRules.value(attribute, place.level(), "value", typed.value());
      problems.addAll(read.problems());
      value = read instanceof Result.Ok<String>(String sound) ? sound : "";
    }
    LocalDate since = day("since", typed.since(), place.known(), problems);
    String source = VietnameseText.clean(typed.source());
    add(problems, FactRules.source("source", source));
    if (!problems.isEmpty() || attribute == null || since == null) {
      return Result.refused(problems);
    }
    NewFact fact = new NewFact(areaId, attribute, since, value, source);
    String subject = "fact/" + form;
    if (entries.about(subject, 1).isEmpty()) {
      record(List.of(fact), actor, null);
      journal.write(
          actor,
          "areas.facts",
          subject,
          areaId,
          Map.of(
              "attribute",
              attribute.name(),
              "since",
              since.toString(),
              "value",
              value,
              "source",
              source));
    }
    return Result.ok(fact);
  }

  /** Takes an entry back: what it had replaced holds again. */
  @Transactional
  public Result<Entry> withdraw(Actor actor, int areaId, long entryNo, String reason) {
    requireKept(actor, areaId);
    Entry entry =
        table.entries(areaId).stream()
            .filter(one -> one.no() == entryNo)
            .findFirst()
            .orElseThrow(() -> new NotFoundException("entry " + entryNo + " of area " + areaId));
    if (entry.withdrawnBy() != null) {
      return Result.refused(Problem.of(FactProblem.ENTRY_WITHDRAWN));
    }
    String why = VietnameseText.clean(reason);
    if (why.isEmpty()) {
      return Result.refused(Problem.at("reason", AreasProblem.REASON_MISSING));
    }
    table.withdraw(List.of(entryNo), now(), actor, why);
    events.publishEvent(new AreaFactsChanged(Set.of(entry.attribute()), List.of(areaId)));
    journal.write(
        actor,
        "areas.facts.withdraw",
        "area/" + areaId,
        areaId,
        Map.of(
            "attribute", entry.attribute().name(),
            "since", entry.since().toString(),
            "value", entry.value(),
            "reason", why));
    return Result.ok(entry);
  }

  /**
   * Records the values of a sheet, all of them or none.
   *
   * @param form made by the form: sent twice, they are recorded once
   * @param scopeId the area that all of them lie in
   * @param sinceTyped the day from which they hold
   * @param sourceTyped who says so
   * @param read what the sheet says
   * @param lookOnly to count without recording
   * @return how many values of how many areas; refused with everything that is wrong, each problem
   *     of a row with its line as field ({@code line-12})
   */
  @Transactional
  public Result<Recorded> recordSheet(
      Actor actor,
      UUID form,
      int scopeId,
      String sinceTyped,
      String sourceTyped,
      FactSheet.Read read,
      boolean lookOnly) {
    requireKept(actor, scopeId);
    List<Problem> problems = new ArrayList<>();
    LocalDate since = day("since", sinceTyped, table.place(scopeId).known(), problems);
    String source = VietnameseText.clean(sourceTyped);
    add(problems, FactRules.source("source", source));
    problems.addAll(read.problems());
    List<NewFact> facts = new ArrayList<>();
    if (since != null) {
      resolve(table.below(scopeId, since), since, source, read.rows(), facts, problems);
    }
    if (problems.isEmpty() && facts.isEmpty()) {
      problems.add(Problem.at("file", FactProblem.NOTHING_TO_RECORD));
    }
    if (!problems.isEmpty() || since == null) {
      return Result.refused(problems);
    }
    Recorded recorded =
        new Recorded(facts.size(), (int) facts.stream().map(NewFact::areaId).distinct().count());
    String subject = "facts/" + form;
    if (!lookOnly && entries.about(subject, 1).isEmpty()) {
      record(facts, actor, null);
      journal.write(
          actor,
          "areas.facts",
          subject,
          scopeId,
          Map.of("since", since.toString(), "source", source, "facts", facts.size()));
    }
    return Result.ok(recorded);
  }

  /** How many values of how many areas. */
  public record Recorded(int values, int areas) {}

  /**
   * Records what an official list tells of its areas beside their place in the tree, in the
   * transaction that applies the list; withdrawn together with it.
   *
   * @param reorganisationId the reorganisation by which the list was applied; null where it changed
   *     nothing in the tree
   * @return how many values were recorded; those the same as known before are left out
   */
  @Transactional
  int recordListed(
      Actor actor,
      @Nullable Integer reorganisationId,
      int scopeId,
      LocalDate day,
      String source,
      List<FactSheet.Row> rows) {
    requireKept(actor, scopeId);
    List<NewFact> facts = new ArrayList<>();
    resolve(table.below(scopeId, day), day, source, rows, facts, new ArrayList<>());
    Map<Integer, Map<Attribute, Fact>> known =
        known(day, facts.stream().map(NewFact::areaId).collect(Collectors.toSet()));
    facts.removeIf(
        fact -> {
          Fact there = known.getOrDefault(fact.areaId(), Map.of()).get(fact.attribute());
          return there != null && there.value().equals(fact.value());
        });
    if (!facts.isEmpty()) {
      record(facts, actor, reorganisationId);
      journal.write(
          actor,
          "areas.facts",
          "area/" + scopeId,
          scopeId,
          Map.of("since", day.toString(), "source", source, "facts", facts.size()));
    }
    return facts.size();
  }

  /** What a list told of its areas is taken back with the list. */
  @EventListener
  void withdrawing(AreasReorganised.Withdrawing event) {
    List<NewFact> listed = table.listed(event.reorganisationId());
    if (!listed.isEmpty()) {
      table.withdrawListed(event.reorganisationId(), now(), Acting.current());
      events.publishEvent(AreaFactsChanged.of(listed));
    }
  }

  private void record(List<NewFact> facts, Actor actor, @Nullable Integer reorganisationId) {
    table.record(facts, now(), actor, reorganisationId);
    events.publishEvent(AreaFactsChanged.of(facts));
  }

  /** From codes to areas, and from words to values. */
  private static void resolve(
      List<AreaFactTable.Here> here,
      LocalDate since,
      String source,
      List<FactSheet.Row> rows,
      List<NewFact> facts,
      List<Problem> problems) {
    Map<String, List<AreaFactTable.Here>> byCode =
        here.stream().collect(Collectors.groupingBy(AreaFactTable.Here::code));
    Map<Integer, Integer> lines = new LinkedHashMap<>();
    for (FactSheet.Row row : rows) {
      String line = "line-" + row.line();
      List<AreaFactTable.Here> found =
          byCode.getOrDefault(row.code(), List.of()).stream()
              .filter(one -> row.level() == null || one.level() == row.level())
              .toList();
      if (found.size() > 1 && !row.name().isEmpty()) {
        found =
            found.stream().filter(one -> VietnameseText.sameName(one.name(), row.name())).toList();
      }
      if (found.isEmpty()) {
        problems.add(Problem.at(line, FactProblem.AREA_NOT_HERE, row.code()));
        continue;
      }
      if (found.size() > 1) {
        problems.add(Problem.at(line, FactProblem.CODE_OF_SEVERAL, row.code()));
        continue;
      }
      AreaFactTable.Here area = found.getFirst();
      Integer earlier = lines.putIfAbsent(area.id(), row.line());
      if (earlier != null) {
        problems.add(Problem.at(line, FactProblem.AREA_TWICE, row.code(), String.valueOf(earlier)));
        continue;
      }
      if (!row.name().isEmpty() && !VietnameseText.sameName(area.name(), row.name())) {
        problems.add(Problem.at(line, FactProblem.NAME_OTHER, row.code(), row.name(), area.name()));
      }
      row.values()
          .forEach(
              (attribute, typed) -> {
                Result<String> read = FactRules.value(attribute, area.level(), line, typed);
                problems.addAll(read.problems());
                if (read instanceof Result.Ok<String>(String value)) {
                  facts.add(new NewFact(area.id(), attribute, since, value, source));
                }
              });
    }
  }

  private @Nullable LocalDate day(
      String field, String typed, FactRules.Known known, List<Problem> problems) {
    if (!(VietnameseDates.parse(typed) instanceof DateReading.Ok(LocalDate day))) {
      problems.add(Problem.at(field, FactProblem.DAY_MISSING));
      return null;
    }
    Problem wrong = FactRules.day(field, day, LocalDate.now(clock), known);
    add(problems, wrong);
    return wrong == null ? day : null;
  }

  private static void add(List<Problem> problems, @Nullable Problem problem) {
    if (problem != null) {
      problems.add(problem);
    }
  }

  private void requireKept(Actor actor, int areaId) {
    areas.requireKnown(actor, Right.AREAS_KEEP, areaId);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}

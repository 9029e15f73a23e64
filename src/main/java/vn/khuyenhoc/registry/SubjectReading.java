package vn.khuyenhoc.registry;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.platform.ProblemCode;
import vn.khuyenhoc.platform.database.CopyRows;
import vn.khuyenhoc.platform.sheet.SheetFinding;
import vn.khuyenhoc.platform.sheet.SheetRow;
import vn.khuyenhoc.platform.sheet.SheetShape;
import vn.khuyenhoc.platform.text.VietnameseText;

/**
 * One reading of a list of anything but households: every row goes into its table as it comes, with
 * everything that is wrong with it.
 */
final class SubjectReading implements KindReading {

  private static final int TOLD_EVERY = 500;

  /** What the cells of a choice may say, by the folded word; and the words to tell. */
  record Words(Map<String, String> codes, String names) {}

  private final UUID batch;
  private final SubjectKind kind;
  private final SheetShape shape;
  private final VillageFinder villages;
  private final Scope scope;
  private final Map<SubjectField, Words> choices;
  private final Words consents;
  private final Words roles;
  private final Words answers;
  private final LocalDate today;
  private final CopyRows copy;
  private final FailureSpool failures;
  private final IntConsumer progress;
  private final Map<String, Integer> seen = new HashMap<>();
  private int rows;

  /** The communes of the scope, for what is at home in a commune. */
  static final class Scope {
    private final String name;
    private final List<Area> communes;
    private final Map<String, List<Area>> byName = new HashMap<>();

    Scope(String name, List<Area> communes, Set<String> kinds) {
      this.name = name;
      this.communes = communes;
      for (Area area : communes) {
        String key = VietnameseText.fold(area.name());
        for (String one : List.of(key, bare(key, kinds), area.code().toLowerCase())) {
          List<Area> known = byName.computeIfAbsent(one, any -> new ArrayList<>());
          if (!known.contains(area)) {
            known.add(area);
          }
        }
      }
    }

    private static String bare(String key, Set<String> kinds) {
      return kinds.stream()
          .map(VietnameseText::fold)
          .filter(word -> key.startsWith(word + " "))
          .max(java.util.Comparator.comparingInt(String::length))
          .map(word -> key.substring(word.length() + 1))
          .orElse(key);
    }
  }

  SubjectReading(
      UUID batch,
      SubjectKind kind,
      SheetShape shape,
      VillageFinder villages,
      Scope scope,
      Map<SubjectField, Words> choices,
      Words consents,
      Words roles,
      Words answers,
      LocalDate today,
      CopyRows copy,
      FailureSpool failures,
      IntConsumer progress) {
    this.batch = batch;
    this.kind = kind;
    this.shape = shape;
    this.villages = villages;
    this.scope = scope;
    this.choices = new EnumMap<>(choices);
    this.consents = consents;
    this.roles = roles;
    this.answers = answers;
    this.today = today;
    this.copy = copy;
    this.failures = failures;
    this.progress = progress;
  }

  /** One row being read: what is wrong with it gathers. */
  private final class Row {
    private final SheetRow cells;
    private final List<RowProblem> problems = new ArrayList<>();

    Row(SheetRow cells) {
      this.cells = cells;
      for (SheetFinding finding : cells.problems()) {
        problems.add(RowProblem.of(finding));
      }
    }

    @Nullable String text(String key) {
      return has(key) ? cells.text(key) : null;
    }

    boolean has(String key) {
      return shape.columns().stream().anyMatch(column -> column.key().equals(key));
    }

    void wrong(ProblemCode code, String key, Object... arguments) {
      problems.add(new RowProblem(code.code(), key, cells.columnLetters(key), List.of(arguments)));
    }

    @Nullable SubjectCode code(String key) {
      String typed = text(key);
      SubjectCode code = typed == null ? null : SubjectCode.parse(typed);
      if (typed != null && code == null) {
        wrong(RegistryProblem.CODE_WRONG, key, typed);
      }
      return code;
    }

    @Nullable String choice(String key, Words words) {
      String typed = text(key);
      if (typed == null) {
        return null;
      }
      String code = words.codes().get(VietnameseText.fold(typed));
      if (code == null) {
        wrong(RegistryProblem.CHOICE_UNKNOWN, key, typed, words.names());
      }
      return code;
    }

    @Nullable Integer area() {
      String commune = text(SubjectSheet.COMMUNE);
      String village = text(SubjectSheet.VILLAGE);
      if (village != null) {
        return switch (villages.find(commune, village)) {
          case VillageFinder.Found.Village found -> found.id();
          case VillageFinder.Found.None none -> {
            problems.add(
                new RowProblem(
                    none.problem().code(),
                    none.key(),
                    cells.columnLetters(none.key()),
                    none.arguments()));
            yield null;
          }
        };
      }
      if (!kind.homes().contains(vn.khuyenhoc.areas.AreaLevel.COMMUNE)) {
        return null;
      }
      if (commune == null) {
        if (scope.communes.size() == 1) {
          return scope.communes.getFirst().id();
        }
        wrong(RegistryProblem.COMMUNE_MISSING, SubjectSheet.COMMUNE);
        return null;
      }
      List<Area> found = scope.byName.getOrDefault(VietnameseText.fold(commune), List.of());
      if (found.size() == 1) {
        return found.getFirst().id();
      }
      wrong(RegistryProblem.COMMUNE_UNKNOWN, SubjectSheet.COMMUNE, commune, scope.name);
      return null;
    }
  }

  @Override
  public void take(SheetRow cells) {
    Row row = new Row(cells);
    String typedCode = row.text(SubjectSheet.CODE);
    SubjectCode known = row.code(SubjectSheet.CODE);
    Integer area = row.area();
    String name = row.text(SubjectSheet.NAME);
    Map<String, @Nullable Object> values = new HashMap<>();
    for (SubjectField field : kind.fields()) {
      values.put(field.column(), value(row, field));
    }
    if (values.get("learners") != null && !Boolean.TRUE.equals(values.get("school"))) {
      row.wrong(RegistryProblem.LEARNERS_WITHOUT_SCHOOL, "learners");
    }
    SubjectCode household = null;
    String unit = null;
    String studies = null;
    String role = null;
    String how = null;
    LocalDate on = null;
    String guardian = null;
    if (kind == SubjectKind.CITIZEN) {
      household = row.code(SubjectSheet.HOUSEHOLD);
      unit = row.text(SubjectSheet.UNIT);
      studies = row.text(SubjectSheet.STUDIES);
      role = row.choice(SubjectSheet.ROLE, roles);
      if (unit != null && studies != null && MembershipRole.STUDIES_IN.name().equals(role)) {
        row.wrong(RegistryProblem.STUDIES_TWICE, SubjectSheet.STUDIES);
      }
      how = row.choice(SubjectSheet.CONSENT, consents);
      on = cells.date(SubjectSheet.CONSENT_ON);
      guardian = row.text(SubjectSheet.GUARDIAN);
      consent(row, how, on, guardian, (Integer) values.get("birth_year"));
      if (row.text(SubjectSheet.PERSONAL_ID) != null) {
        row.wrong(RegistryProblem.ID_IN_A_LIST, SubjectSheet.PERSONAL_ID);
      }
    }
    twice(row, typedCode, area, name, values.get("birth_year"), household);
    copy.value(batch)
        .value(cells.number())
        .value(known == null ? typedCode : known.printed())
        .value(known == null ? null : known.homeId())
        .value(typedCode == null ? null : known == null ? Integer.valueOf(0) : known.serial())
        .value(area)
        .value(name)
        .value(orEmpty(row.text(SubjectSheet.ADDRESS)))
        .value(orEmpty(row.text(SubjectSheet.NOTE)));
    for (String column :
        List.of(
            "birth_year",
            "sex",
            "labour_group",
            "unit_kind",
            "managing_level",
            "school",
            "learners",
            "staff",
            "head",
            "households",
            "centre_kind")) {
      Object value = values.get(column);
      copy.value(value == null ? null : value.toString());
    }
    copy.value(household == null ? null : household.printed())
        .value(household == null ? null : household.homeId())
        .value(household == null ? null : household.serial());
    unit(unit);
    copy.value(unit == null ? null : role == null ? MembershipRole.WORKS_IN.name() : role);
    unit(studies);
    copy.value(how)
        .value(on == null ? null : on.toString())
        .value(orEmpty(guardian))
        .value(row.problems.isEmpty() ? "IMPORT" : "FAIL")
        .end();
    if (!row.problems.isEmpty()) {
      failures.fail(cells.number(), row.problems);
    }
    if (++rows % TOLD_EVERY == 0) {
      progress.accept(rows);
    }
  }

  /** A unit by its code, or by what is typed for its name: that is looked up with all others. */
  private void unit(@Nullable String typed) {
    SubjectCode code = typed == null ? null : SubjectCode.parse(typed);
    copy.value(code == null ? typed : code.printed())
        .value(code == null ? null : code.homeId())
        .value(code == null ? null : code.serial());
  }

  private @Nullable Object value(Row row, SubjectField field) {
    String key = field.column();
    return switch (field.form()) {
      case TEXT -> orEmpty(row.text(key));
      case CHOICE -> {
        Words words = choices.get(field);
        yield words == null ? null : row.choice(key, words);
      }
      case YES_NO -> {
        String answer = row.choice(key, answers);
        yield answer == null ? null : Boolean.valueOf(answer.equals("YES"));
      }
      case COUNT, YEAR -> {
        Long number = row.cells.wholeNumber(key);
        if (number != null && field.form() == SubjectField.Form.YEAR && number > today.getYear()) {
          row.wrong(
              RegistryProblem.NOT_A_BIRTH_YEAR,
              key,
              String.valueOf(number),
              String.valueOf(today.getYear()));
          yield null;
        }
        yield number == null ? null : Integer.valueOf(number.intValue());
      }
    };
  }

  private void consent(
      Row row,
      @Nullable String how,
      @Nullable LocalDate on,
      @Nullable String guardian,
      @Nullable Integer birthYear) {
    if (how == null) {
      return;
    }
    if (on == null) {
      if (row.cells.typed(SubjectSheet.CONSENT_ON).isEmpty()) {
        row.wrong(RegistryProblem.DATE_MISSING, SubjectSheet.CONSENT_ON);
      }
    } else if (on.isAfter(today) || birthYear != null && on.getYear() < birthYear) {
      row.wrong(RegistryProblem.CONSENT_DAY_WRONG, SubjectSheet.CONSENT_ON);
    }
    if (birthYear != null
        && guardian == null
        && SubjectRules.under(birthYear, on == null ? today : on)) {
      row.wrong(RegistryProblem.GUARDIAN_MISSING, SubjectSheet.GUARDIAN);
    }
  }

  /** The same one twice in one file: who they are is then for somebody to say. */
  private void twice(
      Row row,
      @Nullable String code,
      @Nullable Integer area,
      @Nullable String name,
      @Nullable Object birthYear,
      @Nullable SubjectCode household) {
    if (code != null || area == null || name == null) {
      return;
    }
    String key =
        area
            + "|"
            + VietnameseText.fold(name)
            + "|"
            + birthYear
            + "|"
            + (household == null ? "" : household.printed());
    Integer before = seen.putIfAbsent(key, row.cells.number());
    if (before != null) {
      row.wrong(RegistryProblem.ROW_TWICE, SubjectSheet.NAME, before);
    }
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  /** Words of a choice as cells may say them: codes and names, whatever their accents. */
  static Words words(Map<String, List<String>> named) {
    return words(named, Map.of());
  }

  /**
   * As the other {@code words}, with those that are understood but not offered.
   *
   * @param retired what is no longer chosen anew, by its code
   */
  static Words words(Map<String, List<String>> named, Map<String, List<String>> retired) {
    Map<String, String> codes = new HashMap<>();
    retired.forEach(
        (code, names) -> {
          codes.put(VietnameseText.fold(code), code);
          names.forEach(name -> codes.put(VietnameseText.fold(name), code));
        });
    named.forEach(
        (code, names) -> {
          codes.put(VietnameseText.fold(code), code);
          names.forEach(name -> codes.put(VietnameseText.fold(name), code));
        });
    return new Words(
        codes,
        named.values().stream()
            .filter(names -> !names.isEmpty())
            .map(List::getFirst)
            .collect(Collectors.joining("; ")));
  }

  @Override
  public void finish() {
    copy.finish();
    copy.close();
    failures.finish();
  }

  @Override
  public List<RowProblem> remarks() {
    return List.of();
  }

  @Override
  public void close() {
    failures.close();
  }

  @Override
  public void abandon() {
    copy.close();
  }
}

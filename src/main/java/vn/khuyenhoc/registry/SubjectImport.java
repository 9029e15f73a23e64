package vn.khuyenhoc.registry;

import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.database.CopyRows;
import vn.khuyenhoc.platform.sheet.SheetGlance;
import vn.khuyenhoc.platform.sheet.SheetHeading;
import vn.khuyenhoc.platform.sheet.SheetReader;
import vn.khuyenhoc.platform.sheet.SheetShape;
import vn.khuyenhoc.platform.text.VietnameseText;
import vn.khuyenhoc.platform.web.Languages;
import vn.khuyenhoc.platform.web.Texts;

/**
 * What {@link HouseholdImports} does differently for citizens, clans, units, groups and centres:
 * reading their rows, comparing them with the register, applying them. By sets; the number of
 * statements does not depend on the number of rows.
 */
@Component
class SubjectImport {

  private static final List<String> COPIED =
      List.of(
          "batch_id",
          "row_number",
          "code",
          "home_id",
          "serial",
          "area_id",
          "name",
          "address",
          "note",
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
          "centre_kind",
          "household",
          "household_home",
          "household_serial",
          "unit",
          "unit_home",
          "unit_serial",
          "role",
          "studies",
          "studies_home",
          "studies_serial",
          "consent_how",
          "consent_on",
          "guardian",
          "outcome");
  private static final TypeReference<Map<String, @Nullable Object>> FACTS =
      new TypeReference<>() {};

  private final JdbcClient jdbc;
  private final DataSource source;
  private final JsonMapper json;
  private final ImportTable table;
  private final SubjectSheet sheet;
  private final HouseholdSheet households;
  private final SubjectWords words;
  private final Choices choices;
  private final Areas areas;
  private final Languages languages;
  private final Clock clock;

  SubjectImport(
      JdbcClient jdbc,
      DataSource source,
      JsonMapper json,
      ImportTable table,
      SubjectSheet sheet,
      HouseholdSheet households,
      SubjectWords words,
      Choices choices,
      Areas areas,
      Languages languages,
      Clock clock) {
    this.jdbc = jdbc;
    this.source = source;
    this.json = json;
    this.table = table;
    this.sheet = sheet;
    this.households = households;
    this.words = words;
    this.choices = choices;
    this.areas = areas;
    this.languages = languages;
    this.clock = clock;
  }

  SheetShape shape(SubjectKind kind) {
    return sheet.shape(kind);
  }

  /** Whether a list of citizens has a column of identity numbers, filled or not. */
  boolean hasIds(Path file, String fileName) {
    SheetShape shape = shape(SubjectKind.CITIZEN);
    SheetReader reader = new SheetReader();
    // the sheet that looks most like a list, even where too much is missing to read it
    SheetGlance glance = reader.glance(file, fileName, shape, null, 1);
    if (!glance.guess().isEmpty()
        && glance.guess().get(shape.position(SubjectSheet.PERSONAL_ID)) >= 0) {
      return true;
    }
    // and the one that would be read
    try {
      reader.read(
          file,
          fileName,
          shape,
          row -> {
            throw new Looked(row.columnLetters(SubjectSheet.PERSONAL_ID) != null);
          });
      return false;
    } catch (Looked looked) {
      return looked.found;
    }
  }

  /** The first row tells which columns there are. */
  private static final class Looked extends Exception {
    private static final long serialVersionUID = 1L;
    private final boolean found;

    Looked(boolean found) {
      super(null, null, false, false);
      this.found = found;
    }
  }

  // ---- reading

  KindReading reading(
      UUID id, SubjectKind kind, Area scope, VillageFinder villages, IntConsumer progress) {
    Map<SubjectField, SubjectReading.Words> known = new EnumMap<>(SubjectField.class);
    for (SubjectField field : kind.fields()) {
      if (field.form() == SubjectField.Form.CHOICE) {
        Map<String, List<String>> named = new LinkedHashMap<>();
        field.fixed().forEach(code -> named.put(code, said("subject.choice." + code)));
        Map<String, List<String>> retired = new LinkedHashMap<>();
        choices
            .of(field)
            .forEach(one -> (one.retired() ? retired : named).put(one.code(), List.of(one.name())));
        known.put(field, SubjectReading.words(named, retired));
      }
    }
    Map<String, List<String>> ways = new LinkedHashMap<>();
    for (Consent.How how : Consent.How.values()) {
      List<String> names = new ArrayList<>(said("consent.how." + how.name()));
      names.addAll(List.of(languages.vietnamese().t("consent.words." + how.name()).split("\\|")));
      ways.put(how.name(), names);
    }
    Map<String, List<String>> roles = new LinkedHashMap<>();
    for (MembershipRole role : List.of(MembershipRole.WORKS_IN, MembershipRole.STUDIES_IN)) {
      roles.put(
          role.name(),
          List.of(languages.vietnamese().t("membership.words." + role.name()).split("\\|")));
    }
    Map<String, List<String>> answers = new LinkedHashMap<>();
    answers.put("YES", List.of(languages.vietnamese().t("subject.words.yes").split("\\|")));
    answers.put("NO", List.of(languages.vietnamese().t("subject.words.no").split("\\|")));
    return new SubjectReading(
        id,
        kind,
        sheet.shape(kind),
        villages,
        new SubjectReading.Scope(
            scope.name(),
            areas.below(List.of(communeOf(scope)), AreaLevel.COMMUNE),
            households.communeKinds()),
        known,
        SubjectReading.words(ways),
        SubjectReading.words(roles),
        SubjectReading.words(answers),
        LocalDate.ofInstant(clock.instant(), Texts.ZONE),
        new CopyRows(source, "registry.subject_row (" + String.join(", ", COPIED) + ")"),
        new FailureSpool(id, table),
        progress);
  }

  private int communeOf(Area scope) {
    return areas.above(scope.id(), AreaLevel.COMMUNE).map(Area::id).orElse(scope.id());
  }

  private List<String> said(String key) {
    return List.of(languages.vietnamese().t(key), languages.in("en").t(key));
  }

  // ---- comparing

  /** The columns of the kind's own that the file has: an absent one keeps what is known. */
  private List<String> present(SubjectKind kind, SheetHeading heading) {
    SheetShape shape = sheet.shape(kind);
    List<String> present = new ArrayList<>();
    present.add("name");
    for (String key : columns(kind)) {
      if (heading.columns().get(shape.position(key)) >= 0) {
        present.add(key);
      }
    }
    return present;
  }

  private static List<String> columns(SubjectKind kind) {
    List<String> columns = new ArrayList<>();
    kind.fields().forEach(field -> columns.add(field.column()));
    if (kind.addressed()) {
      columns.add("address");
    }
    columns.add("note");
    return columns;
  }

  /** Whether a row says something else than the register; only of columns the file has. */
  private static String differs(List<String> present, SubjectKind kind) {
    List<String> parts = new ArrayList<>();
    for (String column : present) {
      parts.add(
          column.equals("school")
              ? "coalesce(r.school, false) is distinct from s.school"
              : "r." + column + " is distinct from s." + column);
    }
    if (kind == SubjectKind.CITIZEN) {
      parts.add(
          """
          (r.household_id is not null and not exists (select from registry.membership m
             where m.home_id = s.home_id and m.subject_id = s.subject_id and m.role = 'LIVES_IN' and upper_inf(m.valid)
               and m.other_home_id = r.household_home and m.other_subject_id = r.household_id))
          """);
      parts.add(
          """
          (r.unit_id is not null and not exists (select from registry.membership m
             where m.home_id = s.home_id and m.subject_id = s.subject_id and m.role = r.role and upper_inf(m.valid)
               and m.other_home_id = r.unit_home and m.other_subject_id = r.unit_id))
          """);
      parts.add(
          """
          (r.studies_id is not null and not exists (select from registry.membership m
             where m.home_id = s.home_id and m.subject_id = s.subject_id and m.role = 'STUDIES_IN' and upper_inf(m.valid)
               and m.other_home_id = r.studies_home and m.other_subject_id = r.studies_id))
          """);
      parts.add(
          """
          (r.consent_how is not null and not exists (select from registry.consent k
             where k.home_id = s.home_id and k.subject_id = s.subject_id and k.withdrawn_on is null))
          """);
    }
    return "(" + String.join(" or ", parts) + ")";
  }

  private JdbcClient.StatementSpec of(String sql, UUID id, SubjectKind kind) {
    return jdbc.sql(sql.replace("<kind>", "'" + kind.name() + "'")).param("id", id);
  }

  private void fail(UUID id, SubjectKind kind, String found, Map<String, Object> parameters) {
    JdbcClient.StatementSpec spec =
        of(
            "with found as ("
                + found
                + """
                ),
                failed as (
                  update registry.subject_row r set outcome = 'FAIL'
                    from found f where r.batch_id = :id and r.row_number = f.row_number)
                insert into registry.import_failure as f (batch_id, row_number, problems)
                select :id, row_number, jsonb_agg(problem) from found group by row_number
                on conflict (batch_id, row_number) do update set problems = f.problems || excluded.problems
                """,
            id,
            kind);
    for (Map.Entry<String, Object> one : parameters.entrySet()) {
      spec = spec.param(one.getKey(), one.getValue());
    }
    spec.update();
  }

  private static String problem(RegistryProblem code, String key, String... arguments) {
    return "jsonb_build_object('c', '"
        + code.code()
        + "', 'k', '"
        + key
        + "', 'a', jsonb_build_array("
        + String.join(", ", arguments)
        + ")) as problem";
  }

  private void measure() {
    jdbc.sql(
            "analyze registry.subject_row (batch_id, row_number, home_id, serial, subject_id, area_id, outcome)")
        .update();
  }

  void compare(UUID id, SubjectKind kind, Area scope, SheetHeading heading) {
    measure();
    if (kind == SubjectKind.CITIZEN) {
      resolve(id, kind, scope);
    }
    matchCodes(id, kind, scope, present(kind, heading));
    matchNames(id, kind, present(kind, heading));
    failRetired(id, kind);
    failKeptByProvince(id, kind);
    if (kind == SubjectKind.CITIZEN) {
      fail(
          id,
          kind,
          "select r.row_number, "
              + problem(RegistryProblem.CONSENT_MISSING, "consent")
              + """
                from registry.subject_row r
               where r.batch_id = :id and r.subject_id is null and r.consent_how is null and r.code is null
                 -- a word that is no way to agree is told as such
                 and not exists (select from registry.import_failure f
                                  where f.batch_id = :id and f.row_number = r.row_number
                                    and f.problems @> '[{"k": "consent"}]')
              """,
          Map.of());
    }
  }

  /** Rows that would choose anew what is no longer chosen; whoever has it keeps it. */
  private void failRetired(UUID id, SubjectKind kind) {
    for (SubjectField field : kind.fields()) {
      List<Choice> known = choices.of(field);
      List<String> retired = known.stream().filter(Choice::retired).map(Choice::code).toList();
      if (retired.isEmpty()) {
        continue;
      }
      String column = field.column();
      fail(
          id,
          kind,
          "select r.row_number, "
              + problem(
                  RegistryProblem.CHOICE_UNKNOWN,
                  column,
                  "(:said::jsonb)->>r." + column,
                  ":names::text")
              + """
                 from registry.subject_row r
                 left join registry.known_subject s on s.home_id = r.home_id and s.subject_id = r.subject_id
                where r.batch_id = :id and r.<column> = any (:retired::text[]) and r.<column> is distinct from s.<column>
                """
                  .replace("<column>", column),
          Map.of(
              "retired",
              retired.toArray(String[]::new),
              "said",
              json.writeValueAsString(
                  known.stream().collect(Collectors.toMap(Choice::code, Choice::name))),
              "names",
              known.stream()
                  .filter(one -> !one.retired())
                  .map(Choice::name)
                  .collect(Collectors.joining("; "))));
    }
  }

  /**
   * Rows that would add or change a unit that the commune does not manage: nobody takes it over
   * with a list. A row that changes nothing is left in peace.
   */
  private void failKeptByProvince(UUID id, SubjectKind kind) {
    if (kind != SubjectKind.UNIT) {
      return;
    }
    fail(
        id,
        kind,
        "select r.row_number, "
            + problem(RegistryProblem.KEPT_BY_PROVINCE, "managing_level")
            + """
               from registry.subject_row r
               left join registry.unit u on u.home_id = r.home_id and u.subject_id = r.subject_id
              where r.batch_id = :id and r.outcome <> 'SKIP'
                and (u.managing_level <> 'COMMUNE' or r.managing_level <> 'COMMUNE')
                and not exists (select from registry.import_failure f
                                 where f.batch_id = :id and f.row_number = r.row_number
                                   and f.problems @> '[{"c": "REGISTRY-078"}]')
              """,
        Map.of());
  }

  /** Within the area of the list; what lies elsewhere is as unknown as a code of nothing. */
  private static final String IN_SCOPE =
      """
      and exists (select from registry.residence l
                    join areas.ancestor a on a.area_id = l.area_id and a.ancestor_id = :scope
                     and a.valid @> platform.today()
                   where l.home_id = s.home_id and l.subject_id = s.subject_id and upper_inf(l.valid))
      """;

  /** Households and units that rows name by their codes. */
  private void resolve(UUID id, SubjectKind kind, Area scope) {
    of(
            """
            update registry.subject_row r set household_id = s.subject_id
              from registry.subject s
             where r.batch_id = :id and s.home_id = r.household_home and s.serial = r.household_serial
               and s.kind = 'HOUSEHOLD' and s.status = 'ACTIVE'
            """
                + IN_SCOPE,
            id,
            kind)
        .param("scope", scope.id())
        .update();
    Area around = areas.above(scope.id(), AreaLevel.PROVINCE).orElse(scope);
    for (String column : UNITS) {
      units(id, kind, around, column);
    }
    fail(
        id,
        kind,
        "select r.row_number, "
            + problem(RegistryProblem.MEMBER_CODE_UNKNOWN, "household", "r.household")
            + " from registry.subject_row r where r.batch_id = :id and r.household is not null"
            + " and r.household_id is null union all select r.row_number, "
            + problem(
                RegistryProblem.HOUSEHOLD_ELSEWHERE,
                "household",
                "r.household",
                "(select v.name from areas.area_version v where v.area_id = l.area_id"
                    + " order by lower(v.valid) desc limit 1)")
            + """
               from registry.subject_row r
               join registry.residence l on l.home_id = r.household_home and l.subject_id = r.household_id
                and upper_inf(l.valid)
              where r.batch_id = :id and r.area_id <> l.area_id
              union all
             select r.row_number,
            """
            + problem(RegistryProblem.NOT_A_SCHOOL, "unit", "s.name")
            + """
               from registry.subject_row r
               join registry.subject s on s.home_id = r.unit_home and s.subject_id = r.unit_id
               join registry.unit u on u.home_id = s.home_id and u.subject_id = s.subject_id
              where r.batch_id = :id and r.role = 'STUDIES_IN' and not u.school
              union all
             select r.row_number,
            """
            + problem(RegistryProblem.NOT_A_SCHOOL, "studies", "s.name")
            + """
               from registry.subject_row r
               join registry.subject s on s.home_id = r.studies_home and s.subject_id = r.studies_id
               join registry.unit u on u.home_id = s.home_id and u.subject_id = s.subject_id
              where r.batch_id = :id and not u.school
            """,
        Map.of());
  }

  /** The columns that name a unit: where somebody works or studies, where they study besides. */
  private static final List<String> UNITS = List.of("unit", "studies");

  /**
   * Which units the typed names mean: "Trường Tiểu học Mẫu", or "Trường Tiểu học Mẫu – Xã Hạ" where
   * several have the name. Accents and the word before a commune's name aside.
   */
  private static final String NAMED_UNITS =
      """
      typed as materialized (
        select distinct r.<column> as typed, platform.fold(r.<column>) as whole,
               platform.fold(regexp_replace(r.<column>, '\\s+[-–—]\\s+[^-–—]*$', '')) as part,
               platform.fold((regexp_match(r.<column>, '\\s+[-–—]\\s+([^-–—]*)$'))[1]) as placed
          from registry.subject_row r
         where r.batch_id = :id and r.<column> is not null and r.<column>_serial is null),
      around as materialized (
        select s.home_id, s.subject_id, s.serial, s.name, platform.fold(s.name) as folded, v.name as area,
               platform.fold(v.name) as area_folded, lower(v.code) as area_code
          from registry.residence l
          join areas.ancestor a on a.area_id = l.area_id and a.ancestor_id = :around and a.valid @> platform.today()
          join registry.subject s on s.home_id = l.home_id and s.subject_id = l.subject_id and s.status = 'ACTIVE'
          join areas.area_version v on v.area_id = l.area_id and v.valid @> platform.today()
         where l.kind = 'UNIT' and upper_inf(l.valid) and exists (select from typed)),
      hits as materialized (
        select t.typed, u.* from typed t join around u on u.folded = t.whole
        union
        select t.typed, u.*
          from typed t
          join around u on u.folded = t.part
           and t.placed in (u.area_folded, u.area_code, regexp_replace(u.area_folded, :kinds, ''))
         where t.placed is not null)
      """;

  /** Finds the units of a column, anywhere in the province: by code, else by name. */
  private void units(UUID id, SubjectKind kind, Area around, String column) {
    of(
            """
            update registry.subject_row r set <column>_id = s.subject_id
              from registry.subject s
             where r.batch_id = :id and s.home_id = r.<column>_home and s.serial = r.<column>_serial
               and s.kind = 'UNIT' and s.status = 'ACTIVE'
            """
                    .replace("<column>", column)
                + IN_SCOPE,
            id,
            kind)
        .param("scope", around.id())
        .update();
    String kinds =
        "^("
            + households.communeKinds().stream()
                .map(VietnameseText::fold)
                .sorted(Comparator.comparingInt(String::length).reversed())
                .collect(Collectors.joining("|"))
            + ") ";
    String named = NAMED_UNITS.replace("<column>", column);
    of(
            "with "
                + named
                + """
                , single as (
                  select typed, min(home_id) as home_id, (array_agg(subject_id))[1] as subject_id
                    from hits group by typed having count(*) = 1)
                update registry.subject_row r set <column>_home = s.home_id, <column>_id = s.subject_id
                  from single s
                 where r.batch_id = :id and r.<column> = s.typed and r.<column>_serial is null
                """
                    .replace("<column>", column),
            id,
            kind)
        .param("around", around.id())
        .param("kinds", kinds)
        .update();
    fail(
        id,
        kind,
        "with "
            + named
            + ", several as (select typed, string_agg(name || ' – ' || area || ' (' ||"
            + " registry.subject_code(home_id, serial) || ')', ', ' order by name, area, serial) as said"
            + " from (select *, row_number() over (partition by typed order by name, area, serial) as n from hits)"
            + " where n <= 5 group by typed) select r.row_number, "
            + problem(RegistryProblem.MEMBER_CODE_UNKNOWN, column, "r." + column)
            + " from registry.subject_row r where r.batch_id = :id and r.<column>_serial is not null"
                .replace("<column>", column)
            + " and r.<column>_id is null union all select r.row_number, "
                .replace("<column>", column)
            + problem(RegistryProblem.UNIT_UNKNOWN, column, "r." + column, ":aroundName::text")
            + """
               from registry.subject_row r
              where r.batch_id = :id and r.<column> is not null and r.<column>_serial is null and r.<column>_id is null
                and not exists (select from several s where s.typed = r.<column>)
              union all select r.row_number,
            """
                .replace("<column>", column)
            + problem(RegistryProblem.UNIT_AMBIGUOUS, column, "r." + column, "s.said")
            + """
               from registry.subject_row r
               join several s on s.typed = r.<column>
              where r.batch_id = :id and r.<column>_serial is null and r.<column>_id is null
            """
                .replace("<column>", column),
        Map.of("around", around.id(), "aroundName", around.name(), "kinds", kinds));
  }

  private void matchCodes(UUID id, SubjectKind kind, Area scope, List<String> present) {
    of(
            """
            update registry.subject_row r
               set subject_id = s.subject_id, seen_version = s.version,
                   outcome = case when r.outcome = 'FAIL' then 'FAIL' when
            """
                + differs(present, kind)
                + """
                 then 'UPDATE' else 'SKIP' end
                  from registry.known_subject s
                  join registry.residence l on l.home_id = s.home_id and l.subject_id = s.subject_id and upper_inf(l.valid)
                 where r.batch_id = :id and s.home_id = r.home_id and s.serial = r.serial and s.kind = <kind>
                   and exists (select from areas.ancestor a where a.area_id = l.area_id and a.ancestor_id = :scope
                                and a.valid @> platform.today())
                """,
            id,
            kind)
        .param("scope", scope.id())
        .update();
    fail(
        id,
        kind,
        "select r.row_number, "
            + problem(RegistryProblem.CODE_OUT_OF_SCOPE, "code", "r.code", ":scopeName::text")
            + " from registry.subject_row r where r.batch_id = :id and r.home_id is not null"
            + " and r.subject_id is null union all select r.row_number, "
            + problem(RegistryProblem.ROW_TWICE, "code", "o.row_number")
            + """
               from registry.subject_row r
               join registry.subject_row o on o.batch_id = :id and o.home_id = r.home_id and o.serial = r.serial
                and o.row_number < r.row_number
              where r.batch_id = :id and r.home_id is not null
              union all
             select r.row_number,
            """
            + problem(RegistryProblem.ROW_CLOSED, "code", "r.code")
            + """
               from registry.subject_row r
               join registry.subject s on s.home_id = r.home_id and s.subject_id = r.subject_id
              where r.batch_id = :id and r.outcome = 'UPDATE' and s.status <> 'ACTIVE'
              union all
             select r.row_number,
            """
            + problem(
                RegistryProblem.LIVES_ELSEWHERE,
                "name",
                "r.code",
                "(select v.name from areas.area_version v where v.area_id = l.area_id"
                    + " order by lower(v.valid) desc limit 1)")
            + """
               from registry.subject_row r
               join registry.residence l on l.home_id = r.home_id and l.subject_id = r.subject_id and upper_inf(l.valid)
              where r.batch_id = :id and r.code is not null and r.area_id <> l.area_id
            """,
        Map.of("scopeName", scope.name()));
  }

  /** Rows without a code: the n-th of a name (and year of birth) in an area is the n-th there. */
  private void matchNames(UUID id, SubjectKind kind, List<String> present) {
    String year = kind == SubjectKind.CITIZEN ? "birth_year" : "0";
    of(
            """
            with free as (
              select s.home_id, s.subject_id, s.version, l.area_id, platform.fold(s.name) as folded_name,
                     <year_s> as born,
                     row_number() over (partition by l.area_id, platform.fold(s.name), <year_s>
                                        order by s.home_id, s.serial) as n
                from (select distinct area_id from registry.subject_row
                       where batch_id = :id and code is null and area_id is not null) a
                join registry.residence l on l.area_id = a.area_id and l.kind = <kind> and upper_inf(l.valid)
                join registry.known_subject s on s.home_id = l.home_id and s.subject_id = l.subject_id
                 and s.status = 'ACTIVE'
               where not exists (select from registry.subject_row c
                                  where c.batch_id = :id and c.home_id = s.home_id and c.subject_id = s.subject_id)),
            said as (
              select row_number as number, area_id, platform.fold(name) as folded_name, <year_r> as born,
                     row_number() over (partition by area_id, platform.fold(name), <year_r> order by row_number) as n
                from registry.subject_row
               where batch_id = :id and code is null and area_id is not null and name is not null),
            pairs as (
              select s.number, f.home_id, f.subject_id
                from said s join free f using (area_id, folded_name, born, n))
            update registry.subject_row r
               set home_id = s.home_id, subject_id = s.subject_id, seen_version = s.version,
                   outcome = case when r.outcome = 'FAIL' then 'FAIL' when
            """
                    .replace("<year_s>", year.equals("0") ? "0" : "s.birth_year")
                    .replace("<year_r>", year.equals("0") ? "0" : "birth_year")
                + differs(present, kind)
                + """
                 then 'UPDATE' else 'SKIP' end
                  from pairs p
                  join registry.known_subject s on s.home_id = p.home_id and s.subject_id = p.subject_id
                 where r.batch_id = :id and r.row_number = p.number
                """,
            id,
            kind)
        .update();
  }

  // ---- looking at it

  /** Rows that would change something, with the change in words. */
  List<ImportChange> plannedChanges(UUID id, SubjectKind kind, Texts t, int limit, long offset) {
    SubjectWords.Of of = words.of(kind, t);
    SheetHeading heading = table.heading(id).orElse(null);
    List<String> present = heading == null ? List.of() : present(kind, heading);
    return of(
            "select r.row_number, s.home_id, s.subject_id, s.serial, s.name as was_name, "
                + facts("s", present)
                + " as before, "
                + facts("r", present)
                + """
                 as after
                  from registry.subject_row r
                  join registry.known_subject s on s.home_id = r.home_id and s.subject_id = r.subject_id
                 where r.batch_id = :id and r.outcome = 'UPDATE'
                 order by r.row_number limit :limit offset :offset
                """,
            id,
            kind)
        .param("limit", limit)
        .param("offset", offset)
        .query(
            (row, number) -> {
              Map<String, @Nullable Object> before =
                  new HashMap<>(json.readValue(row.getString("before"), FACTS));
              Map<String, @Nullable Object> after =
                  new HashMap<>(json.readValue(row.getString("after"), FACTS));
              after
                  .entrySet()
                  .removeIf(
                      one -> java.util.Objects.equals(one.getValue(), before.get(one.getKey())));
              SubjectKey key =
                  new SubjectKey(row.getInt("home_id"), row.getObject("subject_id", UUID.class));
              String said = of.differences(before, after);
              return new ImportChange(
                  row.getInt("row_number"),
                  Subject.path(kind, key),
                  row.getString("was_name"),
                  new SubjectCode(key.homeId(), row.getInt("serial")).printed(),
                  said.isEmpty() ? t.t("import.change.members") : said);
            })
        .list();
  }

  private static String facts(String of, List<String> present) {
    List<String> parts = new ArrayList<>();
    for (String column : present) {
      parts.add("'" + column + "', to_jsonb(" + of + "." + column + ")");
    }
    return "jsonb_build_object(" + String.join(", ", parts) + ")::text";
  }

  // ---- applying

  List<Integer> communes(UUID id) {
    return jdbc.sql(
            """
            select distinct a.ancestor_id
              from (select distinct area_id from registry.subject_row
                     where batch_id = :id and outcome in ('IMPORT', 'UPDATE')) r
              join areas.ancestor a on a.area_id = r.area_id and a.ancestor_level = 3 and a.valid @> platform.today()
            """)
        .param("id", id)
        .query(Integer.class)
        .list();
  }

  /** Rows whose subject, area, household or unit is no longer as the preview showed it. */
  void failChanged(UUID id, SubjectKind kind, int scope) {
    measure();
    failKeptByProvince(id, kind);
    fail(
        id,
        kind,
        """
        select r.row_number, '{"c": "REGISTRY-040", "a": []}'::jsonb as problem
          from registry.subject_row r
          left join registry.subject s on s.home_id = r.home_id and s.subject_id = r.subject_id
         where r.batch_id = :id and r.outcome in ('UPDATE', 'SKIP') and s.version is distinct from r.seen_version
        union all
        select r.row_number, '{"c": "REGISTRY-040", "a": []}'::jsonb
          from registry.subject_row r
         where r.batch_id = :id and r.outcome in ('IMPORT', 'UPDATE')
           and not exists (select from areas.ancestor a
                            where a.area_id = r.area_id and a.ancestor_id = :scope and a.valid @> platform.today())
        union all
        select r.row_number, '{"c": "REGISTRY-040", "a": []}'::jsonb
          from registry.subject_row r
         where r.batch_id = :id and r.outcome in ('IMPORT', 'UPDATE') and r.household_id is not null
           and not exists (select from registry.subject h
                             join registry.residence l on l.home_id = h.home_id and l.subject_id = h.subject_id
                              and upper_inf(l.valid) and l.area_id = r.area_id
                            where h.home_id = r.household_home and h.subject_id = r.household_id and h.status = 'ACTIVE')
        union all
        select r.row_number, '{"c": "REGISTRY-040", "a": []}'::jsonb
          from registry.subject_row r
         cross join lateral (values (r.unit_home, r.unit_id), (r.studies_home, r.studies_id)) as u (home_id, subject_id)
         where r.batch_id = :id and r.outcome in ('IMPORT', 'UPDATE') and u.subject_id is not null
           and not exists (select from registry.subject s
                            where s.home_id = u.home_id and s.subject_id = u.subject_id and s.status = 'ACTIVE')
        union all
        select r.row_number, '{"c": "REGISTRY-040", "a": []}'::jsonb
          from registry.subject_row r
          join registry.import_batch b on b.batch_id = :id
         where r.batch_id = :id and r.outcome = 'IMPORT'
           and exists (select from registry.residence l
                         join registry.known_subject s on s.home_id = l.home_id and s.subject_id = l.subject_id
                        where l.area_id = r.area_id and l.kind = <kind> and upper_inf(l.valid) and s.status = 'ACTIVE'
                          and platform.fold(s.name) = platform.fold(r.name)
                          and s.birth_year is not distinct from r.birth_year
                          and not exists (select from registry.subject_row c
                                           where c.batch_id = :id and c.home_id = s.home_id and c.subject_id = s.subject_id))
        """,
        Map.of("scope", scope));
  }

  void apply(UUID id, SubjectKind kind, SheetHeading heading, Instant now, Actor actor) {
    List<String> present = present(kind, heading);
    Timestamp at = Timestamp.from(now);
    update(id, kind, present, at, actor);
    add(id, kind, at, actor);
    if (kind == SubjectKind.CITIZEN) {
      agreed(id, at, actor);
      belong(id);
    }
  }

  private static String table(SubjectKind kind) {
    return switch (kind) {
      case CITIZEN -> "registry.citizen";
      case CLAN -> "registry.clan";
      case UNIT -> "registry.unit";
      case SELF_MANAGED_GROUP -> "registry.self_managed_group";
      case LEARNING_CENTRE -> "registry.learning_centre";
      case HOUSEHOLD, COMMUNITY, PROGRAMME ->
          throw new IllegalArgumentException(kind + " is not imported here");
    };
  }

  /** A value of a row as its column takes it. */
  private static String written(SubjectField field) {
    return switch (field.form()) {
      case TEXT -> "coalesce(r." + field.column() + ", '')";
      case YES_NO -> "coalesce(r." + field.column() + ", false)";
      case COUNT, YEAR, CHOICE -> "r." + field.column();
    };
  }

  private void add(UUID id, SubjectKind kind, Timestamp at, Actor actor) {
    List<String> columns = kind.fields().stream().map(SubjectField::column).toList();
    List<String> values = kind.fields().stream().map(SubjectImport::written).toList();
    of(
            """
            with last as materialized (
              select a.area_id, coalesce((select max(h.serial) from registry.subject h
                                           where h.home_id = a.area_id), 0) as serial
                from (select distinct area_id from registry.subject_row
                       where batch_id = :id and outcome = 'IMPORT') a),
            fresh as materialized (
              select r.row_number, r.area_id, uuidv7() as new_id,
                     l.serial + row_number() over (partition by r.area_id order by r.row_number) as new_serial
                from registry.subject_row r join last l on l.area_id = r.area_id
               where r.batch_id = :id and r.outcome = 'IMPORT'),
            noted as (
              update registry.subject_row r set home_id = f.area_id, subject_id = f.new_id
                from fresh f where r.batch_id = :id and r.row_number = f.row_number),
            added as (
              insert into registry.subject (home_id, subject_id, serial, kind, name, address, note, created_at, created_by, batch_id)
              select f.area_id, f.new_id, f.new_serial, <kind>, r.name, r.address, r.note, :at, :by, :id
                from fresh f join registry.subject_row r on r.batch_id = :id and r.row_number = f.row_number
               order by f.area_id, f.new_serial),
            living as (
              insert into registry.residence (home_id, subject_id, kind, valid, area_id)
              select f.area_id, f.new_id, <kind>, daterange(platform.today(), null), f.area_id from fresh f)
            """
                + "insert into "
                + table(kind)
                + " (home_id, subject_id, "
                + String.join(", ", columns)
                + ") select f.area_id, f.new_id, "
                + String.join(", ", values)
                + " from fresh f join registry.subject_row r on r.batch_id = :id and r.row_number = f.row_number",
            id,
            kind)
        .param("at", at)
        .param("by", actor.accountId())
        .update();
  }

  private void update(UUID id, SubjectKind kind, List<String> present, Timestamp at, Actor actor) {
    List<String> facts = new ArrayList<>();
    for (String column : present) {
      String said = column.equals("school") ? "coalesce(r.school, false)" : "r." + column;
      facts.add(
          "('"
              + column
              + "', to_jsonb(s."
              + column
              + "), to_jsonb("
              + said
              + "), "
              + SubjectEntry.concealed(kind, column)
              + ")");
    }
    of(
            """
            insert into registry.subject_change
              (home_id, subject_id, at, account_id, actor, kind, before, after, batch_id)
            select s.home_id, s.subject_id, :at, :by, :actor, 'EDITED', coalesce(d.before, '{}'), coalesce(d.after, '{}'), :id
              from registry.subject_row r
              join registry.known_subject s on s.home_id = r.home_id and s.subject_id = r.subject_id
              cross join lateral (
                select jsonb_object_agg(name, was) filter (where not concealed) as before,
                       jsonb_object_agg(name, case when concealed then 'true'::jsonb else becomes end) as after
                  from (values
            """
                + String.join(", ", facts)
                + """
                ) f (name, was, becomes, concealed) where was is distinct from becomes) d
             where r.batch_id = :id and r.outcome = 'UPDATE'
            """,
            id,
            kind)
        .param("at", at)
        .param("by", actor.accountId())
        .param("actor", actor.name())
        .update();
    of(
            "update registry.subject s set name = r.name"
                + (present.contains("address") ? ", address = r.address" : "")
                + (present.contains("note") ? ", note = r.note" : "")
                + """
                , version = s.version + 1
                  from registry.subject_row r
                 where r.batch_id = :id and r.outcome = 'UPDATE' and s.home_id = r.home_id and s.subject_id = r.subject_id
                """,
            id,
            kind)
        .update();
    List<String> sets =
        kind.fields().stream()
            .filter(field -> present.contains(field.column()))
            .map(field -> field.column() + " = " + written(field))
            .toList();
    if (!sets.isEmpty()) {
      of(
              "update "
                  + table(kind)
                  + " x set "
                  + String.join(", ", sets)
                  + """
                   from registry.subject_row r
                   where r.batch_id = :id and r.outcome = 'UPDATE' and x.home_id = r.home_id and x.subject_id = r.subject_id
                  """,
              id,
              kind)
          .update();
    }
  }

  private void agreed(UUID id, Timestamp at, Actor actor) {
    jdbc.sql(
            """
            insert into registry.consent
              (home_id, subject_id, text_version, how, given_on, guardian, recorded_at, recorded_by, recorded_name, batch_id)
            select r.home_id, r.subject_id, :text, r.consent_how, r.consent_on, coalesce(r.guardian, ''), :at, :by, :actor, :id
              from registry.subject_row r
             where r.batch_id = :id and r.outcome in ('IMPORT', 'UPDATE') and r.consent_how is not null
               and not exists (select from registry.consent k
                                where k.home_id = r.home_id and k.subject_id = r.subject_id and k.withdrawn_on is null)
            """)
        .param("text", Consent.CURRENT_TEXT)
        .param("at", at)
        .param("by", actor.accountId())
        .param("actor", actor.name())
        .param("id", id)
        .update();
  }

  private void belong(UUID id) {
    belong(id, MembershipRole.LIVES_IN, "household", true);
    belong(id, MembershipRole.WORKS_IN, "unit", false);
    belong(id, MembershipRole.STUDIES_IN, "unit", false);
    belong(id, MembershipRole.STUDIES_IN, "studies", true);
  }

  /**
   * Whoever a column says belongs to what it names, from today.
   *
   * @param always whether the column names that role and no other
   */
  private void belong(UUID id, MembershipRole role, String column, boolean always) {
    jdbc.sql(
            """
              select registry.set_memberships(array_agg(r.home_id), array_agg(r.subject_id), :role,
                       array_agg(r.<home>), array_agg(r.<other>), platform.today())
                from registry.subject_row r
               where r.batch_id = :id and r.outcome in ('IMPORT', 'UPDATE') and r.<other> is not null
                 and (:always or r.role = :role)
              having count(*) > 0
              """
                .replace("<home>", column + "_home")
                .replace("<other>", column + "_id"))
        .param("role", role.name())
        .param("always", always)
        .param("id", id)
        .query((row, number) -> 0)
        .list();
  }
}

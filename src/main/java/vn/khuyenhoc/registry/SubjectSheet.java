package vn.khuyenhoc.registry;

import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.khuyenhoc.platform.sheet.Column;
import vn.khuyenhoc.platform.sheet.SheetShape;
import vn.khuyenhoc.platform.sheet.SheetWords;
import vn.khuyenhoc.platform.sheet.SheetWriter;
import vn.khuyenhoc.platform.web.Languages;
import vn.khuyenhoc.platform.web.Texts;

/** What a sheet of each kind looks like: the same on export and on import. */
@Component
class SubjectSheet {

  static final String CODE = "code";
  static final String COMMUNE = "commune";
  static final String VILLAGE = "village";
  static final String NAME = "name";
  static final String ADDRESS = "address";
  static final String NOTE = "note";
  static final String HOUSEHOLD = "household";
  static final String UNIT = "unit";
  static final String ROLE = "role";
  static final String STUDIES = "studies";
  static final String CONSENT = "consent";
  static final String CONSENT_ON = "consent_on";
  static final String GUARDIAN = "guardian";
  static final String PERSONAL_ID = "personal_id";

  private final Languages languages;
  private final Map<SubjectKind, SheetShape> reading = new EnumMap<>(SubjectKind.class);

  SubjectSheet(Languages languages) {
    this.languages = languages;
    for (SubjectKind kind : SubjectKind.values()) {
      if (kind != SubjectKind.HOUSEHOLD) {
        reading.put(kind, shape(kind, languages.vietnamese(), languages.in("en"), true));
      }
    }
  }

  private static SheetShape shape(SubjectKind kind, Texts own, Texts other, boolean read) {
    Function<String, String[]> names =
        key -> {
          List<String> all = new ArrayList<>();
          for (Texts texts : List.of(own, other)) {
            all.addAll(Arrays.asList(texts.t(key).split("\\|")));
          }
          return all.stream().distinct().toArray(String[]::new);
        };
    boolean inVillages = kind == SubjectKind.CITIZEN || kind == SubjectKind.SELF_MANAGED_GROUP;
    List<Column> columns = new ArrayList<>();
    columns.add(Column.text(CODE, names.apply("subject.sheet.code")).atMost(40).width(14));
    columns.add(Column.text(COMMUNE, names.apply("registry.sheet.commune")).atMost(100).width(24));
    if (inVillages || kind == SubjectKind.CLAN || kind == SubjectKind.COMMUNITY) {
      Column village =
          Column.text(VILLAGE, names.apply("registry.sheet.village")).atMost(100).width(24);
      columns.add(inVillages ? village.required() : village);
    }
    columns.add(
        Column.text(NAME, names.apply("subject.sheet.name." + kind.name()))
            .atMost(SubjectRules.LONGEST_NAME)
            .width(32)
            .required());
    for (SubjectField field : kind.fields()) {
      columns.add(column(field, names));
    }
    if (kind.addressed()) {
      columns.add(
          Column.text(ADDRESS, names.apply("registry.sheet.address"))
              .atMost(SubjectRules.LONGEST_ADDRESS)
              .width(28));
    }
    if (kind == SubjectKind.CITIZEN) {
      columns.add(Column.text(HOUSEHOLD, names.apply("registry.sheet.code")).atMost(40).width(14));
      columns.add(Column.text(UNIT, names.apply("subject.sheet.unit")).atMost(320).width(14));
      columns.add(Column.text(ROLE, names.apply("subject.sheet.role")).atMost(40).width(12));
      columns.add(Column.text(STUDIES, names.apply("subject.sheet.studies")).atMost(320).width(14));
      columns.add(Column.text(CONSENT, names.apply("subject.sheet.consent")).atMost(60).width(16));
      columns.add(Column.date(CONSENT_ON, names.apply("subject.sheet.consent_on")).width(14));
      columns.add(
          Column.text(GUARDIAN, names.apply("subject.sheet.guardian"))
              .atMost(HouseholdRules.LONGEST_HEAD)
              .width(24));
      if (read) {
        columns.add(Column.text(PERSONAL_ID, names.apply("subject.sheet.personal_id")).width(14));
      }
    }
    columns.add(
        Column.lines(NOTE, names.apply("registry.sheet.note"))
            .atMost(SubjectRules.LONGEST_NOTE)
            .width(36));
    return SheetShape.of(columns);
  }

  private static Column column(SubjectField field, Function<String, String[]> names) {
    String[] headers = names.apply("subject.sheet.field." + field.name());
    Column column =
        switch (field.form()) {
          case TEXT -> Column.text(field.column(), headers).atMost(field.most()).width(24);
          case COUNT ->
              Column.wholeNumber(field.column(), headers).between(0, field.most()).width(12);
          case YEAR ->
              Column.wholeNumber(field.column(), headers)
                  .between(SubjectRules.FIRST_YEAR, 2100)
                  .width(10);
          case CHOICE -> Column.text(field.column(), headers).atMost(200).width(24);
          case YES_NO -> Column.text(field.column(), headers).atMost(20).width(10);
        };
    return field.required() ? column.required() : column;
  }

  /** The shape for reading; headers of both languages are known. */
  SheetShape shape(SubjectKind kind) {
    return java.util.Objects.requireNonNull(reading.get(kind));
  }

  /**
   * Begins a list to send out.
   *
   * @param out where it goes; not closed
   * @param titleLines lines above the table
   */
  SheetWriter writer(SubjectKind kind, OutputStream out, Texts t, List<String> titleLines) {
    Texts other = t.language().equals("en") ? languages.vietnamese() : languages.in("en");
    return new SheetWriter(
        out,
        shape(kind, t, other, false),
        t.t("subject.kinds." + kind.name()),
        titleLines,
        SheetWords.of(t.locale()));
  }

  /**
   * Writes one, with everything that the same list read again would ask for; identity numbers never
   * leave in a list.
   *
   * @param shared villages whose name another village of the commune has too: written with the code
   */
  void write(
      SheetWriter sheet,
      ListedSubject row,
      SubjectWords.Of words,
      Map<Integer, String> shared,
      Texts t) {
    Subject subject = row.subject();
    SubjectKind kind = subject.kind();
    List<@Nullable Object> cells = new ArrayList<>();
    cells.add(subject.code());
    boolean villages =
        kind == SubjectKind.CITIZEN
            || kind == SubjectKind.SELF_MANAGED_GROUP
            || kind == SubjectKind.CLAN
            || kind == SubjectKind.COMMUNITY;
    if (villages) {
      boolean inVillage = row.village();
      cells.add(inVillage ? row.above() : row.area());
      String code = shared.get(subject.areaId());
      cells.add(!inVillage ? null : code == null ? row.area() : row.area() + " (" + code + ")");
    } else {
      cells.add(row.area());
    }
    cells.add(subject.name());
    for (SubjectField field : kind.fields()) {
      Object value = subject.entry().values().get(field);
      cells.add(
          value == null
              ? null
              : field.form() == SubjectField.Form.CHOICE || field.form() == SubjectField.Form.YES_NO
                  ? words.value(field, value, true)
                  : value);
    }
    if (kind.addressed()) {
      cells.add(filled(subject.entry().address()));
    }
    if (kind == SubjectKind.CITIZEN) {
      links(cells, row.person(), t);
    }
    cells.add(filled(subject.entry().note()));
    sheet.row(cells.toArray());
  }

  private static void links(
      List<@Nullable Object> cells, ListedSubject.@Nullable PersonLinks person, Texts t) {
    if (person == null) {
      cells.addAll(Collections.nCopies(7, null));
      return;
    }
    boolean works = person.work() != null;
    MembershipRole role =
        works
            ? MembershipRole.WORKS_IN
            : person.studies() == null ? null : MembershipRole.STUDIES_IN;
    Consent.How how = person.how();
    cells.add(person.household());
    cells.add(works ? person.work() : person.studies());
    cells.add(role == null ? null : t.t("membership.words." + role.name()).split("\\|", 2)[0]);
    cells.add(works ? person.studies() : null);
    cells.add(how == null ? null : t.t("consent.how." + how.name()));
    cells.add(person.on());
    cells.add(filled(person.guardian()));
  }

  private static @Nullable String filled(String text) {
    return text.isEmpty() ? null : text;
  }
}

package vn.khuyenhoc.registry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.khuyenhoc.platform.web.HistoryLine;
import vn.khuyenhoc.platform.web.Option;
import vn.khuyenhoc.platform.web.Texts;

/** What is known of a kind of subjects, in words: columns of lists, facts, choices, history. */
@Component
class SubjectWords {

  private final Choices choices;

  SubjectWords(Choices choices) {
    this.choices = choices;
  }

  /**
   * Words for one page: the choices of the kind are read once.
   *
   * @param kind the kind
   */
  Of of(SubjectKind kind, Texts t) {
    Map<SubjectField, Map<String, String>> names = new HashMap<>();
    Map<SubjectField, List<Choice>> data = new HashMap<>();
    for (SubjectField field : kind.fields()) {
      if (field.form() == SubjectField.Form.CHOICE) {
        Map<String, String> of = new HashMap<>();
        field.fixed().forEach(code -> of.put(code, t.t("subject.choice." + code)));
        List<Choice> known = choices.of(field);
        known.forEach(one -> of.put(one.code(), one.name()));
        names.put(field, of);
        data.put(field, known);
      }
    }
    return new Of(kind, t, names, data);
  }

  /** The words of one kind in one language. */
  static final class Of {

    private final SubjectKind kind;
    private final Texts t;
    private final Map<SubjectField, Map<String, String>> names;
    private final Map<SubjectField, List<Choice>> data;

    Of(
        SubjectKind kind,
        Texts t,
        Map<SubjectField, Map<String, String>> names,
        Map<SubjectField, List<Choice>> data) {
      this.kind = kind;
      this.t = t;
      this.names = names;
      this.data = data;
    }

    private List<SubjectField> listed() {
      return kind.fields().stream()
          .filter(field -> field != SubjectField.SEX && field != SubjectField.SCHOOL)
          .toList();
    }

    /** The columns of a list between the place and the end. */
    List<ListColumn> columns() {
      List<ListColumn> columns = new ArrayList<>();
      for (SubjectField field : listed()) {
        boolean number =
            field.form() == SubjectField.Form.COUNT || field.form() == SubjectField.Form.YEAR;
        columns.add(new ListColumn(t.t(field.label()), number));
      }
      return columns;
    }

    /** The cells of one row under {@link #columns}. */
    List<String> cells(ListedSubject row) {
      List<String> cells = new ArrayList<>();
      for (SubjectField field : listed()) {
        Integer counted =
            switch (field) {
              case STAFF -> row.counted();
              case LEARNERS -> row.learners();
              case HOUSEHOLDS -> kind == SubjectKind.CLAN ? row.counted() : null;
              default -> null;
            };
        String stated = value(field, row.subject().entry().values().get(field), true);
        cells.add(
            counted == null || counted == 0
                ? stated
                : t.t("subject.stated-counted", stated, counted));
      }
      return cells;
    }

    /** Everything that is known of one besides its name. */
    List<SubjectFact> facts(Subject subject) {
      List<SubjectFact> facts = new ArrayList<>();
      facts.add(new SubjectFact(t.t("subject.code"), subject.code()));
      for (SubjectField field : kind.fields()) {
        if (field == SubjectField.LEARNERS && !subject.entry().yes(SubjectField.SCHOOL)) {
          continue;
        }
        facts.add(
            new SubjectFact(
                t.t(field.label()), value(field, subject.entry().values().get(field), false)));
      }
      if (!subject.entry().address().isEmpty()) {
        facts.add(new SubjectFact(t.t("subject.address"), subject.entry().address()));
      }
      if (!subject.entry().note().isEmpty()) {
        facts.add(new SubjectFact(t.t("subject.note"), subject.entry().note()));
      }
      return facts;
    }

    /** A value in words; what is not known is said. */
    String value(SubjectField field, @Nullable Object value, boolean shortly) {
      if (value == null) {
        return shortly
            ? t.t("household.not-reported.short")
            : t.t(
                field.form() == SubjectField.Form.COUNT
                    ? "household.not-reported"
                    : "subject.blank");
      }
      return switch (field.form()) {
        case TEXT -> value.toString();
        case COUNT -> t.number(((Number) value).longValue());
        case YEAR -> value.toString();
        case CHOICE -> name(field, value.toString());
        case YES_NO -> t.t(Boolean.TRUE.equals(value) ? "subject.yes" : "subject.no");
      };
    }

    /** What people call a code. */
    String name(SubjectField field, String code) {
      return names.getOrDefault(field, Map.of()).getOrDefault(code, code);
    }

    /** What a field can be chosen from; a retired one only where it is what holds now. */
    List<Option> options(SubjectField field, String now) {
      List<Option> options = new ArrayList<>();
      field.fixed().forEach(code -> options.add(new Option(code, name(field, code))));
      data.getOrDefault(field, List.of()).stream()
          .filter(one -> !one.retired() || one.code().equals(now))
          .forEach(
              one ->
                  options.add(
                      new Option(
                          one.code(),
                          one.name(),
                          one.explanation().isEmpty() ? null : one.explanation(),
                          null)));
      return options;
    }

    // ---- history

    /** The lines of a history, newest first as given. */
    List<HistoryLine> history(List<SubjectChange> changes, IntFunction<String> areaName) {
      return changes.stream().map(change -> line(change, areaName)).toList();
    }

    private HistoryLine line(SubjectChange change, IntFunction<String> areaName) {
      String what =
          switch (change.kind()) {
            case CREATED ->
                t.t(
                    change.batchId() == null
                        ? "household.history.added"
                        : "household.history.file");
            case EDITED ->
                t.t(
                    change.batchId() == null
                        ? "household.history.edited"
                        : "household.history.edited.file");
            case JOINED ->
                change.after().containsKey("into")
                    ? t.t("subject.history.joined.into", text(change.after().get("into")))
                    : t.t("subject.history.joined", text(change.after().get("duplicate")));
            case MOVED ->
                t.t(
                    "household.history.moved",
                    area(change.before().get("village"), areaName),
                    area(change.after().get("village"), areaName),
                    day(change.after().get("on")));
            case CLOSED -> t.t("subject.history.closed", day(change.after().get("on")));
            case REOPENED -> t.t("subject.history.reopened");
            case SPLIT -> t.t("household.history.split.new");
            case CONSENTED, WITHDRAWN -> t.t("subject.history." + change.kind().name());
            case BELONGS -> HouseholdHistory.belongs(change, t);
          };
      String kindOfPoint =
          switch (change.kind()) {
            case CREATED, REOPENED -> "ok";
            case CLOSED, WITHDRAWN -> "back";
            case SPLIT, JOINED, MOVED, BELONGS, CONSENTED -> "info";
            case EDITED -> "plain";
          };
      String note =
          change.kind() == SubjectChange.Kind.EDITED
              ? differences(change.before(), change.after())
              : change.reason();
      return new HistoryLine(
          t.dateTime(change.at()),
          what,
          change.actor().isEmpty() ? null : change.actor(),
          note.isEmpty() ? null : note,
          kindOfPoint);
    }

    /** What changed, old and new. */
    String differences(Map<String, @Nullable Object> before, Map<String, @Nullable Object> after) {
      List<String> parts = new ArrayList<>();
      for (String plain : List.of("name", "address", "note")) {
        if (after.containsKey(plain)) {
          parts.add(
              concealed(plain, after)
                  ? t.t("subject.history.change", t.t("subject." + plain))
                  : t.t(
                      "household.history.change",
                      t.t("subject." + plain),
                      filled(before.get(plain)),
                      filled(after.get(plain))));
        }
      }
      for (SubjectField field : kind.fields()) {
        if (after.containsKey(field.column())) {
          parts.add(
              concealed(field.column(), after)
                  ? t.t("subject.history.change", t.t(field.label()))
                  : t.t(
                      "household.history.change",
                      t.t(field.label()),
                      value(field, before.get(field.column()), false),
                      value(field, after.get(field.column()), false)));
        }
      }
      if (after.containsKey("personalId")) {
        parts.add(
            t.t(
                Boolean.TRUE.equals(after.get("personalId"))
                    ? "subject.history.id"
                    : "subject.history.id.erased"));
      }
      return String.join("; ", parts);
    }

    /** Whether only that it changed was written down. */
    private boolean concealed(String column, Map<String, @Nullable Object> after) {
      return SubjectEntry.concealed(kind, column) && Boolean.TRUE.equals(after.get(column));
    }

    private String filled(@Nullable Object value) {
      String text = text(value);
      return text.isEmpty() ? t.t("subject.blank") : text;
    }

    private static String text(@Nullable Object value) {
      return Objects.toString(value, "");
    }

    private static String area(@Nullable Object id, IntFunction<String> areaName) {
      return id instanceof Number number ? areaName.apply(number.intValue()) : "";
    }

    private String day(@Nullable Object iso) {
      return iso == null ? "" : t.date(java.time.LocalDate.parse(text(iso)));
    }
  }
}

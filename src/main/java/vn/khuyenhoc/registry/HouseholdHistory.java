package vn.khuyenhoc.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.platform.web.HistoryLine;
import vn.khuyenhoc.platform.web.Texts;

/** What happened to a household, in words. Pure. */
final class HouseholdHistory {

  private static final List<String> FACTS =
      List.of("head", "address", "children", "adults", "workers", "note");

  private HouseholdHistory() {}

  /** The lines of a history, newest first as given. */
  static List<HistoryLine> lines(
      List<SubjectChange> changes, Texts t, IntFunction<String> villageName) {
    return changes.stream().map(change -> line(change, t, villageName)).toList();
  }

  private static HistoryLine line(SubjectChange change, Texts t, IntFunction<String> villageName) {
    String what =
        switch (change.kind()) {
          case CREATED ->
              t.t(change.batchId() == null ? "household.history.added" : "household.history.file");
          case EDITED ->
              t.t(
                  change.batchId() == null
                      ? "household.history.edited"
                      : "household.history.edited.file");
          case SPLIT ->
              change.reason().isEmpty()
                  ? t.t("household.history.split.new")
                  : t.t("household.history.split", change.reason());
          case JOINED ->
              change.after().containsKey("into")
                  ? t.t("household.history.joined.into", text(change.after().get("into")))
                  : t.t("household.history.joined", text(change.after().get("duplicate")));
          case MOVED ->
              t.t(
                  "household.history.moved",
                  village(change.before().get("village"), villageName),
                  village(change.after().get("village"), villageName),
                  day(change.after().get("on"), t));
          case CLOSED -> t.t("household.history.closed", day(change.after().get("on"), t));
          case REOPENED -> t.t("household.history.reopened");
          case CONSENTED, WITHDRAWN -> t.t("subject.history." + change.kind().name());
          case BELONGS -> belongs(change, t);
        };
    String kind =
        switch (change.kind()) {
          case CREATED, REOPENED -> "ok";
          case CLOSED, WITHDRAWN -> "back";
          case SPLIT, JOINED, MOVED, BELONGS, CONSENTED -> "info";
          case EDITED -> "plain";
        };
    return new HistoryLine(
        t.dateTime(change.at()),
        what,
        change.actor().isEmpty() ? null : change.actor(),
        note(change, t),
        kind);
  }

  /** What it belongs to now, or that it belongs to nothing any more. */
  static String belongs(SubjectChange change, Texts t) {
    String role = text(change.after().get("role"));
    return change.after().containsKey("code")
        ? t.t(
            "subject.history.belongs." + role,
            text(change.after().get("name")),
            text(change.after().get("code")))
        : t.t("subject.history.leaves." + role);
  }

  /** What changed, old and new; else the reason. */
  private static @Nullable String note(SubjectChange change, Texts t) {
    boolean compares =
        change.kind() == SubjectChange.Kind.EDITED
            || change.kind() == SubjectChange.Kind.SPLIT && !change.before().isEmpty();
    if (compares) {
      return differences(change.before(), change.after(), t);
    }
    return change.kind() == SubjectChange.Kind.SPLIT || change.reason().isEmpty()
        ? null
        : change.reason();
  }

  private static String differences(
      Map<String, @Nullable Object> before, Map<String, @Nullable Object> after, Texts t) {
    List<String> parts = new ArrayList<>();
    for (String fact : FACTS) {
      if (after.containsKey(fact)) {
        parts.add(
            t.t(
                "household.history.change",
                t.t("household." + fact),
                shown(fact, before.get(fact), t),
                shown(fact, after.get(fact), t)));
      }
    }
    return String.join("; ", parts);
  }

  /** What an import would change of a household. */
  static String differences(HouseholdEntry before, HouseholdEntry after, Texts t) {
    Map<String, @Nullable Object> was = Households.facts(before);
    Map<String, @Nullable Object> is = Households.facts(after);
    is.entrySet().removeIf(fact -> Objects.equals(fact.getValue(), was.get(fact.getKey())));
    return differences(was, is, t);
  }

  private static String shown(String fact, @Nullable Object value, Texts t) {
    if (value == null) {
      return t.t("household.not-reported");
    }
    String text = text(value);
    return text.isEmpty() ? t.t("household.blank." + fact) : text;
  }

  private static String village(@Nullable Object id, IntFunction<String> villageName) {
    return id instanceof Number number ? villageName.apply(number.intValue()) : "";
  }

  private static String day(@Nullable Object iso, Texts t) {
    return iso == null ? "" : t.date(java.time.LocalDate.parse(text(iso)));
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }
}

package vn.khuyenhoc.areas;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.platform.document.Wording;
import vn.khuyenhoc.platform.text.VietnameseText;
import vn.khuyenhoc.platform.web.Texts;

/** Both names of an area where they differ, in the reader's words, and names without their kind. */
public final class AreaNames {

  /** More names than these are told by their number. */
  private static final int MOST = 8;

  private static final List<String> KINDS =
      Stream.of(Wording.of("area-kinds").say("kinds").split(",", -1))
          .map(one -> one.strip().toLowerCase(Locale.ROOT) + " ")
          .toList();

  private AreaNames() {}

  /** A name without its kind, as it stands beside a date: "Sơn La" for "Tỉnh Sơn La". */
  public static String place(String name) {
    String written = VietnameseText.nfc(name);
    String lower = written.toLowerCase(Locale.ROOT);
    return KINDS.stream()
        .filter(lower::startsWith)
        .findFirst()
        .map(kind -> written.substring(kind.length()))
        .orElse(name);
  }

  /**
   * What an area was called before, by month, the latest first: "trước 7/2025: Xã B, Xã C".
   *
   * @param former as {@link Areas#formerNames} answers it
   * @return empty where nothing was called otherwise
   */
  public static String before(Texts t, @Nullable List<FormerName> former) {
    if (former == null) {
      return "";
    }
    Map<YearMonth, List<String>> months = new TreeMap<>(Comparator.reverseOrder());
    former.forEach(
        one ->
            months
                .computeIfAbsent(YearMonth.from(one.until()), month -> new ArrayList<>())
                .add(one.part() ? t.t("areas.names.part", one.name()) : one.name()));
    return months.entrySet().stream()
        .map(month -> t.t("areas.names.before", month(month.getKey()), joined(t, month.getValue())))
        .collect(Collectors.joining("; "));
  }

  /**
   * What an area of an earlier day is today: "nay: Xã A"; of a divided one all of them.
   *
   * @param later as {@link Areas#laterNames} answers it
   * @return empty where it is called the same
   */
  public static String now(Texts t, @Nullable List<LaterName> later) {
    return later == null || later.isEmpty()
        ? ""
        : t.t("areas.names.now", joined(t, later.stream().map(LaterName::name).toList()));
  }

  /**
   * A name with what it was before in brackets: "Xã A (trước 7/2025: Xã B, Xã C)".
   *
   * @param name its name
   * @param beside as {@link #before} or {@link #now} tell it; empty for nothing
   */
  public static String both(Texts t, String name, String beside) {
    return beside.isEmpty() ? name : t.t("areas.names.both", name, beside);
  }

  private static String joined(Texts t, List<String> names) {
    List<String> distinct = names.stream().distinct().toList();
    return distinct.size() <= MOST
        ? String.join(", ", distinct)
        : t.t(
            "areas.names.more",
            String.join(", ", distinct.subList(0, MOST - 1)),
            distinct.size() - MOST + 1);
  }

  /** A month as it is said: 7/2025. */
  private static String month(YearMonth month) {
    return month.getMonthValue() + "/" + month.getYear();
  }
}

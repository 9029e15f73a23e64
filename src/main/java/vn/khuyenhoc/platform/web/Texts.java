package vn.khuyenhoc.platform.web;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.MessageFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Sentence;

/**
 * One language of the screens: sentences by key, and how numbers, money and dates are written.
 * Vietnamese writes 320.489 · 73,6 % · 15/11/2026, English 320,489 · 73.6% · 15/11/2026. Immutable
 * and safe to share between threads.
 */
public final class Texts {

  /** The country's only time zone; every moment is shown in it. */
  public static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

  private static final char NO_BREAK_SPACE = '\u00a0';
  private static final char MINUS = '\u2212';

  private final String language;
  private final Locale locale;
  private final Map<String, String> sentences;
  private final boolean strict;
  private final char grouping;
  private final char decimalMark;
  private final Map<String, MessageFormat> formats = new ConcurrentHashMap<>();

  /**
   * @param language {@code vi} or {@code en}
   * @param sentences every sentence by key
   * @param strict whether an unknown key is a fault; otherwise the key itself is shown
   */
  Texts(String language, Map<String, String> sentences, boolean strict) {
    this.language = language;
    this.locale = Locale.forLanguageTag(language.equals("en") ? "en-GB" : "vi-VN");
    this.sentences = Map.copyOf(sentences);
    this.strict = strict;
    this.grouping = language.equals("en") ? ',' : '.';
    this.decimalMark = language.equals("en") ? '.' : ',';
  }

  /** {@code vi} or {@code en}. */
  public String language() {
    return language;
  }

  /** The locale behind the language. */
  public Locale locale() {
    return locale;
  }

  /** Whether the key has a sentence. */
  public boolean has(String key) {
    return sentences.containsKey(key);
  }

  /** All keys, for the tests that compare the languages. */
  Set<String> keys() {
    return sentences.keySet();
  }

  /**
   * The sentence behind a key. Placeholders are {@code {0}}, {@code {1}} …; whole numbers, decimal
   * numbers, dates and moments among the arguments are written the way of the language, sentences
   * are said in it. An apostrophe is just an apostrophe.
   *
   * @throws IllegalArgumentException for an unknown key, where the build or a test runs
   */
  public String t(String key, @Nullable Object... args) {
    String sentence = sentences.get(key);
    if (sentence == null) {
      if (strict) {
        throw new IllegalArgumentException("No text for key '" + key + "' in " + language);
      }
      return key;
    }
    if (args.length == 0 || sentence.indexOf('{') < 0) {
      return sentence;
    }
    @Nullable Object[] shown = new @Nullable Object[args.length];
    for (int i = 0; i < args.length; i++) {
      shown[i] = shown(args[i]);
    }
    MessageFormat format = formats.computeIfAbsent(key, k -> format(sentence));
    // A MessageFormat keeps state while it writes, so each use takes a copy of the parsed one.
    return ((MessageFormat) format.clone()).format(shown);
  }

  /** The sentence of a refusal. */
  public String t(Problem problem) {
    return t(problem.code().messageKey(), problem.arguments().toArray());
  }

  /** The sentence of a refusal with the field it belongs to. */
  public FieldError error(Problem problem) {
    String field = problem.field();
    return new FieldError(field == null ? "" : field, t(problem));
  }

  private MessageFormat format(String sentence) {
    return new MessageFormat(sentence.replace("'", "''"), locale);
  }

  private @Nullable Object shown(@Nullable Object argument) {
    return switch (argument) {
      case null -> "";
      case Integer i -> number(i);
      case Long l -> number(l);
      case BigDecimal d -> decimal(d);
      case LocalDate d -> date(d);
      case Instant i -> dateTime(i);
      case YearMonth m -> month(m);
      case Sentence sentence -> t(sentence.messageKey(), sentence.arguments().toArray());
      default -> argument;
    };
  }

  /** A whole number with its thousands marked: 320.489. */
  public String number(long value) {
    String digits = Long.toString(value);
    int start = value < 0 ? 1 : 0;
    int length = digits.length() - start;
    if (length <= 3) {
      return start == 0 ? digits : MINUS + digits.substring(1);
    }
    StringBuilder out = new StringBuilder(digits.length() + length / 3);
    if (start == 1) {
      out.append(MINUS);
    }
    for (int i = 0; i < length; i++) {
      if (i > 0 && (length - i) % 3 == 0) {
        out.append(grouping);
      }
      out.append(digits.charAt(start + i));
    }
    return out.toString();
  }

  /** What begins the decimals: a comma in Vietnamese, a dot in English. */
  public char decimalMark() {
    return decimalMark;
  }

  /** A decimal number without needless zeros, at most two places: 16,4. */
  public String decimal(BigDecimal value) {
    BigDecimal rounded = value.setScale(2, RoundingMode.HALF_UP).stripTrailingZeros();
    return fixed(rounded, Math.max(rounded.scale(), 0));
  }

  /** A decimal number with exactly so many places, for columns that line up: 80,0. */
  public String fixed(BigDecimal value, int places) {
    BigDecimal rounded = value.setScale(places, RoundingMode.HALF_UP);
    String digits = rounded.abs().toPlainString();
    int point = digits.indexOf('.');
    String whole = number(Long.parseLong(point < 0 ? digits : digits.substring(0, point)));
    String sign = rounded.signum() < 0 ? String.valueOf(MINUS) : "";
    return point < 0 ? sign + whole : sign + whole + decimalMark + digits.substring(point + 1);
  }

  /**
   * A rate: 73.6 is written 73,6 %, 90 is written 90 %.
   *
   * @param value percentage points, 0 to 100 and above; rounded to one place
   */
  public String percent(BigDecimal value) {
    String digits = decimal(value.setScale(1, RoundingMode.HALF_UP));
    return language.equals("en") ? digits + "%" : digits + NO_BREAK_SPACE + "%";
  }

  /** A rate for a column whose heading carries the sign: one place, always: 80,0. */
  public String rate(BigDecimal value) {
    return fixed(value, 1);
  }

  /** Points given or missing, with their word: 16,4 điểm. */
  public String points(BigDecimal value) {
    return t("format.points", value);
  }

  /** Points given or missing, with their word. */
  public String points(long value) {
    return t("format.points", value);
  }

  /** A day: 15/11/2026. */
  public String date(LocalDate day) {
    StringBuilder out = new StringBuilder(10);
    two(out, day.getDayOfMonth()).append('/');
    two(out, day.getMonthValue()).append('/');
    return out.append(day.getYear()).toString();
  }

  /** A month: 11/2026. */
  public String month(YearMonth month) {
    return two(new StringBuilder(7), month.getMonthValue())
        .append('/')
        .append(month.getYear())
        .toString();
  }

  /** A moment in Vietnam: 10:42 15/11/2026. */
  public String dateTime(Instant moment) {
    return time(moment) + ' ' + date(day(moment));
  }

  /** The time of day in Vietnam: 10:42. */
  public String time(Instant moment) {
    LocalDateTime local = LocalDateTime.ofInstant(moment, ZONE);
    StringBuilder out = new StringBuilder(5);
    two(out, local.getHour()).append(':');
    return two(out, local.getMinute()).toString();
  }

  /** The day in Vietnam on which a moment falls. */
  public LocalDate day(Instant moment) {
    return LocalDate.ofInstant(moment, ZONE);
  }

  private static StringBuilder two(StringBuilder out, int value) {
    return value < 10 ? out.append('0').append(value) : out.append(value);
  }
}

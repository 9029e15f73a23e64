package vn.khuyenhoc.platform.sheet;

import java.util.List;
import java.util.stream.Stream;

/**
 * One column that a sheet of a kind carries, on import and on export.
 *
 * @param key the field it fills; never shown
 * @param kind what its cells hold
 * @param need whether the column and its cells may be absent
 * @param headers the names it goes by: the first is written on export, all are recognised on
 *     import, whatever their case, accents and blanks
 * @param maxLength most characters of a text
 * @param min least number allowed
 * @param max greatest number allowed
 * @param width width on export, in characters
 */
public record Column(
    String key,
    Kind kind,
    Need need,
    List<String> headers,
    int maxLength,
    long min,
    long max,
    int width) {

  /** What the cells of a column hold. */
  public enum Kind {
    /** Text on one line; line breaks become blanks. */
    TEXT,
    /** Text that keeps its line breaks. */
    LINES,
    /** A number without decimals. */
    WHOLE_NUMBER,
    /** A number that may have decimals. */
    NUMBER,
    /** A percentage in hundredths: 73,6 % is 73.6. */
    PERCENT,
    /** A day. */
    DATE
  }

  /** What has to be there. */
  public enum Need {
    /** The column, and a value in every row. */
    REQUIRED,
    /** The column; its cells may be blank. */
    COLUMN,
    /** Nothing. */
    OPTIONAL
  }

  /** A little below what a cell can hold, so that guards and escapes never cross it. */
  private static final int LONGEST = 32_000;

  public Column {
    headers = List.copyOf(headers);
    if (headers.isEmpty()) {
      throw new IllegalArgumentException("a column needs a header: " + key);
    }
  }

  private static Column of(String key, Kind kind, int width, String... headers) {
    return new Column(
        key, kind, Need.OPTIONAL, List.of(headers), LONGEST, Long.MIN_VALUE, Long.MAX_VALUE, width);
  }

  /** An optional column of text; codes too, whose leading zeros are kept. */
  public static Column text(String key, String... headers) {
    return of(key, Kind.TEXT, 20, headers);
  }

  /**
   * An optional column of text that goes by names of two languages and by its key.
   *
   * @param own its names in the language in which it is written, each after a {@code |}
   * @param other the same in the other one
   */
  public static Column named(String key, String own, String other) {
    return text(
        key,
        Stream.of(Stream.of(own.split("\\|")), Stream.of(other.split("\\|")), Stream.of(key))
            .flatMap(names -> names)
            .distinct()
            .toArray(String[]::new));
  }

  /** An optional column of text of several lines. */
  public static Column lines(String key, String... headers) {
    return of(key, Kind.LINES, 40, headers);
  }

  /** An optional column of whole numbers of any size. */
  public static Column wholeNumber(String key, String... headers) {
    return of(key, Kind.WHOLE_NUMBER, 12, headers);
  }

  /** An optional column of numbers. */
  public static Column number(String key, String... headers) {
    return of(key, Kind.NUMBER, 14, headers);
  }

  /** An optional column of percentages. */
  public static Column percent(String key, String... headers) {
    return of(key, Kind.PERCENT, 10, headers);
  }

  /** An optional column of days. */
  public static Column date(String key, String... headers) {
    return of(key, Kind.DATE, 12, headers);
  }

  /** The same column, which must be there and filled in every row. */
  public Column required() {
    return needing(Need.REQUIRED);
  }

  /** The same column, which must be there, though its cells may be blank. */
  public Column present() {
    return needing(Need.COLUMN);
  }

  private Column needing(Need wanted) {
    return new Column(key, kind, wanted, headers, maxLength, min, max, width);
  }

  /** The same column for texts up to that many characters. */
  public Column atMost(int characters) {
    return new Column(key, kind, need, headers, characters, min, max, width);
  }

  /** The same column for numbers in that range, ends included. */
  public Column between(long least, long greatest) {
    return new Column(key, kind, need, headers, maxLength, least, greatest, width);
  }

  /** The same column, exported that many characters wide. */
  public Column width(int characters) {
    return new Column(key, kind, need, headers, maxLength, min, max, characters);
  }

  /** The name written on export. */
  public String header() {
    return headers.getFirst();
  }

  boolean isText() {
    return kind == Kind.TEXT || kind == Kind.LINES;
  }
}

package vn.khuyenhoc.platform.text;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates in Vietnamese writing: 15/11/2024, ngày 15 tháng 11 năm 2024, quý IV năm 2024. */
public final class VietnameseDates {

  /** First and last year taken for a date; outside it is a slip of the keyboard. */
  public static final int FIRST_YEAR = 1900;

  /** See {@link #FIRST_YEAR}. */
  public static final int LAST_YEAR = 2100;

  private static final Pattern DAY_FIRST =
      Pattern.compile("(\\d{1,2})\\s*([/.-])\\s*(\\d{1,2})\\s*\\2\\s*(\\d{4})");
  private static final Pattern YEAR_FIRST =
      Pattern.compile(
          "(\\d{4})\\s*([/.-])\\s*(\\d{1,2})\\s*\\2\\s*(\\d{1,2})(?:[t ]00:00(?::00)?)?");
  private static final Pattern IN_WORDS =
      Pattern.compile("(?:ngay )?(\\d{1,2}) thang (\\d{1,2}) nam (\\d{4})");
  private static final List<String> QUARTERS = List.of("I", "II", "III", "IV");

  private static final DateReading IMPOSSIBLE = new DateReading.Impossible();
  private static final DateReading NOT_A_DATE = new DateReading.NotADate();

  private VietnameseDates() {}

  /**
   * Reads a date as people type it: day first (15/11/2024, 15-11-2024, 15.11.2024), year first
   * (2024-11-15), or in words (ngày 15 tháng 11 năm 2024). The month never comes first.
   */
  public static DateReading parse(String typed) {
    String text = VietnameseText.fold(VietnameseText.clean(typed));
    if (text.length() > 40) {
      return NOT_A_DATE;
    }
    Matcher day = DAY_FIRST.matcher(text);
    if (day.matches()) {
      return date(day.group(4), day.group(3), day.group(1));
    }
    Matcher year = YEAR_FIRST.matcher(text);
    if (year.matches()) {
      return date(year.group(1), year.group(3), year.group(4));
    }
    Matcher words = IN_WORDS.matcher(text);
    return words.matches() ? date(words.group(3), words.group(2), words.group(1)) : NOT_A_DATE;
  }

  private static DateReading date(String year, String month, String day) {
    int y = Integer.parseInt(year);
    if (y < FIRST_YEAR || y > LAST_YEAR) {
      return IMPOSSIBLE;
    }
    try {
      return new DateReading.Ok(LocalDate.of(y, Integer.parseInt(month), Integer.parseInt(day)));
    } catch (DateTimeException noSuchDay) {
      return IMPOSSIBLE;
    }
  }

  /**
   * The day behind Excel's number for a date (45611 is 15/11/2024); the time of day is dropped.
   *
   * @param serial days since 1900, or since 1904 in workbooks first made on a Macintosh
   */
  public static DateReading fromSerial(double serial, boolean since1904) {
    if (!(serial >= 0) || serial > 100_000) {
      return NOT_A_DATE;
    }
    long days = (long) Math.floor(serial);
    LocalDate date;
    if (since1904) {
      date = LocalDate.of(1904, 1, 1).plusDays(days);
    } else if (days == 60 || days == 0) {
      // Excel believes in 29/02/1900 and in 00/01/1900.
      return IMPOSSIBLE;
    } else {
      date = LocalDate.of(1899, 12, days > 60 ? 30 : 31).plusDays(days);
    }
    return date.getYear() > LAST_YEAR ? IMPOSSIBLE : new DateReading.Ok(date);
  }

  /** 05/02/2024. */
  public static String format(LocalDate date) {
    return two(date.getDayOfMonth()) + '/' + two(date.getMonthValue()) + '/' + four(date.getYear());
  }

  /**
   * As documents write it: ngày 05 tháng 02 năm 2024, ngày 15 tháng 3 năm 2024. Decree 30/2020 puts
   * a zero before days under ten and before months one and two only.
   */
  public static String inWords(LocalDate date) {
    int month = date.getMonthValue();
    return "ngày "
        + two(date.getDayOfMonth())
        + " tháng "
        + (month <= 2 ? two(month) : String.valueOf(month))
        + " năm "
        + date.getYear();
  }

  /**
   * Quarter of a year in Roman figures.
   *
   * @param quarter 1 to 4
   */
  public static String romanQuarter(int quarter) {
    return QUARTERS.get(quarter - 1);
  }

  private static String two(int number) {
    return number < 10 ? "0" + number : String.valueOf(number);
  }

  private static String four(int year) {
    return year < 1000 ? String.format("%04d", year) : String.valueOf(year);
  }
}

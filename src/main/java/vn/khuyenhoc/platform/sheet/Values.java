package vn.khuyenhoc.platform.sheet;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.platform.text.DateReading;
import vn.khuyenhoc.platform.text.LegacyEncoding;
import vn.khuyenhoc.platform.text.NumberReading;
import vn.khuyenhoc.platform.text.VietnameseDates;
import vn.khuyenhoc.platform.text.VietnameseNumbers;
import vn.khuyenhoc.platform.text.VietnameseText;

/** Turns the cells of a row into the values its columns ask for. */
final class Values {

  /** Excel keeps and shows fifteen digits; what follows is noise of binary fractions. */
  private static final MathContext EXCEL = new MathContext(15, RoundingMode.HALF_UP);

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);

  /** Days typed into cells formatted as plain numbers are taken from 18/05/1927 to 2100. */
  private static final int FIRST_PLAIN_SERIAL = 10_000;

  /** A marked-up sheet shows the errors of the original as text. */
  private static final Set<String> ERRORS =
      Set.of("#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!");

  private final SheetShape shape;
  private final int[] found;
  private final boolean since1904;
  private final int[] formulas;

  Values(SheetShape shape, int[] found, boolean since1904) {
    this.shape = shape;
    this.found = found;
    this.since1904 = since1904;
    this.formulas = new int[found.length];
  }

  /** Number of formulas whose results were taken, by column of the shape. */
  int[] formulas() {
    return formulas;
  }

  SheetRow row(RawRow raw) {
    List<Column> columns = shape.columns();
    @Nullable Object[] values = new Object[columns.size()];
    Findings findings = new Findings(raw, since1904);
    for (int i = 0; i < found.length; i++) {
      int at = found[i];
      if (at < 0) {
        continue;
      }
      Column column = columns.get(i);
      findings.column = column;
      findings.at = at;
      if (at < raw.width && raw.formulas[at]) {
        if (raw.kinds[at] == RawRow.BLANK) {
          findings.add(SheetProblem.FORMULA_WITHOUT_VALUE);
          continue;
        }
        formulas[i]++;
      }
      byte kind = raw.kind(at);
      if (kind == RawRow.ERROR || kind == RawRow.TEXT && ERRORS.contains(raw.text(at))) {
        findings.add(SheetProblem.ERROR_CELL, raw.text(at));
        continue;
      }
      int before = findings.count();
      Object value = kind == RawRow.BLANK ? null : value(column, raw, at, findings);
      values[i] = value;
      if (value == null && column.need() == Column.Need.REQUIRED && findings.count() == before) {
        findings.add(SheetProblem.VALUE_MISSING, column.header());
      }
    }
    return new SheetRow(raw.number, shape, found, raw, values, findings.list(), since1904);
  }

  private @Nullable Object value(Column column, RawRow raw, int at, Findings findings) {
    return switch (column.kind()) {
      case TEXT, LINES -> text(column, raw, at, findings);
      case WHOLE_NUMBER -> wholeNumber(column, raw, at, findings);
      case NUMBER -> number(column, raw, at, findings, false);
      case PERCENT -> number(column, raw, at, findings, true);
      case DATE -> date(raw, at, findings);
    };
  }

  private @Nullable String text(Column column, RawRow raw, int at, Findings findings) {
    String typed =
        raw.kinds[at] == RawRow.TEXT ? Cells.unguarded(raw.text(at)) : shown(raw, at, since1904);
    String text =
        column.kind() == Column.Kind.LINES
            ? VietnameseText.cleanLines(typed)
            : VietnameseText.clean(typed);
    if (text.isEmpty()) {
      return null;
    }
    Optional<LegacyEncoding.Suspicion> suspicion = LegacyEncoding.detect(typed);
    if (suspicion.isPresent() && suspicion.get().confidence() >= LegacyEncoding.REFUSED_FROM) {
      if (suspicion.get().kind() == LegacyEncoding.Kind.LOST) {
        findings.add(SheetProblem.LOST_CHARACTERS, text);
      } else {
        findings.add(
            SheetProblem.OLD_ENCODING, text, VietnameseText.clean(suspicion.get().repaired()));
      }
      return null;
    }
    if (text.length() > column.maxLength()) {
      findings.add(
          SheetProblem.TEXT_TOO_LONG,
          VietnameseNumbers.format(text.length()),
          VietnameseNumbers.format(column.maxLength()));
      return null;
    }
    return text;
  }

  private @Nullable Long wholeNumber(Column column, RawRow raw, int at, Findings findings) {
    if (raw.kinds[at] == RawRow.NUMBER && raw.formats[at] == Formats.GENERAL) {
      int small = Cells.number(withoutZeroFraction(raw.text(at)), 0);
      if (small >= 0) {
        return inRange(column, small, raw, at, findings) ? Long.valueOf(small) : null;
      }
    }
    BigDecimal number = decimal(raw, at, findings, false);
    if (number == null) {
      return null;
    }
    BigDecimal plain = number.stripTrailingZeros();
    if (plain.scale() > 0) {
      BigDecimal thousandfold = plain.multiply(THOUSAND);
      if (raw.kinds[at] == RawRow.NUMBER
          && plain.scale() == 3
          && plain.abs().compareTo(BigDecimal.ONE) >= 0
          && plain.abs().compareTo(THOUSAND) < 0) {
        // Excel in English took "1.234" for a fraction when it was typed.
        findings.add(
            SheetProblem.AMBIGUOUS_NUMBER,
            VietnameseNumbers.format(plain),
            meanings(List.of(plain, thousandfold)));
      } else {
        findings.add(SheetProblem.NOT_WHOLE, shown(raw, at, since1904));
      }
      return null;
    }
    if (plain.precision() - plain.scale() > 18) {
      findings.add(SheetProblem.NOT_A_NUMBER, shown(raw, at, since1904));
      return null;
    }
    long value = plain.longValueExact();
    return inRange(column, value, raw, at, findings) ? Long.valueOf(value) : null;
  }

  private static String withoutZeroFraction(String written) {
    return written.endsWith(".0") ? written.substring(0, written.length() - 2) : written;
  }

  private boolean inRange(Column column, long value, RawRow raw, int at, Findings findings) {
    if (value >= column.min() && value <= column.max()) {
      return true;
    }
    outOfRange(column, shown(raw, at, since1904), findings);
    return false;
  }

  private static void outOfRange(Column column, String shown, Findings findings) {
    String least = VietnameseNumbers.format(column.min());
    String greatest = VietnameseNumbers.format(column.max());
    if (column.max() == Long.MAX_VALUE) {
      findings.add(SheetProblem.TOO_SMALL, shown, least);
    } else if (column.min() == Long.MIN_VALUE) {
      findings.add(SheetProblem.TOO_GREAT, shown, greatest);
    } else {
      findings.add(SheetProblem.OUT_OF_RANGE, shown, least, greatest);
    }
  }

  private @Nullable BigDecimal number(
      Column column, RawRow raw, int at, Findings findings, boolean percent) {
    BigDecimal number = decimal(raw, at, findings, percent);
    if (number == null) {
      return null;
    }
    if (column.min() != Long.MIN_VALUE && number.compareTo(BigDecimal.valueOf(column.min())) < 0
        || column.max() != Long.MAX_VALUE
            && number.compareTo(BigDecimal.valueOf(column.max())) > 0) {
      outOfRange(column, shown(raw, at, since1904), findings);
      return null;
    }
    return number;
  }

  private @Nullable BigDecimal decimal(RawRow raw, int at, Findings findings, boolean percent) {
    String typed = raw.text(at);
    byte kind = raw.kinds[at];
    if (kind == RawRow.NUMBER) {
      BigDecimal number = excelNumber(typed);
      byte format = raw.formats[at];
      if (number == null || format == Formats.DATE || format == Formats.TIME) {
        findings.add(SheetProblem.NOT_A_NUMBER, shown(raw, at, since1904));
        return null;
      }
      return percent && format == Formats.PERCENT ? number.multiply(HUNDRED) : number;
    }
    if (kind != RawRow.TEXT) {
      findings.add(SheetProblem.NOT_A_NUMBER, shown(raw, at, since1904));
      return null;
    }
    String text = VietnameseText.clean(Cells.unguarded(typed));
    if (text.isEmpty()) {
      return null;
    }
    switch (VietnameseNumbers.parse(text)) {
      case NumberReading.Ok ok -> {
        if (!ok.percent() || percent) {
          return ok.value();
        }
        findings.add(SheetProblem.NOT_A_NUMBER, text);
      }
      case NumberReading.Ambiguous ambiguous ->
          findings.add(SheetProblem.AMBIGUOUS_NUMBER, text, meanings(ambiguous.candidates()));
      case NumberReading.NotANumber no -> findings.add(SheetProblem.NOT_A_NUMBER, text);
    }
    return null;
  }

  /** "1234 · 1,234": whole numbers without dots, for nothing here may be misread again. */
  private static String meanings(List<BigDecimal> candidates) {
    return candidates.reversed().stream()
        .map(number -> number.stripTrailingZeros().toPlainString().replace('.', ','))
        .collect(Collectors.joining(" · "));
  }

  private @Nullable LocalDate date(RawRow raw, int at, Findings findings) {
    String typed = raw.text(at);
    DateReading reading;
    switch (raw.kinds[at]) {
      case RawRow.NUMBER -> {
        BigDecimal number = excelNumber(typed);
        byte format = raw.formats[at];
        boolean day =
            number != null
                && (format == Formats.DATE
                    || format == Formats.GENERAL
                        && number.doubleValue() >= FIRST_PLAIN_SERIAL
                        && number.stripTrailingZeros().scale() <= 0);
        reading =
            day && number != null
                ? VietnameseDates.fromSerial(number.doubleValue(), since1904)
                : new DateReading.NotADate();
      }
      case RawRow.TEXT -> {
        String text = VietnameseText.clean(Cells.unguarded(typed));
        if (text.isEmpty()) {
          return null;
        }
        reading = VietnameseDates.parse(text);
      }
      case RawRow.ISO_DATE ->
          reading = VietnameseDates.parse(typed.substring(0, Math.min(10, typed.length())));
      default -> reading = new DateReading.NotADate();
    }
    switch (reading) {
      case DateReading.Ok ok -> {
        return ok.date();
      }
      case DateReading.Impossible no ->
          findings.add(SheetProblem.IMPOSSIBLE_DATE, shown(raw, at, since1904));
      case DateReading.NotADate no ->
          findings.add(SheetProblem.NOT_A_DATE, shown(raw, at, since1904));
    }
    return null;
  }

  /** A number as the file writes it, with the digits Excel shows; null if it is none. */
  static @Nullable BigDecimal excelNumber(String written) {
    int small = Cells.number(written, 0);
    if (small >= 0) {
      return BigDecimal.valueOf(small);
    }
    if (isPlain(written)) {
      return whole(new BigDecimal(written));
    }
    double number;
    try {
      number = Double.parseDouble(written);
    } catch (NumberFormatException notANumber) {
      return null;
    }
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      return null;
    }
    return whole(new BigDecimal(number, EXCEL));
  }

  /** Up to fifteen digits around a dot, which are exact as they stand. */
  private static boolean isPlain(String written) {
    int length = written.length();
    int dots = 0;
    for (int i = 0; i < length; i++) {
      char c = written.charAt(i);
      if (c == '.') {
        dots++;
      } else if (c < '0' || c > '9') {
        return false;
      }
    }
    return length > 1 && length <= 16 && dots == 1 && written.charAt(0) != '.';
  }

  private static BigDecimal whole(BigDecimal number) {
    BigDecimal bare = number.stripTrailingZeros();
    return bare.scale() < 0 ? bare.setScale(0) : bare;
  }

  /** What a person sees in a cell, in Vietnamese writing; whole numbers without dots. */
  static String shown(RawRow raw, int at, boolean since1904) {
    String text = raw.text(at);
    switch (raw.kind(at)) {
      case RawRow.NUMBER -> {
        BigDecimal number = excelNumber(text);
        if (number == null) {
          return text;
        }
        byte format = raw.formats[at];
        if (format == Formats.DATE
            && VietnameseDates.fromSerial(number.doubleValue(), since1904)
                instanceof DateReading.Ok day) {
          return VietnameseDates.format(day.date());
        }
        if (format == Formats.PERCENT) {
          return plain(number.multiply(HUNDRED)) + " %";
        }
        String digits = plain(number);
        int missing = format > Formats.PADDED ? format - Formats.PADDED - digits.length() : 0;
        return missing > 0 && number.signum() >= 0 ? "0".repeat(missing) + digits : digits;
      }
      case RawRow.BOOLEAN -> {
        return text.equals("1") ? "TRUE" : "FALSE";
      }
      case RawRow.TEXT -> {
        return Cells.unguarded(text);
      }
      default -> {
        return text;
      }
    }
  }

  private static String plain(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString().replace('.', ',');
  }

  private static final Column NONE = Column.text("", "");

  /** Collects what is wrong with one row; keeps nothing for a sound one. */
  private static final class Findings {
    private final RawRow raw;
    private final boolean since1904;
    private Column column = NONE;
    private int at;
    private @Nullable List<SheetFinding> list;

    Findings(RawRow raw, boolean since1904) {
      this.raw = raw;
      this.since1904 = since1904;
    }

    int count() {
      return list == null ? 0 : list.size();
    }

    void add(SheetProblem problem, Object... arguments) {
      if (list == null) {
        list = new ArrayList<>(2);
      }
      list.add(
          new SheetFinding(
              problem,
              raw.number,
              Cells.letters(at),
              column.key(),
              shown(raw, at, since1904),
              List.of(arguments)));
    }

    List<SheetFinding> list() {
      return list == null ? List.of() : List.copyOf(list);
    }
  }
}

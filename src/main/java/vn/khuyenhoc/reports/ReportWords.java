package vn.khuyenhoc.reports;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.platform.web.Texts;

/** How numbers and periods of reports are said, in the reader's language. */
public final class ReportWords {

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final int JUNE = 6;
  private static final int JULY = 7;
  private static final int DECEMBER = 12;

  private final Texts t;

  public ReportWords(Texts texts) {
    this.t = texts;
  }

  /** The number of a figure with its unit, or that it was not reported. */
  public String value(ReportFigure figure) {
    return said(figure, figure.number());
  }

  /** The number without its unit, for a table. */
  public String cell(ReportFigure figure) {
    return plain(figure, figure.number());
  }

  /** The number of the period before. */
  public String before(ReportFigure figure) {
    BigDecimal number = figure.numberBefore();
    return number == null && figure.state() == ReportFigure.State.NOT_COMPUTED
        ? t.t("reports.value.none")
        : said(figure, number);
  }

  /** A number as this figure's are said. */
  public String said(ReportFigure figure, @Nullable BigDecimal number) {
    String said = plain(figure, number);
    return number == null || figure.unit().isEmpty() || figure.kind() == ReportFigure.Kind.PERCENT
        ? said
        : t.t("reports.value.unit", said, figure.unit());
  }

  private String plain(ReportFigure figure, @Nullable BigDecimal number) {
    return number != null
        ? plain(figure.kind(), number)
        : switch (figure.state()) {
          case NOT_STATED -> t.t("reports.value.not-stated");
          case NOT_COMPUTED -> t.t("reports.value.not-computed");
          default -> t.t("reports.value.none");
        };
  }

  /** The number of an area below, as it is said of it: known, not to be computed, not reported. */
  public String part(ReportFigure figure, ReportFigure.Part part) {
    BigDecimal number = ReportFigure.decimal(part.value());
    return number == null
        ? t.t(part.numerator() == null ? "reports.value.none" : "reports.value.not-computed")
        : said(figure, number);
  }

  /** A number of a kind without a unit; what is not known was not reported. */
  public String plain(ReportFigure.Kind kind, @Nullable BigDecimal number) {
    if (number == null) {
      return t.t("reports.value.none");
    }
    return kind == ReportFigure.Kind.PERCENT ? t.percent(number) : t.decimal(number);
  }

  /** Of how many how many; empty where nothing is divided. */
  public String parts(ReportFigure figure) {
    return parts(figure.numerator(), figure.denominator());
  }

  /** Of how many how many; empty where nothing is divided. */
  public String parts(@Nullable String numerator, @Nullable String denominator) {
    BigDecimal over = ReportFigure.decimal(numerator);
    BigDecimal under = ReportFigure.decimal(denominator);
    return over == null || under == null
        ? ""
        : t.t("reports.value.of", t.decimal(over), t.decimal(under));
  }

  /** What a cell of a table says. */
  public String cell(
      java.util.Map<String, ReportFigure> figures,
      ReportContent.Table table,
      ReportContent.Row row,
      int column) {
    ReportCell cell = ReportCell.of(table, row, column);
    if (cell.words() != null) {
      return cell.words();
    }
    ReportFigure figure = figures.get(cell.figure());
    if (figure == null) {
      return "";
    }
    BigDecimal number = cell.number(figure);
    ReportFigure.Part part = cell.areaId() == 0 ? null : figure.part(cell.areaId());
    if (number == null && figure.state() != ReportFigure.State.NOT_STATED) {
      return part != null
          ? part(figure, part)
          : cell.before() || cell.areaId() != 0 ? plain(figure.kind(), null) : plain(figure, null);
    }
    // targets of one table are counted in many ways
    return figure.kind() == ReportFigure.Kind.DECIMAL && cell.areaId() == 0
        ? said(figure, number)
        : plain(figure, number);
  }

  /** Over so many percent, with one decimal; null over nothing. */
  static @Nullable BigDecimal percent(@Nullable BigDecimal over, @Nullable BigDecimal under) {
    return over == null || under == null || under.signum() <= 0
        ? null
        : over.multiply(HUNDRED).divide(under, 1, RoundingMode.HALF_UP);
  }

  /** A period: năm 2026, 6 tháng đầu năm 2026, quý I năm 2026, từ ngày … đến ngày …. */
  public String period(LocalDate from, LocalDate until) {
    String year = String.valueOf(until.getYear());
    boolean months = from.getDayOfMonth() == 1 && until.getDayOfMonth() == until.lengthOfMonth();
    if (months && from.getYear() == until.getYear()) {
      if (from.getMonthValue() == 1 && until.getMonthValue() == DECEMBER) {
        return t.t("reports.period.year", year);
      }
      if (from.getMonthValue() == 1 && until.getMonthValue() == JUNE) {
        return t.t("reports.period.first-half", year);
      }
      if (from.getMonthValue() == JULY && until.getMonthValue() == DECEMBER) {
        return t.t("reports.period.second-half", year);
      }
    }
    if (months && from.getMonthValue() == 1 && until.getMonthValue() == DECEMBER) {
      return t.t("reports.period.years", String.valueOf(from.getYear()), year);
    }
    return t.t("reports.period.days", from, until);
  }

  /**
   * What a report is called: Báo cáo năm 2026, where its form says no more than its period; Báo cáo
   * sơ kết · giai đoạn 2021–2025.
   */
  public String title(ReportForm form, LocalDate from, LocalDate until) {
    String period = period(from, until);
    return (form == ReportForm.YEAR || form == ReportForm.SIX_MONTHS) && form.fits(from, until)
        ? t.t("reports.title.whole", period)
        : t.t("reports.title.of", t.t(form.messageKey()), period);
  }
}

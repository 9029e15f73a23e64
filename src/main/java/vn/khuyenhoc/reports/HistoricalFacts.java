package vn.khuyenhoc.reports;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The facts of a report that was written before the system was there, as an office or an archive
 * wrote them down. What the report does not say is {@code null}, which is not zero.
 *
 * @param head what the report is
 * @param items organisation and members
 * @param results results of the models
 * @param targets what they are held against
 * @param districts the districts as they were on its day
 * @param leaders what it says of leaders, with the districts it names
 * @param words what it says in words
 */
public record HistoricalFacts(
    Head head,
    List<Item> items,
    List<Result> results,
    List<Target> targets,
    List<District> districts,
    List<Leaders> leaders,
    List<Words> words) {

  public HistoricalFacts {
    items = List.copyOf(items);
    results = List.copyOf(results);
    targets = List.copyOf(targets);
    districts = List.copyOf(districts);
    leaders = List.copyOf(leaders);
    words = List.copyOf(words);
  }

  /** The parts of such a report, in their order. */
  public enum Part {
    /** Organisation and members. */
    ORGANISATION,
    /** Results of the models against their targets. */
    RESULTS,
    /** Funds. */
    FUND,
    /** Leaders and full-time staff. */
    STAFF,
    /** Money of the year. */
    BUDGET
  }

  /**
   * What the report is.
   *
   * @param number its number without symbol
   * @param symbol the issuer's symbol in numbers
   * @param title what it is about
   * @param occasion what it was written for; empty for nothing
   * @param issuer who issued it
   * @param place the place beside the date
   * @param areaCode the official code of the province today
   * @param areaName its name on the day
   * @param from first day of what it reports on
   * @param until last day
   * @param signedOn its date
   * @param overlapping totals whose parts may count somebody twice
   * @param threshold from how many đồng a district's fund is counted; null for no such count
   * @param thresholdStated how many districts it says have that; null where it does not say
   */
  public record Head(
      String number,
      String symbol,
      String title,
      String occasion,
      String issuer,
      String place,
      String areaCode,
      String areaName,
      LocalDate from,
      LocalDate until,
      LocalDate signedOn,
      Set<String> overlapping,
      @Nullable Long threshold,
      @Nullable Long thresholdStated) {
    public Head {
      overlapping = Set.copyOf(overlapping);
    }
  }

  /**
   * Something of which there are so many.
   *
   * @param name what
   * @param parent what it is part of; empty for nothing
   * @param count how many; null where it is not reported
   */
  public record Item(String name, String parent, @Nullable Long count) {}

  /**
   * A result.
   *
   * @param measure of what
   * @param percent how much of it; null where it is not reported
   * @param target what the report holds it against; null for nothing
   */
  public record Result(
      HistoricalMeasure measure, @Nullable BigDecimal percent, @Nullable BigDecimal target) {}

  /**
   * A target that a result is held against.
   *
   * @param implied whether it only follows from the excess that the report states; otherwise the
   *     target of the plan or decision itself
   * @param origin whose target it is
   * @param stated the excess the report states, in percentage points; null where it states none
   */
  public record Target(
      HistoricalMeasure measure,
      BigDecimal percent,
      boolean implied,
      String origin,
      @Nullable BigDecimal stated) {}

  /**
   * A district as it was.
   *
   * @param name as the report writes it
   * @param fund balance of its fund in đồng
   * @param budget money of the year in đồng
   * @param staff full-time staff
   * @param models of the budget, for the models, in đồng
   * @param honoraria of the budget, for honoraria, in đồng
   * @param operations of the budget, for operations, in đồng
   */
  public record District(
      String name,
      @Nullable Long fund,
      @Nullable Long budget,
      @Nullable Long staff,
      @Nullable Long models,
      @Nullable Long honoraria,
      @Nullable Long operations) {}

  /**
   * What it says of leaders.
   *
   * @param name what became of them
   * @param parent what that is a case of; empty for nothing
   * @param stated of how many districts it says so; null where it only names them
   * @param districts the districts it names
   */
  public record Leaders(String name, String parent, @Nullable Long stated, List<String> districts) {
    public Leaders {
      districts = List.copyOf(districts);
    }
  }

  /** A paragraph of it. */
  public record Words(Part part, String text) {}
}

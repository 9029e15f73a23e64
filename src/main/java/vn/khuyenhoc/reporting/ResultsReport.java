package vn.khuyenhoc.reporting;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.areas.Basis;
import vn.khuyenhoc.platform.document.IssuingBody;
import vn.khuyenhoc.platform.document.Recipients;
import vn.khuyenhoc.platform.document.SignatureBlock;
import vn.khuyenhoc.platform.document.Wording;

/**
 * Everything the report of a province or a commune on the results of one model in one year says.
 * Holds figures and names; the sentences around them are the document's.
 *
 * @param issuer who reports
 * @param number the office's number of the report; null while it has none
 * @param signedOn the date of the report; null while unsigned
 * @param year the year reported on
 * @param model the title in Vietnamese: {@code Gia đình học tập}
 * @param area the area in Vietnamese inside a sentence: {@code tỉnh Sơn La}
 * @param villageWord what villages are called there: {@code bản}
 * @param takenAt the moment the figures were read
 * @param campaign when the evaluation ran
 * @param criteria what was scored by
 * @param base what the rates of the whole area are a share of
 * @param targets the targets that apply to the whole area, the one that counts first
 * @param communes one line a commune, in the order to be printed
 * @param recipients who receives it
 * @param signature who signs it
 * @param sampleData whether any of the figures are made up for demonstration; the document then
 *     says so on every part
 * @param lines what a line of it stands for
 * @param tree through which tree of areas it is read
 * @param measured what its figures are of
 * @param wording its sentences, with the nouns of what it measures
 */
public record ResultsReport(
    IssuingBody issuer,
    @Nullable String number,
    @Nullable LocalDate signedOn,
    int year,
    String model,
    String area,
    String villageWord,
    Instant takenAt,
    Campaign campaign,
    Criteria criteria,
    Base base,
    List<Target> targets,
    List<Commune> communes,
    Recipients recipients,
    SignatureBlock signature,
    boolean sampleData,
    Lines lines,
    Tree tree,
    Measured measured,
    Wording wording) {

  public ResultsReport {
    targets = List.copyOf(targets);
    communes = List.copyOf(communes);
  }

  /** A report on families. */
  public ResultsReport(
      IssuingBody issuer,
      @Nullable String number,
      @Nullable LocalDate signedOn,
      int year,
      String model,
      String area,
      String villageWord,
      Instant takenAt,
      Campaign campaign,
      Criteria criteria,
      Base base,
      List<Target> targets,
      List<Commune> communes,
      Recipients recipients,
      SignatureBlock signature,
      boolean sampleData,
      Lines lines,
      Tree tree) {
    this(
        issuer,
        number,
        signedOn,
        year,
        model,
        area,
        villageWord,
        takenAt,
        campaign,
        criteria,
        base,
        targets,
        communes,
        recipients,
        signature,
        sampleData,
        lines,
        tree,
        Measured.FAMILIES,
        lines.wording(Measured.FAMILIES));
  }

  /**
   * What a line of the report stands for: in a province's report a commune with its villages, in a
   * commune's report a village with its households.
   */
  public enum Lines {
    /** A province's report. */
    COMMUNES(Wording.of("results-report")),
    /** A commune's report. */
    VILLAGES(Wording.of("results-report-commune", Wording.of("results-report")));

    private final Wording wording;

    Lines(Wording wording) {
      this.wording = wording;
    }

    /** The sentences of such a report with the nouns of what it measures. */
    Wording wording(Measured measured) {
      String roll = noun(measured.roll());
      return wording.with(
          new Terms(
              roll,
              noun(measured.denominator()),
              measured.denominator().stated()
                  ? wording.say("list.stated")
                  : wording.say("list.roll", roll),
              Locale.of("vi", "VN")));
    }

    private String noun(Denominator denominator) {
      return wording.say("noun." + denominator.name());
    }
  }

  /**
   * The tree of areas that the report is read through.
   *
   * @param basis as it was or as it is
   * @param day the day of that tree
   * @param otherNames what the area itself was called before or is called now; empty for nothing
   */
  public record Tree(Basis basis, LocalDate day, String otherNames) {}

  /**
   * When the evaluation ran.
   *
   * @param openedOn the day it was opened
   * @param dueOn the last day for the villages to send
   * @param closed whether it is closed; its roll is frozen then
   */
  public record Campaign(LocalDate openedOn, LocalDate dueOn, boolean closed) {}

  /**
   * The criteria set that was scored by.
   *
   * @param title its title
   * @param issuer who issued it
   * @param version its version, from 1
   * @param sample whether it has not been compared with the original text; the report then says so
   */
  public record Criteria(String title, String issuer, int version, boolean sample) {}

  /** What a rate is a share of. Every rate names its base. */
  public sealed interface Base {

    /** How many; 0 where it is not known. */
    long count();

    /** Whether it is known at all. */
    default boolean known() {
      return true;
    }

    /** What stands on the roll of the campaign. */
    record Roll(long count) implements Base {}

    /**
     * What the households of the register state, every one of them: adults, workers.
     *
     * @param households how many households state it
     */
    record Stated(long count, long households) implements Base {}

    /**
     * Some households of the register do not state it: the rate is not known, which is not zero.
     *
     * @param stating how many households state it
     * @param households of how many
     */
    record Unknown(long stating, long households) implements Base {
      @Override
      public long count() {
        return 0;
      }

      @Override
      public boolean known() {
        return false;
      }
    }

    /**
     * A total that an office declared, because the register is not the whole.
     *
     * @param source who declared it, where
     * @param asOf the day it holds for
     */
    record Declared(long count, String source, LocalDate asOf) implements Base {}

    /**
     * The sum of areas of which some have a declared total and the others count by their roll.
     *
     * @param declaredAreas how many count by a declared total
     * @param rollAreas how many count by their roll
     */
    record Mixed(long count, int declaredAreas, int rollAreas) implements Base {}
  }

  /**
   * A target of a plan. Belongs to plan, scope and year, never to the indicator alone.
   *
   * @param percent the share to reach, 0–100
   * @param plan the plan that sets it, as a sentence names it
   * @param scope for whom it is set: {@code tỉnh Sơn La}
   * @param year the year it is set for; another than the report's when there is none for that year
   */
  public record Target(BigDecimal percent, String plan, String scope, int year) {}

  /** How much of its villages' sheets a commune has received. */
  public enum Reporting {
    /** Nothing was ever sent and nothing was reported by hand. This is not zero. */
    NOT_REPORTED,
    /** Something was sent, not everything on the roll. */
    PARTLY,
    /** All have, or the commune reported by hand. */
    REPORTED
  }

  /**
   * One line: a commune, or in a commune's report a village, whose villages then are its
   * households. Counts of dossiers are cumulative: what is recognised was also approved, sent and
   * scored.
   *
   * @param name its name with its kind: {@code Xã Mường La}
   * @param villages how many villages have households on the roll
   * @param villagesSent how many of them have sent everything on their roll
   * @param reportedByHand whether its results were reported outside the villages' sheets
   * @param roll how many stand on the roll
   * @param base what its rate is a share of
   * @param scored how many were scored
   * @param sent how many were sent
   * @param approved how many were approved
   * @param recognised how many were recognised
   * @param target the target that applies to it; null where none does
   * @param otherNames what it was called before or is called now; empty for nothing
   * @param unassigned whether it is what of a divided area belongs to none of its successors yet
   */
  public record Commune(
      String name,
      int villages,
      int villagesSent,
      boolean reportedByHand,
      long roll,
      Base base,
      long scored,
      long sent,
      long approved,
      long recognised,
      @Nullable Target target,
      String otherNames,
      boolean unassigned) {

    /** The same under another name. */
    Commune named(String other) {
      return new Commune(
          other,
          villages,
          villagesSent,
          reportedByHand,
          roll,
          base,
          scored,
          sent,
          approved,
          recognised,
          target,
          otherNames,
          unassigned);
    }

    /** Both names where they differ: {@code Xã B (trước 7/2025: Xã A)}. */
    public String names() {
      return otherNames.isEmpty() ? name : name + " (" + otherNames + ")";
    }

    /** How much it has reported. */
    public Reporting reporting() {
      if (reportedByHand || villages > 0 && villagesSent >= villages) {
        return Reporting.REPORTED;
      }
      return villagesSent == 0 && sent == 0 ? Reporting.NOT_REPORTED : Reporting.PARTLY;
    }

    /** Recognised against its base. */
    public Rate rate() {
      return new Rate(recognised, base.count());
    }

    /** Recognised against its roll. */
    public Rate rateOnRoll() {
      return new Rate(recognised, roll);
    }

    /** Whether it has reported anything. */
    public boolean hasReported() {
      return reporting() != Reporting.NOT_REPORTED;
    }
  }

  /** The sum of a figure over all communes. */
  public long sum(ToLongFunction<Commune> figure) {
    return communes.stream().mapToLong(figure).sum();
  }

  /** The communes that are areas, without what is unassigned; figures add up over all of them. */
  public List<Commune> areas() {
    return communes.stream().filter(commune -> !commune.unassigned()).toList();
  }

  /** What belongs to no commune yet. */
  public List<Commune> unassigned() {
    return communes.stream().filter(Commune::unassigned).toList();
  }

  /** How many communes have reported to that extent. */
  public long count(Reporting extent) {
    return areas().stream().filter(commune -> commune.reporting() == extent).count();
  }

  /** Recognised of the whole area against its base. */
  public Rate rate() {
    return new Rate(sum(Commune::recognised), base.count());
  }

  /** Recognised of the whole area against the roll. */
  public Rate rateOnRoll() {
    return new Rate(sum(Commune::recognised), sum(Commune::roll));
  }

  /** Recognised against the bases of those communes alone that have reported. */
  public Rate rateOfReported() {
    var reported = communes.stream().filter(Commune::hasReported).toList();
    if (reported.stream().anyMatch(commune -> !commune.base().known())) {
      return new Rate(0, 0);
    }
    return new Rate(
        reported.stream().mapToLong(Commune::recognised).sum(),
        reported.stream().mapToLong(commune -> commune.base().count()).sum());
  }

  /** Recognised against the sum of the communes' bases; the table's last line. */
  public Rate rateOfTable() {
    return communes.stream().allMatch(commune -> commune.base().known())
        ? new Rate(sum(Commune::recognised), sum(commune -> commune.base().count()))
        : new Rate(0, 0);
  }
}

package vn.khuyenhoc.reporting;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.recognition.Tally;

/**
 * An area's figures year by year. As it is: every year through today's tree, so that years on both
 * sides of a reorganisation can be compared. As it was: every year through its own tree.
 *
 * @param years one a year, the earliest first
 * @param changes the reorganisations between the days of their trees, the earliest first
 * @param groups of citizens: the year shown by labour group; none elsewhere
 */
public record Trend(List<Year> years, List<Change> changes, List<Group> groups) {

  public Trend {
    years = List.copyOf(years);
    changes = List.copyOf(changes);
    groups = List.copyOf(groups);
  }

  /** Nothing to compare. */
  public static final Trend NONE = new Trend(List.of(), List.of(), List.of());

  /**
   * One year.
   *
   * @param year the year assessed
   * @param campaignId the campaign that stands for it
   * @param open whether it is still open
   * @param day the day of the campaign's own tree
   * @param existed whether the area existed in the tree that is read
   * @param tally its figures; of rates here the base is the roll alone, because totals declared for
   *     one tree do not hold in another
   * @param reported whether the area counts as one that has reported
   * @param begun how many of those that have to report have sent anything
   * @param units how many have to report
   */
  public record Year(
      int year,
      int campaignId,
      boolean open,
      LocalDate day,
      boolean existed,
      Tally tally,
      boolean reported,
      long begun,
      long units) {

    /** A year of which all campaigns are added up; nothing where the area was not in the tree. */
    static Year of(FiguresCampaign campaign, LocalDate day, Sums.@Nullable Total total) {
      Sums.Total known = total == null ? Sums.Total.NONE : total;
      return new Year(
          campaign.year(),
          campaign.id(),
          !campaign.closed(),
          day,
          total != null,
          known.tally(),
          known.reported(),
          known.begun(),
          known.units());
    }

    /** The same with another campaign of the year, of provinces between which something moved. */
    Year and(Year other) {
      return new Year(
          year,
          campaignId,
          open || other.open,
          day.isAfter(other.day) ? day : other.day,
          existed,
          tally,
          reported,
          begun,
          units);
    }

    /** Whether some have reported and some have not. */
    public boolean partly() {
      return reported && begun < units;
    }

    /** Recognised against the roll in percent; null where nothing was reported. */
    public @Nullable BigDecimal percent() {
      return reported ? new Rate(tally.recognised(), tally.roll()).percent() : null;
    }
  }

  /**
   * One labour group of citizens in the year shown.
   *
   * @param form its code
   * @param name what it is called
   * @param campaignId its campaign
   * @param tally its figures
   * @param reported whether the area counts as one that has reported of it
   */
  public record Group(String form, String name, int campaignId, Tally tally, boolean reported) {}

  /** A reorganisation. */
  public record Change(LocalDate day, String decree) {}

  /** What changed between the tree of the year before and that of this one. */
  public List<Change> before(Year year) {
    int at = years.indexOf(year);
    return at < 1
        ? List.of()
        : changes.stream()
            .filter(
                one -> one.day().isAfter(years.get(at - 1).day()) && !one.day().isAfter(year.day()))
            .toList();
  }
}

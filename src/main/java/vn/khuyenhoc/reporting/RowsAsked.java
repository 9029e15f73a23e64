package vn.khuyenhoc.reporting;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.criteria.LearningModel;
import vn.khuyenhoc.criteria.ModelLevel;
import vn.khuyenhoc.criteria.Rating;

/**
 * Which dossiers stood behind a figure at some moment.
 *
 * @param what what was counted
 * @param areaId of which area
 * @param leaves the areas that belonged to it then and that dossiers are counted in, itself among
 *     them
 * @param alone whether only what belongs to the area itself is meant, and nothing below it
 * @param day the day through whose tree it was read
 * @param reading an identity (UUID version 7) of that moment
 */
public record RowsAsked(
    What what, int areaId, List<Integer> leaves, boolean alone, LocalDate day, UUID reading) {

  public RowsAsked {
    leaves = List.copyOf(leaves);
  }

  /** Which of those on a list are counted. */
  public enum Counted {
    /** All of them. */
    LISTED,
    /** Those that registered. */
    REGISTERED,
    /** Those that were recognised. */
    RECOGNISED
  }

  /**
   * What was counted.
   *
   * @param model the model
   * @param level the level that it is rated at; null for all of them
   * @param form the labour group of citizens; empty for all
   * @param year the year of the campaigns
   * @param counted which of those on the list
   * @param rating with which rating; null for any
   * @param unitKind of which kind of unit; empty for any
   * @param until the last day of what is told; the kind of a unit is that of this day
   * @param decidedFrom only by decisions from that day on; null for any
   * @param decidedUntil only by decisions until that day; null for any
   */
  public record What(
      LearningModel model,
      @Nullable ModelLevel level,
      String form,
      int year,
      Counted counted,
      @Nullable Rating rating,
      String unitKind,
      LocalDate until,
      @Nullable LocalDate decidedFrom,
      @Nullable LocalDate decidedUntil) {}

  /** Something that is recognised. */
  public record Thing(LearningModel model, ModelLevel level) {}

  /**
   * So many dossiers of an area.
   *
   * @param areaId the area
   * @param name what it was called then
   * @param then how many were counted there then
   * @param still how many of those are counted in the same way and place now
   */
  public record Place(int areaId, String name, long then, long still) {}

  /**
   * How many there were, and what became of them.
   *
   * @param then how many were counted then
   * @param still how many of those are counted in the same way and place now
   * @param came how many are counted now that were not then
   * @param places by the area they were counted in then, in Vietnamese order of names
   */
  public record Counts(long then, long still, long came, List<Place> places) {
    public Counts {
      places = List.copyOf(places);
    }

    /** How many of those of then are not counted so any more. */
    public long left() {
      return then - still;
    }
  }

  /**
   * A dossier that was counted then.
   *
   * @param homeId home of the dossier
   * @param dossierId the dossier
   * @param name what its subject is called today; empty for whoever may not read it
   * @param address where in the area; empty where nobody wrote it
   * @param place the area it was counted in then
   * @param stage where it stood then
   * @param stageNow where it stands now
   * @param placeNow the area it is counted in now, where that is another one; empty otherwise
   * @param still whether it is counted in the same way and place now
   */
  public record Line(
      int homeId,
      UUID dossierId,
      String name,
      String address,
      String place,
      String stage,
      String stageNow,
      String placeNow,
      boolean still) {

    /** Where it leads. */
    public String href() {
      return "/dossiers/" + homeId + "/" + dossierId;
    }
  }

  /**
   * A total that was declared for an area and counted at some moment.
   *
   * @param name what the area is called
   * @param now the total that counts now; null where none does
   */
  public record Declared(
      int areaId,
      String name,
      @Nullable Integer total,
      String source,
      LocalDate asOf,
      Instant at,
      String by,
      @Nullable Integer now) {}

  /**
   * What the households of an area stated at some moment, and what became of it.
   *
   * @param sum what they stated together
   * @param households how many lived there
   * @param stating how many of them stated it
   * @param differing how many live elsewhere by now, or state something else
   * @param places by the area they lived in then, in Vietnamese order of names
   */
  public record Stated(
      long sum, long households, long stating, long differing, List<Place> places) {
    public Stated {
      places = List.copyOf(places);
    }
  }

  /**
   * A household with what it stated then.
   *
   * @param name what its head is called today; empty for whoever may not read it
   * @param address where in the village; empty where nobody wrote it
   * @param place the village it lived in then
   * @param then what it stated then; null for nothing
   * @param now what it states now; null for nothing
   * @param placeNow where it lives now, where that is elsewhere; empty otherwise
   * @param gone whether it is closed by now
   */
  public record Household(
      int homeId,
      UUID householdId,
      String name,
      String address,
      String place,
      @Nullable Integer then,
      @Nullable Integer now,
      String placeNow,
      boolean gone) {

    /** Where it leads. */
    public String href() {
      return "/households/" + homeId + "/" + householdId;
    }

    /** Whether it lives where it lived, and states what it stated. */
    public boolean same() {
      return !gone && placeNow.isEmpty() && Objects.equals(then, now);
    }
  }

  /**
   * A number of people that was recorded for an area.
   *
   * @param since the day it holds from
   * @param by who recorded it
   * @param at when
   * @param counted whether it is the one that counted at the moment asked for
   * @param withdrawn who took it back since, and why; empty where it stands
   */
  public record People(
      BigDecimal people,
      LocalDate since,
      String source,
      String by,
      Instant at,
      boolean counted,
      String withdrawn) {}

  /**
   * Somebody who belonged to something that was recognised.
   *
   * @param name full name; empty for whoever may not read it
   * @param address where in the village; empty where nobody wrote it
   * @param place the village, or the area of the unit that the citizen worked in
   * @param learning whether the citizen was a Learning citizen of the year then
   */
  public record Person(
      int homeId, UUID subjectId, String name, String address, String place, boolean learning) {

    /** Where it leads. */
    public String href() {
      return "/citizens/" + homeId + "/" + subjectId;
    }
  }
}

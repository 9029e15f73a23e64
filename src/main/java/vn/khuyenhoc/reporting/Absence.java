package vn.khuyenhoc.reporting;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.areas.AreaLevel;

/**
 * Why an area has no figures through a tree: on that day it had ended, or was not there yet; and
 * where what it held is to be found.
 *
 * @param level its level
 * @param name what it was called last, or first
 * @param ended whether it had ended; it was not there yet otherwise
 * @param day the day it ended or began
 * @param decree under which decree; empty where none is known
 * @param others what it went into, or what it came from
 * @param holderId the line that holds what of it belongs to none of them yet; null where nothing is
 *     left
 * @param counted the newest campaign that counts it through the tree of its own day; null where
 *     there is none
 */
public record Absence(
    AreaLevel level,
    String name,
    boolean ended,
    LocalDate day,
    String decree,
    List<Other> others,
    @Nullable Integer holderId,
    @Nullable FiguresCampaign counted) {

  public Absence {
    others = List.copyOf(others);
  }

  /**
   * An area that received it, or that it came from.
   *
   * @param areaId which
   * @param name what it was called at that time
   * @param part whether only a part of what ended went there
   */
  public record Other(int areaId, String name, boolean part) {}
}

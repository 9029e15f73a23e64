package vn.khuyenhoc.areas;

import org.jspecify.annotations.Nullable;

/**
 * An area that was searched for, with the reason where it is not to be seen in its own name.
 *
 * @param area the area as it is today, or as it last was
 * @param byName the earlier name that was found: its own, or that of an area it came from; null
 *     where today's name or code was found
 * @param byCode the code that went with that name
 * @param coded whether it was that code that was typed
 */
public record FoundArea(
    Area area, @Nullable String byName, @Nullable String byCode, boolean coded) {

  /** An area that was not searched for by an earlier name. */
  FoundArea(Area area) {
    this(area, null, null, false);
  }
}

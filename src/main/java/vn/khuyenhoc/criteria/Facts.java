package vn.khuyenhoc.criteria;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of something that is rated, by name of {@link KnownFacts}: counts, and 1 or 0 for
 * yes or no. What has no number is unknown ("chưa báo cáo"), which is not zero. Immutable.
 *
 * @param known the numbers, 0 and above, by name; unknown ones left out
 */
public record Facts(Map<String, Long> known) {

  /** Nothing is known. */
  public static final Facts NONE = new Facts(Map.of());

  public Facts {
    known = Collections.unmodifiableMap(new TreeMap<>(known));
  }

  /** These numbers; a null is left out as unknown. */
  public static Facts of(Map<String, ? extends @Nullable Number> numbers) {
    Map<String, Long> known = new TreeMap<>();
    numbers.forEach(
        (name, number) -> {
          if (number != null) {
            known.put(name, number.longValue());
          }
        });
    return known.isEmpty() ? NONE : new Facts(known);
  }

  /**
   * The numbers of a household.
   *
   * @param children number of children; null where not reported
   * @param adults number of adults; null where not reported
   * @param workers number of adults who work; null where not reported
   */
  public static Facts ofHousehold(
      @Nullable Integer children, @Nullable Integer adults, @Nullable Integer workers) {
    return NONE.with("children", children).with("adults", adults).with("workers", workers);
  }

  /** The same with one number more or another one; null makes it unknown. */
  public Facts with(String name, @Nullable Number number) {
    Map<String, Long> changed = new TreeMap<>(known);
    if (number == null) {
      changed.remove(name);
    } else {
      changed.put(name, number.longValue());
    }
    return new Facts(changed);
  }

  /** The number of that name; null where it is unknown. */
  public @Nullable Long get(String name) {
    return known.get(name);
  }
}

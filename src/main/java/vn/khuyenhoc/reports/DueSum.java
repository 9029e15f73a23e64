package vn.khuyenhoc.reports;

import java.util.Map;

/**
 * How many areas stand where with one report.
 *
 * @param states how many in each state; without those that nobody is in
 * @param missing how many have not sent it though its day is over
 * @param late how many were or are late, those that have sent it since as well
 */
public record DueSum(Map<DueState, Integer> states, int missing, int late) {

  /** Nobody owes it. */
  public static final DueSum NONE = new DueSum(Map.of(), 0, 0);

  public DueSum {
    states = Map.copyOf(states);
  }

  /** How many are in a state. */
  public int of(DueState state) {
    return states.getOrDefault(state, 0);
  }

  /** How many areas owe it. */
  public int areas() {
    return states.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** How many have sent it. */
  public int sent() {
    return states.entrySet().stream()
        .filter(one -> !one.getKey().open())
        .mapToInt(Map.Entry::getValue)
        .sum();
  }

  /** How many have not. */
  public int open() {
    return areas() - sent();
  }
}

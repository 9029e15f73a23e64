package vn.khuyenhoc.reports;

import java.util.Arrays;
import java.util.Optional;

/** What reports before the system was there told as a share. */
public enum HistoricalMeasure {
  /** Learning families, of households. */
  LEARNING_FAMILY("household"),
  /** Learning clans. */
  LEARNING_CLAN("clan"),
  /** Learning communities that are villages. */
  LEARNING_VILLAGE("village"),
  /** Learning communities that are communes. */
  LEARNING_COMMUNE("commune"),
  /** Learning units under a commune. */
  LEARNING_UNIT("commune-managed"),
  /** Members of the association, of the population. */
  MEMBERS_PER_POPULATION("province");

  private static final String COMMUNITY = "LEARNING_COMMUNITY";

  private final String level;

  HistoricalMeasure(String level) {
    this.level = level;
  }

  /** The model as a sheet of facts writes it. */
  String model() {
    return this == LEARNING_VILLAGE || this == LEARNING_COMMUNE ? COMMUNITY : name();
  }

  /** The measure of a model at a level; empty for none. */
  static Optional<HistoricalMeasure> of(String model, String level) {
    return Arrays.stream(values())
        .filter(one -> one.model().equals(model) && one.level.equals(level))
        .findFirst();
  }
}

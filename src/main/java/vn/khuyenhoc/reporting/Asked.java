package vn.khuyenhoc.reporting;

import org.jspecify.annotations.Nullable;

/**
 * Which figures a reader asks for.
 *
 * @param campaign the campaign; null for the newest of what is asked for
 * @param measured what they are to be of; null for what the campaign recognises, else for families
 * @param year where no campaign is named: of which year; null for the newest
 */
public record Asked(
    @Nullable Integer campaign, @Nullable Measured measured, @Nullable Integer year) {

  /** The figures that a campaign is part of. */
  public static Asked of(@Nullable Integer campaign) {
    return new Asked(campaign, null, null);
  }

  /** The newest figures of something. */
  public static Asked newest(Measured measured) {
    return new Asked(null, measured, null);
  }

  /** As an address writes it. */
  static Asked read(
      @Nullable Integer campaign,
      @Nullable String model,
      @Nullable String level,
      String form,
      @Nullable String per,
      @Nullable Integer year) {
    return new Asked(campaign, model == null ? null : Measured.read(model, level, form, per), year);
  }
}

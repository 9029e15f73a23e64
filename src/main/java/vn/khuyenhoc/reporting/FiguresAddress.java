package vn.khuyenhoc.reporting;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.areas.Basis;

/**
 * Which figures the address of a page or a file names. What of it is not understood is told by
 * {@link #misread}.
 *
 * @param campaign the identity of the campaign; empty for the newest
 * @param model what is measured, by name
 * @param level its level, by name
 * @param form the labour group; empty for all together
 * @param per of what it is a share
 * @param basis of which day the tree of areas is; empty for today's
 */
record FiguresAddress(
    String campaign,
    @Nullable String model,
    @Nullable String level,
    String form,
    @Nullable String per,
    String basis) {

  FiguresAddress {
    campaign = Objects.requireNonNullElse(campaign, "");
    form = Objects.requireNonNullElse(form, "");
    basis = Objects.requireNonNullElse(basis, "");
  }

  /**
   * What is asked for.
   *
   * @param groups the labour groups that there are; any other is none
   * @param year where no campaign is named: of which year; null for the newest
   */
  Asked asked(Set<String> groups, @Nullable Integer year) {
    return Asked.read(
        TypedNumbers.addressed(campaign),
        model,
        level,
        groups.contains(form) ? form : "",
        per,
        year);
  }

  /** The tree of areas that is read. */
  Basis tree() {
    return Basis.of(basis);
  }

  /** Adds what of the address was not understood, but for the campaign, where that is shown. */
  Misread misread(Misread misread, Map<String, String> groups, Measured shown) {
    return misread.form(form, groups).measured(model, level, per, shown).basis(basis);
  }
}

package vn.khuyenhoc.registry;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Something of the register as a list shows it.
 *
 * @param subject itself
 * @param area name of the area where it is
 * @param above name of the area above that one; empty for a province
 * @param village whether it is in a village, not in a commune or province as a whole
 * @param consent whether a person's consent holds; true for what needs none
 * @param counted members entered in the register: of a unit its staff, of a clan its households;
 *     null where nobody can belong
 * @param learners learners of a unit entered in the register; null elsewhere
 * @param person what a list of citizens names besides; null elsewhere, and where only a page of a
 *     list was asked for
 */
public record ListedSubject(
    Subject subject,
    String area,
    String above,
    boolean village,
    boolean consent,
    @Nullable Integer counted,
    @Nullable Integer learners,
    @Nullable PersonLinks person) {

  /**
   * What a citizen belongs to now, and what they agreed to.
   *
   * @param household code of the household they live in; null for none
   * @param work code of the unit they work in; null for none
   * @param studies code of the school they learn in; null for none
   * @param how how they agreed; null where no consent holds
   * @param on when they agreed
   * @param guardian who agreed for somebody under age; may be empty
   */
  public record PersonLinks(
      @Nullable String household,
      @Nullable String work,
      @Nullable String studies,
      Consent.@Nullable How how,
      @Nullable LocalDate on,
      String guardian) {}
}

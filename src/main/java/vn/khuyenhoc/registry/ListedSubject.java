package vn.khuyenhoc.registry;

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
 */
public record ListedSubject(
    Subject subject,
    String area,
    String above,
    boolean village,
    boolean consent,
    @Nullable Integer counted,
    @Nullable Integer learners) {}

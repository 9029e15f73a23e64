package vn.khuyenhoc.registry;

import java.util.List;
import vn.khuyenhoc.platform.web.Pager;

/**
 * Who belongs to something in one role.
 *
 * @param role how
 * @param total how many, wherever they are
 * @param within how many of them the reader may see by name
 * @param shown some of those
 * @param pager which
 */
public record MemberCircle(
    MembershipRole role, long total, long within, List<Membership> shown, Pager pager) {

  /** Copies. */
  public MemberCircle {
    shown = List.copyOf(shown);
  }
}

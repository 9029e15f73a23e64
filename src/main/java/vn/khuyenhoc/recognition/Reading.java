package vn.khuyenhoc.recognition;

import java.time.LocalDate;
import java.util.List;
import vn.khuyenhoc.areas.Basis;
import vn.khuyenhoc.platform.web.Segment;
import vn.khuyenhoc.platform.web.Texts;

/**
 * Through which tree of areas a page of a campaign is read, as its address says it.
 *
 * @param basis as it was or as it is
 * @param day the day of that tree
 */
public record Reading(Basis basis, LocalDate day) {

  /** What an address asks for. */
  static Reading of(Campaign campaign, String basis, LocalDate today) {
    Basis asked = Basis.of(basis);
    return new Reading(asked, campaign.treeDay(asked, today));
  }

  /** Whether somebody works on it: what was is only read. */
  public boolean now() {
    return basis == Basis.AS_IS;
  }

  /** The choice between both. */
  List<Segment> choice(Texts t, String path, String query) {
    return basis.choice(
        t, one -> path + "?" + (query.isEmpty() ? "" : query + "&") + "basis=" + one.code());
  }

  /** The basis for an address that has a question already; empty for the usual one. */
  public String and() {
    return now() ? "" : "&basis=" + basis.code();
  }

  /** The basis for an address without a question; empty for the usual one. */
  public String ask() {
    return now() ? "" : "?basis=" + basis.code();
  }
}

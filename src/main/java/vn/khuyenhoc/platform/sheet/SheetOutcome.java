package vn.khuyenhoc.platform.sheet;

import java.util.List;

/** How the reading of a file ended. */
public sealed interface SheetOutcome {

  /**
   * Read to its end.
   *
   * @param heading what stood above the data
   * @param rows rows handed over, sound or not; blank rows are none
   * @param unsoundRows those of them with a problem of their own
   * @param findings what belongs to no row handed over: warnings, and problems only known at the
   *     end (merged cells), whose rows are not sound either
   */
  record Read(SheetHeading heading, int rows, int unsoundRows, List<SheetFinding> findings)
      implements SheetOutcome {
    public Read {
      findings = List.copyOf(findings);
    }
  }

  /**
   * Not read to its end. Rows handed over before are to be forgotten.
   *
   * @param findings why, never empty; warnings may be among them
   */
  record Refused(List<SheetFinding> findings) implements SheetOutcome {
    public Refused {
      findings = List.copyOf(findings);
    }
  }

  /** What was found about the file as a whole. */
  List<SheetFinding> findings();

  /** Those of the findings that keep rows, or the file, out. */
  default List<SheetFinding> problems() {
    return findings().stream().filter(finding -> !finding.warning()).toList();
  }

  /** Those of the findings that are only to be known. */
  default List<SheetFinding> warnings() {
    return findings().stream().filter(SheetFinding::warning).toList();
  }
}

package vn.khuyenhoc.reports;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The parts of a report, in their order. */
public enum ReportSection {
  /** What was evaluated, in which areas. */
  SITUATION,
  /** Results of the learning models. */
  RESULTS,
  /** Against the targets of the plan. */
  TARGETS,
  /** Association, members, fund, training: what is reported by hand. */
  ORGANISATION,
  /** Which areas below have reported. */
  BELOW,
  /** What was learned. */
  LESSONS,
  /** Difficulties. */
  DIFFICULTIES,
  /** Proposals. */
  PROPOSALS,
  /** What comes next. */
  NEXT;

  /** The sections of a form. */
  public static List<ReportSection> of(ReportForm form, boolean below) {
    List<ReportSection> sections = new ArrayList<>(List.of(SITUATION, RESULTS, TARGETS));
    if (form != ReportForm.RESULTS) {
      sections.add(ORGANISATION);
    }
    if (below) {
      sections.add(BELOW);
    }
    if (form == ReportForm.PRELIMINARY_REVIEW || form == ReportForm.FINAL_REVIEW) {
      sections.add(LESSONS);
    }
    sections.add(DIFFICULTIES);
    sections.add(PROPOSALS);
    if (form != ReportForm.RESULTS && form != ReportForm.AD_HOC) {
      sections.add(NEXT);
    }
    return List.copyOf(sections);
  }

  /** Whether only the office can write it, and has to. */
  public boolean owed() {
    return this == DIFFICULTIES || this == PROPOSALS || this == LESSONS || this == NEXT;
  }

  /** Whether a report over several areas gathers what they wrote there. */
  public boolean gathered() {
    return this == DIFFICULTIES || this == PROPOSALS;
  }

  /** The key of its name. */
  public String messageKey() {
    return "reports.section." + name();
  }

  /** The section of that name; empty for none. */
  public static Optional<ReportSection> named(String name) {
    return Arrays.stream(values()).filter(one -> one.name().equals(name)).findFirst();
  }
}

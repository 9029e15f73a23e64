/**
 * Reports that areas owe and send upwards: what is owed by whom to whom and by when, the report
 * itself from its first draft (already filled with live figures) to what was sent, frozen with its
 * figures and tree, accepted or returned, and the official documents that come of it; many of them
 * as files in one collection. Beside them what bodies send that do not work here, written down by
 * hand; reports from before the system, made again from what they told; and a plan with its targets
 * as a document. Figures are those of {@code reporting}; nothing is counted here.
 *
 * <p>Doors, each asked by its page:
 *
 * <ul>
 *   <li>duties to report: {@code ObligationPages} → {@link vn.khuyenhoc.reports.Obligations};
 *       keeping them {@code ObligationEditPages} → {@link vn.khuyenhoc.reports.ObligationEdits} →
 *       {@code ObligationRules}; what is due and who is late: {@code LatePages} → {@link
 *       vn.khuyenhoc.reports.Dues}; bodies that do not work here: {@link
 *       vn.khuyenhoc.reports.BodyReceipts};
 *   <li>a report from its first draft to the answer from above: {@code ReportEditPages} and {@code
 *       ReportReceivePages} → {@link vn.khuyenhoc.reports.ReportWriting}; what is entered by hand:
 *       {@code ReportHandPages} → {@link vn.khuyenhoc.reports.ReportHand}; reading it: {@code
 *       ReportPages} → {@link vn.khuyenhoc.reports.Reports}, and behind one of its numbers {@link
 *       vn.khuyenhoc.reports.ReportRows};
 *   <li>all reports below as files: {@link vn.khuyenhoc.reports.ReportCollections};
 *   <li>templates of official documents: {@link vn.khuyenhoc.reports.Templates}; a plan as one:
 *       {@code PlanPapers}; reports from before the system: {@link
 *       vn.khuyenhoc.reports.HistoricalReports}.
 * </ul>
 *
 * <p>How a report comes about: {@code ReportFilling} reads the figures and lets the {@code
 * …Figures} classes tell them, one a block ({@code ModelFigures}, {@code TargetFigures}, {@code
 * HandFigures} …); {@code ReportNumbers} is the one way by which a number comes into it. {@code
 * ReportAssembly} adds the office's texts and ({@code ReportMerging}) what the areas below sent;
 * {@code ReportChecks} looks at it; {@code ReportWriting} freezes it. What comes out is {@link
 * vn.khuyenhoc.reports.ReportContent}, a value: pages ({@code ReportShown}), Word and PDF ({@code
 * ReportDocument}) and Excel ({@code ReportWorkbook}) are made of it alone, and {@code ReportJson}
 * writes it into the bytes that are hashed: what was sent once has to be readable for good.
 *
 * <p>Another kind of report is a constant of {@code ReportForm}, another part one of {@code
 * ReportSection}; what is reported by hand stands in {@code ReportBlock}, other statistics are a
 * {@code …Figures} class that {@code ReportFilling} asks.
 */
@ApplicationModule(
    allowedDependencies = {"platform", "areas", "criteria", "registry", "recognition", "reporting"})
@NullMarked
package vn.khuyenhoc.reports;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/**
 * Figures for those who steer and those who are reported to: plans and their targets, totals that
 * an office declares, live rates of every area read from the tallies, and the results report as a
 * Word document with its statistics as a sheet. A figure here always says what it is a share of,
 * whose target it is held against, and who has not reported.
 *
 * <p>Doors. Each is asked by its page and asks its table; what is pure stands in between, words and
 * addresses of a page in {@code …View} and {@code …Words}, files in {@code …Sheet}:
 *
 * <ul>
 *   <li>rates of one model in an area and below it: {@code FiguresPages} → {@link
 *       vn.khuyenhoc.reporting.Figures} → {@code FiguresTable}, by {@code FigureRules} (what adds
 *       up, who has reported); as a paper {@link vn.khuyenhoc.reporting.ResultsReports};
 *   <li>all models of a year on one page: {@code OverviewPages} → {@link
 *       vn.khuyenhoc.reporting.Overviews} → {@code Sums}, {@code SumsTable}, which give the figures
 *       of {@code Figures} added up in the database;
 *   <li>plans and how far they are reached: {@code PlanPages} → {@link
 *       vn.khuyenhoc.reporting.Targets}, which counts ({@code Counting}, {@code MeasureTable}) and
 *       reckons ({@code Reckoning}); which target holds is {@code TargetRules}; keeping them:
 *       {@code PlanEditPages} → {@link vn.khuyenhoc.reporting.PlanEdits} → {@code PlanRules};
 *   <li>definitions: {@code IndicatorPages} → {@link vn.khuyenhoc.reporting.Indicators} → {@code
 *       IndicatorRules}; what they can name is the catalogue {@link
 *       vn.khuyenhoc.reporting.Measure};
 *   <li>what is not counted here: {@link vn.khuyenhoc.reporting.ReportedValues} (by hand) and
 *       {@link vn.khuyenhoc.reporting.DeclaredTotals} (how many there are in all);
 *   <li>own tables: {@code TablePages} → {@link vn.khuyenhoc.reporting.Tables} → {@code
 *       CrossTable}; kept by {@link vn.khuyenhoc.reporting.SavedTables}, counted behind the page by
 *       {@link vn.khuyenhoc.reporting.TableRuns}; {@code SmallCells} guards people in them;
 *   <li>scores: {@code ScoresPages} → {@link vn.khuyenhoc.reporting.ScoresRead};
 *   <li>for reports: {@link vn.khuyenhoc.reporting.AreaYears}, everything of many areas at one
 *       moment, and {@link vn.khuyenhoc.reporting.RowsThen}, the rows behind a figure of then.
 * </ul>
 *
 * <p>Something new to count is a constant of {@code Measure} and its statement in {@code
 * MeasureTable}; something new to divide tables by, of {@code TableAxis}. A number that is not
 * known is never zero: {@code Amount} and {@code Unknown} say why.
 */
@ApplicationModule(
    allowedDependencies = {"platform", "areas", "criteria", "registry", "recognition"})
@NullMarked
package vn.khuyenhoc.reporting;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

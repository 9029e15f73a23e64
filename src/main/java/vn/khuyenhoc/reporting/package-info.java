/**
 * Figures for those who steer and those who are reported to: plans and their targets, totals that
 * an office declares, live rates of every area read from the tallies, and the results report as a
 * Word document with its statistics as a sheet. A figure here always says what it is a share of,
 * whose target it is held against, and who has not reported.
 */
@ApplicationModule(
    allowedDependencies = {"platform", "areas", "criteria", "registry", "recognition"})
@NullMarked
package vn.khuyenhoc.reporting;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

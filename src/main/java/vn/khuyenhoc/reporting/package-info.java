/**
 * Figures for those who steer and those who are reported to: results against the targets of named
 * plans, the province's results report as a Word document and its statistics as a sheet. A figure
 * here always says what it is a share of, whose target it is held against, and who has not
 * reported.
 */
@ApplicationModule(allowedDependencies = {"platform"})
@NullMarked
package vn.khuyenhoc.reporting;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/**
 * Reports that areas owe and send upwards: what is owed by whom to whom and by when, the report
 * itself from its first draft (already filled with live figures) to what was sent, frozen with its
 * figures and tree, accepted or returned, and the official documents that come of it; many of them
 * as files in one collection. Beside them what bodies send that do not work here, written down by
 * hand; reports from before the system, made again from what they told; and a plan with its targets
 * as a document. Figures are those of {@code reporting}; nothing is counted here.
 */
@ApplicationModule(
    allowedDependencies = {"platform", "areas", "criteria", "registry", "recognition", "reporting"})
@NullMarked
package vn.khuyenhoc.reports;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/**
 * Certificates of whatever was recognised: their numbers without a gap, what was issued, what
 * became of it, the files to print, and the answer to anybody who asks whether one is genuine.
 * Knows nothing of dossiers and titles: those who decide call it with plain words.
 */
@ApplicationModule(allowedDependencies = {"platform", "areas"})
@NullMarked
package vn.khuyenhoc.certificates;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/**
 * Criteria sets as data, the scoring engine and its explanations. Pure but for keeping the sets: a
 * set in force is immutable, and a dossier stays with the set it was begun with.
 */
@ApplicationModule(allowedDependencies = {"platform", "areas"})
@NullMarked
package vn.khuyenhoc.criteria;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

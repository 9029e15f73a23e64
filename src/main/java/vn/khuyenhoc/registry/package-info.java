/**
 * The register: persons who act, and households with what is known of them, their history, where
 * they lived when, and their way in from a sheet and out to one.
 */
@ApplicationModule(allowedDependencies = {"platform", "areas"})
@NullMarked
package vn.khuyenhoc.registry;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

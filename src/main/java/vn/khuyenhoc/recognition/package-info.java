/**
 * The recognition procedure: campaigns with their roll, dossiers from the village's scores to the
 * commune's decision, what happened to each of them, and the tallies that every figure is read
 * from.
 */
@ApplicationModule(
    allowedDependencies = {"platform", "areas", "registry", "criteria", "certificates"})
@NullMarked
package vn.khuyenhoc.recognition;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

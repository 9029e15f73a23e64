/**
 * Measures of the whole program from outside: a second process starts it, asks for pages, and reads
 * the clock. Measures of a module's own work lie in that module.
 */
@ApplicationModule(allowedDependencies = {"platform"})
@NullMarked
package vn.khuyenhoc.bench;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

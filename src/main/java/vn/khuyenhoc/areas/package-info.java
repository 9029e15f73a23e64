/**
 * Administrative areas in time: what an area is called, which code it has and what it belongs to,
 * each with a validity; who reaches which area; finding an area by name or code.
 */
@ApplicationModule(allowedDependencies = {"platform"})
@NullMarked
package vn.khuyenhoc.areas;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

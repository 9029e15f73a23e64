/**
 * Reminders of what has a day: on the list of one's work, by mail, as a calendar. What there is to
 * be reminded of, the other modules say.
 */
@ApplicationModule(allowedDependencies = {"platform"})
@NullMarked
package vn.khuyenhoc.reminders;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

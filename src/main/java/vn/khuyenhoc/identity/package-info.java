/**
 * Accounts of persons, the roles they hold over areas, and the devices they are signed in on: who
 * may come in, how somebody gets an account without any password being handed around, and how a
 * device is ended. Nobody depends on this module: all others see only the actor.
 */
@ApplicationModule(allowedDependencies = {"platform", "areas", "registry"})
@NullMarked
package vn.khuyenhoc.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

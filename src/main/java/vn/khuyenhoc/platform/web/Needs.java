package vn.khuyenhoc.platform.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import vn.khuyenhoc.platform.Right;

/**
 * The right that a route needs. It only opens the door: whether the right reaches the area that the
 * request names is checked where the area is known. A route without this and without {@link
 * OpenToAll} fails the build.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Needs {
  /** The right. */
  Right value();

  /**
   * Whether somebody who works with their own dossiers only ({@link Right#OWN_DOSSIER}) comes in
   * too. What is not their own is not found by them.
   */
  boolean own() default false;
}

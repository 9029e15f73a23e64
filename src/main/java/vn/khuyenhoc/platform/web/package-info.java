/**
 * The web kit: the frame around every page, the languages, the templates' engine and the static
 * files on one side; who may open what, and in which transaction, on the other.
 */
@NullMarked
package vn.khuyenhoc.platform.web;

import org.jspecify.annotations.NullMarked;

/**
 * The program: starts the database, the application and its commands, and gathers what the modules
 * give.
 */
@NullMarked
package vn.khuyenhoc;

import org.jspecify.annotations.NullMarked;

/**
 * The database and the folder it lives in: an embedded PostgreSQL 18 started by the program itself,
 * or an external one named by a setting; who owns the data folder; the two roles (owner and
 * application); migrations; backup and restore.
 */
@NullMarked
package vn.khuyenhoc.platform.database;

import org.jspecify.annotations.NullMarked;

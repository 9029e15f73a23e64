/** Outgoing mail, to one server that the settings name; off where they name none. */
@NullMarked
package vn.khuyenhoc.platform.mail;

import org.jspecify.annotations.NullMarked;

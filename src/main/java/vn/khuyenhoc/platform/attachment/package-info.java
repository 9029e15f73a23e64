/**
 * Files that somebody sends to stand beside a record: told by their bytes and never by their name,
 * bounded before anything is unpacked, pictures drawn anew so that nothing else comes along.
 */
@NullMarked
package vn.khuyenhoc.platform.attachment;

import org.jspecify.annotations.NullMarked;

/**
 * Excel in and out: reads an uploaded sheet row by row in bounded memory and says everything that
 * is wrong with it at once, writes lists that come back through the same reader unchanged, and
 * marks up a refused sheet for its author to correct. What a row means is the business of the
 * caller. Pure: no Spring, no database.
 *
 * <p>A file from outside is hostile until shown otherwise: its kind is sniffed, its unpacked size
 * limited, nothing in it is ever executed or fetched, and no content of any file makes the reader
 * throw.
 */
@NullMarked
package vn.khuyenhoc.platform.sheet;

import org.jspecify.annotations.NullMarked;

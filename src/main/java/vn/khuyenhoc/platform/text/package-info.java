/**
 * Vietnamese text as people type it: one Unicode form, search without accents, names compared
 * whatever the place of the tone mark, alphabetical order, numbers and dates in their Vietnamese
 * writing, and text typed in the fonts of before Unicode. Pure: no Spring, no database.
 */
@NullMarked
package vn.khuyenhoc.platform.text;

import org.jspecify.annotations.NullMarked;

/** What every PDF of the product shares: its lettering, its colours, its signature. */
@NullMarked
package vn.khuyenhoc.platform.pdf;

import org.jspecify.annotations.NullMarked;

/**
 * Certificates as PDF: drawn, put together, signed. Knows words and measures, nothing of records.
 */
@NullMarked
package vn.khuyenhoc.certificates.paper;

import org.jspecify.annotations.NullMarked;

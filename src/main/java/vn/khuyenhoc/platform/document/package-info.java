/**
 * Word documents in the layout of Decree 30/2020/NĐ-CP: head with national title and issuing body,
 * numbered parts, tables, recipients and signature, annexes. A document is described as values
 * first and written once; the same description always gives the same bytes. Knows nothing of what
 * the documents are about.
 */
@NullMarked
package vn.khuyenhoc.platform.document;

import org.jspecify.annotations.NullMarked;
